"""Whole headers drawn in other shapes, with a row or two under them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.imports.invented.case import Case, Wanted, areas, rows_of

C, T, V, P = "county", "township", "village", "prefecture"


def _shaped(
    name: str,
    picture: str,
    merges: str = "",
    entries: Mapping[int, Any] | None = None,
    *problems: str,
    header: tuple[int, int],
    facts: Mapping[str, Any] | None = None,
) -> Case:
    more = {"header": list(header), "domain": "elderly_care"} | dict(facts or {})
    table = Wanted(entries or {}, frozenset(problems), more)
    return Case(name, rows_of(picture), [table], areas(merges), file="养老服务.xlsx")


SHAPES = [
    _shaped(
        "three rows, the choices under one word",
        """
敦化市养老服务领域基层政务公开标准目录
序号|公开事项||公开内容|公开时限|公开要求|||||
|一级事项|二级事项|||公开对象||公开方式||公开层级|
|||||全社会|特定群体|主动|依申请|县级|乡级
1|业务办理|老年人补贴|补贴名称|及时公开|√||√||√|
2|业务办理|高龄津贴|发放标准|实时公开||申请人||√|√|√
""",
        "A1:K1 A2:A4 B2:C2 B3:B4 C3:C4 D2:D4 E2:E4 F2:K2 F3:G3 H3:I3 J3:K3",
        {
            5: {
                "name": "老年人补贴",
                "audience": "全社会",
                "method": ["proactive"],
                "levels": [C],
                "time_limit": "及时公开",
            },
            6: {
                "name": "高龄津贴",
                "audience": "申请人",
                "method": ["on_request"],
                "levels": [C, T],
            },
        },
        header=(2, 4),
    ),
    _shaped(
        "words torn over three rows",
        """
敦化市养老服务领域基层政务公开标准目录
序|公开事项||公开|公开|公开|公开对象||公开方式||公开层级|
号|一级|二级|内容|时限|主体|全社|特定|主动|依申请|县|乡
|事项|事项||||会|群体|公开|公开|级|级
1|业务办理|老年人补贴|补贴名称|及时公开|敦化市民政局|√||√||√|
""",
        "A1:L1 B2:C2 G2:H2 I2:J2 K2:L2",
        {
            5: {
                "number": "1",
                "group": "业务办理",
                "name": "老年人补贴",
                "content": ["补贴名称"],
                "time_limit": "及时公开",
                "owner": "敦化市民政局",
                "audience": "全社会",
                "method": ["proactive"],
                "levels": [C],
            }
        },
        header=(2, 4),
    ),
    _shaped(
        "the columns numbered in a row below the header",
        """
序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体
1|2|3|4|5|6|7
1|业务办理|老年人补贴|补贴名称|《甲法》|及时公开|敦化市民政局
""",
        "",
        {3: {"number": "1", "name": "老年人补贴"}},
        header=(1, 2),
    ),
    _shaped(
        "the columns lettered in a row below the header",
        """
序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体
甲|乙|丙|（1）|（2）|（3）|（4）
1|业务办理|老年人补贴|补贴名称|《甲法》|及时公开|敦化市民政局
""",
        "",
        {3: {"number": "1", "name": "老年人补贴"}},
        header=(1, 2),
    ),
    _shaped(
        "one row without any ticks, in another order",
        """
公开对象|公开方式|公开层级|一级事项|二级事项|公开内容(要素)|公开时限|公开主体|公开依据|公开渠道
全社会|主动公开|县级、乡级|业务办理|老年人补贴|补贴名称|及时公开|敦化市民政局|《甲法》|政府网站
特定群体（申请人）|依申请公开|县/乡/村|业务办理|高龄津贴|发放标准|实时公开|敦化市民政局|《甲法》|政府网站、两微一端
""",
        "",
        {
            2: {
                "name": "老年人补贴",
                "group": "业务办理",
                "audience": "全社会",
                "method": ["proactive"],
                "levels": [C, T],
                "channels": ["政府网站"],
            },
            3: {
                "audience": "申请人",
                "method": ["on_request"],
                "levels": [C, T, V],
                "channels": ["政府网站", "两微一端"],
            },
        },
        header=(1, 1),
    ),
    _shaped(
        "choices as boxes in one column each",
        """
