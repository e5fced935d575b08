"""The links of published entries and what the last checks saw of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.catalogs.models import Publication
from catalog_app.search.link_state import LinkState
from catalog_app.search.models import SearchDocument

CHUNK = 500
WORST_FIRST = ("broken", "unsure", "unchecked", "ok")


def refresh_links(session: Session, entry_ids: Iterable[int]) -> None:
    """Take the links of these entries' documents, and the state the last checks found them in,
    from what is kept now. Entries that are not public are passed over. Flushes, does not commit."""
    session.flush()
    ids = sorted(set(entry_ids))
    for start in range(0, len(ids), CHUNK):
        _refresh(session, ids[start : start + CHUNK])
    session.flush()


def _refresh(session: Session, entry_ids: Sequence[int]) -> None:
    query = select(SearchDocument).where(SearchDocument.id.in_(entry_ids))
    documents = {each.id: each for each in session.scalars(query)}
    if not documents:
        return
    links = _links(session, list(documents))
    states = _states(session, list(links))
    for entry_id, document in documents.items():
        _set_links(document, links.get(entry_id, []), states.get(entry_id, {}))


def _links(session: Session, entry_ids: Sequence[int]) -> dict[int, list[Publication]]:
    query = select(Publication).where(Publication.entry_id.in_(entry_ids))
    found: dict[int, list[Publication]] = {}
    for each in session.scalars(query.order_by(Publication.id)):
        found.setdefault(each.entry_id, []).append(each)
    return found


def _states(session: Session, entry_ids: Sequence[int]) -> dict[int, dict[str, LinkState]]:
    if not entry_ids:
        return {}
    # Checks stand above this area and call it; only here does it ask them back.
    from catalog_app.checks.services.link_states import link_states  # noqa: PLC0415

    told = link_states(session, entry_ids)
    return {entry_id: {each.url: each for each in links} for entry_id, links in told.items()}


def _set_links(
    document: SearchDocument, links: Sequence[Publication], told: dict[str, LinkState]
) -> None:
    states = [told.get(each.url) or LinkState(each.url, "unchecked") for each in links]
    document.links = [_link(*pair) for pair in zip(links, states, strict=True)]
    document.link_state = min(
        (each.state for each in states), key=WORST_FIRST.index, default="none"
    )
    document.checked_at = max((each.checked_at for each in states if each.checked_at), default=None)
    document.newest_published = max(
        (each.published for each in states if each.published), default=None
    )


def _link(publication: Publication, state: LinkState) -> dict[str, Any]:
    return {
        "url": publication.url,
        "channel": publication.channel,
        "kind": publication.kind,
        "state": state.state,
        "checked_at": state.checked_at.isoformat() if state.checked_at else None,
        "published": state.published.isoformat() if state.published else None,
        "title": state.title,
        "note": state.note,
    }
