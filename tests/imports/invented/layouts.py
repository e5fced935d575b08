"""Where tables stand on a sheet: several, side by side, broken by pages, with notes around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.imports.invented.case import Case, Wanted, areas, rows_of

Entries = Mapping[int, Mapping[str, Any]]


def _table(entries: Entries, *problems: str, **facts: Any) -> Wanted:
    return Wanted(entries, frozenset(problems), facts)


def _laid(
    name: str,
    picture: str,
    *wanted: Wanted,
    merges: str = "",
    file: str = "目录.xlsx",
    sheet: str = "Sheet1",
    first: tuple[int, int] = (1, 1),
) -> Case:
    return Case(name, rows_of(picture), list(wanted), areas(merges), file, sheet, first)


HEAD = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体"
ROW1 = "1|业务办理|老年人补贴|1.名称⏎2.对象|《甲法》|及时公开|民政局"
ROW2 = "2|业务办理|高龄津贴|标准|《乙法》|实时公开|民政局"
TWO = {
    "name": "高龄津贴",
    "content": ["标准"],
    "basis": ["《乙法》"],
    "time_limit": "实时公开",
    "owner": "民政局",
    "number": "2",
}
ONE = {
    "name": "老年人补贴",
    "group": "业务办理",
    "content": ["名称", "对象"],
    "basis": ["《甲法》"],
    "time_limit": "及时公开",
    "owner": "民政局",
    "number": "1",
}

LAYOUTS = [
    _laid(
        "beginning at C5",
        f"养老服务领域目录\n{HEAD}\n{ROW1}",
        _table({7: ONE}, header=[6, 6], domain="elderly_care"),
        first=(5, 3),
    ),
    _laid(
        "two domains under one another",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n\n社会救助领域目录\n{HEAD}\n{ROW2}",
        _table({3: ONE}, domain="elderly_care", title="养老服务领域目录"),
        _table({7: TWO}, domain="social_assistance", header=[6, 6]),
    ),
    _laid(
        "two domains without a blank row between",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n社会救助领域目录\n{HEAD}\n{ROW2}",
        _table({3: ONE}, domain="elderly_care"),
        _table({6: TWO}, domain="social_assistance", header=[5, 5]),
    ),
    _laid(
        "two domains side by side",
        f"养老服务领域目录||||||||社会救助领域目录\n{HEAD}||{HEAD}\n{ROW1}||{ROW2}",
        _table({3: ONE}, domain="elderly_care", title="养老服务领域目录"),
        _table({3: TWO}, domain="social_assistance", title="社会救助领域目录"),
        merges="A1:G1 I1:O1",
    ),
    _laid(
        "two domains side by side, one longer",
        f"养老服务领域目录||||||||社会救助领域目录\n{HEAD}||{HEAD}\n{ROW1}||{ROW2}\n{ROW2}||",
        _table({3: ONE, 4: TWO}, domain="elderly_care"),
        _table({3: TWO}, domain="social_assistance"),
    ),
    _laid(
        "two tables side by side, touching",
        f"养老服务领域目录|||||||社会救助领域目录\n{HEAD}|{HEAD}\n{ROW1}|{ROW2}",
        _table({3: ONE}, domain="elderly_care"),
        _table({3: TWO}, domain="social_assistance"),
        merges="A1:G1 H1:N1",
    ),
    _laid(
        "the header repeated on a new page",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n{HEAD}\n{ROW2}",
        _table({3: ONE, 5: TWO}, "header-repeated A4"),
    ),
    _laid(
        "title and header repeated on a new page",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n养老服务领域目录\n{HEAD}\n{ROW2}",
        _table({3: ONE, 6: TWO}, "header-repeated A5"),
    ),
    _laid(
        "the title repeated as continued",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n养老服务领域目录（续）\n{HEAD}\n{ROW2}",
        _table({3: ONE, 6: TWO}, "header-repeated A5"),
    ),
    _laid(
        "a row broken by a page in the middle of words",
        f"养老服务领域目录\n{HEAD}\n"
        "1|业务办理|老年人补贴|1.补贴名称⏎2.补贴|《中华人民共和国老年|信息形成或变更之日起20个工|敦化市民\n"
        f"{HEAD}\n|||对象|人权益保障法》|作日内|政局\n{ROW2}",
        _table(
            {
                3: ONE
                | {
                    "content": ["补贴名称", "补贴对象"],
                    "basis": ["《中华人民共和国老年人权益保障法》"],
                    "time_limit": "信息形成或变更之日起20个工作日内",
                    "owner": "敦化市民政局",
                },
                6: TWO,
            },
            "header-repeated A4",
            "continued-row C5",
        ),
    ),
    _laid(
        "a list broken by a page between its elements",
        f"养老服务领域目录\n{HEAD}\n"
        "1|业务办理|老年人补贴|1.补贴名称⏎2.补贴对象|《甲法》|及时公开|民政局\n"
        f"{HEAD}\n|||3.补贴标准||| \n{ROW2}",
        _table(
            {3: ONE | {"content": ["补贴名称", "补贴对象", "补贴标准"]}, 6: TWO},
            "header-repeated A4",
            "continued-row C5",
        ),
    ),
    _laid(
        "the group's word broken by a page",
        f"养老服务领域目录\n{HEAD}\n1|养老服务业|老年人补贴|1.名称⏎2.对象|《甲法》|及时公开|民政局\n{HEAD}\n2|务办理|高龄津贴|标准|《乙法》|实时公开|民政局",
        _table(
            {3: ONE | {"group": "养老服务业务办理"}, 5: TWO | {"group": "养老服务业务办理"}},
            "header-repeated A4",
            "group-joined B5",
        ),
    ),
    _laid(
        "content in rows of its own under one serial",
        f"养老服务领域目录\n{HEAD}\n1|业务办理|老年人补贴|名称|《甲法》|及时公开|民政局\n|||对象|||\n|||标准|||\n{ROW2}",
        _table({3: ONE | {"content": ["名称", "对象", "标准"]}, 6: TWO}),
        merges="A3:A5 B3:B5 C3:C5 E3:E5 F3:F5 G3:G5",
    ),
    _laid(
        "one serial for several items",
        f"养老服务领域目录\n{HEAD}\n1|业务办理|老年人补贴|1.名称⏎2.对象|《甲法》|及时公开|民政局\n||高龄津贴|标准|《乙法》|实时公开|民政局",
        _table({3: ONE, 4: TWO | {"number": "1", "group": "业务办理"}}),
        merges="A3:A4 B3:B4",
    ),
    _laid(
        "sub-rows with limits of their own",
        f"养老服务领域目录\n{HEAD}\n1|业务办理|老年人补贴|名称|《甲法》|信息形成之日起20个工作日内|民政局\n|||结果||信息形成之日起7个工作日内|",
        _table(
            {
                3: ONE
                | {
                    "content": ["名称", "结果"],
                    "time_limit": "信息形成之日起20个工作日内;信息形成之日起7个工作日内",
                }
            }
        ),
        merges="A3:A4 B3:B4 C3:C4",
    ),
    _laid(
        "a total below",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n合计||1项||||",
        _table({3: ONE}, "row-without-item A4"),
    ),
    _laid(
        "a total in the column of names",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n||合计|共1项|||",
        _table({3: ONE}, "row-without-item C4"),
    ),
    _laid(
        "notes below, in one cell and in two",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n注：1.本目录自公布之日起施行。\n2.由民政局负责解释。\n备注|本目录由民政局解释",
        _table({3: ONE}, "row-without-item A4", "row-without-item A5", "row-without-item A6"),
        merges="A4:G4 A5:G5 B6:G6",
    ),
    _laid(
        "signatures below",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n填表人：李四|||审核人：王五|||联系电话：0433-1",
        _table({3: ONE}, "row-without-item A4"),
    ),
    _laid(
        "signatures without colons",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n填表人|李四||审核人|王五||2024年3月1日",
        _table({3: ONE}, "row-without-item A4"),
    ),
    _laid(
        "a page number between",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n第 1 页 共 2 页\n{ROW2}",
        _table({3: ONE, 5: TWO}, "row-without-item A4"),
    ),
    _laid(
        "a page number in the column of names",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n||第1页|||\n{ROW2}",
        _table({3: ONE, 5: TWO}, "row-without-item C4"),
    ),
    _laid(
        "an empty numbered row",
        f"养老服务领域目录\n{HEAD}\n{ROW1}\n3||||||\n{ROW2}",
        _table({3: ONE, 5: TWO}, "row-without-item A4"),
    ),
    _laid(
        "groups as bands over the whole width",
        f"养老服务领域目录\n{HEAD}\n一、业务办理\n{ROW1}\n二、行业管理\n2||高龄津贴|标准|《乙法》|实时公开|民政局",
        _table({4: ONE, 6: TWO}, "row-without-item A3", "row-without-item A5"),
        merges="A3:G3 A5:G5",
    ),
    _laid(
        "the domain in merged cells of a column",
        f"领域|{HEAD}\n养老服务|{ROW1}\n|2|业务办理|高龄津贴|标准|《乙法》|实时公开|民政局\n社会救助|1|政策|救助标准|标准|《丙法》|及时公开|民政局",
        _table({2: ONE, 3: TWO}, domain="elderly_care"),
        _table({4: {"name": "救助标准"}}, domain="social_assistance"),
        merges="A2:A3",
    ),
    _laid(
        "a domain named by the sheet",
        f"{HEAD}\n{ROW1}",
        _table({2: ONE}, domain="elderly_care"),
        sheet="21.养老服务",
    ),
    _laid(
        "a domain named by the file",
        f"{HEAD}\n{ROW1}",
        _table({2: ONE}, domain="elderly_care"),
        file="附件21 敦化市养老服务.xlsx",
    ),
    _laid(
        "no domain anywhere",
        f"{HEAD}\n1|甲事|乙事|名称|《甲法》|及时公开|民政局",
        _table({2: {"name": "乙事"}}, "domain-unknown 1", domain=None),
    ),
    _laid(
        "the title broken over two rows",
        f"敦化市养老服务领域\n基层政务公开标准目录\n{HEAD}\n{ROW1}",
        _table({4: ONE}, domain="elderly_care"),
        merges="A1:G1 A2:G2",
    ),
    _laid(
        "the title with blanks and line breaks",
        f"敦 化 市⏎养老服务领域 基层政务公开⏎标准目录\n{HEAD}\n{ROW1}",
        _table({3: ONE}, domain="elderly_care", title="敦化市养老服务领域基层政务公开标准目录"),
        merges="A1:G1",
    ),
    _laid(
        "the title in the middle of the row",
        f"|||敦化市养老服务领域基层政务公开标准目录\n{HEAD}\n{ROW1}",
        _table({3: ONE}, domain="elderly_care", title="敦化市养老服务领域基层政务公开标准目录"),
    ),
    _laid(
        "limits, owners and channels merged over items of two groups",
        f"养老服务领域目录\n{HEAD}|公开渠道\n1|业务办理|老年人补贴|1.名称⏎2.对象|《甲法》|及时公开|民政局|■政府网站\n2|行业管理|高龄津贴|标准||||",
        _table(
            {
                3: ONE | {"channels": ["政府网站"]},
                4: TWO
                | {
                    "group": "行业管理",
                    "basis": ["《甲法》"],
                    "time_limit": "及时公开",
                    "channels": ["政府网站"],
                },
            }
        ),
        merges="E3:E4 F3:F4 G3:G4 H3:H4",
    ),
    _laid(
        "channels in rows of their own beside one item",
        f"养老服务领域目录\n{HEAD}|公开渠道\n{ROW1}|■政府网站 □政府公报\n"
        f"|||||||□两微一端 ■精准推送\n|||||||■政务服务中心\n{ROW2}|■政府网站",
        _table(
            {3: ONE | {"channels": ["政府网站", "精准推送", "政务服务中心"]}, 6: TWO},
            "continued-row C4",
            "continued-row C5",
        ),
    ),
    Case(
        "a column plan is no catalogue",
        rows_of("一级栏目|二级栏目|更新频次|责任单位\n政务公开|政策|至少1次/半年|办公室"),
        "not-a-catalogue",
    ),
    Case(
        "a list of telephones is no catalogue",
        rows_of("序号|单位|电话\n1|民政局|123"),
        "not-a-catalogue",
    ),
    Case("a header and nothing below", rows_of(HEAD), "empty"),
    Case("rows without a header", rows_of(f"{ROW1}\n{ROW2}"), "not-a-catalogue"),
    Case(
        "a header flattened into one cell",
        rows_of("序号公开事项公开内容(要素)公开依据公开时限公开主体\n1业务办理老年人补贴名称"),
        "not-a-catalogue",
    ),
]
