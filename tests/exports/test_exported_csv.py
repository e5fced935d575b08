"""The CSV, read back with the standard library."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

from domains.entry import EntryContent
from exports.csv import write_csv
from exports.model import ExportCatalog, ExportEntry


def written(*catalogs: ExportCatalog) -> list[dict[str, str]]:
    stream = BytesIO()
    write_csv(catalogs, stream)
    return list(csv.DictReader(StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def test_it_begins_with_the_mark_by_which_excel_knows_utf8(catalog: ExportCatalog) -> None:
    stream = BytesIO()
    write_csv([catalog], stream)
    assert stream.getvalue().startswith("\ufeff领域,序号,一级事项,二级事项,".encode())


def test_one_row_holds_all_of_an_entry(catalog: ExportCatalog) -> None:
    row = written(catalog)[0]
    assert row["领域"] == "养老服务"
    assert row["序号"] == "1"
    assert row["一级事项"] == "养老服务通用政策"
    assert row["公开内容（要素）"].splitlines()[1] == "2.内容、标准；范围"
    assert (row["全社会"], row["特定群体"], row["主动"]) == ("√", "", "√")
    assert (row["市级"], row["县级"], row["乡级"]) == ("", "√", "")
    assert (row["五公开"], row["备注"], row["事项标识"]) == ("决策、服务", "每季度更新", "e-1")


def test_every_row_names_its_group_and_domain(catalog: ExportCatalog) -> None:
    rows = written(catalog, ExportCatalog("目录", "敦化市", "社会保险", catalog.entries))
    assert [row["领域"] for row in rows] == ["养老服务"] * 3 + ["社会保险"] * 3
    assert [row["一级事项"] for row in rows[:2]] == ["养老服务通用政策"] * 2


def test_formula_like_text_is_neutralised_in_every_column() -> None:
    content = EntryContent(name="=1+1", group="@x", time_limit="-1", owner="+1", note="\t=1")
    entry = ExportEntry(content, serial="=2", identity="=3", urls=("=4",))
    row = written(ExportCatalog("目录", "敦化市", "=5", (entry,)))[0]
    assert not [value for value in row.values() if value.startswith(tuple("=+-@\t"))]
    assert row["二级事项"] == "'=1+1"


def test_an_open_stream_stays_open(catalog: ExportCatalog) -> None:
    stream = BytesIO()
    write_csv([catalog], stream)
    assert not stream.closed


def test_a_file_is_written_whole(tmp_path: Path, catalog: ExportCatalog) -> None:
    target = tmp_path / "目录.csv"
    write_csv([catalog], target)
    assert [path.name for path in tmp_path.iterdir()] == ["目录.csv"]
    assert target.read_text(encoding="utf-8-sig").count("养老机构备案") == 1
