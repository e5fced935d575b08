"""A list's file: tables in, items and problems out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domains.coverage import plain_name
from imports.header_words import header_key
from imports.limited import read_tables_apart
from imports.refusal import Refused
from imports.table import Table, address

WORDS: Mapping[str, str] = {
    "name": "事项名称 权力名称 权力事项 权力事项名称 职权名称 项目名称 事项 服务事项 服务事项名称"
    " 公共服务事项 公共服务事项名称 主项 主项名称 办事事项 办事事项名称 政务服务事项 政务服务事项名称 服务项目",
    "part": "子项 子项名称 业务办理项 业务办理项名称 办理项 办理项名称",
    "code": "编码 事项编码 基本编码 实施编码 权力编码 项目编码 事项代码 职权编码 目录编码",
    "category": "权力类型 权力类别 职权类型 职权类别 事项类型 事项类别 服务类别 服务类型 类别 类型",
    "owner": "实施主体 实施机关 实施单位 实施部门 责任单位 责任部门 责任主体 行使主体 行使机关"
    " 服务单位 承办单位 承办机构 主管部门 单位 部门 单位名称 部门名称",
    "basis": "实施依据 设定依据 法律依据 依据 权力依据 职权依据 服务依据 政策依据 法定依据",
    "url": "网址 链接 办事指南网址 办事指南链接 办理网址 在线办理地址 服务网址 办事链接 链接地址",
}  # fmt: skip
_FIELD_OF = {word: name for name, listed in WORDS.items() for word in listed.split()}
POWER_TYPES = frozenset(
    "行政许可 行政处罚 行政强制 行政征收 行政给付 行政检查 行政确认 行政奖励 行政裁决 其他行政权力".split()
)
NAME_MAX, ITEMS_MAX, CELL_MAX = 300, 20_000, 2_000
_BREAKS = re.compile(r"[\r\n]+")
_TOTAL = re.compile(r"^(?:合计|总计|共计|小计)")


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item as the file has it, with the row where it stands."""

    row: int
    name: str
    code: str = ""
    category: str | None = None
    owner: str | None = None
    basis: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ListProblem:
    """What could not be used: where, and what to do about it."""

    sheet: str
    cell: str
    message: str

    def to_dict(self) -> dict[str, str]:
        return {"sheet": self.sheet, "cell": self.cell, "message": self.message}


@dataclass(slots=True)
class ListReading:
    items: list[ReadItem] = field(default_factory=list)
    problems: list[ListProblem] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """One table, and what was seen before it in the same file."""

    table: Table
    columns: Mapping[str, int]
    told: ListReading
    seen: dict[str, str]

    def rows(self, first: int) -> None:
        for row in range(first, self.table.last_row + 1):
            cells = {name: self._text(row, index) for name, index in self.columns.items()}
            if _columns(self.table, row) == self.columns or not any(cells.values()):
                continue
            item = self._item(row, cells)
            if item is not None:
                self.told.items.append(item)

    def _item(self, row: int, cells: Mapping[str, str]) -> ReadItem | None:
        name = cells.get("part") or cells.get("name", "")
        if not name:
            if not self._is_heading(row):
                self._problem(row, "name", "没有事项名称，这一行没有读入。请补上名称")
            return None
        if _TOTAL.match(name):
            return None
        if len(name) > NAME_MAX:
            self._problem(row, "name", f"事项名称超过 {NAME_MAX} 字，没有读入。请核对是否填错了列")
            return None
        if self._is_repeated(row, name, cells):
            return None
        return ReadItem(
            row=row,
            name=name,
            code=cells.get("code", ""),
            category=cells.get("category") or self._sheet_category(),
            owner=cells.get("owner") or None,
            basis=tuple(part for part in _BREAKS.split(cells.get("basis", "")) if part.strip()),
            url=self._url(row, cells.get("url", "")),
        )

    def _text(self, row: int, index: int) -> str:
        """The cell's text; under a merged cell that of the range (an owner written once)."""
        place = self.table.anchor(row, index)
        text = self.table.text(*place).strip()[:CELL_MAX]
        return text if index == self.columns.get("basis") else " ".join(text.split())

    def _is_heading(self, row: int) -> bool:
        """A row with one text only (一、行政许可) is a heading between items."""
        cells = self.table.rows[row - self.table.first_row]
        return len({text.strip() for text in cells if text.strip()}) <= 1

    def _is_repeated(self, row: int, name: str, cells: Mapping[str, str]) -> bool:
        key = cells.get("code") or f"{plain_name(name)}|{plain_name(cells.get('owner', ''))}"
        first = self.seen.setdefault(key, f"{self.table.sheet} 第 {row} 行".strip())
        if first == f"{self.table.sheet} 第 {row} 行".strip():
            return False
        what = "编码" if cells.get("code") else "名称和实施主体"
        self._problem(
            row, "code" if cells.get("code") else "name", f"{what}与{first}重复，没有读入"
        )
        return True

    def _url(self, row: int, text: str) -> str | None:
        linked = dict(self.table.links).get((row, self.columns.get("url", 0)), "")
        found = text if text.startswith(("http://", "https://")) else linked or text
        if not found:
            return None
        if found.startswith(("http://", "https://")) and " " not in found:
            return found
        self._problem(row, "url", "网址应以 http:// 或 https:// 开头，这个网址没有读入")
        return None

    def _sheet_category(self) -> str | None:
        return self.table.sheet if self.table.sheet in POWER_TYPES else None

    def _problem(self, row: int, name: str, message: str) -> None:
        index = self.columns.get(name, self.columns["name"])
        self.told.problems.append(ListProblem(self.table.sheet, address(row, index), message))


def read_list(data: bytes) -> ListReading:
    """All items of all tables of a file that have a header of a list.

    Raises Refused, with the reader's own sentence, where the file cannot be read or has no such
    table, and for more than `ITEMS_MAX` items.
    """
    told, seen = ListReading(), dict[str, str]()
    tables = read_tables_apart(data)
    headed = [(table, *found) for table in tables if (found := _header(table))]
    if not headed:
        raise Refused("not-a-catalogue")
    for table, row, columns in headed:
        _Reader(table, columns, told, seen).rows(row + 1)
    if len(told.items) > ITEMS_MAX:
        raise Refused("too-large", limit=f"不超过{ITEMS_MAX}个事项")
    return told


def _header(table: Table) -> tuple[int, Mapping[str, int]] | None:
    """The first row with a name's column and another of a list's columns."""
    for row in range(table.first_row, min(table.last_row, table.first_row + 30) + 1):
        columns = _columns(table, row)
        if "name" in columns and len(columns) > 1:
            return row, columns
    return None


def _columns(table: Table, row: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, text in enumerate(_cells(table, row), start=table.first_column):
        name = _FIELD_OF.get(header_key(text)) if text else None
        if name and name not in found:
            found[name] = index
    return found


def _cells(table: Table, row: int) -> Iterator[str]:
    cells: Sequence[str] = table.rows[row - table.first_row]
    return (text.strip() for text in cells)
