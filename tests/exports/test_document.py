"""The Word document of a catalogue, as its XML says it and as our own reader sees it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from domains.entry import EntryContent
from exports.document import write_document
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from imports.reading import read_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(*catalogs: ExportCatalog, complete: bool = False) -> bytes:
    stream = BytesIO()
    write_document(catalogs, stream, complete=complete)
    return stream.getvalue()


def body(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return ElementTree.fromstring(package.read("word/document.xml"))


def texts(row: ElementTree.Element) -> list[str]:
    return [
        "\n".join("".join(p.itertext()) for p in cell.iter(f"{W}p"))
        for cell in row.findall(f"{W}tc")
    ]


def test_every_part_is_well_formed_and_named(catalog: ExportCatalog) -> None:
    with zipfile.ZipFile(BytesIO(written(catalog))) as package:
        types = package.read("[Content_Types].xml").decode()
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
            assert name.endswith(".rels") or name == "[Content_Types].xml" or name in types


def test_it_lies_across_a4_with_its_header_on_every_page(catalog: ExportCatalog) -> None:
    root = body(written(catalog))
    size = root.find(f".//{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == (
        "16838",
        "11906",
        "landscape",
    )
    rows = root.findall(f".//{W}tr")
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True, True] + [False] * 3


def test_it_has_the_guides_columns_and_no_others(catalog: ExportCatalog) -> None:
    upper, lower, *_ = body(written(catalog)).findall(f".//{W}tr")
    assert texts(upper) == [
        "序号", "公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
        "公开对象", "公开方式", "公开层级",
    ]  # fmt: skip
    assert [text for text in texts(lower) if text] == [
        "一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级", "村级",
    ]  # fmt: skip


def test_its_table_is_as_wide_as_the_page_lets_it(catalog: ExportCatalog) -> None:
    columns = body(written(catalog, complete=True)).findall(f".//{W}gridCol")
    whole = sum(int(column.get(f"{W}w", "0")) for column in columns)
    assert 15_600 < whole <= 16838 - 2 * 567


def test_each_catalogue_begins_on_a_new_page_under_its_title(catalog: ExportCatalog) -> None:
    other = ExportCatalog("敦化市社会保险目录", "敦化市", "社会保险", catalog.entries)
    titles = [
        ("".join(p.itertext()), p.find(f".//{W}pageBreakBefore") is not None)
        for p in body(written(catalog, other)).findall(f"{W}body/{W}p")
    ]
    assert titles == [(catalog.title, False), ("敦化市社会保险目录", True)]


def test_what_xml_cannot_hold_is_left_out_and_markup_stays_text() -> None:
    entry = ExportEntry(EntryContent(name='<w:p/> & "甲"\x0b乙\ud800'))
    data = written(ExportCatalog("目录<1>", "敦化市", "养老服务", (entry,)))
    assert texts(body(data).findall(f".//{W}tr")[2])[2] == '<w:p/> & "甲" 乙'


def test_the_guides_layout_alone_is_read_back_too(catalog: ExportCatalog) -> None:
    (table,) = read_bytes(written(catalog), "目录.docx").tables
    assert table.domain == "elderly_care"
    contents = [entry.content for entry in table.entries]
    assert [each.channels for each in contents] == [
        entry.content.channels for entry in catalog.entries
    ]
    assert [each.group for each in contents] == [entry.content.group for entry in catalog.entries]


def test_nothing_to_export_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ExportRefusedError, match="没有可导出的目录"):
        write_document([], tmp_path / "目录.docx")
    assert not list(tmp_path.iterdir())
