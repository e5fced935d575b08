"""A third round of irregularities: what was not thought of at first."""

from __future__ import annotations

from typing import Any

from tests.imports.invented.base import BODY, ENTRIES, HEADER, MERGES, TITLE, changed
from tests.imports.invented.case import Case, Wanted, areas, rows_of

C, T, V, P = "county", "township", "village", "prefecture"
LOWER = HEADER.strip().split("\n")[1]
FIRST, SECOND, THIRD = BODY.strip().split("\n")
HEAD = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体"
ROW = "1|业务办理|老年人补贴|名称|《甲法》|及时公开|民政局"


def _choice(
    name: str, word: str, texts: list[str], field: str, values: list[Any], *problems: str
) -> Case:
    """A table with one column of a choice, three rows of it."""
    picture = f"序号|一级事项|二级事项|公开内容|{word}\n" + "\n".join(
        f"{number}|甲|第{number}项|名称|{text}" for number, text in enumerate(texts, 1)
    )
    entries = {row: {field: value} for row, value in enumerate(values, 2)}
    return Case(name, rows_of(picture), [Wanted(entries, frozenset(problems))], file="养老服务.csv")


CHOICES = [
    _choice(
        "levels with ticks in brackets behind",
        "公开层级",
        ["县级（√） 乡级（ ）", "县级（ ）乡级（√）", "县级（√）、乡级（√）"],
        "levels",
        [[C], [T], [C, T]],
    ),
    _choice(
        "ways with ticks in brackets behind",
        "公开方式",
        ["主动公开（√）依申请公开（ ）", "主动公开√", "☑主动 □依申请"],
        "method",
        [["proactive"], ["proactive"], ["proactive"]],
    ),
    _choice(
        "ways as words",
        "公开方式",
        ["主动", "主动公开、依申请公开", "依申请"],
        "method",
        [["proactive"], ["proactive", "on_request"], ["on_request"]],
    ),
    _choice(
        "people as words",
        "公开对象",
        ["社会公众", "特定群体：申请人", "特定对象（村民）"],
        "audience",
        ["全社会", "申请人", "村民"],
    ),
    _choice(
        "everybody and a group in one cell",
        "公开对象",
        ["全社会、申请人", "全社会", "申请人"],
        "audience",
        ["全社会", "全社会", "申请人"],
        "audience-both E2",
    ),
    _choice(
        "a tick without a word",
        "公开对象",
        ["√", "全社会", "□"],
        "audience",
        [None, "全社会", None],
        "text-unclear E2",
        "audience-missing E2",
        "audience-missing E4",
    ),
    _choice(
        "boxes one of which is lost",
        "公开层级",
        ["县级 □乡级 ■村级", "■县级■乡级", "□县级□乡级"],
        "levels",
        [[V], [C, T], []],
        "text-unclear E2",
        "level-missing E4",
    ),
]

CELLS = [
    changed(
        "the group named by the header",
        {"J3": "特定群体（申请人）", "I4": "", "J4": "√"},
        {4: {"audience": "申请人"}},
    ),
    changed("the sign of Wingdings that shows a tick", {"I4": "ü", "K4": "ü", "M4": "ü"}, {}),
    changed("the sign of Wingdings that shows a cross", {"J4": "û", "L4": "û", "N4": "û"}, {}),
    changed(
        "letters of Wingdings before channels", {"H4": "n政府网站 o政府公报 n政务服务中心"}, {}
    ),
    changed("ticks of Wingdings before channels", {"H4": "ü政府网站 o政府公报 ü政务服务中心"}, {}),
    changed("a cell of a zero-width sign only", {"A7": "\u200b"}, {}),
    changed(
        "blanks of every kind in empty cells", {"J4": "\u3000", "L4": "\u00a0 ", "N4": "\u200b"}, {}
    ),
    changed("nothing follows here", {"C7": "以下空白"}, {}, "row-without-item C7"),
    changed("no text on this page", {"A7": "（此页无正文）"}, {}, "row-without-item A7"),
    changed(
        "channels with a count",
        {"H4": "■政府网站（1） □政府公报 ■政务服务中心"},
        {4: {"channels": ["政府网站", "政务服务中心"]}},
    ),
    changed("a channel's own website named", {"H4": "■敦化市人民政府门户网站 ■政务服务中心"}, {}),
    changed(
        "microblogs and letters",
        {"H4": "■政府网站 ■微信公众号 ■政务服务中心"},
        {4: {"channels": ["政府网站", "其他:微信公众号", "政务服务中心"]}},
    ),
    changed("an arrow of lines before channels", {"H4": "→政府网站\n→政务服务中心"}, {}),
    changed("dashes before channels", {"H4": "-政府网站\n-政务服务中心"}, {}),
    changed("channels in Chinese quotes", {"H4": "“政府网站”、“政务服务中心”"}, {}),
    changed(
        "full-width signs in channels",
        {"H4": "■政府网站　□政府公报　■政务服务中心（大厅）"},
        {4: {"channels": ["政府网站", "其他:政务服务中心（大厅）"]}},
    ),
    changed("a serial with the word for number", {"A4": "第1项"}, {4: {"number": "第1项"}}),
    changed("a note behind a name", {"C4": "老年人补贴*"}, {4: {"name": "老年人补贴*"}}),
    changed(
        "an element that ends in a colon with its parts below",
        {"D4": "1.办事指南：适用范围、依据\n2.办理结果"},
        {4: {"content": ["办事指南：适用范围、依据", "办理结果"]}},
    ),
    changed(
        "elements by Chinese semicolons over lines",
        {"D4": "补贴名称；\n补贴对象。"},
        {4: {"content": ["补贴名称", "补贴对象。"]}},
    ),
    changed(
        "numbers of two digits",
        {"D4": "\n".join(f"{n}.要素{n}号" for n in range(1, 13))},
        {4: {"content": [f"要素{n}号" for n in range(1, 13)]}},
    ),
    changed(
        "numbers inside brackets of two levels",
        {"D4": "1.政策（1）名称（2）文号\n2.指南"},
        {4: {"content": ["政策（1）名称（2）文号", "指南"]}},
    ),
]


