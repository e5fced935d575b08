"""Serial numbers, names, lists, limits, owners, addresses, "same as above", errors of a spreadsheet."""

from __future__ import annotations

from tests.imports.invented.base import ENTRIES, changed
from tests.imports.invented.case import Case

BASIS, LIMIT, OWNER = (ENTRIES[4][name] for name in ("basis", "time_limit", "owner"))

DITTO = [
    *(
        changed(
            f"{word!r} for the limit above", {"F5": word}, {5: {"time_limit": LIMIT}}, "ditto F5"
        )
        for word in (
            "同上",
            "同 上",
            "〃",
            "″",
            "同前",
            '"',
            "''",
            "〞",
            "＂",
            "々",
            "同上。",
            "（同上）",
            "(同上)",
            "同上行",
            "如上",
            "与上同",
            "同上述",
            "同上一条",
            "同上项",
            "”",
        )
    ),
    changed(
        "ditto for basis, owner and channels",
        {"E5": "同上", "G5": "同上", "H5": "同上"},
        {5: {"basis": BASIS, "owner": OWNER, "channels": ["政府网站", "政务服务中心"]}},
        "ditto E5",
        "ditto G5",
        "ditto H5",
    ),
    changed(
        "ditto after ditto",
        {"F5": "同上", "F6": "同上"},
        {5: {"time_limit": LIMIT}, 6: {"time_limit": LIMIT}},
        "ditto F5",
        "ditto F6",
    ),
    changed(
        "ditto with nothing above",
        {"F4": "同上"},
        {4: {"time_limit": None}},
        "ditto-without-source F4",
    ),
    changed(
        "ditto below an empty cell",
        {"F4": "", "F5": "同上"},
        {4: {"time_limit": None}, 5: {"time_limit": None}},
        "time-limit-missing F4",
        "ditto-without-source F5",
    ),
    changed(
        "ditto ticks",
        {"I6": "同上", "J6": "同上"},
        {6: {"audience": "申请人"}},
        "ditto J6",
        "ditto-without-source I6",
    ),
    changed("ditto for the group", {"B5": "同上"}, {}, "ditto B5"),
    changed(
        "the limit of another row",
        {"F6": "同第1行"},
        {6: {"time_limit": None}},
        "ditto-without-source F6",
    ),
    changed(
        "the same as the row of a serial",
        {"F6": "同序号1"},
        {6: {"time_limit": None}},
        "ditto-without-source F6",
    ),
    changed(
        "the same on the left for a name", {"C6": "同左"}, {6: {"name": "行业管理"}}, "ditto C6"
    ),
    changed(
        "the same on the left where the left says something else",
        {"F6": "同左"},
        {6: {"time_limit": None}},
        "ditto-without-source F6",
    ),
    changed("the same below", {"F5": "同下"}, {5: {"time_limit": None}}, "ditto-without-source F5"),
    changed(
        "as above inside an element",
        {"D5": "1.办事指南：内容同上；\n2.办理结果"},
        {5: {"content": ["办事指南：内容同上", "办理结果"]}},
        "ditto-inside D5",
    ),
]


def _serials(
    name: str,
    texts: tuple[str, str, str],
    *problems: str,
    read: tuple[str | None, ...] | None = None,
) -> Case:
    cells = {f"A{row}": text for row, text in enumerate(texts, 4)}
    shown = read or tuple(text or None for text in texts)
    return changed(
        name, cells, {row: {"number": text} for row, text in enumerate(shown, 4)}, *problems
    )


SERIALS = [
    _serials("Chinese serials", ("一", "二", "三")),
    _serials("Chinese serials with a mark", ("一、", "二、", "三、")),
    _serials("Chinese serials in brackets", ("（一）", "（二）", "（三）")),
    _serials("circled serials", ("①", "②", "③")),
    _serials("serials of two levels", ("1.1", "1.2", "2.1")),
    _serials("codes with a leading nought", ("0104", "0105", "0201")),
    _serials("wide digits", ("１", "２", "３"), read=("1", "2", "3")),
    _serials("no serials", ("", "", "")),
    _serials("a gap", ("1", "5", "6"), "serial-gap A5"),
    _serials("serials that begin late", ("127", "128", "129")),
    _serials("serials that begin anew", ("1", "2", "1")),
    _serials("serials with a full stop", ("1.", "2.", "3.")),
    _serials("codes with letters", ("YL-01", "YL-02", "YL-03")),
    _serials(
        "a serial that a spreadsheet made a date",
        ("2024-01-01", "2", "3"),
        "date-cell A4",
        read=(None, "2", "3"),
    ),
    _serials(
        "a serial that is an error", ("#REF!", "2", "3"), "error-cell A4", read=(None, "2", "3")
    ),
]

