"""The guide-format workbook, read back with openpyxl."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domains.entry import EntryContent
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from exports.workbook import write_workbook


def written(*catalogs: ExportCatalog) -> list[Worksheet]:
    stream = BytesIO()
    write_workbook(catalogs, stream)
    stream.seek(0)
    return list(load_workbook(stream).worksheets)


@pytest.fixture
def sheet(catalog: ExportCatalog) -> Worksheet:
    return written(catalog)[0]


def column(sheet: Worksheet, header: str) -> list[object]:
    """The cells below a header of either header row."""
    for cells in sheet.iter_cols(min_row=2):
        if header in (cells[0].value, cells[1].value) and cells[1].value in (None, header):
            return [cell.value for cell in cells[2:]]
    raise AssertionError(f"no column {header}")


def merged(sheet: Worksheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def test_the_title_stands_over_the_table(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "敦化市养老服务领域基层政务公开标准目录"
    assert "A1:O1" in merged(sheet)


def test_the_header_has_the_two_rows_of_the_guide(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet["A2:S3"]]
    assert rows == [
        ["序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体",
         "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None, None,
         "五公开", "备注", "公开链接", "事项标识"],
        [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体",
         "主动", "依申请公开", "县级", "乡级", "村级", None, None, None, None],
    ]  # fmt: skip
    assert {"A2:A3", "B2:C2", "D2:D3", "H2:H3", "I2:J2", "K2:L2", "M2:O2"} <= merged(sheet)


def test_consecutive_entries_of_a_group_share_one_cell(sheet: Worksheet) -> None:
    assert column(sheet, "一级事项") == ["养老服务通用政策", None, "养老服务业务办理"]
    assert "B4:B5" in merged(sheet)
    assert "B6:B6" not in merged(sheet)


def test_a_group_that_returns_later_gets_a_cell_of_its_own(
    policy: ExportEntry, filing: ExportEntry
) -> None:
    sheet = written(ExportCatalog("目录", "敦化市", "养老服务", (policy, filing, policy)))[0]
    groups = column(sheet, "一级事项")
    assert groups == ["养老服务通用政策", "养老服务业务办理", "养老服务通用政策"]


def test_an_entry_without_a_group_does_not_fall_to_the_group_above(policy: ExportEntry) -> None:
    alone = ExportEntry(EntryContent(name="投诉电话"))
    sheet = written(ExportCatalog("目录", "敦化市", "养老服务", (policy, alone)))[0]
    assert column(sheet, "一级事项") == ["养老服务通用政策", "—"]


def test_lists_channels_and_links_stand_one_a_line(sheet: Worksheet) -> None:
    assert column(sheet, "公开内容（要素）")[0] == (
        "1.扶持政策措施名称\n2.内容、标准；范围\n3. 5个工作日内的办理结果"
    )
    assert str(column(sheet, "公开渠道和载体")[0]).startswith("■政府网站 □政府公报\n□两微一端")
    assert column(sheet, "公开链接")[0] == (
        "https://www.dunhua.gov.cn/a.html\nhttps://www.dunhua.gov.cn/b.html"
    )


def test_audience_method_and_level_are_ticked(sheet: Worksheet) -> None:
    assert column(sheet, "全社会") == ["√", None, None]
    assert column(sheet, "特定群体") == [None, "申请人", None]
    assert column(sheet, "主动") == ["√", None, None]
    assert column(sheet, "依申请公开") == [None, "√", None]
    assert column(sheet, "县级") == ["√", None, None]
    assert column(sheet, "村级") == [None, "√", None]


def test_phases_note_and_identity_follow_the_guides_columns(sheet: Worksheet) -> None:
    assert column(sheet, "五公开")[0] == "决策、服务"
    assert column(sheet, "备注")[0] == "每季度更新"
    assert column(sheet, "事项标识")[0] == "e-1"


def test_a_serial_is_a_number_only_where_nothing_is_lost(sheet: Worksheet) -> None:
    assert column(sheet, "序号") == [1, 2, "03"]


def test_the_prefecture_column_appears_only_where_an_entry_has_that_level(
    catalog: ExportCatalog,
) -> None:
    city = ExportEntry(EntryContent(name="执法公示", levels=("prefecture", "county")))
    plain, with_city = written(catalog, ExportCatalog("目录", "敦化市", "综合执法", (city,)))
    assert "市级" not in [cell.value for cell in plain[3]]
    assert [cell.value for cell in with_city["M3:P3"][0]] == ["市级", "县级", "乡级", "村级"]
    assert column(with_city, "市级") == ["√"]


def test_each_domain_has_a_sheet(catalog: ExportCatalog) -> None:
    sheets = written(catalog, ExportCatalog("目录", "敦化市", "社会保险", ()))
    assert [sheet.title for sheet in sheets] == ["养老服务", "社会保险"]


def test_text_that_looks_like_a_formula_or_a_link_stays_text() -> None:
    content = EntryContent(name='=HYPERLINK("http://a.cn")', owner="+1", note="{=SUM(A1)}")
    entry = ExportEntry(content, urls=("https://www.dunhua.gov.cn/",))
    sheet = written(ExportCatalog("=1+1", "敦化市", "养老服务", (entry,)))[0]
    assert {cell.data_type for cell in sheet[4] if cell.value} == {"s"}
    assert sheet["A1"].data_type == "s"
    assert not any(cell.hyperlink for cell in sheet[4])
    assert column(sheet, "二级事项") == ['=HYPERLINK("http://a.cn")']


def test_it_prints_on_a4_across_one_page_wide_with_the_header_on_every_page(
    sheet: Worksheet,
) -> None:
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$3"
    assert sheet.print_area == "'养老服务'!$A$1:$O$6"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert sheet.freeze_panes == "D4"


def test_every_row_is_high_enough_for_its_channels(sheet: Worksheet) -> None:
    assert all(sheet.row_dimensions[row].height >= 7 * 13.5 for row in (4, 5, 6))
    assert sheet["D4"].alignment.wrap_text


def test_a_text_too_long_for_a_cell_is_refused_with_its_place(tmp_path: Path) -> None:
    entry = ExportEntry(EntryContent(name="养老机构备案", note="长" * 32768))
    target = tmp_path / "out.xlsx"
    with pytest.raises(ExportRefusedError, match="“养老机构备案”的“备注”超过 32767 个字符"):
        write_workbook([ExportCatalog("目录", "敦化市", "养老服务", (entry,))], target)
    assert not list(tmp_path.iterdir())


def test_nothing_to_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportRefusedError, match="没有可导出的目录"):
        write_workbook([], tmp_path / "out.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_only_when_all_is_written(
    tmp_path: Path, catalog: ExportCatalog
) -> None:
    target = tmp_path / "目录.xlsx"
    write_workbook([catalog], target)
    before = target.read_bytes()
    with pytest.raises(ExportRefusedError):
        write_workbook([], target)
    assert target.read_bytes() == before
