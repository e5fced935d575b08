"""From a visit to verdicts: the page is read once and judged for every entry that points to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from catalog_app.checks.fetch import Fetched
from catalog_app.checks.page import PageReading, read_page
from catalog_app.checks.rules import Judgement, LinkRule, Verdict, judge_link
from catalog_app.checks.rules.model import AttachmentVisit, HostFacts, LinkSubject, Visit
from catalog_app.checks.services.targets import PlannedPage, Target

READABLE = frozenset({"ok", "tls_error", "blocked", "dead", "server_error", "too_large"})
LINK_RULE_IDS = frozenset({"L01", "L02", "L03", "L05", "L06"})
MARKUP = ("html", "text/plain", "xml")


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """All rules on one link, and the state of the link they add up to."""

    target: Target
    judgements: Sequence[tuple[LinkRule, Judgement]]

    @property
    def link_state(self) -> str:
        """broken when any link rule is not met, unsure when one cannot be judged, else ok."""
        verdicts = {rule.id: j.verdict for rule, j in self.judgements if rule.id in LINK_RULE_IDS}
        if Verdict.NOT_MET in verdicts.values():
            return "broken"
        unseen = verdicts["L02"] is Verdict.NOT_CHECKED
        return "unsure" if unseen or Verdict.CANNOT_JUDGE in verdicts.values() else "ok"


@dataclass(frozen=True, slots=True)
class PageResult:
    """One address visited, read and judged: everything that is to be stored of it."""

    planned: PlannedPage
    fetched: Fetched
    page: PageReading | None
    links: Sequence[LinkJudgement]
    at: datetime


def read(fetched: Fetched) -> PageReading | None:
    """The page of a visit; None where nothing came or what came is no page but a file."""
    if fetched.outcome not in READABLE or not fetched.body:
        return None
    content_type = fetched.headers.get("content-type", "")
    if content_type and not any(kind in content_type.lower() for kind in MARKUP):
        return None
    return read_page(
        fetched.body,
        url=fetched.final_url,
        content_type=content_type or None,
        status=fetched.status or 200,
    )


def judge(
    planned: PlannedPage,
    fetched: Fetched,
    page: PageReading | None,
    *,
    host: HostFacts,
    attachments: Sequence[AttachmentVisit],
    today: date,
    at: datetime,
) -> PageResult:
    """Every link rule for every entry that points to the page."""
    visit = Visit(
        url=planned.url,
        final_url=fetched.final_url,
        outcome=str(fetched.outcome),
        detail=fetched.detail,
        status=fetched.status,
        tls_fault=str(fetched.tls_fault) if fetched.tls_fault else None,
    )
    links = [
        LinkJudgement(
            target,
            tuple(
                judge_link(
                    LinkSubject(
                        entry=target.entry,
                        url=planned.url,
                        kind=target.kind,
                        visit=visit,
                        page=page,
                        today=today,
                        host=host,
                        attachments=tuple(attachments),
                    )
                )
            ),
        )
        for target in planned.targets
    ]
    return PageResult(planned, replace(fetched, body=b""), page, links, at)


def verdicts(result: PageResult) -> Mapping[str, Mapping[str, str]]:
    """Per link (publication id as text): rule id → verdict, as kept beside the page check."""
    return {
        str(link.target.publication_id): {rule.id: str(j.verdict) for rule, j in link.judgements}
        for link in result.links
    }
