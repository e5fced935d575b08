"""Cells of marks, ticks and lists in every writing we could think of."""

from __future__ import annotations

from typing import Any

from tests.imports.invented.base import changed
from tests.imports.invented.case import Case

WEB, GAZETTE, MEDIA, HALL = "政府网站", "政府公报", "两微一端", "政务服务中心"
BOARD = "社区/企事业单位/村公示栏(电子屏)"


def _channels(name: str, text: str, channels: list[str], *problems: str) -> Case:
    return changed(name, {"H4": text}, {4: {"channels": channels}}, *(f"{p} H4" for p in problems))


UNCLEAR, NONE, MISSING = "channel-mark-unclear", "no-channel-ticked", "channel-missing"
CHANNELS = [
    _channels(
        "boxes read as mouths by a scanner, some of them",
        "■政府网站 口政府公报 口两微一端 □发布会/听证会□广播电视 口纸质载体",
        [WEB],
    ),
    _channels(
        "boxes drawn low, mouths, separators of every kind, one box lost",
        "▄政府网站;口政府公报;口政务新媒体;口社区/企事业单位/村公示栏(电子屏);国家档案馆;口精准推送",
        [WEB],
        UNCLEAR,
    ),
    _channels(
        "R and £ for the boxes of Wingdings",
        "R政府网站 £政府公报 £两微一端 R公共资源交易平台",
        [WEB, "其他:公共资源交易平台"],
    ),
    _channels(
        "t ticked and □ empty", "t政府网站□政府公报 t社区/企事业单位/村公示栏(电子屏)", [WEB, BOARD]
    ),
    _channels(
        "no box left but one",
        "政府网站政府公报 两微一端口发布会/听证会 广播电视纸质媒体",
        [],
        UNCLEAR,
    ),
    _channels("question marks for lost boxes", "?政府网站 ?政府公报", [], UNCLEAR),
    _channels("every box empty", "□政府网站□政府公报□两微一端", [], NONE),
    _channels("one channel to be filled in", "□政府网站□政府公报■其他_", ["其他"]),
    _channels("ticks in square brackets", "[√]政府网站 [ ]政府公报 [√]两微一端", [WEB, MEDIA]),
    _channels(
        "ticks in round brackets, full width",
        "（√）政府网站（ ）政府公报（√）两微一端",
        [WEB, MEDIA],
    ),
    _channels("marks behind the words", "政府网站☑ 政府公报☐ 两微一端☑", [WEB, MEDIA]),
    _channels(
        "ticks in brackets behind the words",
        "政府网站（√） 政府公报（ ） 两微一端（√）",
        [WEB, MEDIA],
    ),
    _channels("ticks and crosses", "√政府网站 ×政府公报 √两微一端", [WEB, MEDIA]),
    _channels("words with yes and no", "政府网站：是；政府公报：否；两微一端：是", [WEB, MEDIA]),
    _channels(
        "words with a tick and a cross behind a colon",
        "政府网站:√;政府公报:×;两微一端:√",
        [WEB, MEDIA],
    ),
    _channels("boxes of telephones", "✅政府网站 ❌政府公报 ✅两微一端", [WEB, MEDIA]),
    _channels("ballot boxes of new fonts", "🗹政府网站 ☐政府公报 🗹两微一端", [WEB, MEDIA]),
    _channels(
        "boxes with shadows for the empty ones",
        "■政府网站 ❏政府公报 ❑两微一端 ■政务服务中心",
        [WEB, HALL],
    ),
    _channels("filled and empty circles", "●政府网站 ○政府公报 ●两微一端", [WEB, MEDIA]),
    _channels("filled and empty stars", "★政府网站 ☆政府公报", [WEB]),
    _channels("a tick beside the filled box", "■√政府网站 □政府公报", [WEB]),
    _channels("a mark on the line above its word", "■\n政府网站\n□\n政府公报", [WEB]),
    _channels(
        "blanks inside words and behind boxes",
        "■ 政 府 网 站 □ 政 府 公 报 ■ 政务服 务中心",
        [WEB, HALL],
    ),
    _channels(
        "only what is ticked, line by line",
        "■政府网站\n■政务服务中心\n■基层公共服务平台",
        [WEB, HALL, "其他:基层公共服务平台"],
    ),
    _channels("a list without marks", "政府网站、两微一端、政务服务中心", [WEB, MEDIA, HALL]),
    _channels("a list with slashes", "政府网站/两微一端/政务服务中心", [WEB, MEDIA, HALL]),
    _channels("a list with dots between", "政府网站·两微一端·政务服务中心", [WEB, MEDIA, HALL]),
    _channels("a list with plus signs", "政府网站+两微一端", [WEB, MEDIA]),
    _channels("a list that ends in and so on", "政府网站、两微一端等", [WEB, MEDIA]),
    _channels("a numbered list", "1.政府网站 2.两微一端 3.政务服务中心", [WEB, MEDIA, HALL]),
    _channels("a list with circled numbers", "①政府网站②两微一端③政务服务中心", [WEB, MEDIA, HALL]),
    _channels("a list joined by and", "政府网站和政务服务中心", [WEB, HALL]),
    _channels(
        "a list that ends in a full stop", "政府网站，政府公报；两微一端。", [WEB, GAZETTE, MEDIA]
    ),
    _channels(
        "the place's own name before the website", "敦化市政府网站、敦化市人民政府网站", [WEB]
    ),
    _channels(
        "ticks before some words of a list only",
        "√政府网站、政府公报、√两微一端",
        [WEB, MEDIA],
        UNCLEAR,
    ),
    _channels("a remark in brackets behind a word", "■政府网站（必选） □政府公报（可选）", [WEB]),
    _channels("a dash where there is none", "—", [], MISSING),
    _channels("a slash where there is none", "/", [], MISSING),
    _channels("the word none", "无", [], MISSING),
    _channels(
        "the village board with old and misread signs",
        "■社区/企事业单位/存公示栏（电子屏） □精准推送",
        [BOARD],
    ),
    _channels(
        "two boxes before one word contradict each other", "■□政府网站 □政府公报", [], UNCLEAR
    ),
    _channels(
        "a free text behind the others",
        "■政府网站 ■其他：国家企业信用信息公示系统",
        [WEB, "其他:国家企业信用信息公示系统"],
    ),
    _channels("an error instead of a text", "#NAME?", [], "error-cell"),
]


