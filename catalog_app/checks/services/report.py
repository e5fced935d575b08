"""What a run found, for the terminal and for programs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from catalog_app.catalogs.models import Entry, EntryVersion
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import CheckRun, Finding, PageCheck, WebPage
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.services import runs
from catalog_app.checks.services.findings import CERTAIN_FAULTS
from catalog_app.database import session


@dataclass(frozen=True, slots=True)
class RunReport:
    """Pages of the run by outcome and by link state; open findings of its scope by (rule id, state);
    `faults` are those confirmed and of severity block or error that count, not advice: a person
    must act."""

    pages: int
    outcomes: dict[str, int]
    link_states: dict[str, int]
    findings: dict[tuple[str, str], int]
    faults: int

    def by_rule(self) -> list[tuple[str, str, dict[str, int]]]:
        """(rule id, its name, state → findings), in the rules' order."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for (rule, state), count in self.findings.items():
            found[rule][state] = count
        return [(rule, ALL_RULES[rule].title, found[rule]) for rule in ALL_RULES if rule in found]


def report_of(run_id: int) -> RunReport:
    """How the run ended. Raises NotFound."""
    run = runs.run_by_id(run_id)
    query = select(PageCheck.outcome, PageCheck.link_state, func.count())
    grouped = query.where(PageCheck.run_id == run.id).group_by(
        PageCheck.outcome, PageCheck.link_state
    )
    outcomes: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for outcome, state, count in session().execute(grouped):
        outcomes[outcome] += count
        states[state] += count
    kinds = (Finding.rule_id, Finding.state, Finding.severity, Finding.advisory)
    counted = _open_findings(run, *kinds, func.count()).group_by(*kinds)
    findings: Counter[tuple[str, str]] = Counter()
    faults = 0
    for rule, state, severity, advisory, count in session().execute(counted):
        findings[rule, state] += count
        certain = state == "confirmed" and severity in CERTAIN_FAULTS and not advisory
        faults += count if certain else 0
    return RunReport(outcomes.total(), dict(outcomes), dict(states), dict(findings), faults)


def _open_findings(run: CheckRun, *columns: Any) -> Any:
    """Open findings of the run's scope, also those that an earlier run saw."""
    query = select(*columns).where(
        Finding.state.in_(sorted(OPEN_STATES)),
        Finding.catalog_id.in_(runs.catalogs_in_scope(run)),
    )
    return query if run.entry_id is None else query.where(Finding.entry_id == run.entry_id)


def pages_in_full(run_id: int) -> list[dict[str, Any]]:
    """Every page of the run with its verdicts and open findings, as plain values for JSON."""
    run = runs.run_by_id(run_id)
    query = _open_findings(run, Finding).where(Finding.publication_id.is_not(None))
    by_publication: dict[str, list[Finding]] = defaultdict(list)
    for finding in session().scalars(query.order_by(Finding.id)):
        by_publication[str(finding.publication_id)].append(finding)
    checks = session().execute(
        select(WebPage.url, PageCheck)
        .join(PageCheck, PageCheck.web_page_id == WebPage.id)
        .where(PageCheck.run_id == run_id)
        .order_by(WebPage.url)
    )
    return [_page(url, check, by_publication) for url, check in checks]


def _page(url: str, check: PageCheck, findings: dict[str, list[Finding]]) -> dict[str, Any]:
    return {
        "url": url,
        "at": check.at.isoformat(),
        "outcome": check.outcome,
        "status": check.status,
        "final_url": check.final_url,
        "link_state": check.link_state,
        "detail": check.detail,
        "links": [
            {
                "publication": int(publication),
                "verdicts": verdicts,
                "findings": as_plain(findings[publication]),
            }
            for publication, verdicts in check.verdicts.items()
        ],
    }


def catalogue_findings(run_id: int) -> list[dict[str, Any]]:
    """Open findings of the scope about entries and catalogues, not about one link, as plain values."""
    run = runs.run_by_id(run_id)
    query = (
        _open_findings(run, Finding, EntryVersion.name)
        .join(Entry, Finding.entry_id == Entry.id, isouter=True)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id, isouter=True)
        .where(Finding.publication_id.is_(None))
        .order_by(Finding.id)
    )
    return [{"entry": name, **as_plain([each])[0]} for each, name in session().execute(query)]


def as_plain(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as the JSON of `catalog check` tells them."""
    return [
        {
            "rule": each.rule_id,
            "version": each.rule_version,
            "severity": each.severity,
            "advisory": each.advisory,
            "state": each.state,
            "message": each.message,
            "remedy": each.remedy,
            "days": each.seen_days,
        }
        for each in findings
    ]
