"""One act on many findings: who may, what is told of the rest, and how it is undone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.checks import services
from catalog_app.checks.errors import (
    CommentMissing,
    NothingChosen,
    ReasonMissing,
    RecheckTooWide,
    TooManyAtOnce,
)
from catalog_app.checks.models import CheckRun, Finding, FindingEvent
from catalog_app.checks.services.rechecking import CATALOGS_MAX
from catalog_app.guides.models import Domain
from tests.checks.patrols import check, entry_linked_to
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.findings import a_finding

REASON = "栏目按规定每季度公布一次"
FRIDAY = date(2026, 11, 27)
HERE, THERE = "222403", "222402"  # 敦化市, 图们市


def findings(number: int, region: str = HERE, state: str = "confirmed") -> list[Finding]:
    catalog = a_catalog(region)
    return [
        a_finding(
            an_entry(f"事项{n}", catalog=catalog, urls=[f"http://www.{region}.gov.cn/{n}.html"]),
            state,
            f"网页打不开 {n}",
        )
        for n in range(number)
    ]


def ids(found: list[Finding]) -> list[int]:
    return [each.id for each in found]


def test_a_county_contests_many_findings_at_once(session: Session) -> None:
    found = findings(3)
    user = a_user()
    handled = services.decide_all(ids(found), "contested", REASON, user=user, at=NOON)
    assert (len(handled.done), handled.refused) == (3, [])
    assert {session.get_one(Finding, number).state for number in ids(found)} == {"contested"}
    told = session.scalars(select(AuditEvent).where(AuditEvent.action == "finding.contested")).all()
    assert {event.actor_id for event in told} == {user.id}
    assert len(told) == 3


def test_personal_numbers_in_what_people_say_are_masked(session: Session) -> None:
    found = findings(1)
    number = "11010119900307707X"
    user = a_user()
    services.comment_all(ids(found), f"已电话联系{number}本人", user=user, at=NOON)
    services.decide_all(ids(found), "contested", f"{number}已同意公开", user=user, at=NOON)
    kept = session.get_one(Finding, found[0].id)
    told = [kept.reason or "", *(event.note or "" for event in kept.history)]
    told += [str(event.after) for event in session.scalars(select(AuditEvent))]
    assert not [words for words in told if number in words]


def test_what_could_not_be_done_is_told_with_its_reason(session: Session) -> None:
    open_one, waived = findings(2)
    services.waive(waived.id, REASON, by=SYSTEM, at=NOON)
    handled = services.decide_all(
        [open_one.id, waived.id], "contested", REASON, user=a_user(), at=NOON
    )
    assert [item.id for item in handled.done] == [open_one.id]
    assert [(item.id, item.why) for item in handled.refused] == [
        (waived.id, "这个问题现在是“不作问题”，不能再做这一步。请刷新页面查看最新情况。")
    ]


def test_the_policy_is_asked_for_every_finding(session: Session) -> None:
    village, county = findings(1, "222403110")[0], findings(1)[0]
    user = a_user(Role.COUNTY_OFFICE)  # decides about townships, not about itself
    handled = services.decide_all([village.id, county.id], "waived", REASON, user=user, at=NOON)
    assert [item.id for item in handled.done] == [village.id]
    assert "裁定问题" in handled.refused[0].why
    assert session.get_one(Finding, county.id).state == "confirmed"


def test_findings_of_another_county_are_not_even_named(session: Session) -> None:
    foreign = findings(1, THERE)[0]
    handled = services.comment_all([foreign.id], "看一下", user=a_user(), at=NOON)
    assert (handled.done, handled.refused) == ([], [])
    assert services.chosen([foreign.id], a_user()) == []


def test_nothing_happens_without_findings_a_reason_or_words(session: Session) -> None:
    user, found = a_user(), findings(1)
    with pytest.raises(NothingChosen):
        services.decide_all([], "contested", REASON, user=user, at=NOON)
    with pytest.raises(TooManyAtOnce):
        services.decide_all(list(range(2001)), "contested", REASON, user=user, at=NOON)
    with pytest.raises(ReasonMissing):
        services.decide_all(ids(found), "contested", " 不 ", user=user, at=NOON)
    with pytest.raises(CommentMissing):
        services.comment_all(ids(found), "  ", user=user, at=NOON)


def test_a_finding_is_given_to_a_person_with_a_deadline(session: Session) -> None:
    found, person = findings(2), a_user(Role.COUNTY_EDITOR, display_name="张三")
    services.assign_all(ids(found), person.id, FRIDAY, user=a_user(), at=NOON)
    given = session.get_one(Finding, found[0].id)
    assert (given.assigned_to_id, given.deadline) == (person.id, FRIDAY)
    assert given.history[-1].note == "指派给张三，期限2026年11月27日"
    assert given.history[-1].kind == "assignment"
    assert given.state == "confirmed"


def test_nobody_is_given_what_they_may_not_see_to(session: Session) -> None:
    found, stranger = findings(1), a_user(region=THERE, display_name="李四")
    handled = services.assign_all(ids(found), stranger.id, None, user=a_user(), at=NOON)
    assert "李四不能处理" in handled.refused[0].why
    assert session.get_one(Finding, found[0].id).assigned_to_id is None


def test_a_deadline_in_the_past_is_refused(session: Session) -> None:
    found = findings(1)
    handled = services.assign_all(
        ids(found), None, FRIDAY - timedelta(days=20), user=a_user(), at=NOON
    )
    assert "不能早于今天" in handled.refused[0].why


def test_an_assignment_is_undone_to_what_was_before(session: Session) -> None:
    found, office = findings(2), a_user()
    first, second = a_user(display_name="甲"), a_user(display_name="乙")
    services.assign_all(ids(found), first.id, FRIDAY, user=office, at=NOON)
    services.assign_all(ids(found), second.id, None, user=office, at=NOON)
    handled = services.undo_assignments(ids(found), user=office, at=NOON)
    assert len(handled.done) == 2
    back = session.get_one(Finding, found[0].id)
    assert (back.assigned_to_id, back.deadline) == (first.id, FRIDAY)


def test_an_assignment_that_somebody_changed_since_is_not_undone(session: Session) -> None:
    found, office, other = findings(1), a_user(), a_user(display_name="乙")
    services.assign_all(ids(found), office.id, None, user=office, at=NOON)
    services.assign_all(ids(found), other.id, None, user=other, at=NOON)
    handled = services.undo_assignments(ids(found), user=office, at=NOON)
    assert handled.done == []
    assert session.get_one(Finding, found[0].id).assigned_to_id == other.id


def test_people_to_choose_are_those_who_may_see_to_it(session: Session) -> None:
    a_user(display_name="甲")
    a_user(Role.COUNTY_EDITOR, domain="health", display_name="卫生")
    a_user(region=THERE, display_name="外县")
    a_user(Role.PREFECTURE_REVIEWER, "222400", display_name="州")
    catalog = a_catalog()
    names = [each.display_name for each in services.people_for([(catalog.region, "elderly_care")])]
    assert set(names) == {"甲", "州"}


def test_a_comment_stays_with_the_finding_and_moves_nothing(session: Session) -> None:
    found = findings(1)
    services.comment_all(ids(found), "已联系网站管理员", user=a_user(), at=NOON)
    event = session.scalars(select(FindingEvent)).one()
    assert (event.kind, event.note, event.to_state) == ("comment", "已联系网站管理员", "confirmed")


def test_a_county_takes_its_objection_back_and_the_days_decide(session: Session) -> None:
    found = findings(1)[0]
    user = a_user()
    services.decide_all([found.id], "contested", REASON, user=user, at=NOON)
    services.decide_all([found.id], "withdrawn", "确实是问题，已安排修改", user=user, at=NOON)
    kept = session.get_one(Finding, found.id)
    assert (kept.state, kept.reason) == ("suspected", None)  # seen on one day only
    assert [event.decision for event in kept.history] == ["contested", "withdrawn"]


def test_checking_again_plans_one_run_an_entry(session: Session) -> None:
    found = findings(3)
    told = services.recheck(ids(found), user=a_user(), at=NOON)
    assert len(told.handled.done) == 3
    planned = session.scalars(select(CheckRun.entry_id)).all()
    assert set(planned) == {each.entry_id for each in found}


def test_a_fault_of_the_catalogue_itself_is_judged_at_once(
    session: Session, tmp_path: Path
) -> None:
    entry = an_entry(time_limit=None)
    check(tmp_path, region_id=entry.catalog.region_id)
    fault = session.scalars(select(Finding).where(Finding.rule_id == "K09")).one()
    runs = session.scalars(select(CheckRun)).all()
    told = services.recheck([fault.id], user=a_user(), at=NOON)
    assert told.catalogs == {entry.catalog_id}
    assert session.scalars(select(CheckRun)).all() == runs
    assert session.get_one(Finding, fault.id).state == "confirmed"


def test_faults_of_many_catalogues_are_not_judged_while_somebody_waits(session: Session) -> None:
    domains = session.scalars(select(Domain.code)).all()
    places = list(product((HERE, THERE), domains))[: CATALOGS_MAX + 1]
    found = [
        a_finding(an_entry(catalog=a_catalog(*place), time_limit=None), rule="K09")
        for place in places
    ]
    assert len(found) > CATALOGS_MAX
    office = a_user(Role.PROVINCIAL_OFFICE, "220000")
    with pytest.raises(RecheckTooWide):
        services.recheck(ids(found), user=office, at=NOON)


def test_a_link_that_is_gone_cannot_be_checked_again(session: Session) -> None:
    entry = entry_linked_to("http://www.dunhua.gov.cn/1.html")
    found = a_finding(entry)
    session.delete(entry.publications[0])
    session.commit()
    told = services.recheck([found.id], user=a_user(), at=NOON)
    assert told.handled.done == []
    assert "已经不在目录里" in told.handled.refused[0].why