序号|一级事项|二级事项|公开内容|公开对象|公开方式|公开层级
1|业务办理|老年人补贴|补贴名称|■全社会 □特定群体|■主动公开 □依申请公开|■县级 □乡级
2|业务办理|高龄津贴|发放标准|□全社会 ■特定群体：申请人|□主动公开 ■依申请公开|☑县级 ☑乡级
3|业务办理|护理补贴|发放标准|√全社会|√主动 √依申请|县级√ 乡级√
""",
        "",
        {
            2: {"audience": "全社会", "method": ["proactive"], "levels": [C]},
            3: {"audience": "申请人", "method": ["on_request"], "levels": [C, T]},
            4: {"audience": "全社会", "method": ["proactive", "on_request"], "levels": [C, T]},
        },
        header=(1, 1),
    ),
    _shaped(
        "levels in many words",
        """
序号|一级事项|二级事项|公开内容|公开层级
1|甲|一项|名称|县级 乡级
2|甲|二项|名称|县、乡两级
3|甲|三项|名称|县乡村三级
4|甲|四项|名称|县级及乡级
5|甲|五项|名称|县级；乡级
6|甲|六项|名称|各级
7|甲|七项|名称|市、县（区）、乡镇（街道）
8|甲|八项|名称|县级以下
""",
        "",
        {
            2: {"levels": [C, T]},
            3: {"levels": [C, T]},
            4: {"levels": [C, T, V]},
            5: {"levels": [C, T]},
            6: {"levels": [C, T]},
            7: {"levels": []},
            8: {"levels": [P, C, T]},
            9: {"levels": []},
        },
        "text-unclear E7",
        "text-unclear E9",
        header=(1, 1),
    ),
    _shaped(
        "the ways called attributes, the forms called ways",
        """
序号|一级事项|二级事项|公开内容|公开方式|公开属性|公开对象|咨询电话|监督举报电话
1|业务办理|老年人补贴|补贴名称|全文发布|主动公开|全社会|0433-6200001|0433-6200002
""",
        "",
        {2: {"method": ["proactive"], "audience": "全社会"}},
        "header-ambiguous E1",
        header=(1, 1),
    ),
    _shaped(
        "ways of publishing alone under 公开方式",
        """
序号|一级事项|二级事项|公开内容|公开方式
1|业务办理|老年人补贴|补贴名称|全文发布
""",
        "",
        {2: {"method": []}},
        "text-unclear E2",
        header=(1, 1),
    ),
    _shaped(
        "a column for each channel",
        """
序号|一级事项|二级事项|公开内容|公开渠道和载体|||
||||政府网站|政府公报|两微一端|其他
1|业务办理|老年人补贴|补贴名称|√||√|
2|业务办理|高龄津贴|发放标准|√|||村务公开群
3|业务办理|护理补贴|发放标准||||
""",
        "A1:A2 B1:B2 C1:C2 D1:D2 E1:H1",
        {
            3: {"channels": ["政府网站", "两微一端"]},
            4: {"channels": ["政府网站", "其他:村务公开群"]},
            5: {"channels": []},
        },
        "no-channel-ticked E5",
        header=(1, 2),
    ),
    _shaped(
        "a third level",
        """
序号|公开事项|||公开内容|公开时限
|一级事项|二级事项|三级事项||
1|就业|就业信息服务|就业政策法规咨询|政策|及时公开
2||职业介绍|—|方式|及时公开
3|||职业指导|方式|及时公开
""",
        "A1:A2 B1:D1 E1:E2 F1:F2 B3:B5 C4:C5",
        {
            3: {"group": "就业", "name": "就业信息服务/就业政策法规咨询"},
            4: {"group": "就业", "name": "职业介绍"},
            5: {"group": "就业", "name": "职业介绍/职业指导"},
        },
        header=(1, 2),
    ),
    _shaped(
        "indicators of three levels",
        """