def _laid(
    name: str, picture: str, *wanted: Wanted, merges: str = "", file: str = "目录.xlsx"
) -> Case:
    return Case(name, rows_of(picture), list(wanted), areas(merges), file)


def _judged(*rows: int) -> dict[int, Any]:
    return {row: ENTRIES[row] for row in rows}


LAYOUTS = [
    _laid(
        "only the lower row of the header repeated on a new page",
        f"{TITLE}{HEADER}{FIRST}\n{LOWER}\n{SECOND}\n{THIRD}",
        Wanted({4: ENTRIES[4], 6: ENTRIES[5], 7: ENTRIES[6]}, frozenset({"header-repeated A5"})),
        merges=MERGES,
    ),
    _laid(
        "only the upper row of the header repeated on a new page",
        f"{TITLE}{HEADER}{FIRST}\n{HEADER.strip().split(chr(10))[0]}\n{SECOND}\n{THIRD}",
        Wanted({4: ENTRIES[4], 6: ENTRIES[5], 7: ENTRIES[6]}, frozenset({"header-repeated A5"})),
        merges=MERGES,
    ),
    _laid(
        "the header cut to first words on a new page",
        f"{TITLE}{HEADER}{FIRST}\n序|公开事项|公开内容|公开|公开|公开|公开|公开|公开\n{SECOND}\n{THIRD}",
        Wanted({4: ENTRIES[4], 6: ENTRIES[5], 7: ENTRIES[6]}, frozenset({"header-repeated A5"})),
        merges=MERGES,
    ),
    _laid(
        "a list of telephones below",
        f"养老服务领域目录\n{HEAD}\n{ROW}\n\n序号|单位|电话\n1|民政局|0433-1\n2|财政局|0433-2",
        Wanted(
            {3: {"name": "老年人补贴"}},
            frozenset({"row-without-item A5", "row-without-item A6", "row-without-item A7"}),
        ),
    ),
    _laid(
        "a second table of another kind with a title",
        f"养老服务领域目录\n{HEAD}\n{ROW}\n附：联系方式\n序号|部门|联系人|电话\n1|民政局|张三|0433-1",
        Wanted(
            {3: {"name": "老年人补贴"}},
            frozenset({"row-without-item A4", "row-without-item A5", "row-without-item A6"}),
        ),
    ),
    _laid(
        "columns of nothing between",
        "序号||一级事项||二级事项|公开内容|公开时限\n1||业务办理||老年人补贴|名称|及时公开",
        Wanted({2: {"number": "1", "group": "业务办理", "name": "老年人补贴"}}),
        file="养老服务.csv",
    ),
    _laid(
        "a title beside a number of the annex",
        f"附件3|敦化市养老服务领域基层政务公开标准目录\n{HEAD}\n{ROW}",
        Wanted({3: {"name": "老年人补贴"}}, facts={"domain": "elderly_care"}),
    ),
    _laid(
        "a title with its unit in the same row",
        f"敦化市养老服务领域基层政务公开标准目录|||||单位：敦化市民政局\n{HEAD}\n{ROW}",
        Wanted({3: {"name": "老年人补贴"}}, facts={"domain": "elderly_care"}),
    ),
    _laid(
        "the domain on a line of its own",
        f"基层政务公开标准目录\n领域：养老服务\n{HEAD}\n{ROW}",
        Wanted({4: {"name": "老年人补贴"}}, facts={"domain": "elderly_care"}),
    ),
    _laid(
        "the domain beside its word",
        f"基层政务公开标准目录\n领域名称：|养老服务|||填报单位：|民政局\n{HEAD}\n{ROW}",
        Wanted({4: {"name": "老年人补贴"}}, facts={"domain": "elderly_care"}),
    ),
    _laid(
        "serials only under the second header",
        f"养老服务领域目录\n{HEAD.partition('|')[2]}\n业务办理|老年人补贴|名称|《甲法》|及时公开|民政局\n"
        f"{HEAD}\n1|业务办理|高龄津贴|名称|《甲法》|及时公开|民政局\n5|业务办理|护理补贴|名称|《甲法》|及时公开|民政局",
        Wanted(
            {3: {"name": "老年人补贴"}, 5: {"name": "高龄津贴"}, 6: {"name": "护理补贴"}},
            frozenset({"header-repeated A4", "serial-gap 6"}),
        ),
    ),
]
RARER = [*CHOICES, *CELLS, *LAYOUTS]
