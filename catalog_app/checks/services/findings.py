"""The worklist: findings by place, rule and state, with what was seen of their pages."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding, PageCheck, TextSnapshot, WebPage
from catalog_app.checks.wording import STATE_NAMES
from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region

ROWS_MAX = 20_000
YIELD = 500
CERTAIN_FAULTS = ("block", "error")
SEVERITY_ORDER = {"block": 0, "error": 1, "warning": 2, "info": 3}
STATE_ORDER = {"confirmed": 0, "contested": 1, "suspected": 2, "waived": 3, "fixed": 4}
DEFAULT_STATES = ("confirmed", "contested", "suspected")


WITH_PLACE = (
    joinedload(Finding.entry).joinedload(Entry.version),
    joinedload(Finding.publication),
    joinedload(Finding.catalog).joinedload(Catalog.region),
    joinedload(Finding.catalog).joinedload(Catalog.domain),
)

PAGE_SIZE = 20
"""A finding takes a card of a telephone's screen; fifty would be a long way down."""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the worklist shows; None and empty mean all."""

    region_id: int | None = None
    domain_code: str | None = None
    rule_id: str | None = None
    states: tuple[str, ...] = DEFAULT_STATES
    text: str = ""


def worklist(
    user: Any, wanted: FindingFilter, page: int = 1, size: int = PAGE_SIZE
) -> Page[Finding]:
    """Findings the user may see, worst and surest first, with entry, link and catalogue loaded."""
    return page_of(_ordered(user, wanted), page, size)


def worklist_rows(user: Any, wanted: FindingFilter) -> Iterator[Finding]:
    """The whole worklist in the same order, for a file; at most `ROWS_MAX`."""
    query = _ordered(user, wanted).limit(ROWS_MAX).execution_options(yield_per=YIELD)
    yield from session().scalars(query)


def _ordered(user: Any, wanted: FindingFilter) -> Select[Finding]:
    return (
        _visible(user, wanted)
        .options(*WITH_PLACE)
        .order_by(
            case(STATE_ORDER, value=Finding.state, else_=9),
            case(SEVERITY_ORDER, value=Finding.severity, else_=9),
            Finding.last_seen.desc(),
            Finding.id,
        )
    )


def counts(user: Any, wanted: FindingFilter) -> dict[tuple[str, str], int]:
    """How many findings the same place and words hold by (rule id, state), whatever rule and state
    the filter asks for: what the filter could be changed to."""
    every = replace(wanted, rule_id=None, states=tuple(STATE_NAMES))
    rows = _visible(user, every).subquery()
    query = select(rows.c.rule_id, rows.c.state, func.count()).group_by(
        rows.c.rule_id, rows.c.state
    )
    return {(rule, state): count for rule, state, count in session().execute(query)}


def _visible(user: Any, wanted: FindingFilter) -> Select[Finding]:
    query = (
        select(Finding)
        .join(Catalog, Finding.catalog_id == Catalog.id)
        .join(Region, Finding.region_id == Region.id)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
        .where(Finding.state.in_(wanted.states))
    )
    if wanted.region_id is not None:
        top = session().get_one(Region, wanted.region_id)
        query = query.where(Region.path.startswith(top.path))
    if wanted.domain_code:
        query = query.where(Catalog.domain_code == wanted.domain_code)
    if wanted.rule_id:
        query = query.where(Finding.rule_id == wanted.rule_id)
    if wanted.text:
        query = query.join(Entry, Finding.entry_id == Entry.id, isouter=True)
        query = query.join(EntryVersion, Entry.current_version_id == EntryVersion.id, isouter=True)
        query = query.where(
            or_(
                EntryVersion.name.contains(wanted.text, autoescape=True),
                Finding.message.contains(wanted.text, autoescape=True),
            )
        )
    return query


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
        .where(Finding.entry_id.in_(list(entry_ids)), Finding.state.in_(sorted(OPEN_STATES)))
        .order_by(case(SEVERITY_ORDER, value=Finding.severity, else_=9), Finding.id)
    )
    found: dict[int, list[Finding]] = {}
    for each in session().scalars(query):
        found.setdefault(each.entry_id or 0, []).append(each)
    return found


def open_counts(user: Any) -> dict[str, int]:
    """How many open findings the user sees, by state."""
    rows = _visible(user, FindingFilter()).subquery()
    query = select(rows.c.state, func.count()).group_by(rows.c.state)
    return dict(session().execute(query).all())


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