序号|一级指标|二级指标|三级指标|公开内容和测评依据|公开依据
1|政策|法规|行政法规|名称|《甲法》
""",
        "",
        {2: {"group": "政策", "name": "法规/行政法规", "content": ["名称"], "basis": ["《甲法》"]}},
        header=(1, 1),
    ),
    _shaped(
        "extra columns of every kind",
        """
序号|一级事项|二级事项|公开内容|公开时限|责任科室（单位）|咨询电话|更新频次|五公开|公开类别|备注|公开链接
1|政策|法规|名称|及时公开|办公室|0433-1|每年|■决策 □执行 □管理 □服务 ■结果|主动|长期|https://a.gov.cn/1.html
""",
        "",
        {
            2: {
                "name": "法规",
                "time_limit": "及时公开",
                "urls": ["https://a.gov.cn/1.html"],
                "method": ["proactive"][:0],
            }
        },
        header=(1, 1),
    ),
    _shaped(
        "the upper row of the header lost with the first page",
        """
一级事项|二级事项||||||全社会|特定群体|主动|依申请公开|县级|乡级
业务办理|老年人补贴|补贴名称|《甲法》|及时公开|民政局|■政府网站|√||√||√|
""",
        "",
        {
            2: {
                "name": "老年人补贴",
                "audience": "全社会",
                "method": ["proactive"],
                "levels": [C],
                "content": [],
                "basis": [],
            }
        },
        "column-without-header C2",
        "column-without-header D2",
        "column-without-header E2",
        "column-without-header F2",
        "column-without-header G2",
        header=(1, 1),
    ),
    _shaped(
        "an item's column alone",
        """
序号|公开事项|公开内容（要素）|公开依据|公开时限
1|老年人补贴|补贴名称|《甲法》|及时公开
""",
        "",
        {2: {"name": "老年人补贴", "group": None}},
        header=(1, 1),
    ),
    _shaped(
        "the name under the word of the item",
        """
序号|公开类别|事项名称|主要内容|法律依据|公开期限|责任单位|公开渠道
1|政策|老年人补贴|补贴名称|《甲法》|及时公开|民政局|政府网站
""",
        "",
        {2: {"name": "老年人补贴", "owner": "民政局"}},
        header=(1, 1),
    ),
    _shaped(
        "a header that lies below a preface",
        """
附件3
敦化市养老服务领域基层政务公开标准目录
填报单位：敦化市民政局||||填报时间：2024年3月1日
说明：1.本表按指引编制。
2.“■”为必选。
序号|一级事项|二级事项|公开内容|公开时限
1|业务办理|老年人补贴|补贴名称|及时公开
""",
        "A1:E1 A2:E2 A4:E4 A5:E5",
        {7: {"name": "老年人补贴"}},
        header=(6, 6),
        facts={"title": "敦化市养老服务领域基层政务公开标准目录"},
    ),
    _shaped(
        "blank rows between header and body and between items",
        """
序号|一级事项|二级事项|公开内容|公开时限

1|业务办理|老年人补贴|补贴名称|及时公开

2|业务办理|高龄津贴|发放标准|及时公开
""",
        "",
        {3: {"name": "老年人补贴"}, 5: {"name": "高龄津贴"}},
        header=(1, 1),
    ),
    _shaped(
        "a column of domains with codes",
        """
公开领域（编码）|一级事项（编码）|二级事项（编码）|公开内容|公开时限
养老服务（21）|业务办理（01）|老年人补贴（001）|补贴名称|及时公开
""",
        "",
        {2: {"name": "老年人补贴（001）", "group": "业务办理（01）"}},
        header=(1, 1),
    ),
]
