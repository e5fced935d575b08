"""The worklist: findings by place, rule and state, and what people decide about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import audit, policy
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.checks.errors import FindingMovedOn, ReasonMissing
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding, FindingEvent, PageCheck, TextSnapshot, WebPage
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region

STATE_NAMES = {
    "suspected": "疑似",
    "confirmed": "已确认",
    "contested": "有异议",
    "waived": "不作问题",
    "fixed": "已解决",
}
SEVERITY_NAMES = {"block": "严重", "error": "错误", "warning": "提醒", "info": "说明"}
SEVERITY_ORDER = {"block": 0, "error": 1, "warning": 2, "info": 3}
STATE_ORDER = {"confirmed": 0, "contested": 1, "suspected": 2, "waived": 3, "fixed": 4}
REASON_MIN = 4
ALLOWED_STEPS: Mapping[str, frozenset[str]] = {
    "contested": frozenset({"suspected", "confirmed"}),
    "waived": OPEN_STATES,
    "confirmed": frozenset({"contested"}),
}
"""Decision → the states it may be taken in. "confirmed" is a reviewer turning an objection down."""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the worklist shows; None and empty mean all."""

    region_id: int | None = None
    domain_code: str | None = None
    rule_id: str | None = None
    states: tuple[str, ...] = ("confirmed", "contested", "suspected")
    text: str = ""


def worklist(user: Any, wanted: FindingFilter, page: int = 1) -> Page[Finding]:
    """Findings the user may see, worst and surest first."""
    query = (
        _visible(user, wanted)
        .options(
            joinedload(Finding.entry).joinedload(Entry.version), joinedload(Finding.publication)
        )
        .order_by(
            case(STATE_ORDER, value=Finding.state, else_=9),
            case(SEVERITY_ORDER, value=Finding.severity, else_=9),
            Finding.last_seen.desc(),
            Finding.id,
        )
    )
    return page_of(query, page)


def counts(user: Any, wanted: FindingFilter) -> dict[tuple[str, str], int]:
    """How many findings the same filter holds by (rule id, state)."""
    rows = _visible(user, wanted).subquery()
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
        query = query.where(EntryVersion.name.contains(wanted.text, autoescape=True))
    return query


def finding(finding_id: int) -> Finding:
    """Raises NotFound."""
    found = session().get(Finding, finding_id, options=[joinedload(Finding.entry)])
    if found is None:
        raise NotFound(what="问题")
    return found


def finding_target(finding_id: int) -> tuple[Region, str | None]:
    """The region and domain a finding belongs to, for the policy."""
    row = session().get_one(Catalog, finding(finding_id).catalog_id)
    return row.region, row.domain_code


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
    return dict(session().execute(query))


def last_checks(urls: Iterable[str]) -> dict[str, PageCheck]:
    """What was last seen at these addresses."""
    query = (
        select(WebPage.url, PageCheck)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id)
        .where(WebPage.url.in_(list(urls)))
    )
    return dict(session().execute(query))


def history_of_page(url: str, limit: int = 20) -> Sequence[PageCheck]:
    """The latest checks of an address, newest first."""
    query = (
        select(PageCheck)
        .join(WebPage, PageCheck.web_page_id == WebPage.id)
        .where(WebPage.url == url)
        .order_by(PageCheck.at.desc())
    )
    return session().scalars(query.limit(limit)).all()


def snapshot(content_hash: str) -> bytes | None:
    """The compressed, masked text of a page as it was (zlib, UTF-8)."""
    found = session().get(TextSnapshot, content_hash)
    return found.text if found else None


def contest(finding_id: int, reason: str, *, by: Actor, at: datetime) -> Finding:
    """The county says this is no fault; a reviewer decides. Raises ReasonMissing, FindingMovedOn."""
    return _decide(finding_id, "contested", reason, by=by, at=at)


def waive(finding_id: int, reason: str, *, by: Actor, at: datetime) -> Finding:
    """A reviewer agrees it is no fault, until the page or the rule changes."""
    return _decide(finding_id, "waived", reason, by=by, at=at)


def uphold(finding_id: int, reason: str, *, by: Actor, at: datetime) -> Finding:
    """A reviewer turns an objection down: the finding is confirmed."""
    return _decide(finding_id, "confirmed", reason, by=by, at=at)


def _decide(finding_id: int, state: str, reason: str, *, by: Actor, at: datetime) -> Finding:
    if len(reason.strip()) < REASON_MIN:
        raise ReasonMissing(length=REASON_MIN)
    with transaction() as current:
        found = current.get(Finding, finding_id, with_for_update=True)
        if found is None:
            raise NotFound(what="问题")
        if found.state not in ALLOWED_STEPS[state]:
            raise FindingMovedOn(state=STATE_NAMES[found.state])
        old, found.state, found.reason = found.state, state, reason.strip()
        found.decided_by_id, found.decided_at = by.id, at
        found.history.append(
            FindingEvent(
                at=at,
                actor_id=by.id,
                actor_name=by.name,
                from_state=old,
                to_state=state,
                note=reason.strip(),
            )
        )
        audit.record(
            current,
            f"finding.{state}",
            found,
            by=by,
            at=at,
            region_id=found.region_id,
            summary=f"{STATE_NAMES[state]}：{found.message}",
            before={"state": old},
            after={"state": state, "reason": reason.strip()},
        )
    return found
