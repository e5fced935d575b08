"""Which old visits stay: no finding ever loses what it rests on."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.keeping import OldVisit, RestsOn, kept_visits
from catalog_app.clock import china_date
from tests.conftest import NOON

HOURS = st.integers(0, 24 * 60)
CONTENTS = st.sampled_from(["a", "b", "c", None])
STATES = st.sampled_from(["ok", "broken", "unsure"])


@st.composite
def pasts(draw: st.DrawFn) -> tuple[list[OldVisit], list[RestsOn]]:
    """Visits of one page over sixty days, and findings seen on some of them."""
    hours = draw(st.lists(HOURS, min_size=1, max_size=40))
    visits = [
        OldVisit(number, NOON + timedelta(hours=hour), draw(CONTENTS), draw(STATES))
        for number, hour in enumerate(hours)
    ]
    findings = []
    for _ in range(draw(st.integers(0, 3))):
        seen = sorted(
            draw(st.lists(st.sampled_from(visits), min_size=1, max_size=8)), key=lambda v: v.at
        )
        days = sorted({china_date(each.at) for each in seen})
        findings.append(RestsOn(frozenset({seen[0].at, seen[-1].at}), days))
    return visits, findings


@given(pasts(), st.integers(-5, 70))
def test_no_finding_loses_what_it_rests_on(
    past: tuple[list[OldVisit], list[RestsOn]], days: int
) -> None:
    visits, findings = past
    since = NOON + timedelta(days=days)
    kept = kept_visits(visits, findings, since=since)
    for finding in findings:
        confirming = [*finding.days[:3], finding.days[-1]]
        for each in visits:
            if each.at in finding.moments or china_date(each.at) in confirming:
                assert each.id in kept
    assert {each.id for each in visits if each.at >= since} <= kept


@given(pasts())
def test_the_last_visit_and_both_ends_of_every_content_stay(
    past: tuple[list[OldVisit], list[RestsOn]],
) -> None:
    visits, findings = past
    kept = kept_visits(visits, findings, since=NOON + timedelta(days=999))
    stay = [each for each in visits if each.id in kept]
    assert max(each.at for each in stay) == max(each.at for each in visits)
    for content in {each.content_hash for each in visits} - {None}:
        all_of, left = (
            [e.at for e in some if e.content_hash == content] for some in (visits, stay)
        )
        assert (min(all_of), max(all_of)) == (min(left), max(left))


def test_what_tells_nothing_new_goes() -> None:
    visits = [OldVisit(day, NOON + timedelta(days=day), "a", "ok") for day in range(10)]
    assert kept_visits(visits, [], since=NOON + timedelta(days=8)) == {0, 8, 9}
