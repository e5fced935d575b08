"""The links of published entries and what the last checks saw of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.catalogs.models import Publication
from catalog_app.search.link_state import LinkState
from catalog_app.search.models import SearchDocument

WORST_FIRST = ("broken", "unsure", "unchecked", "ok")


LinkStates = Mapping[int, Sequence[LinkState]]
Source = Callable[[Session, Collection[int]], LinkStates]


def _nobody_has_looked(_session: Session, _entry_ids: Collection[int]) -> LinkStates:
    return {}


_sources: list[Source] = [_nobody_has_looked]


def take_link_states_from(source: Source) -> None:
    """Name who knows how links stand: the area of checks, which lies above this one and so cannot
    be imported here. Asked whenever documents are made anew."""
    _sources[:] = [source]


def refresh_links(session: Session, entry_ids: Iterable[int]) -> None:
    """Take the links of these entries' documents, and the state the last checks found them in,
    from what is kept now. Entries that are not public are passed over. Flushes, does not commit."""
    session.flush()
    ids = sorted(set(entry_ids))
    told = _sources[0](session, ids)
    set_link_states(session, {entry_id: told.get(entry_id, ()) for entry_id in ids})


def set_link_states(session: Session, states: LinkStates) -> None:
    """Tell the documents of these entries how their links stand; a link that is not told of stands
    as unchecked. Entries that are not public are passed over. Flushes, does not commit."""
    ids = sorted(states)
    _set(session, ids, states)
    session.flush()


def _set(session: Session, entry_ids: Sequence[int], states: LinkStates) -> None:
    query = select(SearchDocument).where(among(SearchDocument.id, entry_ids))
    documents = session.scalars(query).all()
    links = _links(session, [each.id for each in documents]) if documents else {}
    for document in documents:
        told = {each.url: each for each in states[document.id]}
        _set_links(document, links.get(document.id, []), told)


def _links(session: Session, entry_ids: Sequence[int]) -> dict[int, list[Publication]]:
    query = select(Publication).where(among(Publication.entry_id, entry_ids))
    found: dict[int, list[Publication]] = {}
    for each in session.scalars(query.order_by(Publication.id)):
        found.setdefault(each.entry_id, []).append(each)
    return found


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
