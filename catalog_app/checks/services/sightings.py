"""A rule's judgement meets the finding that stands: opened, confirmed, fixed or left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks.life import OPEN_STATES, Standing, Step, step
from catalog_app.checks.models import Finding, FindingEvent
from catalog_app.checks.privacy import mask
from catalog_app.checks.rules.model import Judgement, Rule, Verdict
from catalog_app.clock import china_date

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Sighting:
    """One rule's judgement on one subject at one time. `subject_key` names the subject for good:
    "publication:7", "entry:3", "catalog:2:item:9"."""

    subject_key: str
    rule: Rule
    judgement: Judgement
    catalog_id: int
    region_id: int
    at: datetime
    entry_id: int | None = None
    publication_id: int | None = None
    standard_item_id: int | None = None
    content_hash: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def record_sightings(current: Session, sightings: Sequence[Sighting]) -> None:
    """Carry the findings on by what was seen. Flushes, does not commit."""
    standing = _standing(current, {s.subject_key for s in sightings})
    for sighting in sightings:
        if sighting.judgement.verdict in {Verdict.MET, Verdict.NOT_MET}:
            _carry_on(current, standing, sighting)
    current.flush()


def _standing(current: Session, keys: set[str]) -> dict[tuple[str, str], Finding]:
    found: dict[tuple[str, str], Finding] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), CHUNK):
        part = ordered[start : start + CHUNK]
        for finding in current.scalars(select(Finding).where(Finding.subject_key.in_(part))):
            found[finding.subject_key, finding.rule_id] = finding
    return found


def _carry_on(
    current: Session, standing: dict[tuple[str, str], Finding], sighting: Sighting
) -> None:
    key = (sighting.subject_key, sighting.rule.id)
    finding = standing.get(key)
    next_step = step(
        _facts_of(finding),
        sighting.rule,
        sighting.judgement.verdict,
        day=china_date(sighting.at),
        content_hash=sighting.content_hash,
    )
    if next_step is None:
        return
    if finding is None:
        finding = standing[key] = _opened(current, sighting, next_step)
    else:
        _move(finding, sighting, next_step)
    if next_step.state in OPEN_STATES or next_step.state == "waived":
        _describe(finding, sighting)


def _facts_of(finding: Finding | None) -> Standing | None:
    if finding is None:
        return None
    return Standing(
        finding.state, tuple(finding.seen_days), finding.rule_version, finding.content_hash
    )


def _opened(current: Session, sighting: Sighting, first: Step) -> Finding:
    finding = Finding(
        subject_key=sighting.subject_key,
        rule_id=sighting.rule.id,
        catalog_id=sighting.catalog_id,
        region_id=sighting.region_id,
        entry_id=sighting.entry_id,
        publication_id=sighting.publication_id,
        standard_item_id=sighting.standard_item_id,
        state=first.state,
        seen_days=list(first.seen_days),
        first_seen=sighting.at,
    )
    _note(finding, None, first.state, sighting.at)
    current.add(finding)
    return finding


def _move(finding: Finding, sighting: Sighting, next_step: Step) -> None:
    if finding.state != next_step.state:
        _note(finding, finding.state, next_step.state, sighting.at)
        if finding.state in {"fixed", "waived"}:  # a new life: what was decided was about the old
            finding.first_seen, finding.fixed_at, finding.reason = sighting.at, None, None
    if next_step.state == "fixed":
        finding.fixed_at = sighting.at
    finding.state = next_step.state
    finding.seen_days = list(next_step.seen_days)


def _describe(finding: Finding, sighting: Sighting) -> None:
    """The newest sighting's words and evidence; personal data never enters the evidence unmasked.
    A waived finding keeps what its waiver was given for."""
    finding.last_seen = sighting.at
    if finding.state == "waived":
        return
    rule, judgement = sighting.rule, sighting.judgement
    finding.rule_version = rule.version
    finding.severity = str(rule.severity)
    finding.message = mask(judgement.message)
    finding.remedy = rule.remedy
    finding.content_hash = sighting.content_hash
    evidence = {**sighting.facts, **judgement.evidence}
    finding.evidence = {
        name: mask(value) if isinstance(value, str) else value for name, value in evidence.items()
    }


def _note(finding: Finding, old: str | None, new: str, at: datetime) -> None:
    finding.history.append(
        FindingEvent(at=at, actor_name=SYSTEM.name, from_state=old, to_state=new)
    )
