"""The register as a table: written to a CSV file, and read back from a table of the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.bases.citing import Citation, citations, first_number, plain_title
from catalog_app.bases.errors import BasesFileRefused
from catalog_app.bases.models import LegalBasis
from catalog_app.bases.services.keeping import BasisDraft, words, written
from catalog_app.bases.services.reading import all_bases
from catalog_app.bases.wording import STATUS_NAMES
from catalog_app.database import transaction
from catalog_app.errors import DomainError
from exports.cells import neutralised
from exports.csv import csv_lines
from imports.limited import read_tables_apart
from imports.refusal import Refused
from imports.table import Table

TITLE, NUMBER, SUCCESSOR = "名称", "文号", "由哪个文件代替"
YES, NO = "是", "否"
TOLD_MAX = 8
"""Problems named in the refusal; the rest are counted."""


def _yes(value: bool) -> str:
    return YES if value else NO


COLUMNS: Mapping[str, Callable[[LegalBasis], str]] = {
    TITLE: lambda row: row.title,
    NUMBER: lambda row: row.document_number,
    "简称": lambda row: "、".join(row.aliases),
    "发布机关": lambda row: row.issuer or "",
    "发布日期": lambda row: _day(row.issued_on),
    "施行日期": lambda row: _day(row.in_force_from),
    "废止日期": lambda row: _day(row.ended_on),
    "状态": lambda row: STATUS_NAMES[row.status],
    "条文顺序有变": lambda row: _yes(row.articles_shifted),
    SUCCESSOR: lambda row: words(row.replaced_by) if row.replaced_by else "",
    "已核实": lambda row: _yes(row.confirmed),
    "说明": lambda row: row.note or "",
    "来源": lambda row: row.source or "",
}


def bases_csv() -> bytes:
    """The whole register, UTF-8 with a byte-order mark; what a spreadsheet would calculate has an
    apostrophe before it."""
    rows = ([shown(row) for shown in COLUMNS.values()] for row in all_bases())
    return "".join(csv_lines(COLUMNS, rows)).encode()


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the file: where it stands, what it says, and what replaces it."""

    number: int
    draft: BasisDraft
    successor: str = ""


@dataclass(slots=True)
class Taken:
    """What an import did."""

    added: int = 0
    changed: int = 0
    same: int = 0
    problems: list[str] = field(default_factory=list)


def take_in_bases(data: bytes, *, by: Actor, at: datetime) -> Taken:
    """Rows found by title and number are written anew, the others added; none is taken away.
    All or nothing. Raises BasesFileRefused, which names every row at fault."""
    rows, problems = _rows(data)
    _refuse(problems)
    told = Taken()
    with transaction() as current:
        kept = {_key(row): row for row in current.scalars(select(LegalBasis))}
        for row in rows:
            _take(current, row, kept, told, by=by, at=at)
        for row in rows:
            _name_successor(current, row, kept, told, by=by, at=at)
        _refuse(told.problems)
    return told


def _take(
    current: Session,
    row: SheetRow,
    kept: dict[tuple[str, str], LegalBasis],
    told: Taken,
    *,
    by: Actor,
    at: datetime,
) -> None:
    standing = kept.get(_draft_key(row.draft))
    target = standing or LegalBasis(version=0)
    draft = replace(row.draft, replaced_by_id=target.replaced_by_id)
    before = target.version
    kept[_draft_key(row.draft)] = written(current, target, draft, by=by, at=at)
    if standing is None:
        told.added += 1
    elif target.version > before:
        told.changed += 1
    else:
        told.same += 1


