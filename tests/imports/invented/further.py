"""What was met in single counties' tables and in no other kind of case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.imports.invented.base import MERGES, changed
from tests.imports.invented.case import Case, Wanted, areas, rows_of

C, T, V, P = "county", "township", "village", "prefecture"
HEAD = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体"


def _drawn(
    name: str,
    picture: str,
    entries: Mapping[int, Mapping[str, Any]],
    *problems: str,
    merges: str = "",
    file: str = "目录.xlsx",
    **facts: Any,
) -> Case:
    table = Wanted(entries, frozenset(problems), facts)
    return Case(name, rows_of(picture), [table], areas(merges), file)


def _owner(text: str, *problems: str, read: str | None = None) -> Case:
    return changed(f"the owner {text!r}", {"G4": text}, {4: {"owner": read or text}}, *problems)


PEOPLE = "中华人民共和国境内外的自然人、法人和其它组织(除法律另有规定者外)"
OWNERS = [
    *map(
        _owner,
        (
            "相关审批部门",
            "负责管理的部门分别公开",
            "招标人或者其委托的招标代理机构",
            "县（区、市）人民政府及房屋征收部门",
            "贫困人口所在行政村",
            "县发改局、县住建局和各镇乡（街道）人民政府（办事处）",
            "市司法局（行政复议局）",
            "村/社区",
            "村委会",
            "公安机关",
            "公共服务办",
            "石羊镇中心学校",
            "区党工委组织人社局",
            "供水企业",
            "国网敦化市供电公司",
        ),
    ),
    _owner(PEOPLE, "owner-looks-like-audience G4"),
    _owner("教 育 管 理中心", read="教育管理中心"),
    _owner("乡镇人民政府\n行政村村民委员会", read="乡镇人民政府、行政村村民委员会"),
    _owner("县住房城乡建委、各乡镇人民政府（街道办事处）。"),
]


def _limit(text: str, *problems: str) -> Case:
    return changed(f"the limit {text!r}", {"F4": text}, {4: {"time_limit": text}}, *problems)


LIMITS = [
    *map(
        _limit,
        (
            "信息形成(变更)20个工作日内",
            "自收到申请之日起20个工作日内公开",
            "本级人民代表大会或其常务委员会批准后20日内",
            "在实地启动拟征收土地工作时,在村公示栏公开",
            "按进展情况及时公开",
            "永久公开",
            "每年1月31日前",
            "每年4月1日之前",
            "提前一周发通知邀请",
            "半年至少更新1次",
            "长期公开",
            "每季度的首个月20日",
            "随采购公告、采购文件公开",
            "同政策文件同步发布",
            "公示时间不得少于30日",
            "20工作日",
            "实时",
            "随时公布",
            "1.除处罚决定外其他内容:长期公开(动态调整); 2.处罚决定:20个工作日内。".replace(" ", ""),
        ),
    ),
    _limit("信息形成或者变更之日起*个工作日内", "time-limit-unreadable F4"),
]

HEADERS = [
    changed(
        "乡 lost before 村级",
        {"N3": "、村级"},
        {5: {"levels": [C, V]}, 6: {"levels": [V]}},
        "header-ambiguous N2",
    ),
    changed(
        "words of header cut everywhere",
        {"I2": "公开对", "K2": "公开方", "M2": "公开层", "L3": "申请公开"},
        {},
    ),
    changed("the group's word over two lines", {"J3": "特定\n群众"}, {}),
    changed(
        "levels in one column of two words",
        {"M3": "州级县级", "N3": ""},
        {4: {"levels": [P, C]}, 5: {"levels": [P, C]}, 6: {"levels": []}},
        "text-unclear N5",
        "text-unclear N6",
    ),
    changed(
        "only the township's column",
        {"M2": "公开层级", "M3": "", "N3": "乡级"},
        {4: {"levels": []}, 5: {"levels": [T]}},
        "text-unclear M4",
        "text-unclear M5",
    ),
    changed(
        "a website's column of addresses",
        {"O2": "政府网站", "O4": "https://a.gov.cn/1.html", "O6": "www.a.gov.cn"},
        {4: {"urls": ["https://a.gov.cn/1.html"]}},
        "url-invalid O6",
    ),
    changed(
        "a path in words", {"O2": "网站所属栏目", "O4": "政府信息公开平台—政策—规范性文件"}, {}
    ),
    changed(
        "requirements in place of limits",
        {"F2": "公开要求"},
        {row: {"time_limit": None} for row in (4, 5, 6)},
    ),
    changed("a duplicate of the levels", {"O2": "公开层级1", "O4": "县级"}, {}),
    changed(
        "a second column of limits", {"O2": "公开时限", "O4": "长期公开"}, {}, "header-ambiguous O2"
    ),
    changed("the five disclosures", {"O2": "五公开", "O4": "□决策 □执行 ■结果"}, {}),
]

ROWS = [
    changed(
        "a name over the rest of its row",
        {"C4": "老年人补贴", **{f"{c}4": "" for c in "DEFGHIJKLM"}},
        {
            4: {
                "content": [],
                "basis": [],
                "time_limit": None,
                "owner": None,
                "channels": [],
                "audience": None,
                "method": [],
                "levels": [],
            }
        },
        "content-missing D4",
        "basis-missing E4",
        "time-limit-missing F4",
        "owner-missing G4",
        "channel-missing H4",
        "audience-missing I4",
        "method-missing K4",
        "level-missing M4",
        merges=f"{MERGES} C4:N4",
    ),
    changed(
        "one tick over both levels",
        {"M5": "√", "N5": ""},
        {5: {"levels": [C, T]}},
        merges=f"{MERGES} M5:N5",
    ),
    changed(
        "one tick over everybody and groups",
        {"I4": "√"},
        {4: {"audience": "全社会"}},
        "audience-both I4",
        merges=f"{MERGES} I4:J4",
    ),
    changed(
        "a group over its name",
        {"B6": "行业管理", "C6": ""},
        {6: {"name": "行业管理"}},
        merges=f"{MERGES} B6:C6",
    ),
    changed(
        "basis and limit in one wide cell",
        {"E4": "《甲法》", "F4": ""},
        {4: {"basis": ["《甲法》"], "time_limit": None}},
        "time-limit-missing F4",
        merges=f"{MERGES} E4:F4",
    ),
    changed(
        "ticks merged downwards",
        {"I6": "", "K5": "√", "L5": "", "K4": "√"},
        {5: {"method": ["proactive"]}, 6: {"audience": None}},
        "audience-missing I6",
    ),
    changed(
        "limits and owners of two rows stacked in merged cells",
        {
            "F4": "自收到申请之日起20个工作日内\n信息形成之日起20个工作日内",
            "F5": "",
            "G4": "民政局\n财政局",
            "G5": "",
        },
        {
            row: {
                "time_limit": "自收到申请之日起20个工作日内;信息形成之日起20个工作日内",
                "owner": "民政局、财政局",
            }
            for row in (4, 5)
        },
        merges=f"{MERGES} F4:F5 G4:G5",
    ),
    changed(
        "the merged channels' text in the middle row",
        {"H4": "", "H5": "■政府网站", "H6": ""},
        {4: {"channels": []}, 5: {"channels": ["政府网站"]}, 6: {"channels": []}},
        "channel-missing H4",
        "channel-missing H6",
    ),
    changed("serial and semicolon", {"A4": "1;"}, {4: {"number": "1;"}}),
    changed("a code in the group's cell", {"B4": "05"}, {4: {"group": "05"}, 5: {"group": "05"}}),
    changed(
        "optional elements in tortoise brackets",
        {"D4": "1.补贴名称\n2.〔*补贴对象〕"},
        {4: {"content": ["补贴名称", "〔*补贴对象〕"]}},
    ),
    changed("a teacher for the group", {"I4": "", "J4": "教师"}, {4: {"audience": "教师"}}),
    changed(
        "residents registered, a word with 口",
        {"I4": "", "J4": "户籍人口"},
        {4: {"audience": "户籍人口"}},
    ),
    changed(
        "a public site and its ministry's",
        {"H4": "政府网站/财政部门网站"},
        {4: {"channels": ["政府网站", "其他:财政部门网站"]}},
    ),
    changed(
        "traditional characters in channels",
        {"H4": "■政府網站?????? □政府公報"},
        {4: {"channels": ["政府网站"]}},
    ),
    changed(
        "words where the box was swallowed",
        {"H4": "■政府网站 政府公报 □两微一端"},
        {4: {"channels": ["政府网站"]}},
        "channel-mark-unclear H4",
    ),
    changed(
        "a window is no box",
        {"H4": "■政府网站 ■办事窗口 □其他"},
        {4: {"channels": ["政府网站", "其他:办事窗口"]}},
    ),
]

LAYOUTS = [
    Case(
        "every group is a domain",
        rows_of(
            f"坦洲镇基层政务公开标准目录\n{HEAD}\n1|养老服务|老年人补贴|名称|《甲法》|及时公开|镇政府\n"
            "2|社会救助|临时救助|名称|《乙法》|及时公开|镇政府\n3||低保|名称|《乙法》|及时公开|镇政府"
        ),
        [
            Wanted({3: {"name": "老年人补贴"}}, facts={"domain": "elderly_care"}),
            Wanted(
                {4: {"name": "临时救助"}, 5: {"name": "低保"}},
                facts={"domain": "social_assistance"},
            ),
        ],
    ),
    _drawn(
        "two domains in one title",
        f"安全生产和救灾领域基层政务公开标准目录\n{HEAD}\n1|政策|文件|名称|《甲法》|及时公开|应急局",
        {3: {"name": "文件"}},
        "domain-unknown 2",
        domain=None,
    ),
    *(
        _drawn(
            f"the domain of {title!r}",
            f"{title}\n{HEAD}\n1|甲|乙|名称|《甲法》|及时公开|局",
            {3: {"name": "乙"}},
            domain=code,
        )
        for title, code in (
            ("(二十二)沙湾区重大项目建设领域基层政务公开标准目录", "major_construction_projects"),
            ("5.公共文化服务领域基层政务开标准目录", "public_culture"),
            ("附件5：敦化市环境保护领域标准目录（试行）", "ecological_environment"),
            ("坦洲镇卫生健康领域政务公开标准目录（2024年版）", "health"),
            ("城市管理综合行政执法局执法领域基层政务公开标准目录", "urban_enforcement"),
            ("户籍管理（2024年）", "household_registration"),
        )
    ),
]
FURTHER = [*OWNERS, *LIMITS, *HEADERS, *ROWS, *LAYOUTS]
