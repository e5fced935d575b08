"""A last round: combinations, and the borders of the rules made for the others."""

from __future__ import annotations

from typing import Any

from tests.imports.invented.base import MERGES, TITLE, changed
from tests.imports.invented.case import Case, Wanted, areas, rows_of

C, T, V, P = "county", "township", "village", "prefecture"
HEAD = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体"
ROW = "1|业务办理|老年人补贴|名称|《甲法》|及时公开|民政局"


def _laid(
    name: str, picture: str, *wanted: Wanted, merges: str = "", file: str = "养老服务.xlsx"
) -> Case:
    return Case(name, rows_of(picture), list(wanted), areas(merges), file)


def _plain(
    name: str, picture: str, entries: dict[int, Any], *problems: str, merges: str = ""
) -> Case:
    return _laid(name, picture, Wanted(entries, frozenset(problems)), merges=merges)


# What looks like an irregularity and is none.
INNOCENT = [
    changed(
        "an item whose name holds the word for same",
        {"C4": "同上级部门的往来文件"},
        {4: {"name": "同上级部门的往来文件"}},
    ),
    changed(
        "a name that begins with a note's word",
        {"C4": "备注说明书公示"},
        {4: {"name": "备注说明书公示"}},
    ),
    changed(
        "a name that is the word for total",
        {"C4": "共计补贴发放情况"},
        {4: {"name": "共计补贴发放情况"}},
    ),
    changed(
        "a group that is a header's word",
        {"B4": "公开方式"},
        {4: {"group": "公开方式"}, 5: {"group": "公开方式"}},
    ),
    changed("a name that is a header's word", {"C4": "公开内容"}, {4: {"name": "公开内容"}}),
    changed(
        "a content that names channels",
        {"D4": "1.政府网站建设情况\n2.政府公报目录"},
        {4: {"content": ["政府网站建设情况", "政府公报目录"]}},
    ),
    changed(
        "a limit that names a year",
        {"F4": "2024年12月31日前"},
        {4: {"time_limit": "2024年12月31日前"}},
        "time-limit-unreadable F4",
    ),
    changed(
        "a basis with a year and number",
        {"E4": "《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"},
        {
            4: {
                "basis": [
                    "《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"
                ]
            }
        },
    ),
    changed(
        "a law inside a law's title",
        {"E4": "《国务院关于修改〈社会保险条例〉的决定》"},
        {4: {"basis": ["《国务院关于修改〈社会保险条例〉的决定》"]}},
    ),
    changed(
        "a law with the article quoted after it",
        {"E4": "《户口登记条例》第七条 婴儿出生后一个月以内申报"},
        {4: {"basis": ["《户口登记条例》第七条婴儿出生后一个月以内申报"]}},
    ),
    changed(
        "a number with a point in an element",
        {"D4": "1.补贴标准每月1.5元\n2.补贴对象"},
        {4: {"content": ["补贴标准每月1.5元", "补贴对象"]}},
    ),
    changed(
        "a range of numbers in an element",
        {"D4": "1.年龄60-79岁补贴\n2.年龄80岁以上补贴"},
        {4: {"content": ["年龄60-79岁补贴", "年龄80岁以上补贴"]}},
    ),
    changed(
        "a telephone in an element",
        {"D4": "1.咨询电话0433-6200001\n2.监督电话12345"},
        {4: {"content": ["咨询电话0433-6200001", "监督电话12345"]}},
    ),
    changed(
        "an English word in a name",
        {"C4": "12345 政务服务 App 公示"},
        {4: {"name": "12345政务服务App公示"}},
    ),
    changed("a name in quotes", {"C4": "“一老一小”补贴"}, {4: {"name": "“一老一小”补贴"}}),
    changed("a name with a slash", {"C4": "申请/发放"}, {4: {"name": "申请/发放"}}),
    changed(
        "a name with a number in front and a unit",
        {"C4": "80周岁以上老年人补贴"},
        {4: {"name": "80周岁以上老年人补贴"}},
    ),
    changed(
        "a name of one character more than the one above",
        {"C5": "老年人补贴金"},
        {5: {"name": "老年人补贴金"}},
    ),
    changed("a hash that is no error", {"C4": "#1楼补贴公示"}, {4: {"name": "#1楼补贴公示"}}),
    changed(
        "a group that ends in 等",
        {"I4": "", "J4": "申请人、利害关系人等"},
        {4: {"audience": "申请人、利害关系人等"}},
    ),
    changed(
        "people with and", {"I4": "", "J4": "申请人及其家属"}, {4: {"audience": "申请人及其家属"}}
    ),
    changed(
        "other channels with 等 in their names",
        {"H4": "■政府网站 ■其他:平等就业平台"},
        {4: {"channels": ["政府网站", "其他:平等就业平台"]}},
    ),
    changed(
        "a channel with Latin letters",
        {"H4": "■政府网站 ■其他:APP推送 □政府公报"},
        {4: {"channels": ["政府网站", "其他:APP推送"]}},
    ),
    changed(
        "an address with a number in brackets",
        {"H4": "■政府网站 ■政务服务中心", "C4": "老年人补贴 https://a.gov.cn/p(1).html"},
        {4: {"urls": ["https://a.gov.cn/p(1).html"]}},
    ),
]

