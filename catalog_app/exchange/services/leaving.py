"""What of a file is not carried out though nobody decided so, each with the reason."""

from __future__ import annotations

from typing import Any

from catalog_app.exchange.services.comparing import Row, Status
from catalog_app.exchange.services.kept import full_name
from catalog_app.exchange.services.matching import UNCONFIRMED
from catalog_app.exchange.services.preview import Preview, TablePreview
from domains.entry import EntryContent


def left_out(plan: Preview) -> list[dict[str, Any]]:
    """Rows and withdrawals that were not carried out though nobody decided so, with the reason."""
    rows = [
        _left_out(table, row.read.row, row.read.content, why)
        for table in plan.tables
        for row in table.rows
        for why in [_why_left(row)]
        if why
    ]
    gone = [
        _left_out(table, None, each.kept.content, "核对之后有人改动了这个事项，未撤下")
        for table in plan.tables
        for each in table.missing
        if each.withdraw and each.moved_on
    ]
    return rows + gone


def _why_left(row: Row) -> str | None:
    if row.status is Status.BLOCKED:
        return "没有可用的事项名称"
    if row.status is Status.UNCHANGED:
        return None
    if row.moved_on:
        return "核对之后有人改动了这个事项，未覆盖"
    return None if row.taken else _why_not_taken(row)


def _why_not_taken(row: Row) -> str | None:
    if row.personal:
        return "这一行有个人信息，没有采用"
    if any(each.severity == "error" for each in row.problems):
        return "这一行有错误，没有采用"
    if row.match and row.match.how in UNCONFIRMED:
        return f"像是“{row.match.kept.content.name}”改了名称，没有人确认，没有采用"
    return None


def _left_out(
    table: TablePreview, row: int | None, content: EntryContent, reason: str
) -> dict[str, Any]:
    name = full_name(content.group, content.name or "（没有名称）")
    return {"table": table.label, "row": row, "name": name, "reason": reason}


def refused_links(plan: Preview) -> list[dict[str, Any]]:
    return [
        {"table": table.label, "cell": each.cell or f"第{each.row}行", "message": each.message}
        for table in plan.tables
        for row in table.rows
        for each in row.problems
        if each.code == "link-refused"
    ]
