"""What a rule is, what it judges, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from catalog_app.checks.page import PageReading
from domains.entry import EntryContent


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
    """A verdict on one subject: a plain Chinese sentence, and the words and figures it rests on."""

    verdict: Verdict
    message: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


MET = Judgement(Verdict.MET)
NOT_CHECKED = Judgement(Verdict.NOT_CHECKED)


def not_met(message: str, **evidence: Any) -> Judgement:
    return Judgement(Verdict.NOT_MET, message, evidence)


def cannot_judge(message: str, **evidence: Any) -> Judgement:
    return Judgement(Verdict.CANNOT_JUDGE, message, evidence)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to the address found; `outcome` is a value of `fetch.Outcome`."""

    url: str
    final_url: str
    outcome: str
    detail: str = ""
    status: int | None = None
    tls_fault: str | None = None


@dataclass(frozen=True, slots=True)
class HostFacts:
    """How the host looks otherwise: its home page's text, and its answer for a page that cannot
    exist (None where that answer is an honest 404)."""

    home_text: str | None = None
    missing_text: str | None = None


@dataclass(frozen=True, slots=True)
class AttachmentVisit:
    """A file linked from the page: its name, outcome of the visit, and its first bytes."""

    name: str
    url: str
    outcome: str
    head: bytes = b""
    size: int = 0


@dataclass(frozen=True, slots=True)
class LinkSubject:
    """One link of one entry, seen once. `page` is None where nothing could be read."""

    entry: EntryContent
    url: str
    kind: str
    visit: Visit
    page: PageReading | None
    today: date
    host: HostFacts = HostFacts()
    attachments: tuple[AttachmentVisit, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `version` grows with every change of meaning, so that a waiver given for the old
    reading lapses. `at_once`: one sighting confirms, since it cannot be transient. `advisory`:
    shown, but no deduction until the province switches it on."""

    id: str
    version: int
    severity: Severity
    title: str
    explanation: str
    remedy: str
    at_once: bool = False
    advisory: bool = False


@dataclass(frozen=True, slots=True)
class LinkRule(Rule):
    judge: Callable[[LinkSubject], Judgement] = lambda _subject: NOT_CHECKED


@dataclass(frozen=True, slots=True)
class EntryRule(Rule):
    judge: Callable[[EntryContent], Judgement] = lambda _entry: NOT_CHECKED
