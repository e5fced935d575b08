"""What the public is told about a link: broken only when that is confirmed (see `life`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.catalogs.models import Publication
from catalog_app.checks.models import Finding, PageCheck, WebPage
from catalog_app.checks.rules.model import Verdict
from catalog_app.checks.services.judging import LINK_STATE_RULES
from catalog_app.search import services as search
from catalog_app.search.link_state import LinkState, State

EXPLAINED = "栏目暂无信息，网页上说明了原因。"
LAST_SEEN = (
    select(
        Publication.id,
        Publication.entry_id,
        Publication.url,
        PageCheck.at,
        PageCheck.verdicts,
        PageCheck.reading,
    )
    .join(WebPage, WebPage.url == Publication.url, isouter=True)
    .join(PageCheck, WebPage.last_check_id == PageCheck.id, isouter=True)
    .order_by(Publication.id)
)


def refresh_links(current: Session, entry_ids: Collection[int]) -> None:
    """Tell the public documents of these entries how their links stand. Flushes, does not commit."""
    search.set_link_states(current, link_states(current, entry_ids))


def link_states(current: Session, entry_ids: Collection[int]) -> Mapping[int, Sequence[LinkState]]:
    """How each link of these entries stands, in their order; every entry is a key."""
    found: dict[int, list[LinkState]] = {entry_id: [] for entry_id in entry_ids}
    wanted = sorted(found)
    findings = _finding_states(current, wanted)
    for row in current.execute(LAST_SEEN.where(among(Publication.entry_id, wanted))):
        found[row.entry_id].append(_link_state(row, findings.get(row.id, {})))
    return found


def _finding_states(current: Session, entry_ids: Collection[int]) -> Mapping[int, dict[str, str]]:
    """Publication id → rule id → state, of the rules that say whether a link leads to its page."""
    rows = current.execute(
        select(Finding.publication_id, Finding.rule_id, Finding.state).where(
            among(Finding.entry_id, entry_ids),
            Finding.publication_id.is_not(None),
            Finding.rule_id.in_(sorted(LINK_STATE_RULES)),
        )
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for publication_id, rule_id, state in rows:
        found[publication_id or 0][rule_id] = state
    return found


def _link_state(row: Any, findings: Mapping[str, str]) -> LinkState:
    verdicts = (row.verdicts or {}).get(str(row.id))
    if verdicts is None:  # the link is newer than the last visit to its page
        return LinkState(row.url, "unchecked")
    reading = row.reading or {}
    day = reading.get("published") or reading.get("newest_item_date")
    return LinkState(
        url=row.url,
        state=public_state(verdicts, findings),
        checked_at=row.at,
        published=date.fromisoformat(day) if day else None,
        title=reading.get("title"),
        note=EXPLAINED if reading.get("explained_empty") else None,
    )


def public_state(verdicts: Mapping[str, str], findings: Mapping[str, str]) -> State:
    """broken when a finding is confirmed; unsure while one is only suspected or contested, or the
    page could not be judged; a waived finding is none."""
    told = {rule: verdicts[rule] for rule in LINK_STATE_RULES & verdicts.keys()}
    if "confirmed" in findings.values():
        return "broken"
    missed = {rule for rule, verdict in told.items() if verdict == Verdict.NOT_MET}
    if any(findings.get(rule) != "waived" for rule in missed):
        return "unsure"
    unseen = told.get("L02") == Verdict.NOT_CHECKED and not missed
    return "unsure" if unseen or Verdict.CANNOT_JUDGE in told.values() else "ok"
