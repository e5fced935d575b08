"""Domains and guides: loaded from the standard's files, read by every other area."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.guides.models import Domain, Guide, StandardItem
from domains import standard


def load_guides(current: Session) -> int:
    """Add the domains and first guide editions that are missing; returns how many domains.

    What stands is never overwritten: departments edit it. Flushes, does not commit.
    """
    standing = set(current.scalars(select(Domain.code)))
    files = [each for each in standard.load_domains() if each.code not in standing]
    for position, each in enumerate(files, start=len(standing)):
        _add_domain(current, each, position)
    current.flush()
    return len(files)


def _add_domain(current: Session, each: standard.Domain, position: int) -> None:
    current.add(
        Domain(
            code=each.code,
            number=each.number,
            name=each.name,
            kind=each.kind,
            position=position,
            aliases=list(each.aliases),
            ministry=each.ministry,
            provincial_department=each.provincial_department,
        )
    )
    guide = Guide(
        domain_code=each.code,
        title=each.guide.title,
        issuer=each.guide.issuer,
        document_number=each.guide.document_number,
        issued=each.guide.issued,
    )
    guide.items = [_item(item, place) for place, item in enumerate(each.items, start=1)]
    current.add(guide)


def _item(item: standard.StandardItem, position: int) -> StandardItem:
    entry = item.entry()
    return StandardItem(
        position=position,
        group=entry.group,
        name=entry.name,
        content=list(entry.content),
        basis=list(entry.basis),
        time_limit=entry.time_limit,
        owner=entry.owner,
        method=list(entry.method),
        channels=list(entry.channels),
        audience=entry.audience,
        levels=list(entry.levels),
        phases=list(entry.phases),
        note=item.note,
        category=item.category,
        provenance=item.provenance,
        source=item.source,
    )


def all_domains() -> Sequence[Domain]:
    """Every domain in its order: pilot ones by number, further ones, the affairs lists."""
    return session().scalars(select(Domain).order_by(Domain.position)).all()


def domain(code: str) -> Domain:
    """Raises NotFound."""
    found = session().get(Domain, code)
    if found is None:
        raise NotFound(what="领域")
    return found


def current_guide(domain_code: str) -> Guide | None:
    """The guide edition a new catalogue starts from."""
    query = select(Guide).where(Guide.domain_code == domain_code, Guide.current)
    return session().scalar(query.order_by(Guide.edition.desc()).limit(1))


def standard_item(item_id: int) -> StandardItem:
    """Raises NotFound."""
    found = session().get(StandardItem, item_id)
    if found is None:
        raise NotFound(what="标准事项")
    return found
