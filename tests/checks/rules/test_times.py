"""T rules: dates shown, in time and believable; columns kept up; displays; periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.rules.facts import PageHistory, Place, TriggerFact
from catalog_app.checks.rules.model import LinkSubject
from catalog_app.checks.rules.periods import NEWS_DAYS, NOTICE_DAYS
from catalog_app.checks.rules.presets import Presets
from catalog_app.checks.rules.times import RULES
from domains.periods import period_of
from domains.workdays import WorkdayCalendar
from tests.checks.rules.subjects import ARTICLE, a_column, a_document, judged, judgement, seen
from tests.factories.catalogs import a_content

TODAY = date(2026, 11, 20)
WITHIN = "信息形成或变更之日起20个工作日内"


def at(subject: LinkSubject, limit: str, today: date = TODAY, **facts: object) -> LinkSubject:
    """The subject under this time limit, on this day."""
    entry = a_content("老年人补贴", time_limit=limit)
    return replace(subject, entry=entry, today=today, **facts)


def signed(made: str, published: str, title: str = "云海县老年人补贴发放办法") -> LinkSubject:
    """A document signed on one day and published on another."""
    body = f"{ARTICLE}<p>云海县民政局</p><p>{made}</p>"
    return seen(a_document(body, published=published, title=title))


def listed(*days: str, title: str = "养老服务", names: tuple[str, ...] = ()) -> LinkSubject:
    """A column with one entry a day."""
    rows = "".join(
        f"<li><a href='/ylfw/{n}.html'>{names[n] if n < len(names) else '关于发放老年人补贴的公示'}</a>"
        f"<span>{day}</span></li>"
        for n, day in enumerate(days)
    )
    return seen(a_column(rows, title=title).replace(">养老服务<", f">{title}<"))


# T02


def test_a_document_published_within_its_limit_is_in_time() -> None:
    found = judgement("T02", at(signed("2026年9月18日", "2026-10-22"), WITHIN))
    assert found.verdict == "met"
    assert found.evidence["due"] == "2026-10-22"


def test_a_document_published_a_day_after_its_limit_is_late() -> None:
    found = judgement("T02", at(signed("2026年9月18日", "2026-10-23"), WITHIN))
    assert found.verdict == "not_met"
    assert found.message == "2026-09-18 起算，应在 2026-10-22 前公开，2026-10-23 才发布。"


def test_without_a_day_to_count_from_nothing_is_judged() -> None:
    assert judged("T02", at(seen(a_document()), WITHIN)) == "cannot_judge"


def test_a_day_a_clerk_entered_starts_the_clock_too() -> None:
    decided = at(seen(a_document(published="2026-11-03")), "作出行政决定之日起7个工作日内")
    late = replace(decided, triggers=(TriggerFact("decided", date(2026, 10, 10)),))
    assert judged("T02", late) == "not_met"
    in_time = replace(decided, triggers=(TriggerFact("decided", date(2026, 10, 28)),))
    assert judged("T02", in_time) == "met"


def test_a_day_entered_for_something_later_says_nothing_of_an_older_page() -> None:
    page = at(seen(a_document(published="2026-11-03")), "作出行政决定之日起7个工作日内")
    later = replace(page, triggers=(TriggerFact("decided", date(2026, 11, 10)),))
    assert judged("T02", later) == "cannot_judge"


def test_the_office_s_own_rest_day_gives_one_day_more() -> None:
    subject = at(signed("2026年9月18日", "2026-10-23"), WITHIN)
    rest = WorkdayCalendar({date(2026, 10, 12): False})
    assert judged("T02", replace(subject, calendar=rest)) == "met"


def test_promptly_is_a_reminder_after_twenty_working_days() -> None:
    found = judgement("T02", at(signed("2026年9月18日", "2026-11-03"), "及时公开"))
    assert found.verdict == "not_met"
    assert "只作提醒" in found.message


@pytest.mark.parametrize(
    ("made", "title"),
    [
        ("2024年3月1日", "云海县老年人补贴发放办法"),
        ("2026年3月1日", "国务院关于加快发展养老服务业的若干意见"),
        ("2026年3月1日", "民政部关于进一步做好养老服务工作的通知"),
        ("2026年3月1日", "云海州人民政府关于进一步做好养老服务工作的通知"),
    ],
)
def test_old_papers_and_those_from_above_are_left_to_people(made: str, title: str) -> None:
    subject = at(signed(made, "2026-11-03", title), WITHIN)
    subject = replace(subject, place=Place(above=("云海州",)))
    assert judged("T02", subject) == "cannot_judge"


def test_a_due_day_in_a_year_without_holiday_notice_accuses_nobody() -> None:
    subject = at(signed("2029年12月20日", "2030-03-01"), WITHIN, today=date(2030, 3, 2))
    assert judged("T02", subject) == "cannot_judge"


@pytest.mark.parametrize("limit", ["长期公开", "每季度公开一次", "公示7个工作日", ""])
def test_limits_that_count_no_days_to_publication_are_not_judged(limit: str) -> None:
    assert judged("T02", at(signed("2026年3月1日", "2026-11-03"), limit)) == "not_checked"


def test_whether_in_time_is_advice_only() -> None:
    advisory = {rule.id for rule in RULES if rule.advisory}
    assert advisory == {"T02", "T07"}


# T03


@pytest.mark.parametrize(
    ("title", "limit", "newest", "verdict"),
    [
        ("工作动态", WITHIN, "2026-11-06", "met"),
        ("工作动态", WITHIN, "2026-11-05", "not_met"),
        ("通知公告", WITHIN, "2026-05-21", "met"),
        ("通知公告", WITHIN, "2026-05-20", "not_met"),
        ("养老服务", WITHIN, "2025-11-21", "met"),
        ("养老服务", WITHIN, "2024-11-19", "cannot_judge"),
        ("养老服务", "每季度公开一次", "2026-07-01", "met"),
        ("养老服务", "每季度公开一次", "2026-03-31", "not_met"),
        ("养老服务", "每月公开一次", "2026-10-31", "met"),
        ("养老服务", "每月公开一次", "2026-09-01", "not_met"),
        ("养老服务", "每年公开一次", "2025-01-05", "met"),
    ],
)
def test_a_column_is_kept_up_as_its_kind_or_its_limit_demands(
    title: str, limit: str, newest: str, verdict: str
) -> None:
    rows = [newest] + [f"2024-0{month}-11" for month in range(8, 1, -1)]
    assert judged("T03", at(listed(*rows, title=title), limit)) == verdict


def test_one_period_and_ten_working_days_must_pass() -> None:
    column = listed("2026-06-30", "2026-06-29", "2026-06-28")
    last = date(2026, 10, 20)  # ten working days after the end of September, holidays left out
    assert judged("T03", at(column, "每季度公开一次", today=last)) == "met"
    assert judged("T03", at(column, "每季度公开一次", today=last + timedelta(days=1))) == "not_met"


def test_a_list_with_the_oldest_first_may_go_on_on_other_pages() -> None:
    column = listed("2020-01-02", "2020-02-02", "2020-03-02", "2020-04-02", title="通知公告")
    assert judged("T03", at(column, WITHIN)) == "cannot_judge"


def test_the_province_sets_how_long_a_column_may_rest() -> None:
    column = at(listed("2026-11-01", "2026-10-30", title="工作动态"), WITHIN)
    assert judged("T03", column) == "not_met"
    longer = replace(column, presets=Presets(1, {NEWS_DAYS.key: 30.0, NOTICE_DAYS.key: 30.0}))
    assert judged("T03", longer) == "met"


# T04


SHOWN = "公示7个工作日"
NOTICE = PageHistory(
    first_good=date(2026, 11, 16),
    last_good=date(2026, 11, 19),
    titles=("关于老年人补贴发放的公示",),
    published=(date(2026, 11, 16),),
)


def gone(history: PageHistory = NOTICE, today: date = TODAY, limit: str = SHOWN) -> LinkSubject:
    return at(seen(outcome="dead", status=404), limit, today=today, history=history)


def test_a_notice_gone_before_its_last_day_was_shown_too_short() -> None:
    found = judgement("T04", gone())
    assert found.verdict == "not_met"
    assert found.message == "应公示到 2026-11-25，2026-11-19 还在，2026-11-20 已经撤下。"


def test_a_notice_seen_on_its_last_day_may_go() -> None:
    history = replace(NOTICE, last_good=date(2026, 11, 25))
    assert judged("T04", gone(history, date(2026, 11, 26))) == "met"


def test_of_a_notice_that_went_between_two_visits_nobody_knows_the_day() -> None:
    assert judged("T04", gone(NOTICE, date(2026, 12, 1))) == "cannot_judge"


def test_a_notice_never_seen_was_never_taken_down() -> None:
    unseen = replace(NOTICE, last_good=None, first_good=None)
    assert judged("T04", gone(unseen)) == "not_checked"


def test_a_notice_of_unknown_first_day_is_not_judged() -> None:
    assert judged("T04", gone(replace(NOTICE, published=()))) == "not_checked"


@pytest.mark.parametrize("outcome", ["timeout", "unreachable", "blocked", "server_error"])
def test_a_site_that_does_not_answer_has_taken_nothing_down(outcome: str) -> None:
    subject = at(seen(outcome=outcome, status=None), SHOWN, history=NOTICE)
    assert judged("T04", subject) == "not_checked"


def test_a_notice_still_up_after_its_last_day_meets_the_rule() -> None:
    page = seen(a_document(published="2026-11-02"))
    assert judged("T04", at(page, SHOWN)) == "met"
    assert judged("T04", at(seen(a_document(published="2026-11-18")), SHOWN)) == "not_checked"


# T05


def test_what_is_public_for_good_and_gone_is_missed() -> None:
    assert judged("T05", gone(limit="长期公开")) == "not_met"


def test_a_bad_night_takes_nothing_away() -> None:
    down = at(seen(outcome="timeout", status=None), "长期公开", history=NOTICE)
    assert judged("T05", down) == "cannot_judge"
    assert judged("T05", replace(down, today=date(2026, 11, 23))) == "not_met"


def test_a_robot_refused_knows_nothing_of_what_is_there() -> None:
    refused = at(seen(outcome="blocked", status=403), "长期公开", history=NOTICE)
    assert judged("T05", refused) == "not_checked"


def test_a_link_that_never_worked_is_no_loss() -> None:
    assert judged("T05", gone(PageHistory(), limit="长期公开")) == "not_checked"


def test_what_still_opens_is_there() -> None:
    assert judged("T05", at(seen(a_document()), "长期公开", history=NOTICE)) == "met"


# T06


QUARTERLY = "每季度公开一次"
FULL_YEAR = ("2026-10-12", "2026-07-08", "2026-04-09", "2026-01-11", "2025-10-10")
WITHOUT_SPRING = ("2026-10-12", "2026-08-20", "2026-01-11", "2025-10-10")


def test_a_list_with_an_entry_each_quarter_misses_none() -> None:
    assert judged("T06", at(listed(*FULL_YEAR), QUARTERLY)) == "met"


def test_a_quarter_without_an_entry_is_named() -> None:
    found = judgement("T06", at(listed(*WITHOUT_SPRING), QUARTERLY))
    assert found.verdict == "not_met"
    assert found.evidence["missing"] == ["2026年第二季度"]


def test_the_quarter_under_way_is_not_missing() -> None:
    assert judged("T06", at(listed(*FULL_YEAR[1:]), QUARTERLY, today=date(2026, 10, 25))) == "met"


def test_an_entry_soon_after_its_quarter_counts_for_it() -> None:
    days = ("2026-10-05", "2026-07-02", "2026-03-30", "2025-12-30")
    assert judged("T06", at(listed(*days), QUARTERLY)) == "met"


def test_a_title_that_names_the_quarter_fills_it() -> None:
    names = ("第三季度公示", "2026年二季度公示", "一季度公示", "四季度公示")
    days = ("2026-10-12", "2026-10-12", "2026-01-11", "2025-10-10")
    column = listed(*days, names=names)
    assert judged("T06", at(column, QUARTERLY)) == "met"


def test_a_list_that_misses_most_quarters_is_no_periodic_list() -> None:
    days = ("2026-10-12", "2024-01-11", "2023-02-10")
    assert judged("T06", at(listed(*days), QUARTERLY)) == "cannot_judge"


def test_other_pages_of_the_item_may_hold_the_missing_quarter() -> None:
    subject = at(listed(*WITHOUT_SPRING), QUARTERLY)
    assert judged("T06", replace(subject, elsewhere=(date(2026, 5, 6),))) == "cannot_judge"


def test_a_list_too_short_to_tell_is_not_judged() -> None:
    assert judged("T06", at(listed("2026-10-12", "2025-10-12"), QUARTERLY)) == "not_checked"


@pytest.mark.parametrize("pinned", [("2024-12-20",), ("2025-01-05", "2024-09-30")])
def test_old_entries_pinned_above_the_newest_tell_of_no_missing_quarter(
    pinned: tuple[str, ...],
) -> None:
    assert judged("T06", at(listed(*pinned, *FULL_YEAR), QUARTERLY)) == "met"


def test_a_list_with_the_oldest_first_is_read_whole() -> None:
    found = judgement("T06", at(listed(*reversed(WITHOUT_SPRING)), QUARTERLY))
    assert found.evidence["missing"] == ["2026年第二季度"]


def test_of_two_periods_the_longer_one_counts() -> None:
    limit = "一般事项至少每季度公布一次；集体财务往来较多的，财务收支情况应当每月公布一次"
    assert judged("T06", at(listed(*FULL_YEAR), limit)) == "met"


@given(st.dates(date(2021, 1, 1), date(2023, 1, 1)), st.lists(st.integers(0, 89), min_size=20))
def test_a_list_with_an_entry_in_each_quarter_is_never_accused(
    first: date, shifts: list[int]
) -> None:
    quarter, days = period_of(first, "quarter"), []
    for shift in shifts[:20]:
        days.append(quarter.start + timedelta(days=shift))
        quarter = quarter.next
    column = listed(*(str(day) for day in reversed(days)))
    assert judged("T06", at(column, QUARTERLY, today=days[-1])) == "met"


# T07


def test_a_day_to_come_is_no_day_of_publication() -> None:
    assert judged("T07", seen(a_document(published="2026-12-24"))) == "not_met"
    assert judged("T07", seen(a_document(published="2026-11-21"))) == "met"  # another clock


def test_nothing_is_published_before_it_was_made() -> None:
    found = judgement("T07", signed("2026年11月10日", "2026-11-03"))
    assert found.verdict == "not_met"
    assert judged("T07", signed("2026年11月3日", "2026-11-03")) == "met"


def test_a_date_that_changes_between_visits_is_noted() -> None:
    page = seen(a_document(published="2026-11-03"))
    title = page.page.title if page.page else ""
    history = PageHistory(titles=(title or "",), published=(date(2026, 8, 3),))
    assert judged("T07", replace(page, history=history)) == "not_met"
    other = replace(history, titles=("从前的另一篇",))
    assert judged("T07", replace(page, history=other)) == "met"


def test_ten_entries_of_one_minute_are_noted() -> None:
    def column(count: int, clock: str) -> LinkSubject:
        rows = "".join(
            f"<li><a href='/{n}.html'>关于做好第{n}季度老年人补贴发放工作的通知</a>"
            f"<span>2026-10-12 {clock}</span></li>"
            for n in range(count)
        )
        return seen(a_column(rows))

    assert judged("T07", column(10, "09:31")) == "not_met"
    assert judged("T07", column(9, "09:31")) == "met"
    assert judged("T07", column(12, "00:00")) == "met"  # a site that keeps no time of day


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
@pytest.mark.parametrize("outcome", ["blocked", "timeout", "server_error", "not_fetched"])
def test_no_rule_of_time_accuses_a_page_it_did_not_read(rule: str, outcome: str) -> None:
    subject = at(seen(outcome=outcome, status=None), f"长期公开；{QUARTERLY}；{SHOWN}；{WITHIN}")
    assert judged(rule, subject) in {"cannot_judge", "not_checked"}
