"""The worklist: what its filters keep, its groups, its numbers, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import actor
from catalog_app.accounts.models import Role, User
from catalog_app.checks import services
from catalog_app.checks.models import Finding
from catalog_app.checks.services import GROUP_KEYS, FindingFilter
from catalog_app.checks.services.finding_filter import NO_OWNER, NO_PAGE, SORTS
from catalog_app.checks.services.findings import YIELD
from catalog_app.database import transaction
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.findings import a_finding
from tests.queries import count_queries

TODAY = date(2026, 11, 20)
PAGE = "http://www.dunhua.gov.cn/one.html"
EVERY = ("suspected", "confirmed", "contested", "waived", "fixed")


@pytest.fixture
def office(session: Session) -> User:
    return a_user(Role.PROVINCIAL_OFFICE, "220000")


@pytest.fixture
def dunhua(session: Session) -> dict[str, Finding]:
    """Four findings of 敦化市, told apart by all that can be asked for, and one of 江南镇."""
    catalog = a_catalog()
    first = an_entry("补贴", catalog=catalog, urls=[PAGE])
    second = an_entry("机构", catalog=catalog, urls=[PAGE], owner="敦化市卫生健康局")
    third = an_entry("没有主体", catalog=catalog, owner=None)
    town = an_entry("救助", catalog=a_catalog("222403110"), urls=["http://a.gov.cn/2.html"])
    return {
        "dead": a_finding(first, "confirmed", "打不开", "L02"),
        "doubt": a_finding(
            first, "suspected", "名称不符", "P01", severity="warning", advisory=True
        ),
        "leak": a_finding(second, "contested", "泄露", "V01", severity="block"),
        "empty": a_finding(third, "fixed", "没有填写", "K09", severity="warning"),
        "town": a_finding(town, "confirmed", "打不开", "L02", first_seen=NOON - timedelta(days=9)),
    }


def shown(office: User, found: dict[str, Finding], **wanted: Any) -> set[str]:
    names = {each.id: name for name, each in found.items()}
    page = services.worklist(office, FindingFilter(**{"states": EVERY} | wanted))
    return {names[each.id] for each in page.rows}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, {"dead", "doubt", "leak", "empty", "town"}),
        ({"states": ("confirmed",)}, {"dead", "town"}),
        ({"severities": ("block",)}, {"leak"}),
        ({"advisory": True}, {"doubt"}),
        ({"advisory": False, "rule_id": "L02"}, {"dead", "town"}),
        ({"since": date(2026, 11, 20)}, {"dead", "doubt", "leak", "empty"}),
        ({"owner": "敦化市卫生健康局"}, {"leak"}),
        ({"owner": NO_OWNER}, {"empty"}),
        ({"url": PAGE}, {"dead", "doubt", "leak"}),
        ({"url": NO_PAGE}, {"empty"}),
        ({"text": "one.html"}, {"dead", "doubt", "leak"}),
        ({"text": "救助"}, {"town"}),
    ],
)
def test_filters_keep_what_they_say(
    office: User, dunhua: dict[str, Finding], wanted: dict[str, Any], expected: set[str]
) -> None:
    assert shown(office, dunhua, **wanted) == expected


def test_a_region_is_taken_with_or_without_what_lies_below(
    office: User, dunhua: dict[str, Finding]
) -> None:
    here = dunhua["dead"].region_id
    assert "town" in shown(office, dunhua, region_id=here)
    assert "town" not in shown(office, dunhua, region_id=here, here=True)


def test_work_given_out_is_found_by_person_and_by_deadline(
    office: User, dunhua: dict[str, Finding]
) -> None:
    with transaction():
        dunhua["dead"].assigned_to_id = office.id
        dunhua["dead"].deadline = TODAY - timedelta(days=1)
        dunhua["empty"].deadline = TODAY - timedelta(days=1)  # solved: nothing is late
        dunhua["town"].deadline = TODAY
    assert shown(office, dunhua, assigned="me") == {"dead"}
    assert "dead" not in shown(office, dunhua, assigned="nobody")
    assert shown(office, dunhua, overdue=True, today=TODAY) == {"dead"}


@pytest.mark.parametrize("by", GROUP_KEYS)
def test_groups_hold_every_finding_once_and_lead_to_it(
    office: User, dunhua: dict[str, Finding], by: str
) -> None:
    wanted = FindingFilter(states=EVERY)
    groups = services.grouped(office, wanted, by)
    assert sum(group.total for group in groups.rows) == 5
    assert groups.total == len(groups.rows)
    assert all(len(group.findings) == group.total for group in groups.rows)  # few enough to show
    titles = [(group.title, group.about) for group in groups.rows]
    assert len(titles) == len(set(titles))


def test_the_worst_group_comes_first_with_its_numbers(
    office: User, dunhua: dict[str, Finding]
) -> None:
    groups = services.grouped(office, FindingFilter(states=EVERY), "page").rows
    worst = groups[0]
    assert (worst.title, worst.worst) == (PAGE, "block")
    assert worst.states == {"suspected": 1, "confirmed": 1, "contested": 1}
    assert worst.asks == {"url": PAGE}


def test_the_number_beside_a_filter_is_what_it_would_show(
    office: User, dunhua: dict[str, Finding]
) -> None:
    wanted = FindingFilter(states=("confirmed",), rule_id="L02", today=TODAY)
    facets = services.facets(office, wanted)
    for changed in (
        {},
        {"states": EVERY},
        {"rule_id": None, "states": EVERY, "severities": ("block",)},
        {"rule_id": "P01", "states": EVERY},
        {"rule_id": None, "states": EVERY, "advisory": True},
        {"assigned": "nobody"},
        {"assigned": "me"},
    ):
        fields = {"states": ("confirmed",), "rule_id": "L02"} | changed
        told = len(shown(office, dunhua, **fields))
        assert facets.count(**changed) == told, changed
    assert facets.rules() == [("L02", 2)]


def test_counties_are_compared_with_all_that_lies_below_them(
    office: User, dunhua: dict[str, Finding]
) -> None:
    a_finding(an_entry(catalog=a_catalog("222402"), urls=["http://b.gov.cn/"]))
    bars = services.compared(office, FindingFilter(), "county")
    assert [(bar.title, bar.total) for bar in bars] == [("敦化市", 4), ("图们市", 1)]
    rules = services.compared(office, FindingFilter(states=EVERY), "rule")
    assert (rules[0].asks["rule"], rules[0].total) == ("L02", 3)


def test_the_week_tells_what_was_new_solved_and_still_to_do(
    office: User, dunhua: dict[str, Finding]
) -> None:
    region = dunhua["dead"].catalog.region
    services.waive(dunhua["leak"].id, "经核实不是问题", by=actor(office), at=NOON)
    week = services.week_of(office, region, TODAY, today=TODAY)
    assert week.monday == date(2026, 11, 16)
    told = week.figures
    assert (told["new"], told["waived"], told["open"]) == (4, 1, 3)
    before = services.week_of(office, region, date(2026, 11, 11), today=TODAY)
    assert (before.figures["new"], before.figures["waived"]) == (1, 0)


def test_an_objection_that_fails_is_not_a_second_discovery(
    office: User, dunhua: dict[str, Finding]
) -> None:
    finding, by = dunhua["leak"], actor(office)

    def newly() -> int:
        week = services.week_of(office, finding.catalog.region, TODAY, today=TODAY)
        return week.figures["confirmed"]

    before = newly()
    services.uphold(finding.id, "仍能看到，维持", by=by, at=NOON)
    assert (finding.state, newly()) == ("confirmed", before)


def test_related_findings_are_of_the_same_page_or_item(
    office: User, dunhua: dict[str, Finding]
) -> None:
    found = services.related(office, dunhua["dead"])
    assert {each.id for each in found} == {dunhua["doubt"].id, dunhua["leak"].id}


def test_an_empty_list_can_tell_whether_anybody_looked(office: User) -> None:
    entry = an_entry(urls=[PAGE])
    told = services.checked_so_far(office, FindingFilter(region_id=entry.catalog.region_id))
    assert (told.links, told.visited, told.last) == (1, 0, None)


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_complete(office: User, dunhua: dict[str, Finding], sort: str) -> None:
    page = services.worklist(office, FindingFilter(states=EVERY, sort=sort))
    assert len(page.rows) == 5


@pytest.mark.parametrize("by", GROUP_KEYS)
def test_groups_ask_the_same_however_many_there_are(office: User, by: str) -> None:
    catalog = a_catalog()
    counted = []
    for number in range(2):
        for place in range(number * 12 + 2):
            entry = an_entry(
                f"事项{number}{place}", catalog=catalog, urls=[f"http://a.gov.cn/{number}/{place}"]
            )
            a_finding(entry)
        assert office.grants  # loaded before it is counted
        with count_queries() as queries:
            services.grouped(office, FindingFilter(), by)
        counted.append(queries.total)
    assert counted[0] == counted[1] <= 6


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_holds_every_finding_though_it_is_read_in_pieces(session: Session) -> None:
    first = a_finding(an_entry())
    names = [each.name for each in Finding.__table__.columns if each.name != "id"]
    kept = {name: getattr(first, name) for name in names}
    many = [kept | {"subject_key": f"copy:{n}"} for n in range(2 * YIELD)]
    session.execute(insert(Finding), many)
    assert sum(1 for _ in services.worklist_rows(a_user(), FindingFilter())) == 2 * YIELD + 1
