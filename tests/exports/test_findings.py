"""The workbook of findings: a summary that adds up, a sheet a group, texts that stay texts."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from exports.findings import REST, SHEETS_MAX, FindingColumn, FindingGroup, write_findings

COLUMNS = (FindingColumn("编号", 8), FindingColumn("问题", 40))
STATES = ("已确认", "疑似")


def written(*groups: FindingGroup) -> dict[str, list[tuple[object, ...]]]:
    """Sheet → rows of values."""
    file = BytesIO()
    write_findings("问题清单", COLUMNS, groups, STATES, file)
    book = load_workbook(BytesIO(file.getvalue()))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def group(title: str, *states: str) -> FindingGroup:
    rows = [(str(number), "打不开") for number, _ in enumerate(states, start=1)]
    return FindingGroup(title, "敦化市", rows, states)


def test_the_summary_adds_up() -> None:
    sheets = written(group("民政局", "已确认", "疑似"), group("财政局", "疑似"))
    assert list(sheets) == ["汇总", "民政局", "财政局"]
    assert sheets["汇总"][2:] == [
        ("民政局", "敦化市", 1, 1, 2),
        ("财政局", "敦化市", 0, 1, 1),
        ("合计", None, 1, 2, 3),
    ]
    assert sheets["民政局"][1:] == [("编号", "问题"), ("1", "打不开"), ("2", "打不开")]


def test_two_groups_of_one_name_get_sheets_of_their_own() -> None:
    other = FindingGroup("民政局", "图们市", [("1", "打不开")], ["疑似"])
    assert list(written(group("民政局", "疑似"), other))[1:] == ["民政局", "民政局 图们市"]


def test_a_group_may_be_called_like_the_summary_or_like_no_sheet_may() -> None:
    names = list(written(group("汇总", "疑似"), group("http://a/b?c=[1]", "疑似")))
    assert names[0] == "汇总"
    assert len(names) == len(set(names)) == 3


def test_too_many_groups_share_the_last_sheet() -> None:
    sheets = written(*(group(f"单位{n}", "疑似") for n in range(SHEETS_MAX + 5)))
    assert len(sheets) == SHEETS_MAX + 1
    assert list(sheets)[-1] == REST
    assert len(sheets[REST]) == 2 + 6
    assert sheets["汇总"][-1][-1] == SHEETS_MAX + 5


def test_no_cell_calculates() -> None:
    odd = FindingGroup("=1+1", "", [("=1+1", "@SUM(A1)")], ["疑似"])
    file = BytesIO()
    write_findings("=1+1", COLUMNS, [odd], STATES, file)
    book = load_workbook(BytesIO(file.getvalue()))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