def _ticks(name: str, cells: dict[str, str], fields: dict[str, Any], *problems: str) -> Case:
    return changed(name, cells, {4: fields}, *problems)


def _tick_sign(sign: str) -> Case:
    cells = {"I4": sign, "K4": sign, "M4": sign}
    return changed(f"the tick is {sign!r}", cells, {})


PUBLIC = {"audience": "全社会"}
TICKS = [
    *map(
        _tick_sign,
        (
            "✓",
            "✔",
            "☑",
            "■",
            "●",
            "R",
            "V",
            "v",
            "Y",
            "是",
            "有",
            "对",
            "√ ",
            " √",
            "√\n",
            "√√",
            "◆",
            "▲",
            "★",
            "✅",
            "☒",
            "√。",
            "[√]",
            "（√）",
            "\uf0fc",
            "\uf052",
            "yes",
            "YES",
            "勾选",
            "已勾选",
            "√是",
            "打√",
            "Ⅴ",
            "∨",
            "ˇ",
            "✔️",
            "🗸",
        ),
    ),
    _ticks("one and zero", {"I4": "1", "J4": "0", "K4": "1", "L4": "0", "M4": "1", "N4": "0"}, {}),
    _ticks(
        "one alone may be a broken tick",
        {"I4": "1"},
        {"audience": None},
        "tick-unclear I4",
        "audience-missing I4",
    ),
    _ticks(
        "yes and no", {"I4": "是", "J4": "否", "K4": "是", "L4": "否", "M4": "是", "N4": "否"}, {}
    ),
    _ticks("Y and N", {"I4": "Y", "J4": "N", "K4": "Y", "L4": "N", "M4": "Y", "N4": "N"}, {}),
    _ticks(
        "filled and empty circles in columns",
        {"I4": "●", "J4": "○", "K4": "●", "L4": "○", "M4": "●", "N4": "○"},
        {},
    ),
    _ticks(
        "filled and empty boxes",
        {"I4": "■", "J4": "□", "K4": "■", "L4": "口", "M4": "■", "N4": "□"},
        {},
    ),
    _ticks(
        "ticks and crosses in columns",
        {"I4": "√", "J4": "×", "K4": "√", "L4": "X", "M4": "√", "N4": "✗"},
        {},
    ),
    _ticks("ticks and dashes", {"J4": "—", "L4": "/", "N4": "－"}, {}),
    _ticks(
        "a question mark", {"I4": "?"}, {"audience": None}, "tick-unclear I4", "audience-missing I4"
    ),
    _ticks(
        "nothing ticked at all",
        {"I4": "", "K4": "", "M4": ""},
        {"audience": None, "method": [], "levels": []},
        "audience-missing I4",
        "method-missing K4",
        "level-missing M4",
    ),
    _ticks(
        "the group beside the tick",
        {"I4": "", "J4": "√面向拟征收土地所在地的村集体成员"},
        {"audience": "面向拟征收土地所在地的村集体成员"},
    ),
    _ticks("the group in brackets", {"I4": "", "J4": "√（申请人）"}, {"audience": "申请人"}),
    _ticks("the group on the next line", {"I4": "", "J4": "√\n申请人"}, {"audience": "申请人"}),
    _ticks(
        "a group ticked and not named",
        {"I4": "", "J4": "√"},
        {"audience": "特定群体"},
        "audience-unnamed J4",
    ),
    _ticks("everybody and a group", {"J4": "申请人"}, PUBLIC, "audience-both I4"),
    _ticks(
        "the name of the column instead of a tick",
        {"I4": "全社会", "K4": "主动公开", "M4": "县级"},
        {},
    ),
    _ticks("everybody in other words", {"I4": "面向全社会"}, PUBLIC),
    _ticks("both ways of disclosure", {"L4": "√"}, {"method": ["proactive", "on_request"]}),
    _ticks(
        "the level of another column",
        {"M4": "州级"},
        {"levels": ["prefecture"]},
        "level-differs M4",
    ),
    _ticks("words that are no level", {"M4": "看情况"}, {"levels": []}, "text-unclear M4"),
    _ticks("an error instead of a tick", {"I4": "#REF!"}, {"audience": None}, "error-cell I4"),
    _ticks("the same on the left", {"N4": "同左"}, {"levels": ["county", "township"]}, "ditto N4"),
]