NAMES = [
    changed(
        "line breaks and blanks in names", {"B4": "业务\n办理", "C4": "老 年 人\n补贴\u00a0"}, {}
    ),
    changed("a dash for the name", {"C6": "——"}, {6: {"name": "行业管理"}}, "name-from-group C6"),
    changed(
        "the name left empty in a full row", {"C6": ""}, {6: {"name": None}}, "name-missing C6"
    ),
    changed(
        "a name cut by a page",
        {"C6": "机构扶持（含"},
        {6: {"name": "机构扶持（含"}},
        "name-truncated C6",
    ),
    changed("a name twice", {"C5": "老年人补贴"}, {5: {"name": "老年人补贴"}}, "duplicate-name C5"),
    changed("an error for a name", {"C6": "#N/A"}, {6: {"name": None}}, "error-cell C6"),
    changed(
        "numbers in names",
        {"B4": "1.业务办理", "C4": "1.1老年人补贴", "B5": ""},
        {4: {"group": "1.业务办理", "name": "1.1老年人补贴"}, 5: {"group": "1.业务办理"}},
    ),
    changed(
        "a group with a blank behind it on every row",
        {"B4": "业务办理 ", "B5": "业务办理\u00a0"},
        {},
    ),
    changed(
        "zero-width signs and a direction mark in a name",
        {"C4": "\u200b老年人\u200e补贴\ufeff"},
        {},
    ),
    changed("a soft hyphen and tabs in a name", {"C4": "老年\u00ad人\t补贴"}, {}),
]

LISTS = [
    changed("numbers in one line", {"D4": "1.补贴名称 2.补贴对象"}, {}),
    changed(
        "numbers glued together",
        {"D4": "1.补贴名称;2.补贴对象。"},
        {4: {"content": ["补贴名称", "补贴对象。"]}},
    ),
    changed("numbers with a Chinese comma", {"D4": "1、补贴名称\n2、补贴对象"}, {}),
    changed("numbers in brackets", {"D4": "（1）补贴名称（2）补贴对象"}, {}),
    changed("circled numbers", {"D4": "①补贴名称②补贴对象"}, {}),
    changed("Chinese numbers", {"D4": "一、补贴名称\n二、补贴对象"}, {}),
    changed("bullets", {"D4": "●补贴名称 ●补贴对象"}, {}),
    changed("required and optional elements", {"D4": "●补贴名称；〇补贴对象"}, {}),
    changed("a number broken from its element", {"D4": "1.\n补贴名称\n2.\n补贴对象"}, {}),
    changed("wide digits and full stops", {"D4": "１．补贴名称\n２．补贴对象"}, {}),
    changed("dashes before the elements", {"D4": "-补贴名称\n-补贴对象"}, {}),
    changed("lines without numbers", {"D4": "补贴名称\n补贴对象"}, {}),
    changed(
        "a semicolon inside brackets",
        {"D4": "补贴名称（含标准；对象）；补贴对象"},
        {4: {"content": ["补贴名称（含标准；对象）", "补贴对象"]}},
    ),
    changed("an element broken by a narrow column", {"D4": "1.补贴\n名称\n2.补贴对\n象"}, {}),
    changed("square numbers ⑴⑵", {"D4": "⑴补贴名称⑵补贴对象"}, {}),
    changed("numbers with a single bracket", {"D4": "1)补贴名称 2)补贴对象"}, {}),
    changed("numbers ⒈⒉", {"D4": "⒈补贴名称⒉补贴对象"}, {}),
    changed(
        "two laws run together",
        {"E4": "《甲法》《乙条例》（国令第711号）"},
        {4: {"basis": ["《甲法》", "《乙条例》（国令第711号）"]}},
    ),
    changed(
        "laws on numbered lines",
        {"E4": "1.《甲法》\n2.《乙条例》（国令第711号）"},
        {4: {"basis": ["《甲法》", "《乙条例》（国令第711号）"]}},
    ),
    changed(
        "laws with their kinds",
        {"E4": "【法律】《甲法》\n【行政法规】《乙条例》"},
        {4: {"basis": ["【法律】《甲法》", "【行政法规】《乙条例》"]}},
    ),
    changed("a law broken in its title", {"E4": "《中华人民共和国老年\n人权益保障法》"}, {}),
    changed("an error for the basis", {"E4": "#VALUE!"}, {4: {"basis": []}}, "error-cell E4"),
    changed("an error for the elements", {"D4": "#REF!"}, {4: {"content": []}}, "error-cell D4"),
]

