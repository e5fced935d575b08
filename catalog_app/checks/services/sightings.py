"""A rule's judgement meets the finding that stands: opened, confirmed, fixed or left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.among import among
from catalog_app.checks.life import OPEN_STATES, Standing, Step, step
from catalog_app.checks.models import Finding, FindingEvent
from catalog_app.checks.privacy import mask, masked
from catalog_app.checks.rules.model import MET, Judgement, Rule, Verdict
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets
from catalog_app.clock import china_date

LINK_PREFIX = "link:"


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules judge at one time. `key` names it for good: see `link_key`, "entry:3",
    "catalog:2:item:9". `facts` are what every finding about it can show."""

    key: str
    catalog_id: int
    region_id: int
    at: datetime
    entry_id: int | None = None
    publication_id: int | None = None
    standard_item_id: int | None = None
    content_hash: str | None = None
    url: str | None = None
    presets: Presets = AS_WRITTEN
    facts: Mapping[str, Any] = field(default_factory=dict)


Judged = tuple[Subject, Sequence[tuple[Rule, Judgement]]]
"""A subject and what the rules say of it. A run makes millions of judgements; nearly all say that
nothing is wrong where nothing was, and cost no more than being looked at."""


class Sighting(NamedTuple):
    """One judgement that opens a finding, or meets one that stands."""

    subject: Subject
    rule: Rule
    judgement: Judgement


def link_key(entry_id: int, url: str) -> str:
    """The subject of findings about a link. By address and not by the link's id: a link that is
    taken away and put back is the same one, and an id may be given out again."""
    digest = hashlib.blake2b(url.encode(), digest_size=12).hexdigest()
    return f"{LINK_PREFIX}{entry_id}:{digest}"


def record(current: Session, judged: Sequence[Judged]) -> None:
    """Carry the findings on by what was seen. Flushes, does not commit."""
    standing = _standing(current, {subject.key for subject, _ in judged})
    for subject, judgements in judged:
        known = standing[subject.key]
        for rule, judgement in judgements:
            finding = known.get(rule.id)
            if finding is not None:
                settled = _settled(finding, judgement)
                _carry_on(current, finding, Sighting(subject, rule, settled))
            elif judgement.verdict is Verdict.NOT_MET:
                known[rule.id] = _opened(current, Sighting(subject, rule, judgement))
    current.flush()


def close(current: Session, finding: Finding, *, at: datetime, note: str) -> None:
    """Close a finding that has nothing left to be about."""
    _note(current, finding, "fixed", at, note)
    finding.state, finding.fixed_at = "fixed", at


def _standing(current: Session, keys: set[str]) -> dict[str, dict[str, Finding]]:
    """The findings about these subjects, whatever their state, by subject and rule."""
    found: dict[str, dict[str, Finding]] = {key: {} for key in keys}
    for finding in current.scalars(select(Finding).where(among(Finding.subject_key, sorted(keys)))):
        found[finding.subject_key][finding.rule_id] = finding
    return found


def _settled(finding: Finding, judgement: Judgement) -> Judgement:
    """A fault of files is put right when none of them is among the files that were not opened, even
    where these leave the rule without an answer."""
    faulty, unopened = finding.evidence.get("faulty"), judgement.evidence.get("unopened")
    if judgement.verdict is not Verdict.CANNOT_JUDGE or not faulty or unopened is None:
        return judgement
    return judgement if set(faulty) & set(map(mask, unopened)) else MET


def _carry_on(current: Session, finding: Finding, sighting: Sighting) -> None:
    next_step = _step(_standing_of(finding), sighting)
    if next_step is not None:
        _move(current, finding, sighting, next_step)


def _standing_of(finding: Finding) -> Standing:
    return Standing(
        finding.state, tuple(finding.seen_days), finding.rule_version, finding.content_hash
    )


def _step(standing: Standing | None, sighting: Sighting) -> Step | None:
    return step(
        standing,
        sighting.rule,
        sighting.judgement.verdict,
        day=china_date(sighting.subject.at),
        content_hash=sighting.subject.content_hash,
    )


def _opened(current: Session, sighting: Sighting) -> Finding:
    first = _step(None, sighting)
    assert first is not None  # a rule that is not met always opens a finding
    finding = Finding(
        subject_key=sighting.subject.key,
        rule_id=sighting.rule.id,
        catalog_id=sighting.subject.catalog_id,
        region_id=sighting.subject.region_id,
        entry_id=sighting.subject.entry_id,
        standard_item_id=sighting.subject.standard_item_id,
        state=first.state,
        seen_days=list(first.seen_days),
        first_seen=sighting.subject.at,
    )
    _describe(finding, sighting)
    current.add(finding)
    _note(current, finding, first.state, sighting.subject.at)
    return finding


def _move(current: Session, finding: Finding, sighting: Sighting, next_step: Step) -> None:
    if finding.state != next_step.state:
        _note(current, finding, next_step.state, sighting.subject.at)
    if next_step.state == "fixed":
        finding.state, finding.fixed_at = "fixed", sighting.subject.at
        return
    if finding.state in {"fixed", "waived"} and next_step.state in OPEN_STATES:
        _begin_again(finding, sighting.subject.at)
    finding.state = next_step.state
    finding.seen_days = list(next_step.seen_days)
    _describe(finding, sighting)


def _begin_again(finding: Finding, at: datetime) -> None:
    """A new life: what was decided was about the old one, and stays in the history."""
    finding.first_seen, finding.fixed_at, finding.reason = at, None, None
    finding.decided_by_id, finding.decided_at = None, None


def _describe(finding: Finding, sighting: Sighting) -> None:
    """The newest sighting's words and evidence; personal data never enters the evidence unmasked.
    A waived finding keeps what its waiver was given for."""
    finding.last_seen = sighting.subject.at
    finding.publication_id = sighting.subject.publication_id
    finding.url = sighting.subject.url
    if finding.state == "waived":
        return
    rule, judgement = sighting.rule, sighting.judgement
    finding.rule_version = rule.version
    finding.severity = str(judgement.severity or rule.severity)
    finding.message = mask(judgement.message)
    finding.remedy = rule.remedy
    finding.content_hash = sighting.subject.content_hash
    finding.presets_version = sighting.subject.presets.version
    advised = sighting.subject.presets.advisory(rule.id, rule.advisory)
    finding.advisory = advised or judgement.advisory
    finding.evidence = masked({**sighting.subject.facts, **judgement.evidence})


def _note(
    current: Session, finding: Finding, new: str, at: datetime, note: str | None = None
) -> None:
    """Write the step from the finding's present state into its history; the first comes from none."""
    event = FindingEvent(
        finding=finding,
        at=at,
        actor_name=SYSTEM.name,
        from_state=None if finding in current.new else finding.state,
        to_state=new,
        note=note,
    )
    current.add(event)
