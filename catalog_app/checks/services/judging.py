"""From what was seen to verdicts: the page is read once and judged for every entry that links it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog_app.checks.rules import Judgement, LinkRule, Verdict, judge_link
from catalog_app.checks.rules.model import LinkSubject, Visit
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets
from catalog_app.checks.services.host_visit import Seen
from catalog_app.checks.services.surroundings import Surroundings
from catalog_app.checks.services.targets import Target

LINK_STATE_RULES = frozenset({"L01", "L02", "L03", "L05", "L06"})
"""The rules that say whether a link leads to its page; the others are about what stands there."""
STATE_ORDER = ("broken", "unsure", "ok")


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """All rules on one link."""

    target: Target
    judgements: Sequence[tuple[LinkRule, Judgement]]
    verdicts: Mapping[str, str]
    """Rule id → verdict."""

    @property
    def elements(self) -> list[dict[str, Any]]:
        """What became of each promised content element: name, verdict, quote; none where no rule
        looked for them."""
        told = (judgement.evidence.get("elements") for _, judgement in self.judgements)
        return next((rows for rows in told if rows), [])


@dataclass(frozen=True, slots=True)
class PageResult:
    """One address seen and judged: everything that is to be stored of it."""

    seen: Seen
    links: Sequence[LinkJudgement]
    presets: Presets = AS_WRITTEN

    @property
    def link_state(self) -> str:
        """What this one visit says of the link; the worst where entries differ."""
        states = (link_state(link.verdicts) for link in self.links)
        return min(states, key=STATE_ORDER.index, default="ok")


def judge(seen: Seen, around: Surroundings, *, today: date) -> PageResult:
    """Every link rule for every entry that links the page."""
    return PageResult(
        seen,
        [_judged(seen, target, around, today) for target in seen.planned.targets],
        around.presets,
    )


def _judged(seen: Seen, target: Target, around: Surroundings, today: date) -> LinkJudgement:
    judgements = tuple(judge_link(_subject(seen, target, around, today)))
    verdicts = {rule.id: judgement.verdict.value for rule, judgement in judgements}
    return LinkJudgement(target, judgements, verdicts)


def link_state(verdicts: Mapping[str, str]) -> str:
    """broken when a link rule is not met, unsure when one cannot be judged, else ok."""
    found = {verdict for rule, verdict in verdicts.items() if rule in LINK_STATE_RULES}
    if Verdict.NOT_MET in found:
        return "broken"
    unseen = verdicts.get("L02") == Verdict.NOT_CHECKED
    return "unsure" if unseen or Verdict.CANNOT_JUDGE in found else "ok"


def _subject(seen: Seen, target: Target, around: Surroundings, today: date) -> LinkSubject:
    fetched = seen.fetched
    return LinkSubject(
        entry=target.entry,
        url=seen.planned.url,
        kind=target.kind,
        visit=Visit(
            url=seen.planned.url,
            final_url=fetched.final_url,
            outcome=str(fetched.outcome),
            detail=fetched.detail,
            status=fetched.status,
            tls_fault=str(fetched.tls_fault) if fetched.tls_fault else None,
        ),
        page=seen.page,
        today=today,
        host=seen.host,
        attachments=seen.files,
        place=around.place(target.entry_id),
        history=around.history(seen.planned.web_page_id),
        item_names=seen.planned.items,
        presets=around.presets,
        calendar=around.calendar,
        triggers=around.triggers.get(target.entry_id, ()),
        elsewhere=around.elsewhere(target.entry_id, target.url),
    )