COMBINED = [
    _plain(
        "ditto below merged cells",
        f"{TITLE}\n{HEAD}\n{ROW}\n2||高龄津贴|标准|||\n3||护理补贴|标准|同上|同上|同上",
        {
            3: {"owner": "民政局"},
            4: {"basis": ["《甲法》"], "owner": "民政局"},
            5: {"basis": ["《甲法》"], "time_limit": "及时公开", "owner": "民政局"},
        },
        "ditto E5",
        "ditto F5",
        "ditto G5",
        merges="E3:E4 F3:F4 G3:G4",
    ),
    _plain(
        "ditto merged over rows",
        f"{TITLE}\n{HEAD}\n{ROW}\n2||高龄津贴|标准|同上|及时公开|民政局\n3||护理补贴|标准||及时公开|民政局",
        {3: {}, 4: {"basis": ["《甲法》"]}, 5: {"basis": ["《甲法》"]}},
        "ditto E4",
        "ditto E5",
        merges="E4:E5",
    ),
    _plain(
        "ditto behind a repeated header",
        f"{TITLE}\n{HEAD}\n{ROW}\n{HEAD}\n2||高龄津贴|标准|同上|同上|同上",
        {
            3: {},
            5: {
                "group": "业务办理",
                "basis": ["《甲法》"],
                "time_limit": "及时公开",
                "owner": "民政局",
            },
        },
        "ditto E5",
        "ditto F5",
        "ditto G5",
    ),
    _laid(
        "ditto in the first row of the next domain",
        f"养老服务领域目录\n{HEAD}\n{ROW}\n救灾领域目录\n{HEAD}\n1|甲|乙|名称|同上|及时公开|应急局",
        Wanted({3: {}}),
        Wanted({6: {"basis": []}}, frozenset({"ditto-without-source E6"})),
    ),
    _plain(
        "a torn row and a new item of the same group",
        f"{TITLE}\n{HEAD}\n1|业务办理|老年人补贴|1.名称⏎2.发放|《甲法》|及时公开|民政局\n{HEAD}\n|||标准⏎3.对象|||\n2|业务办理|高龄津贴|标准|《甲法》|及时公开|民政局",
        {3: {"content": ["名称", "发放标准", "对象"]}, 6: {"name": "高龄津贴"}},
        "continued-row C5",
    ),
    _plain(
        "a table of which the groups are merged over a page",
        f"{TITLE}\n{HEAD}\n{ROW}\n{HEAD}\n2||高龄津贴|标准|《甲法》|及时公开|民政局",
        {3: {}, 5: {"group": "业务办理", "name": "高龄津贴"}},
    ),
    _plain(
        "serials that count groups, merged, with repeated names",
        f"{TITLE}\n{HEAD}\n1|甲|一项|名称|《甲法》|及时公开|局\n||二项|名称|《甲法》|及时公开|局\n2|乙|三项|名称|《甲法》|及时公开|局",
        {
            3: {"number": "1", "group": "甲"},
            4: {"number": "1", "group": "甲"},
            5: {"number": "2", "group": "乙"},
        },
        merges="A3:A4 B3:B4",
    ),
    _plain(
        "serials that count groups, not merged",
        f"{TITLE}\n{HEAD}\n1|甲|一项|名称|《甲法》|及时公开|局\n||二项|名称|《甲法》|及时公开|局\n2|乙|三项|名称|《甲法》|及时公开|局",
        {
            3: {"number": "1"},
            4: {"number": None, "group": "甲", "name": "二项"},
            5: {"number": "2"},
        },
    ),
    _plain(
        "every second row empty but for a border",
        f"{TITLE}\n{HEAD}\n{ROW}\n||||||\n2||高龄津贴|标准|《甲法》|及时公开|民政局",
        {3: {}, 5: {"group": "业务办理"}},
    ),
    _plain(
        "names in one cell for two items",
        f"{TITLE}\n{HEAD}\n1|甲|一项⏎二项|名称|《甲法》|及时公开|局",
        {3: {"name": "一项二项"}},
    ),
    _plain(
        "a note between two rows",
        f"{TITLE}\n{HEAD}\n{ROW}\n（注：以下事项由乡镇公开）\n2||高龄津贴|标准|《甲法》|及时公开|民政局",
        {3: {}, 5: {"name": "高龄津贴"}},
        "row-without-item A4",
        merges="A4:G4",
    ),
    _plain(
        "content of one item in rows of lines without merging",
        f"{TITLE}\n{HEAD}\n1|甲|一项|1.名称|《甲法》|及时公开|局\n|||2.对象|||\n|||3.标准|《乙法》||\n2|甲|二项|名称|《甲法》|及时公开|局",
        {
            3: {"content": ["名称", "对象", "标准"], "basis": ["《甲法》", "《乙法》"]},
            6: {"name": "二项"},
        },
        "continued-row C4",
        "continued-row C5",
    ),
    _plain(
        "an owner in rows of lines",
        f"{TITLE}\n{HEAD}\n1|甲|一项|名称|《甲法》|及时公开|市民政局\n||||||市财政局\n2|甲|二项|名称|《甲法》|及时公开|局",
        {3: {"owner": "市民政局、市财政局"}, 5: {"name": "二项"}},
        "continued-row C4",
    ),
    _plain(
        "everything of a row in one merged line",
        f"{TITLE}\n{HEAD}\n{ROW}\n2 高龄津贴 标准 《甲法》 及时公开 民政局",
        {3: {}},
        "row-without-item A4",
        merges="A4:G4",
    ),
    _plain(
        "a first row of examples",
        f"{TITLE}\n{HEAD}\n示例|如：业务办理|如：老年人补贴|如：名称|如：《甲法》|如：及时公开|如：民政局\n{ROW}",
        {4: {"name": "老年人补贴"}},
        "row-without-item A3",
    ),
    changed(
        "two rows of ticks crossed",
        {"I4": "×", "J4": "√申请人", "K5": "×"},
        {4: {"audience": "申请人"}},
    ),
    changed(
        "ticks beside the words of the other column",
        {"I4": "依申请公开"},
        {4: {"audience": "依申请公开"}},
    ),
    changed(
        "the whole choice merged into one text",
        {"I4": "全社会", "J4": ""},
        {},
        merges=f"{MERGES} I4:J4",
    ),
    changed(
        "levels merged into one text",
        {"M4": "县级、乡级", "N4": ""},
        {4: {"levels": [C, T]}},
        "level-differs M4",
        "level-differs N4",
        merges=f"{MERGES} M4:N4",
    ),
]
FIRST = "1|业务办理|老年人补贴|1.名称⏎2.对象|《甲法》|及时公开|民政局"
SECOND = "2|业务办理|高龄津贴|标准|《乙法》|实时公开|民政局"
FIRST_READ = {"number": "1", "group": "业务办理", "name": "老年人补贴", "content": ["名称", "对象"]}
SECOND_READ = {"number": "2", "group": "业务办理", "name": "高龄津贴", "content": ["标准"]}


