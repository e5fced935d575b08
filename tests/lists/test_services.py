"""Lists as an office takes them over, corrects them and follows their changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.lists import services
from catalog_app.lists.errors import (
    EntryOfAnotherDomain,
    ListFileRefused,
    ListNotForRegion,
    ListSettled,
)
from catalog_app.lists.models import ItemList, ListItem, PowerListItem, ServiceMatter
from catalog_app.lists.services import ItemFilter
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.lists import a_file, a_list, a_read_list, names
from tests.queries import count_queries

RECORD = ("01", "养老机构备案", "敦化市民政局", "")
BENEFIT = ("02", "老年人补贴", "敦化市民政局", "")


def shown(found: ItemList, **wanted: str) -> list[str]:
    return names(services.items_page(found, ItemFilter(**wanted))[0].rows)


def the_item(session: Session, found: ItemList, name: str) -> ListItem:
    query = select(ListItem).where(ListItem.list_id == found.id, ListItem.name == name)
    return session.scalars(query).one()


def test_a_file_counts_only_when_it_is_taken_over(session: Session) -> None:
    read = a_read_list(RECORD)
    assert (read.state, read.number) == ("previewed", 0)
    taken = services.apply_list(read.id, by=SYSTEM, at=NOON)
    assert (taken.state, taken.number) == ("current", 1)
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert "权责清单第 1 版" in event.summary


def test_what_is_decided_while_a_version_is_looked_through_is_not_lost(session: Session) -> None:
    first, read = a_list(RECORD, BENEFIT), a_read_list(RECORD, BENEFIT)
    item = the_item(session, first, RECORD[1])
    services.correct_item(item.id, "social_assistance", None, by=SYSTEM, at=NOON)
    taken = services.apply_list(read.id, by=SYSTEM, at=NOON)
    kept = the_item(session, taken, RECORD[1])
    assert (kept.domain_code, kept.domain_how) == ("social_assistance", "chosen")


def test_the_next_version_takes_the_place_of_the_last(session: Session) -> None:
    first, second = a_list(RECORD), a_list(RECORD, BENEFIT)
    assert (first.state, second.state, second.number) == ("superseded", "current", 2)
    assert [each.number for each in services.versions(second)] == [2, 1]
    other = a_list(RECORD, kind="service")
    assert (other.number, second.state) == (1, "current")


def test_two_versions_are_never_in_force_at_once(session: Session) -> None:
    a_list(RECORD)
    region_id = region_by_code("222403").id
    session.add(
        ItemList(region_id=region_id, kind="power", state="current", file_name="x", created_at=NOON)
    )
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_what_was_taken_over_is_not_taken_or_given_up_again(session: Session) -> None:
    found = a_list(RECORD)
    with pytest.raises(ListSettled):
        services.apply_list(found.id, by=SYSTEM, at=NOON)
    with pytest.raises(ListSettled):
        services.discard_list(found.id, by=SYSTEM, at=NOON)


def test_a_file_given_up_leaves_nothing(session: Session) -> None:
    read = a_read_list(RECORD)
    services.discard_list(read.id, by=SYSTEM, at=NOON)
    assert session.scalars(select(ListItem)).all() == []


def test_each_kind_of_list_has_items_of_its_own_kind(session: Session) -> None:
    a_list(RECORD)
    a_list(RECORD, kind="matter")
    assert len(session.scalars(select(PowerListItem)).all()) == 1
    assert len(session.scalars(select(ServiceMatter)).all()) == 1


def test_a_file_that_is_no_list_is_refused_with_the_way_out(session: Session) -> None:
    region_id = region_by_code("222403").id
    with pytest.raises(ListFileRefused, match="事项名称"):
        services.read_upload(region_id, "power", "通讯录.csv", b"x", by=SYSTEM, at=NOON)
    with pytest.raises(ListNotForRegion, match="吉林省"):
        services.read_upload(
            region_by_code("220000").id, "power", "清单.csv", a_file(RECORD), by=SYSTEM, at=NOON
        )


def test_items_are_shown_by_how_they_stand_in_the_catalogue(session: Session) -> None:
    a_catalog(entries=["养老机构备案"])
    found = a_list(RECORD, BENEFIT, ("03", "公章刻制", "敦化市烟草专卖局", ""))
    page, counts = services.items_page(found, ItemFilter())
    assert [each.coverage for each in page.rows] == ["covered", "missing", "unplaced"]
    assert dict(counts) == {"covered": 1, "missing": 1, "unplaced": 1}
    assert shown(found, coverage="missing") == ["老年人补贴"]
    assert shown(found, text="烟草") == ["公章刻制"]
    assert shown(found, domain="elderly_care") == ["养老机构备案", "老年人补贴"]


def test_showing_takes_the_same_statements_for_any_number(session: Session) -> None:
    a_catalog(entries=["养老机构备案"])
    small = a_list(RECORD)
    large = a_list(
        *[(f"{n}", f"第{n}项养老服务补贴", "民政局", "") for n in range(40)], kind="service"
    )
    with count_queries() as few:
        services.items_page(small, ItemFilter())
    with count_queries() as many:
        services.items_page(large, ItemFilter())
    assert many.total == few.total <= 4


def test_what_a_person_decided_stays_for_later_versions(session: Session) -> None:
    entry = an_entry("助餐服务", catalog=a_catalog())
    first = a_list(("07", "老年食堂就餐", "敦化市民政局", ""), RECORD)
    item = the_item(session, first, "老年食堂就餐")
    services.correct_item(item.id, "elderly_care", entry.id, by=SYSTEM, at=NOON)
    other = the_item(session, first, "养老机构备案")
    services.correct_item(other.id, None, None, by=SYSTEM, at=NOON)
    second = a_list(("07", "老年食堂就餐服务", "敦化市民政局", ""), RECORD, BENEFIT)
    rows = services.items_page(second, ItemFilter())[0].rows
    assert [each.coverage for each in rows] == ["covered", "elsewhere", "missing"]
    assert rows[0].cover.how == "chosen"


def test_an_entry_of_another_domain_covers_nothing(session: Session) -> None:
    entry = an_entry(catalog=a_catalog(domain="health"))
    item = the_item(session, a_list(RECORD), "养老机构备案")
    with pytest.raises(EntryOfAnotherDomain):
        services.correct_item(item.id, "elderly_care", entry.id, by=SYSTEM, at=NOON)


def test_a_new_version_says_what_changed_and_who_must_follow(session: Session) -> None:
    catalog = a_catalog(entries=["养老机构备案", "老年人补贴"])
    a_list(RECORD, BENEFIT, ("09", "失业登记", "敦化市人力资源和社会保障局", ""))
    read = a_read_list(
        ("01", "养老机构设立备案", "敦化市民政局", ""),
        ("09", "失业登记", "敦化市就业服务局", ""),
        ("10", "养老服务机构等级评定", "敦化市民政局", ""),
    )
    told = services.differences(read)
    assert names(told.added) == ["养老服务机构等级评定"]
    assert names(told.removed) == ["老年人补贴"]
    assert [(each.before.name, each.what) for each in told.changed] == [
        ("养老机构备案", ("名称",)),
        ("失业登记", ("实施主体",)),
    ]
    (follow,) = told.follow
    assert follow.catalog is not None
    assert follow.catalog.id == catalog.id
    assert (follow.add, follow.rename, follow.withdraw) == (1, 1, 1)
    taken = services.apply_list(read.id, by=SYSTEM, at=NOON)
    again = services.differences(taken)
    assert names(again.removed) == ["老年人补贴"]


def test_the_workbook_is_read_back_as_the_same_list(session: Session) -> None:
    a_catalog(entries=["养老机构备案"])
    found = a_list(RECORD, ("02", "=1+1", "敦化市民政局", "https://zwfw.example.cn/1"))
    data = services.list_workbook(found)
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert sheet["B3"].data_type == "s"
    read = services.read_upload(found.region_id, "power", "x.xlsx", data, by=SYSTEM, at=NOON)
    told = services.differences(read)
    assert (len(told.added), len(told.removed), len(told.changed), told.same) == (0, 0, 0, 2)


def test_only_lists_of_regions_one_sees_are_shown(session: Session) -> None:
    a_list(RECORD)
    a_list(RECORD, region="222402")
    office = a_user(Role.COUNTY_OFFICE)
    assert [each.region.name for each, _ in services.visible_lists(office)] == ["敦化市"]
    province = a_user(Role.PROVINCIAL_OFFICE, "220000")
    assert len(services.visible_lists(province)) == 2
    assert [each.name for each in services.regions_for_import(office)][:1] == ["敦化市"]
    assert services.regions_for_import(province) == []
