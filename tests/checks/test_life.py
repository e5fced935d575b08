"""The life of a finding: one sentence a case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from catalog_app.checks.life import Standing, Step, step
from catalog_app.checks.rules.model import Rule, Severity, Verdict

FRIDAY = date(2026, 11, 20)
SATURDAY = FRIDAY + timedelta(days=1)
D = ("2026-11-18", "2026-11-19", "2026-11-20")
TRANSIENT = Rule("L02", 1, Severity.ERROR, "", "", "")
AT_ONCE = Rule("V01", 1, Severity.BLOCK, "", "", "", at_once=True)
MET, MISSED = Verdict.MET, Verdict.NOT_MET
UNSEEN, UNCHECKED = Verdict.CANNOT_JUDGE, Verdict.NOT_CHECKED


def standing(state: str, *days: str, version: int = 1, page: str | None = "a") -> Standing:
    return Standing(state, days, version, page)


@pytest.mark.parametrize(
    ("sentence", "before", "rule", "verdict", "after"),
    [
        ("a first miss is a suspicion", None, TRANSIENT, MISSED, Step("suspected", (D[2],))),
        ("a leak is certain at once", None, AT_ONCE, MISSED, Step("confirmed", (D[2],))),
        ("nothing is opened for a good page", None, TRANSIENT, MET, None),
        ("nothing is opened for a blocked page", None, TRANSIENT, UNSEEN, None),
        (
            "a second miss on the same day counts once",
            standing("suspected", D[2]),
            TRANSIENT,
            MISSED,
            Step("suspected", (D[2],)),
        ),
        (
            "two days do not confirm",
            standing("suspected", D[1]),
            TRANSIENT,
            MISSED,
            Step("suspected", (D[1], D[2])),
        ),
        (
            "three separate days confirm",
            standing("suspected", D[0], D[1]),
            TRANSIENT,
            MISSED,
            Step("confirmed", D),
        ),
        (
            "a page that is good again ends it",
            standing("confirmed", *D),
            TRANSIENT,
            MET,
            Step("fixed", D),
        ),
        (
            "a good page ends a suspicion",
            standing("suspected", D[0]),
            TRANSIENT,
            MET,
            Step("fixed", D[:1]),
        ),
        (
            "a good page ends an objection",
            standing("contested", D[0]),
            TRANSIENT,
            MET,
            Step("fixed", D[:1]),
        ),
        (
            "a good page ends a waiver",
            standing("waived", D[0]),
            TRANSIENT,
            MET,
            Step("fixed", D[:1]),
        ),
        ("what is fixed stays fixed", standing("fixed", *D), TRANSIENT, MET, None),
        ("a blocked page changes nothing", standing("suspected", D[0]), TRANSIENT, UNSEEN, None),
        (
            "a page not visited changes nothing",
            standing("confirmed", *D),
            TRANSIENT,
            UNCHECKED,
            None,
        ),
        (
            "what comes back after a repair begins anew",
            standing("fixed", "2026-01-01", "2026-01-02", "2026-01-03"),
            TRANSIENT,
            MISSED,
            Step("suspected", (D[2],)),
        ),
        (
            "an objection waits for its ruling, whatever is seen",
            standing("contested", D[0], D[1]),
            TRANSIENT,
            MISSED,
            Step("contested", D),
        ),
        (
            "a waiver holds while the page is the same",
            standing("waived", D[0]),
            TRANSIENT,
            MISSED,
            Step("waived", (D[0], D[2])),
        ),
        (
            "a waiver lapses when the page changes",
            standing("waived", D[0], page="another"),
            TRANSIENT,
            MISSED,
            Step("suspected", (D[2],)),
        ),
        (
            "a waiver lapses when the rule changes",
            standing("waived", D[0], version=0),
            TRANSIENT,
            MISSED,
            Step("suspected", (D[2],)),
        ),
        (
            "a lapsed waiver of a leak is confirmed at once",
            standing("waived", D[0], page="another"),
            AT_ONCE,
            MISSED,
            Step("confirmed", (D[2],)),
        ),
    ],
)
def test_the_life_of_a_finding(
    sentence: str, before: Standing | None, rule: Rule, verdict: Verdict, after: Step | None
) -> None:
    assert step(before, rule, verdict, day=FRIDAY, content_hash="a") == after, sentence


def test_three_days_need_not_follow_one_another() -> None:
    now: Standing | None = None
    for day in (FRIDAY, FRIDAY + timedelta(days=9), FRIDAY + timedelta(days=30)):
        found = step(now, TRANSIENT, MISSED, day=day)
        assert found is not None
        now = Standing(found.state, found.seen_days, 1, None)
    assert now is not None
    assert now.state == "confirmed"
