"""The worklist of findings, one finding, and what was seen of its page."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.models import Finding, PageCheck, TextSnapshot, WebPage
from catalog_app.checks.services.finding_filter import (
    SEVERITY_RANK,
    WITH_PLACE,
    FindingFilter,
    is_open,
    matching,
    narrowed,
    ordered,
)
from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region

YIELD = 500
RELATED_MAX = 20
CERTAIN_FAULTS = ("block", "error")

PAGE_SIZE = 20
"""A finding takes a card of a telephone's screen; fifty would be a long way down."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How many links of a place have been visited, of how many, and when the last time was."""

    links: int
    visited: int
    last: datetime | None


def worklist(
    user: Any, wanted: FindingFilter, page: int = 1, size: int = PAGE_SIZE
) -> Page[Finding]:
    """Findings the user may see, with entry, link, catalogue and the person in charge loaded."""
    return page_of(_with_places(user, wanted), page, size)


def worklist_rows(user: Any, wanted: FindingFilter, limit: int | None = None) -> Iterator[Finding]:
    """The whole worklist in the same order, for a file; of `limit` no more than so many."""
    query = _with_places(user, wanted).limit(limit).execution_options(yield_per=YIELD)
    yield from session().scalars(query)


def _with_places(user: Any, wanted: FindingFilter) -> Any:
    return ordered(matching(user, wanted).options(*WITH_PLACE), wanted.sort)


def worklist_ids(user: Any, wanted: FindingFilter, limit: int) -> Sequence[int]:
    """The numbers of the findings the filter matches, at most `limit`, in the worklist's order."""
    query = narrowed(select(Finding.id), user, wanted)
    return session().scalars(ordered(query, wanted.sort).limit(limit)).all()


def checked_so_far(user: Any, wanted: FindingFilter) -> Checked:
    """What has been visited of the filter's region and domain: an empty list may mean that all is
    well, or that nobody has looked yet."""
    query = (
        select(func.count(), func.count(PageCheck.id), func.max(PageCheck.at))
        .select_from(Publication)
        .join(Entry, Publication.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .join(WebPage, WebPage.url == Publication.url, isouter=True)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id, isouter=True)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
        .where(EntryVersion.disposition == "current")
    )
    if wanted.region_id is not None:
        top = session().get_one(Region, wanted.region_id)
        query = query.where(Region.path.startswith(top.path))
    if wanted.domain_code:
        query = query.where(Catalog.domain_code == wanted.domain_code)
    links, visited, last = session().execute(query).one()
    return Checked(links, visited, last)


def finding(finding_id: int) -> Finding:
    """Raises NotFound."""
    found = session().get(Finding, finding_id, options=WITH_PLACE)
    if found is None:
        raise NotFound(what="问题")
    return found


def finding_target(finding_id: int) -> tuple[Region, str | None]:
    """The region and domain a finding belongs to, for the policy."""
    catalog = finding(finding_id).catalog
    return catalog.region, catalog.domain_code


def open_findings(entry_ids: Iterable[int]) -> dict[int, list[Finding]]:
    """Open findings of these entries, worst first, by entry."""
    query = (
        select(Finding)
        .where(Finding.entry_id.in_(list(entry_ids)), is_open())
        .order_by(SEVERITY_RANK, Finding.id)
    )
    found: dict[int, list[Finding]] = {}
    for each in session().scalars(query):
        found.setdefault(each.entry_id or 0, []).append(each)
    return found


def open_counts(user: Any) -> dict[str, int]:
    """How many open findings the user sees, by state."""
    query = narrowed(select(Finding.state, func.count()), user, FindingFilter())
    return dict(session().execute(query.group_by(Finding.state)).all())


def related(user: Any, found: Finding) -> Sequence[Finding]:
    """Other open findings of the same page or entry that the user may see, worst first."""
    alike = [Finding.entry_id == found.entry_id] if found.entry_id else []
    alike += [Finding.url == found.url] if found.url else []
    if not alike:
        return []
    query = matching(user, FindingFilter()).where(or_(*alike), Finding.id != found.id)
    shown = ordered(query.options(*WITH_PLACE), "worst").limit(RELATED_MAX)
    return session().scalars(shown).all()


def last_checks(urls: Iterable[str]) -> dict[str, PageCheck]:
    """What was last seen at these addresses."""
    query = (
        select(WebPage.url, PageCheck)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id)
        .where(WebPage.url.in_(list(urls)))
    )
    return dict(session().execute(query).all())


def history_of_page(url: str, limit: int = 20) -> Sequence[PageCheck]:
    """The latest checks of an address, newest first."""
    query = (
        select(PageCheck)
        .join(WebPage, PageCheck.web_page_id == WebPage.id)
        .where(WebPage.url == url)
        .order_by(PageCheck.at.desc())
    )
    return session().scalars(query.limit(limit)).all()


def snapshot(content_hash: str | None) -> str | None:
    """The text of a page as it was, personal data masked."""
    found = session().get(TextSnapshot, content_hash) if content_hash else None
    return zlib.decompress(found.text).decode() if found else None
