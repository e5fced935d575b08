"""Workbooks and texts as counties send them, made small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from imports.reading import ReadTable, recognise
from imports.table import Area, Table, padded

FIXTURES = Path(__file__).parents[1] / "fixtures" / "spreadsheets"

TITLE = "敦化市养老服务领域基层政务公开标准目录"
UPPER = (
    *(
        "序号",
        "公开事项",
        "",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
    ),
    *("公开对象", "", "公开方式", "", "公开层级", ""),
)
LOWER = (
    *("", "一级事项", "二级事项", "", "", "", "", ""),
    *("全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"),
)
ROW = (
    *(
        "1",
        "业务办理",
        "老年人补贴",
        "1.补贴名称\n2.补贴对象",
        "《中华人民共和国老年人权益保障法》",
    ),
    *("信息形成或变更之日起20个工作日内", "敦化市民政局", "■政府网站 □政府公报"),
    *("√", "", "√", "", "√", ""),
)


def changed(number: str, name: str, **fields: str) -> tuple[str, ...]:
    """A row like ROW with another number and name, and other texts in some columns (d="…")."""
    row = list(ROW)
    row[0], row[2] = number, name
    for letter, text in fields.items():
        row[ord(letter) - ord("a")] = text
    return tuple(row)


@pytest.fixture
def read() -> Callable[..., ReadTable]:
    """Reads rows as the one table of a sheet."""

    def read_rows(
        *rows: Sequence[str], merges: Sequence[Area] = (), name: str = "养老服务.xlsx"
    ) -> ReadTable:
        table = Table("Sheet1", padded(rows), merges=merges)
        (read_table,) = recognise([table], name)
        return read_table

    return read_rows


@pytest.fixture
def read_all() -> Callable[..., tuple[ReadTable, ...]]:
    """Reads rows as one sheet that may hold several tables."""
    return lambda *rows: recognise([Table("Sheet1", padded(rows))], "目录.xlsx")


@pytest.fixture
def catalogue(read: Callable[..., ReadTable]) -> Callable[..., ReadTable]:
    """Reads rows under the guide's title and two-row header; they begin at row 4."""

    def read_catalogue(*rows: Sequence[str], merges: Sequence[Area] = ()) -> ReadTable:
        return read((TITLE,), UPPER, LOWER, *rows, merges=merges)

    return read_catalogue


def workbook(*rows: Sequence[str]) -> bytes:
    """An .xlsx of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def codes(table: ReadTable) -> list[tuple[str, str | None]]:
    """The problems of a table as (code, cell), without the remarks on columns that are absent."""
    return [(each.code, each.cell) for each in table.problems if each.code != "column-missing"]
