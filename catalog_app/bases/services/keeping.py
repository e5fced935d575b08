"""Adding, changing and confirming rows of the register: the province's work."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.bases.citing import STATE, Citation, first_number, plain_title
from catalog_app.bases.errors import BasisChangedMeanwhile, BasisExists, BasisReplacesItself
from catalog_app.bases.models import LegalBasis
from catalog_app.database import transaction
from catalog_app.errors import NotFound


@dataclass(frozen=True, slots=True)
class BasisDraft:
    """A row as a form or a file gives it; the title without 《》."""

    title: str
    document_number: str = ""
    aliases: tuple[str, ...] = ()
    issuer: str | None = None
    issued_on: date | None = None
    in_force_from: date | None = None
    ended_on: date | None = None
    status: str = "unverified"
    articles_shifted: bool = False
    replaced_by_id: int | None = None
    note: str | None = None
    source: str | None = None
    confirmed: bool = False


def add_basis(draft: BasisDraft, *, by: Actor, at: datetime) -> LegalBasis:
    """A new row. Raises BasisExists, BasisReplacesItself, NotFound (the replacing row)."""
    with transaction() as current:
        return written(current, LegalBasis(version=0), draft, by=by, at=at)


def change_basis(
    basis_id: int, draft: BasisDraft, *, base_version: int, by: Actor, at: datetime
) -> None:
    """Write a row anew, unless somebody changed it since `base_version` was shown.

    Raises NotFound, BasisChangedMeanwhile, BasisExists, BasisReplacesItself."""
    with transaction() as current:
        row = locked(current, basis_id)
        if row.version != base_version:
            raise BasisChangedMeanwhile(who=row.changed_by_name or "别人", words=words(row))
        written(current, row, draft, by=by, at=at)


def confirm_basis(basis_id: int, *, by: Actor, at: datetime) -> None:
    """Vouch for a row as it stands: from now on entries that rest on it are judged by it.
    Confirming twice changes nothing. Raises NotFound."""
    with transaction() as current:
        row = locked(current, basis_id)
        if not row.confirmed:
            row.confirmed = True
            _sign(row, by, at)
            _record(current, "basis.confirmed", row, f"核实公开依据{words(row)}", by=by, at=at)


def written(
    current: Session, row: LegalBasis, draft: BasisDraft, *, by: Actor, at: datetime
) -> LegalBasis:
    """Put the draft into a new or standing row, inside a running transaction."""
    before = _plain(row) if row.id else None
    if before is not None and before == _plain_draft(draft):
        return row
    plain, number = plain_title(draft.title), _number(draft.document_number)
    _refuse_double(current, row, Citation(draft.title, number), plain)
    for name, value in asdict(draft).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.plain_title, row.document_number = plain, number
    _sign(row, by, at)
    current.add(row)
    current.flush()
    _refuse_circle(current, row)
    action, verb = ("basis.changed", "修改") if before else ("basis.added", "新增")
    _record(current, action, row, f"{verb}公开依据{words(row)}", by=by, at=at, before=before)
    return row


def words(row: LegalBasis) -> str:
    """《…》（文号）."""
    return Citation(row.title, row.document_number).words


def locked(current: Session, basis_id: int) -> LegalBasis:
    """The row, held until the transaction ends. Raises NotFound."""
    found = current.get(LegalBasis, basis_id, with_for_update=True)
    if found is None:
        raise NotFound(what="公开依据")
    return found


def _number(text: str) -> str:
    """In the register's one form; a number of another make (吉林省地方性法规第3号公告) as written."""
    return first_number(text) or text.strip().removeprefix(STATE)


def _sign(row: LegalBasis, by: Actor, at: datetime) -> None:
    row.version += 1
    row.changed_at, row.changed_by_name = at, by.name


def _refuse_double(current: Session, row: LegalBasis, citation: Citation, plain: str) -> None:
    with current.no_autoflush:
        other = current.scalar(
            select(LegalBasis.id).where(
                LegalBasis.plain_title == plain, LegalBasis.document_number == citation.number
            )
        )
    if other is not None and other != row.id:
        raise BasisExists(words=citation.words)


def _refuse_circle(current: Session, row: LegalBasis) -> None:
    seen = {row.id}
    step = row.replaced_by_id
    while step is not None:
        if step in seen:
            raise BasisReplacesItself(words=words(row))
        seen.add(step)
        found = current.get(LegalBasis, step)
        if found is None:
            raise NotFound(what="代替文件")
        step = found.replaced_by_id


def _plain(row: LegalBasis) -> dict[str, Any]:
    return {name: _shown(getattr(row, name)) for name in BasisDraft.__slots__}


def _plain_draft(draft: BasisDraft) -> dict[str, Any]:
    return {name: _shown(getattr(draft, name)) for name in BasisDraft.__slots__} | {
        "document_number": _number(draft.document_number)
    }


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _record(
    current: Session,
    action: str,
    row: LegalBasis,
    summary: str,
    *,
    by: Actor,
    at: datetime,
    before: dict[str, Any] | None = None,
) -> None:
    audit.record(
        current, action, row, by=by, at=at, summary=summary, before=before, after=_plain(row)
    )