def _name_successor(
    current: Session,
    row: SheetRow,
    kept: Mapping[tuple[str, str], LegalBasis],
    told: Taken,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """A second turn: what replaces a row may stand further down in the file."""
    successor = _named(row.successor, kept)
    if row.successor and successor is None:
        told.problems.append(
            f"第 {row.number} 行：库里没有“{row.successor}”，请先加上这个文件，或改正名称和文号"
        )
        return
    target = kept[_draft_key(row.draft)]
    wanted = successor.id if successor else None
    if target.replaced_by_id != wanted:
        try:
            written(current, target, replace(row.draft, replaced_by_id=wanted), by=by, at=at)
        except DomainError as error:
            told.problems.append(f"第 {row.number} 行：{error}")


def _named(text: str, kept: Mapping[tuple[str, str], LegalBasis]) -> LegalBasis | None:
    cited = citations(text) or (Citation(text),)
    key = (plain_title(cited[0].title), cited[0].number)
    if key in kept:
        return kept[key]
    same = [row for (_, number), row in kept.items() if number and number == key[1]]
    return same[0] if len(same) == 1 else None


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        told = "；".join(problems[:TOLD_MAX]) + ("……" if len(problems) > TOLD_MAX else "。")
        raise BasesFileRefused(count=len(problems), problems=told)


def _rows(data: bytes) -> tuple[list[SheetRow], list[str]]:
    try:
        tables = read_tables_apart(data)
    except Refused as refused:
        return [], [refused.message]
    for table in tables:
        for row in range(table.first_row, table.last_row + 1):
            columns = _columns(table, row)
            if TITLE in columns and len(columns) > 2:
                return _read(table, row, columns)
    return [], [f"没有找到表头。第一行应是：{'、'.join(COLUMNS)}"]


def _columns(table: Table, row: int) -> dict[str, int]:
    indexes = range(table.first_column, table.first_column + table.width)
    texts = {table.text(row, index).strip(): index for index in indexes}
    return {name: texts[name] for name in COLUMNS if name in texts}


def _read(
    table: Table, header: int, columns: Mapping[str, int]
) -> tuple[list[SheetRow], list[str]]:
    rows: list[SheetRow] = []
    problems: list[str] = []
    for number in range(header + 1, table.last_row + 1):
        cells = {name: _text(table.text(number, index)) for name, index in columns.items()}
        if not any(cells.values()):
            continue
        faults = list(_faults(cells))
        problems += [f"第 {number} 行：{fault}" for fault in faults]
        if not faults:
            rows.append(SheetRow(number, _draft(cells), cells.get(SUCCESSOR, "")))
    return rows, problems + _repeated(rows)


def _text(cell: str) -> str:
    """Without the apostrophe that the export put before what a spreadsheet would calculate."""
    plain = cell.strip()
    bare = plain.removeprefix("'")
    return bare if bare != plain and neutralised(bare) == plain else plain


def _faults(cells: Mapping[str, str]) -> Iterator[str]:
    if not cells.get(TITLE):
        yield "没有写名称"
    if cells.get("状态") and cells["状态"] not in STATUS_NAMES.values():
        yield f"状态“{cells['状态']}”应是{'、'.join(STATUS_NAMES.values())}之一"
    for name in ("发布日期", "施行日期", "废止日期"):
        if cells.get(name) and _read_day(cells[name]) is None:
            yield f"{name}“{cells[name]}”应写成 2026-01-01 的样子"
    for name in ("条文顺序有变", "已核实"):
        if cells.get(name) and cells[name] not in {YES, NO}:
            yield f"{name}应写“是”或“否”"


def _repeated(rows: Sequence[SheetRow]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    problems = []
    for row in rows:
        first = seen.setdefault(_draft_key(row.draft), row.number)
        if first != row.number:
            problems.append(f"第 {row.number} 行：与第 {first} 行重复")
    return problems


def _draft(cells: Mapping[str, str]) -> BasisDraft:
    statuses = {name: code for code, name in STATUS_NAMES.items()}
    aliases = tuple(part for part in cells.get("简称", "").replace("，", "、").split("、") if part)
    optional: dict[str, Any] = {
        "issuer": cells.get("发布机关") or None,
        "issued_on": _read_day(cells.get("发布日期", "")),
        "in_force_from": _read_day(cells.get("施行日期", "")),
        "ended_on": _read_day(cells.get("废止日期", "")),
        "note": cells.get("说明") or None,
        "source": cells.get("来源") or None,
    }
    return BasisDraft(
        title=cells[TITLE].removeprefix("《").removesuffix("》"),
        document_number=cells.get(NUMBER, ""),
        aliases=aliases,
        status=statuses.get(cells.get("状态", ""), "unverified"),
        articles_shifted=cells.get("条文顺序有变") == YES,
        confirmed=cells.get("已核实") == YES,
        **optional,
    )


def _read_day(text: str) -> date | None:
    plain = text.strip().replace("/", "-").replace(".", "-")[:10].rstrip("T ")
    parts = plain.split("-")
    try:
        return date(*(int(part) for part in parts)) if len(parts) == 3 else None
    except ValueError:
        return None


def _key(row: LegalBasis) -> tuple[str, str]:
    return row.plain_title, row.document_number


def _draft_key(draft: BasisDraft) -> tuple[str, str]:
    number = first_number(draft.document_number) or draft.document_number.strip()
    return plain_title(draft.title), number