LIMITS = [
    changed("a limit broken by blanks", {"F4": "信息形成或变 更之日起 20 个 工作日 内"}, {}),
    changed(
        "two limits on two lines",
        {"F4": "自收到申请之日起20个工作日内\n自该信息形成或者变更之日起20个工作日内"},
        {4: {"time_limit": "自收到申请之日起20个工作日内;自该信息形成或者变更之日起20个工作日内"}},
    ),
    changed("wide digits in a limit", {"F4": "信息形成或变更之日起２０个工作日内"}, {}),
    changed("a bare number", {"F4": "20"}, {4: {"time_limit": "20"}}, "time-limit-unreadable F4"),
    changed(
        "a date in a limit",
        {"F4": "2024-01-31"},
        {4: {"time_limit": "2024-01-31"}},
        "time-limit-unreadable F4",
    ),
    changed("an error for a limit", {"F4": "#DIV/0!"}, {4: {"time_limit": None}}, "error-cell F4"),
    changed(
        "digits lost",
        {"F4": "自信息形成之日起   日内"},
        {4: {"time_limit": "自信息形成之日起日内"}},
        "time-limit-unreadable F4",
    ),
]

OWNERS = [
    changed(
        "bureaus on lines",
        {"G4": "市住房和城乡建设局\n市水利局\n市交通运输局"},
        {4: {"owner": "市住房和城乡建设局、市水利局、市交通运输局"}},
    ),
    changed("an owner broken by a narrow column", {"G4": "敦化市\n民政局"}, {}),
    changed(
        "an audience for an owner",
        {"G4": "自然人、法人和其他组织"},
        {4: {"owner": "自然人、法人和其他组织"}},
        "owner-looks-like-audience G4",
    ),
    changed("a dash for the owner", {"G4": "—"}, {4: {"owner": None}}, "owner-missing G4"),
    changed("an error for the owner", {"G4": "#N/A"}, {4: {"owner": None}}, "error-cell G4"),
    changed("a dash for the basis", {"E4": "/"}, {4: {"basis": []}}, "basis-missing E4"),
    changed(
        "a dash for the limit", {"F4": "—"}, {4: {"time_limit": None}}, "time-limit-missing F4"
    ),
    changed("a dash for the elements", {"D4": "无"}, {4: {"content": []}}, "content-missing D4"),
]

WEB = "https://www.dunhua.gov.cn/zwgk/1.html"
URLS = [
    changed(
        "an address in the channel cell",
        {"H4": f"■政府网站 {WEB} □政府公报 ■政务服务中心"},
        {4: {"urls": [WEB]}},
    ),
    changed("an address behind the name", {"C4": f"老年人补贴\n{WEB}"}, {4: {"urls": [WEB]}}),
    changed("an address in Chinese brackets", {"C4": f"老年人补贴（{WEB}）"}, {4: {"urls": [WEB]}}),
    changed(
        "an address with wide signs",
        {"D4": f"1.补贴名称（网址：{WEB}）\n2.补贴对象"},
        {4: {"urls": [WEB], "content": ["补贴名称", "补贴对象"]}},
    ),
    changed(
        "two addresses with a Chinese semicolon",
        {"H4": f"■政府网站（{WEB}；{WEB}2）■政务服务中心"},
        {4: {"urls": [WEB, WEB + "2"]}},
    ),
    changed(
        "an address in capitals",
        {"H4": "■政府网站 ■政务服务中心 HTTP://WWW.DUNHUA.GOV.CN/A.HTML"},
        {4: {"urls": ["HTTP://WWW.DUNHUA.GOV.CN/A.HTML"]}},
    ),
]
