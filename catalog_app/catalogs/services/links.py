"""An entry's public links: added, changed, removed, each with its audit event."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard, normalise, refusal
from catalog_app.catalogs.errors import LinkExists, LinkRefused
from catalog_app.catalogs.models import Entry, Publication
from catalog_app.catalogs.services.reading import locked_entry, publication
from catalog_app.database import transaction

ADDED = ("link.added", "新增公开链接")
CHANGED = ("link.changed", "修改公开链接")
REMOVED = ("link.removed", "删除公开链接")

_BARE_ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?([/?]\S*)?", re.IGNORECASE)
"""A host with a domain of letters, and what may follow it: no path alone, no Chinese sentence."""

Listener = Callable[[Session, Sequence[int]], None]
_listeners: list[Listener] = []


def when_links_change(listener: Listener) -> None:
    """Call `listener(session, entry_ids)` in the transaction of every use case here that changes
    links: what the public sees lies in an area above this one and must follow at once."""
    if listener not in _listeners:
        _listeners.append(listener)


def links_changed(session: Session, entry_ids: Sequence[int]) -> None:
    """Tell the listeners, after writing links in a running transaction."""
    for listener in _listeners:
        listener(session, entry_ids)


def link_entry(
    session: Session,
    entry: Entry,
    url: str,
    *,
    channel: str,
    kind: str,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> Publication:
    """The entry's link to this address under its one spelling; the standing one when it has it.

    `guard` knows the private networks that are allowed here. Flushes; records no audit event.
    Raises LinkRefused, before anything is written.
    """
    address = _accepted(url, guard)
    found = _standing(session, entry.id, address)
    if found is None:
        found = Publication(
            entry=entry, url=address, channel=channel, kind=kind, created_at=at, author_id=by.id
        )
        session.add(found)
        session.flush()
    return found


def unlink_entry(session: Session, link: Publication) -> None:
    """Remove the link. Flushes; records no audit event."""
    session.delete(link)
    session.flush()


def add_link(
    entry_id: int,
    url: str,
    *,
    channel: str,
    kind: str,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> Publication:
    """Register where the entry is really published. Raises LinkRefused, LinkExists, NotFound."""
    with transaction() as current:
        entry = locked_entry(current, entry_id)
        _refuse_twice(current, entry_id, _accepted(url, guard))
        link = link_entry(
            current, entry, url, channel=channel, kind=kind, by=by, at=at, guard=guard
        )
        _record(current, ADDED, link, by=by, at=at, after=_told(link))
        links_changed(current, [entry_id])
    return link


def change_link(
    entry_id: int,
    publication_id: int,
    url: str,
    *,
    channel: str,
    kind: str,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> Publication:
    """Correct a link. Another address is another link, so what was checked of the old one is not
    taken for the new. Raises LinkRefused, LinkExists, NotFound."""
    with transaction() as current:
        entry = locked_entry(current, entry_id)
        link = publication(entry_id, publication_id)
        before, address = _told(link), _accepted(url, guard)
        if address != link.url:
            _refuse_twice(current, entry_id, address)
            unlink_entry(current, link)
            link = link_entry(
                current, entry, url, channel=channel, kind=kind, by=by, at=at, guard=guard
            )
        link.channel, link.kind = channel, kind
        current.flush()
        if before != _told(link):
            _record(current, CHANGED, link, by=by, at=at, before=before, after=_told(link))
            links_changed(current, [entry_id])
    return link


def remove_link(entry_id: int, publication_id: int, *, by: Actor, at: datetime) -> None:
    """Take a link away. Raises NotFound."""
    with transaction() as current:
        locked_entry(current, entry_id)
        link = publication(entry_id, publication_id)
        _record(current, REMOVED, link, by=by, at=at, before=_told(link))
        unlink_entry(current, link)
        links_changed(current, [entry_id])


def with_scheme(url: str, guard: AddressGuard = NOTHING_PRIVATE) -> str | None:
    """The whole address of one written without http:// (www.dunhua.gov.cn/zwgk/); None when that is
    not what is wrong with it."""
    bare = url.strip().removeprefix("//")
    if _BARE_ADDRESS.fullmatch(bare) is None or refusal(f"http://{bare}", guard):
        return None
    return normalise(f"http://{bare}")


def _accepted(url: str, guard: AddressGuard) -> str:
    reason = refusal(url, guard)
    if reason:
        raise LinkRefused(reason=reason)
    return normalise(url)


def _standing(current: Session, entry_id: int, address: str) -> Publication | None:
    return current.scalar(
        select(Publication).where(Publication.entry_id == entry_id, Publication.url == address)
    )


def _refuse_twice(current: Session, entry_id: int, address: str) -> None:
    if _standing(current, entry_id, address):
        raise LinkExists(url=address)


def _told(link: Publication) -> dict[str, Any]:
    return {"url": link.url, "channel": link.channel, "kind": link.kind}


def _record(
    current: Session,
    deed: tuple[str, str],
    link: Publication,
    *,
    by: Actor,
    at: datetime,
    **told: Any,
) -> None:
    """`told` may hold `before` and `after`."""
    entry = link.entry
    audit.record(
        current,
        deed[0],
        link,
        by=by,
        at=at,
        region_id=entry.catalog.region_id,
        summary=f"{deed[1]}：{entry.version.name}",
        **{when: values | {"entry_id": entry.id} for when, values in told.items()},
    )
