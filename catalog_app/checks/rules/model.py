"""What a rule is, what it judges, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from catalog_app.bases.standing import CitedBasis
from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.catalogue_facts import (
    NO_GAZETTEER,
    BaselineItem,
    Gazetteer,
    Matter,
)
from catalog_app.checks.rules.facts import (
    NO_FACTS,
    NOWHERE,
    UNSEEN,
    AttachmentVisit,
    HostFacts,
    PageHistory,
    Place,
    Published,
    TriggerFact,
    Visit,
)
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets, Threshold
from domains.entry import EntryContent
from domains.workdays import WorkdayCalendar

NOTICES_ONLY = WorkdayCalendar()
"""Working days by the holiday notices alone, without an office's own table."""


class Verdict(StrEnum):
    """A county is marked down only for `NOT_MET`; what a blocked robot, a log-in, a scan or a
    script can explain is `CANNOT_JUDGE`."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_JUDGE = "cannot_judge"
    NOT_CHECKED = "not_checked"


class Severity(StrEnum):
    BLOCK = "block"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on one subject: a plain Chinese sentence, and the words and figures it rests on.
    `advisory`: this one only advises, whatever its rule does."""

    verdict: Verdict
    message: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity | None = None
    """Where this fault weighs otherwise than the rule says of itself."""
    advisory: bool = False


MET = Judgement(Verdict.MET)
NOT_CHECKED = Judgement(Verdict.NOT_CHECKED)


def not_met(message: str, **evidence: Any) -> Judgement:
    """A fault: one plain sentence, and what it rests on."""
    return Judgement(Verdict.NOT_MET, message, evidence)


def advice(message: str, **evidence: Any) -> Judgement:
    """Not met, but on facts nobody has confirmed yet: shown, never deducted."""
    return Judgement(Verdict.NOT_MET, message, evidence, advisory=True)


def cannot_judge(message: str, **evidence: Any) -> Judgement:
    """What a person must look at: why it cannot be told, and what was seen."""
    return Judgement(Verdict.CANNOT_JUDGE, message, evidence)


@dataclass(frozen=True, slots=True)
class LinkSubject:
    """One link of one entry, seen once. `page` is None where nothing could be read."""

    entry: EntryContent
    url: str
    kind: str
    visit: Visit
    page: PageReading | None
    today: date
    host: HostFacts = NO_FACTS
    attachments: tuple[AttachmentVisit, ...] = ()
    place: Place = NOWHERE
    history: PageHistory = UNSEEN
    item_names: int = 1
    """How many different items (一级事项 and 二级事项 names) of the county link to this address."""
    presets: Presets = AS_WRITTEN
    calendar: WorkdayCalendar = NOTICES_ONLY
    triggers: tuple[TriggerFact, ...] = ()
    elsewhere: tuple[date, ...] | None = None
    """Dates last seen on the entry's other pages; None where it has no other page."""


@dataclass(frozen=True, slots=True)
class EntrySubject:
    """One entry as its catalogue keeps it, with the place it is kept for. `twins` are names of
    earlier entries that it repeats, `bases` what it cites, `matters` the service platform's matters
    it is about."""

    entry: EntryContent
    place: Place = NOWHERE
    presets: Presets = AS_WRITTEN
    item: BaselineItem | None = None
    twins: tuple[str, ...] = ()
    bases: tuple[CitedBasis, ...] = ()
    matters: tuple[Matter, ...] = ()
    gazetteer: Gazetteer = NO_GAZETTEER
    published: tuple[Published, ...] = ()
    in_force: bool = True
    """Has the catalogue been accepted and published once? Before, what it lacks is work to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `version` grows with every change of meaning, so that a waiver given for the old
    reading lapses. `at_once`: one sighting confirms, since it cannot be transient. `advisory`:
    shown, but no deduction until the province switches it on. `thresholds` are its figures that
    the province may set otherwise; a judge asks for them as `subject.presets[THRESHOLD]`."""

    id: str
    version: int
    severity: Severity
    title: str
    explanation: str
    remedy: str
    at_once: bool = False
    advisory: bool = False
    thresholds: tuple[Threshold, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRule(Rule):
    judge: Callable[[LinkSubject], Judgement] = lambda _subject: NOT_CHECKED


@dataclass(frozen=True, slots=True)
class EntryRule(Rule):
    judge: Callable[[EntrySubject], Judgement] = lambda _subject: NOT_CHECKED


__all__ = [
    "MET",
    "NOT_CHECKED",
    "AttachmentVisit",
    "EntryRule",
    "EntrySubject",
    "HostFacts",
    "Judgement",
    "LinkRule",
    "LinkSubject",
    "PageHistory",
    "Place",
    "Presets",
    "Rule",
    "Severity",
    "Threshold",
    "TriggerFact",
    "Verdict",
    "Visit",
    "advice",
    "cannot_judge",
    "not_met",
]