def _judged(entries: dict[int, Any], *problems: str, **facts: Any) -> Wanted:
    return Wanted(entries, frozenset(problems), facts)


AT_LAST = [
    _laid(
        "the header before every row",
        f"养老服务领域目录\n{HEAD}\n{FIRST}\n{HEAD}\n{SECOND}\n{HEAD}\n3|业务办理|护理补贴|标准|《乙法》|实时公开|民政局",
        _judged({3: FIRST_READ, 5: SECOND_READ, 7: {}}, "header-repeated A4", "header-repeated A6"),
    ),
    _laid(
        "a heading cut short",
        f"养老服务领域目录\n{HEAD}\n{FIRST}\n社会救助领域基层\n{HEAD}\n{SECOND}",
        _judged({3: FIRST_READ}, domain="elderly_care"),
        _judged({6: SECOND_READ}, domain="social_assistance"),
    ),
    _laid(
        "numbered tables of a township",
        f"洛江区虹山乡人民政府政务公开标准目录汇编\n2020年11月\n(一)义务教育领域基层政务公开标准目录\n{HEAD}\n{FIRST}\n(二)户籍管理领域基层政务公开标准目录\n{HEAD}\n{SECOND}",
        _judged({5: FIRST_READ}, domain="compulsory_education"),
        _judged({8: SECOND_READ}, domain="household_registration"),
    ),
    _laid(
        "letters and numbers before names",
        f"养老服务领域目录\n{HEAD}\nA1|A.业务办理|A1.老年人补贴|名称|《甲法》|及时公开|民政局",
        _judged({3: {"number": "A1", "group": "A.业务办理", "name": "A1.老年人补贴"}}),
    ),
    changed("a group of one character a line", {"B4": "业\n务\n办\n理"}, {}),
    changed("blanks around serials", {"A4": " 1 ", "A5": "2\n"}, {}),
    changed("a masked owner", {"G4": "**县民政局"}, {4: {"owner": "**县民政局"}}),
    changed(
        "a limit with a remark",
        {"F4": "每季度的首个月20日 (集体财务往来较多的,财务收支情况应每月公布一次)"},
        {4: {"time_limit": "每季度的首个月20日(集体财务往来较多的,财务收支情况应每月公布一次)"}},
    ),
    changed(
        "method inside the limit",
        {"F4": "①《听证通知书》在组织听证7个工作日前予以公开;②其他听证公开内容为依申请公开"},
        {
            4: {
                "time_limit": "①《听证通知书》在组织听证7个工作日前予以公开;②其他听证公开内容为依申请公开"
            }
        },
    ),
    changed(
        "a law that never closes",
        {"E4": "【法律】《中华人民共和国城市房地产管理法"},
        {4: {"basis": ["【法律】《中华人民共和国城市房地产管理法"]}},
    ),
    changed(
        "doubled punctuation between laws",
        {"E4": "《甲法》,、《乙法》"},
        {4: {"basis": ["《甲法》", "《乙法》"]}},
    ),
    changed(
        "laws and a number alone",
        {"E4": "《甲法》；《乙法》；国办发〔2019〕54号"},
        {4: {"basis": ["《甲法》", "《乙法》", "国办发〔2019〕54号"]}},
    ),
    changed(
        "each level by its word",
        {"M4": "县级", "N4": "乡级"},
        {4: {"levels": ["county", "township"]}},
    ),
    changed("a tick and its level", {"M4": "√县级"}, {}),
    changed(
        "both ticks and no group",
        {"I4": "√", "J4": "√"},
        {4: {"audience": "全社会"}},
        "audience-both I4",
    ),
    changed("a tick with a remark", {"K4": "√（网站公开）"}, {}),
    changed(
        "a remark behind a name",
        {"C4": "老年人补贴（点击查看）"},
        {4: {"name": "老年人补贴（点击查看）"}},
    ),
    changed(
        "a number glued to its name",
        {"A4": "", "C4": "1老年人补贴"},
        {4: {"number": None, "name": "1老年人补贴"}},
    ),
    changed("dashes of every length", {"J4": "——", "L4": "--", "N4": "-"}, {}),
    changed("a yes with a remark", {"K4": "是（已公开）"}, {4: {"method": []}}, "text-unclear K4"),
    _laid(
        "items far apart",
        f"养老服务领域目录\n\n{HEAD}\n\n\n{FIRST}\n\n\n\n\n\n\n\n\n{SECOND}",
        _judged({6: FIRST_READ, 15: SECOND_READ}),
    ),
    _laid(
        "what is left of a header on a new page",
        f"养老服务领域目录\n{HEAD}\n{FIRST}\n序号|事项|||||\n{SECOND}\n序号||||||\n3|业务办理|护理补贴|标准|《乙法》|及时公开|民政局",
        _judged(
            {3: FIRST_READ, 5: SECOND_READ, 7: {"name": "护理补贴"}},
            "row-without-item A4",
            "row-without-item A6",
        ),
    ),
]
LAST = [*INNOCENT, *COMBINED, *AT_LAST]
