"""The register as rules and screens ask it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import joinedload

from catalog_app.bases.citing import first_number
from catalog_app.bases.models import STATUSES, LegalBasis
from catalog_app.bases.register import Register, Row
from catalog_app.database import holds_in_json, session
from catalog_app.errors import NotFound
from catalog_app.paging import Page, page_of

_RANK = case({"repealed": 0, "amended": 1, "in_force": 2}, value=LegalBasis.status, else_=3)


def register() -> Register:
    """All rows, in one statement."""
    rows = session().scalars(select(LegalBasis).order_by(LegalBasis.id))
    return Register(map(_row, rows))


def _row(row: LegalBasis) -> Row:
    return Row(
        id=row.id,
        title=row.title,
        number=row.document_number,
        aliases=tuple(row.aliases),
        status=row.status,
        confirmed=row.confirmed,
        in_force_from=row.in_force_from,
        ended_on=row.ended_on,
        articles_shifted=row.articles_shifted,
        replaced_by_id=row.replaced_by_id,
    )


@dataclass(frozen=True, slots=True)
class BasisFilter:
    """What of the register is shown; empty values show all. `text` is looked for in title, number,
    abbreviations and issuer; `confirmed` is yes or no."""

    text: str = ""
    status: str = ""
    confirmed: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.status or self.confirmed)


def bases_page(wanted: BasisFilter, number: int = 1) -> Page[LegalBasis]:
    """One page of the register, repealed and unconfirmed facts first, then by title."""
    query = (
        select(LegalBasis)
        .where(*_conditions(wanted))
        .options(joinedload(LegalBasis.replaced_by))
        .order_by(_RANK, LegalBasis.plain_title, LegalBasis.document_number)
    )
    return page_of(query, number)


def all_bases() -> Sequence[LegalBasis]:
    """The whole register, for a file or to choose from."""
    query = select(LegalBasis).options(joinedload(LegalBasis.replaced_by))
    return session().scalars(query.order_by(LegalBasis.plain_title, LegalBasis.id)).all()


def basis(basis_id: int) -> LegalBasis:
    """Raises NotFound."""
    found = session().get(LegalBasis, basis_id, options=[joinedload(LegalBasis.replaced_by)])
    if found is None:
        raise NotFound(what="公开依据")
    return found


def _conditions(wanted: BasisFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        found.append(_holds(wanted.text.strip()))
    if wanted.status in STATUSES:
        found.append(LegalBasis.status == wanted.status)
    if wanted.confirmed in {"yes", "no"}:
        found.append(LegalBasis.confirmed.is_(wanted.confirmed == "yes"))
    return found


def _holds(text: str) -> ColumnElement[bool]:
    number = first_number(text)
    return or_(
        LegalBasis.title.contains(text, autoescape=True),
        LegalBasis.document_number.contains(text, autoescape=True),
        LegalBasis.issuer.contains(text, autoescape=True),
        holds_in_json(LegalBasis.aliases, text),
        *([LegalBasis.document_number == number] if number else []),
    )
