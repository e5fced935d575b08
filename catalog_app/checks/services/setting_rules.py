"""Setting the rules otherwise: a new version of the presets, and what it does to open findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.checks.errors import (
    PresetOutOfRange,
    PresetsMovedOn,
    PresetsUnchanged,
    ReasonMissing,
)
from catalog_app.checks.models import Finding, RulePresets
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.rules.model import Rule
from catalog_app.checks.rules.presets import Presets
from catalog_app.checks.services.decisions import REASON_MIN
from catalog_app.checks.services.finding_filter import is_open
from catalog_app.checks.services.link_states import refresh_links
from catalog_app.checks.services.presets import (
    ADVISES,
    COUNTS,
    OFF,
    Difference,
    as_presets,
    differences,
    mode_of,
    newest_presets,
    presets_now,
)
from catalog_app.checks.services.sightings import close
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound


@dataclass(frozen=True, slots=True)
class PresetsDraft:
    """What the rules shall be: figures by key, and each rule's mode (COUNTS, ADVISES or OFF).
    What is not in it stays as the rule is written."""

    thresholds: Mapping[str, float] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)


def set_presets(
    draft: PresetsDraft, note: str, *, based_on: int, by: Actor, at: datetime
) -> RulePresets:
    """Put a new version in force; `based_on` is the number of the version the user looked at.

    Findings of rules switched off are closed; those of rules that now count, or only advise,
    follow. Raises ReasonMissing, PresetOutOfRange, PresetsMovedOn, PresetsUnchanged."""
    if len(note.strip()) < REASON_MIN:
        raise ReasonMissing(length=REASON_MIN)
    wanted = _checked(draft)
    with transaction() as current:
        newest = newest_presets(current)
        old = as_presets(newest)
        if old.version != based_on:
            raise PresetsMovedOn(number=old.version)
        changed = list(differences(old, wanted))
        if not changed:
            raise PresetsUnchanged()
        kept = _keep(current, wanted, old.version + 1, note.strip(), by=by, at=at)
        _follow(current, old, as_presets(kept), at=at)
        _write_down(current, kept, changed, by=by, at=at)
    return kept


def go_back(number: int, note: str, *, by: Actor, at: datetime) -> RulePresets:
    """Put an older version (0: the rules as they are written) in force again, as a new one.

    Raises NotFound, ReasonMissing, PresetsUnchanged."""
    kept = session().scalar(select(RulePresets).where(RulePresets.number == number))
    if kept is None and number:
        raise NotFound(what="规则设置的版本")
    draft = _draft_of(as_presets(kept))
    return set_presets(draft, note, based_on=presets_now().version, by=by, at=at)


def _checked(draft: PresetsDraft) -> Presets:
    """The draft as presets that hold only what differs from the rules as they are written."""
    values: dict[str, float] = {}
    for rule in ALL_RULES.values():
        for each in rule.thresholds:
            value = draft.thresholds.get(each.key, each.default)
            if not each.least <= value <= each.most:
                raise PresetOutOfRange(
                    label=each.label, least=f"{each.least:g}", most=f"{each.most:g}"
                )
            if value != each.default:
                values[each.key] = value
    return Presets(0, values, _counting(draft), _off(draft))


def _counting(draft: PresetsDraft) -> dict[str, bool]:
    return {
        rule: mode == COUNTS
        for rule, mode in draft.modes.items()
        if rule in ALL_RULES and mode != OFF and (mode == COUNTS) == ALL_RULES[rule].advisory
    }


def _off(draft: PresetsDraft) -> frozenset[str]:
    return frozenset(
        rule for rule, mode in draft.modes.items() if mode == OFF and rule in ALL_RULES
    )


def _draft_of(presets: Presets) -> PresetsDraft:
    """An older version as a draft; figures of rules that are gone, or that no longer fit, are left
    as the rule has them."""
    figures = {
        each.key: presets[each]
        for rule in ALL_RULES.values()
        for each in rule.thresholds
        if each.least <= presets[each] <= each.most
    }
    return PresetsDraft(figures, {rule.id: mode_of(rule, presets) for rule in ALL_RULES.values()})


def _keep(
    current: Session, wanted: Presets, number: int, note: str, *, by: Actor, at: datetime
) -> RulePresets:
    kept = RulePresets(
        number=number,
        at=at,
        author_id=by.id,
        author_name=by.name,
        note=note,
        thresholds=dict(wanted.values),
        counting=dict(wanted.counting),
        off=sorted(wanted.off),
    )
    current.add(kept)
    try:
        current.flush()
    except IntegrityError:  # somebody saved a version in the same moment
        raise PresetsMovedOn(number=number) from None
    return kept


def _follow(current: Session, old: Presets, new: Presets, *, at: datetime) -> None:
    for rule in ALL_RULES.values():
        before, after = mode_of(rule, old), mode_of(rule, new)
        if before == after:
            continue
        if after == OFF:
            _close_all(current, rule, new.version, at=at)
        else:
            _set_advisory(current, rule, after == ADVISES)


def _close_all(current: Session, rule: Rule, number: int, *, at: datetime) -> None:
    query = select(Finding).where(Finding.rule_id == rule.id, is_open())
    found = current.scalars(query.with_for_update()).all()
    for each in found:
        close(current, each, at=at, note=f"规则已停用（规则设置第 {number} 版）")
    current.flush()
    refresh_links(current, {each.entry_id for each in found if each.entry_id})


def _set_advisory(current: Session, rule: Rule, advisory: bool) -> None:
    current.execute(
        update(Finding)
        .where(Finding.rule_id == rule.id, is_open())
        .values(advisory=advisory)
        .execution_options(synchronize_session=False)
    )


def _write_down(
    current: Session,
    kept: RulePresets,
    changed: Sequence[Difference],
    *,
    by: Actor,
    at: datetime,
) -> None:
    audit.record(
        current,
        "rules.set",
        kept,
        by=by,
        at=at,
        summary=f"核查规则设置第 {kept.number} 版：{kept.note}",
        before={each.label: each.before for each in changed},
        after={each.label: each.after for each in changed},
    )
