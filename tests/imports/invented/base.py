"""The sheet that most invented cases change in a few cells: a county's table as the guide draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from imports.table import Area
from tests.imports.invented.case import Case, Wanted, areas, position, rows_of

TITLE = "敦化市养老服务领域基层政务公开标准目录"
HEADER = """
序号|公开事项||公开内容（要素）|公开依据|公开时限|公开主体|公开渠道和载体|公开对象||公开方式||公开层级|
|一级事项|二级事项||||||全社会|特定群体|主动|依申请公开|县级|乡级
"""
BODY = """
1|业务办理|老年人补贴|1.补贴名称⏎2.补贴对象|《中华人民共和国老年人权益保障法》|\
信息形成或变更之日起20个工作日内|敦化市民政局|■政府网站 □政府公报 ■政务服务中心|√||√||√|
2||高龄津贴|申请条件；发放标准|《吉林省养老服务条例》|及时公开|敦化市民政局|□政府网站 ■精准推送||申请人||√|√|√
3|行业管理|机构扶持|扶持政策措施|《养老机构管理办法》|实时公开|敦化市财政局|■政府网站 □其他|√||√|||√
"""
MERGES = "A1:N1 A2:A3 B2:C2 D2:D3 E2:E3 F2:F3 G2:G3 H2:H3 I2:J2 K2:L2 M2:N2"
ROWS = [[TITLE], *rows_of(HEADER), *rows_of(BODY)]
ENTRIES: dict[int, dict[str, Any]] = {
    4: {
        "number": "1",
        "group": "业务办理",
        "name": "老年人补贴",
        "content": ["补贴名称", "补贴对象"],
        "basis": ["《中华人民共和国老年人权益保障法》"],
        "time_limit": "信息形成或变更之日起20个工作日内",
        "owner": "敦化市民政局",
        "method": ["proactive"],
        "channels": ["政府网站", "政务服务中心"],
        "audience": "全社会",
        "levels": ["county"],
        "urls": [],
    },
    5: {
        "number": "2",
        "group": "业务办理",
        "name": "高龄津贴",
        "content": ["申请条件", "发放标准"],
        "basis": ["《吉林省养老服务条例》"],
        "time_limit": "及时公开",
        "owner": "敦化市民政局",
        "method": ["on_request"],
        "channels": ["精准推送"],
        "audience": "申请人",
        "levels": ["county", "township"],
        "urls": [],
    },
    6: {
        "number": "3",
        "group": "行业管理",
        "name": "机构扶持",
        "content": ["扶持政策措施"],
        "basis": ["《养老机构管理办法》"],
        "time_limit": "实时公开",
        "owner": "敦化市财政局",
        "method": ["proactive"],
        "channels": ["政府网站"],
        "audience": "全社会",
        "levels": ["township"],
        "urls": [],
    },
}


def changed(
    name: str,
    cells: Mapping[str, str],
    fields: Mapping[int, Mapping[str, Any] | None] | None = None,
    *problems: str,
    merges: str | None = None,
    facts: Mapping[str, Any] | None = None,
    file: str = "目录.xlsx",
) -> Case:
    """The base sheet with other texts in some cells, and what that changes in the reading.

    Fields None: the row is no entry any more."""
    wanted = {row: dict(entry) for row, entry in ENTRIES.items()}
    for row, values in (fields or {}).items():
        if values is None:
            wanted.pop(row, None)
        else:
            wanted[row] = wanted.get(row, {}) | dict(values)
    facts = {"title": TITLE, "domain": "elderly_care", "header": [2, 3]} | dict(facts or {})
    table = Wanted(dict(sorted(wanted.items())), frozenset(problems), facts)
    return Case(name, _with(cells), [table], _merges(merges), file=file)


def _with(cells: Mapping[str, str]) -> list[list[str]]:
    rows = [list(row) for row in ROWS]
    for cell, text in cells.items():
        row, column = position(cell)
        while len(rows) < row:
            rows.append([])
        rows[row - 1] += [""] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = text.replace("⏎", "\n")
    return rows


def _merges(text: str | None) -> Sequence[Area]:
    return areas(MERGES if text is None else text)
