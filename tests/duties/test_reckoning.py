"""What an entry must publish next, by its limit and what is known of its pages."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.page_dates import PageDates
from catalog_app.checks.rules.facts import TriggerFact
from catalog_app.duties.reckoning import Facts, Now, Reckoned, reckon, state_of
from domains.time_limit import parse
from domains.workdays import WorkdayCalendar

TODAY = date(2026, 11, 20)
NOTICES = WorkdayCalendar()
COLUMN = "http://www.yunhai.gov.cn/ylfw/"
PAPER = "http://www.yunhai.gov.cn/ylfw/1.html"
DECIDED = "作出行政决定之日起7个工作日内"


def reckoned(
    limit: str,
    *pages: PageDates,
    triggers: tuple[TriggerFact, ...] = (),
    today: date = TODAY,
    calendar: WorkdayCalendar = NOTICES,
) -> list[Reckoned]:
    return reckon(Facts("老年人补贴", limit, pages, triggers), calendar, today=today)


def column(newest: date) -> PageDates:
    return PageDates(COLUMN, newest=newest, last_good=TODAY)


def states(found: list[Reckoned], today: date = TODAY) -> list[tuple[str, str | None]]:
    now = Now(today, today + timedelta(days=7))
    return [
        (state_of(each.due, each.done_on, soft=each.soft, now=now), str(each.due))
        for each in found
        if each.due
    ]


# periods


def test_a_quarterly_item_was_done_this_quarter_and_is_due_at_the_end_of_the_next() -> None:
    found = reckoned("每季度公开一次", column(date(2026, 10, 12)))
    assert states(found) == [("done", "2026-12-31"), ("coming", "2027-03-31")]
    assert found[0].done_url == COLUMN
    assert found[0].what == "公开“老年人补贴”2026年第四季度的信息"
    assert found[1].provisional  # no holiday notice for 2027 yet


def test_a_quarter_that_passed_without_an_entry_is_late() -> None:
    found = reckoned("每季度公开一次", column(date(2026, 5, 12)))
    assert states(found) == [("done", "2026-06-30"), ("late", "2026-09-30")]


def test_what_was_never_seen_is_never_late() -> None:
    found = reckoned("每季度公开一次", PageDates(COLUMN))
    assert states(found) == [("coming", "2026-12-31")]
    assert "还没有在网页上看到日期" in found[0].why


def test_a_day_of_the_first_month_is_that_day() -> None:
    found = reckoned("每季度的首个月20日", column(date(2026, 10, 12)))
    assert states(found) == [("done", "2026-10-20"), ("coming", "2027-01-20")]


def test_an_entry_after_the_month_s_end_is_for_the_month_before() -> None:
    found = reckoned("每月后10个工作日内公开", column(date(2026, 11, 6)))
    assert found[0].what == "公开“老年人补贴”2026年10月的信息"
    assert states(found) == [("done", "2026-11-13"), ("coming", "2026-12-14")]


def test_every_two_months_count_from_the_last_time() -> None:
    assert states(reckoned("每隔2个月公开一次", column(date(2026, 11, 2)))) == [
        ("coming", "2027-01-04")
    ]
    (gap,) = reckoned("每隔2个月公开一次", PageDates(COLUMN))
    assert gap.gap == "not_seen"


def test_a_shorter_period_beside_a_longer_one_is_only_a_reminder() -> None:
    limit = "一般事项至少每季度公布一次；集体财务往来较多的，财务收支情况应当每月公布一次"
    found = reckoned(limit, column(date(2026, 10, 12)))
    assert {(each.limit_words, each.soft) for each in found} == {
        ("每季度公开一次", False),
        ("每月公开一次", True),
    }


# clocks


def test_a_decision_s_day_entered_by_a_clerk_sets_the_day() -> None:
    triggers = (TriggerFact("decided", date(2026, 11, 18)),)
    (duty,) = reckoned(DECIDED, PageDates(COLUMN), triggers=triggers)
    assert states([duty]) == [("soon", "2026-11-27")]
    assert not duty.soft


def test_a_publication_after_that_day_does_the_duty() -> None:
    triggers = (TriggerFact("decided", date(2026, 11, 2)),)
    (duty,) = reckoned(DECIDED, column(date(2026, 11, 9)), triggers=triggers)
    assert (duty.done_on, duty.done_url) == (date(2026, 11, 9), COLUMN)
    (late,) = reckoned(DECIDED, column(date(2026, 10, 30)), triggers=triggers)
    assert states([late]) == [("late", "2026-11-11")]


def test_the_office_s_own_rest_day_moves_the_due_day() -> None:
    triggers = (TriggerFact("decided", date(2026, 11, 18)),)
    rest = WorkdayCalendar({date(2026, 11, 19): False})
    (duty,) = reckoned(DECIDED, triggers=triggers, calendar=rest)
    assert duty.due == date(2026, 11, 30)


def test_a_page_that_says_when_it_was_made_is_a_duty_done() -> None:
    paper = PageDates(PAPER, published=date(2026, 10, 9), made_on=date(2026, 9, 18))
    (duty,) = reckoned("信息形成或变更之日起20个工作日内", paper)
    assert (duty.due, duty.done_on, duty.done_url) == (
        date(2026, 10, 22),
        date(2026, 10, 9),
        PAPER,
    )


def test_a_meeting_must_be_told_before_it() -> None:
    triggers = (TriggerFact("event", date(2026, 12, 1)),)
    (duty,) = reckoned("听证会召开10日前公开", PageDates(COLUMN), triggers=triggers)
    assert duty.due is not None
    assert duty.due <= date(2026, 11, 23)
    (done,) = reckoned("听证会召开10日前公开", column(date(2026, 11, 12)), triggers=triggers)
    assert done.done_on == date(2026, 11, 12)


def test_promptly_is_soft() -> None:
    (duty,) = reckoned("及时公开", triggers=(TriggerFact("formed", date(2026, 11, 2)),))
    assert duty.soft


# displays


def test_a_notice_must_stay_up_until_its_last_day() -> None:
    paper = PageDates(PAPER, published=date(2026, 11, 16), last_good=TODAY)
    (duty,) = reckoned("公示7个工作日", paper)
    assert states([duty]) == [("soon", "2026-11-25")]
    seen = PageDates(PAPER, published=date(2026, 11, 2), last_good=TODAY)
    (done,) = reckoned("公示7个工作日", seen)
    assert states([done]) == [("done", "2026-11-11")]


def test_a_notice_not_watched_to_its_end_is_not_called_late() -> None:
    paper = PageDates(PAPER, published=date(2026, 11, 2), last_good=date(2026, 11, 5))
    (gap,) = reckoned("公示7个工作日", paper)
    assert gap.gap == "not_seen"


# gaps


@pytest.mark.parametrize(
    ("limit", "gap"),
    [
        ("", "no_limit"),
        ("见附件", "unreadable"),
        ("同上", "ditto"),
        ("长期公开", "continuous"),
        ("按进展情况及时公开", "staged"),
        ("按卫健委要求单独公开", "manual"),
        (DECIDED, "needs_trigger"),
        ("公示7个工作日", "no_page"),
    ],
)
def test_what_leads_to_no_day_says_why(limit: str, gap: str) -> None:
    (found,) = reckoned(limit)
    assert (found.gap, found.due) == (gap, None)
    assert found.why


def test_of_several_reasons_the_one_somebody_can_mend_is_told() -> None:
    (found,) = reckoned(f"长期公开；{DECIDED}")
    assert found.gap == "needs_trigger"


# properties

DAYS = st.dates(date(2025, 1, 1), TODAY)
PAGES = st.builds(
    PageDates,
    st.sampled_from([COLUMN, PAPER]),
    published=st.none() | DAYS,
    made_on=st.none() | DAYS,
    newest=st.none() | DAYS,
    last_good=st.none() | DAYS,
)
LIMITS = st.sampled_from(
    (
        "每季度公开一次", "每月后10个工作日内公开", "每季度的首个月20日", "每年3月31日前公开", "每周公开一次",
        "每隔2个月公开一次", DECIDED, "信息形成或变更之日起20个工作日内", "公示7个工作日", "及时公开",
        "听证会召开10日前公开", "实时公开", "一般村务每季度公布一次，重大事项随时公布", "长期公开", "同上", "",
    )
)  # fmt: skip
TRIGGERS = st.lists(
    st.builds(TriggerFact, st.sampled_from(["decided", "formed", "event"]), DAYS), max_size=4
).map(tuple)


@given(LIMITS, st.lists(PAGES, max_size=3), TRIGGERS, st.integers(0, 800))
def test_a_duty_done_never_becomes_late_by_time_alone(
    limit: str, pages: list[PageDates], triggers: tuple[TriggerFact, ...], days: int
) -> None:
    later = TODAY + timedelta(days=days)
    done = {e.key for e in reckoned(limit, *pages, triggers=triggers) if e.done_on}
    after = reckoned(limit, *pages, triggers=triggers, today=later)
    assert [e.key for e in after if e.key in done and e.done_on is None] == []


@given(LIMITS, st.lists(PAGES, max_size=3), TRIGGERS)
def test_duties_have_a_day_or_a_reason_and_a_key_of_their_own(
    limit: str, pages: list[PageDates], triggers: tuple[TriggerFact, ...]
) -> None:
    found = reckoned(limit, *pages, triggers=triggers)
    assert found
    assert len({each.key for each in found}) == len(found)
    assert all((each.due is None) != (each.gap is None) for each in found)
    assert all(each.done_on is None or each.due for each in found)


@given(st.text(max_size=40))
def test_any_limit_leads_to_a_duty_or_a_reason(limit: str) -> None:
    assert reckoned(limit)


@pytest.mark.shared
def test_every_seen_phrase_leads_to_a_duty_or_a_reason(shared: Path) -> None:
    table = (shared / "reference" / "time_limits.tsv").read_text(encoding="utf-8")
    phrases = [line.split("\t")[0] for line in table.splitlines()[1:] if line.strip()]
    assert len(phrases) > 100
    unreadable = [p for p in phrases if reckoned(p)[0].gap == "unreadable" and parse(p).parts]
    assert unreadable == []
