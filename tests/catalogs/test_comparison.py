"""Each difference from the guide is visible: missing, added, changed, not applicable."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import ReasonMissing, StandardItemTaken
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.guides.services import current_guide
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry
from tests.queries import count_queries

WHO = {"by": SYSTEM, "at": NOON}


def revise(entry: Entry, **elements: object) -> None:
    content = replace(entry.version.as_content, **elements)  # type: ignore[arg-type]
    services.revise_entry(entry.id, content, base_version=entry.version.number, **WHO)


def names(catalog: Catalog) -> list[str]:
    return [each.version.name for each in services.catalog(catalog.id).entries]


def test_a_fresh_catalogue_differs_in_nothing(session: Session) -> None:
    differences = services.guide_differences(a_started_catalog().id)
    assert differences.count == 0
    assert differences.same == 11


def test_naming_the_bureau_itself_follows_the_guide(session: Session) -> None:
    catalog = a_started_catalog()
    revise(catalog.entries[0], owner="敦化市民政局", note="电话 0433-0000000")
    assert services.guide_differences(catalog.id).count == 0


def test_white_space_is_no_difference(session: Session) -> None:
    catalog = a_started_catalog()
    revise(catalog.entries[0], time_limit="制定或获取文件之日起 10个工作日内")
    assert services.guide_differences(catalog.id).changed == ()


def test_a_changed_element_is_named(session: Session) -> None:
    catalog = a_started_catalog()
    revise(catalog.entries[0], time_limit="每年年底前", content=("文件名称",))
    (change,) = services.guide_differences(catalog.id).changed
    assert [each.label for each in change.fields] == ["公开内容（要素）", "公开时限"]
    assert change.fields[1].before == "制定或获取文件之日起10个工作日内"
    assert change.fields[1].after == "每年年底前"


def test_where_the_guide_is_silent_nothing_differs(session: Session) -> None:
    catalog = a_started_catalog()
    silent = next(each for each in catalog.entries if each.standard_item.audience is None)  # type: ignore[union-attr]
    revise(silent, audience="全社会", phases=("service",))
    assert services.guide_differences(catalog.id).changed == ()


def test_an_item_of_the_place_is_added_and_a_removed_one_missing(session: Session) -> None:
    catalog = a_started_catalog()
    an_entry("敦化市助餐点名录", catalog=catalog)
    first = catalog.entries[0]
    services.withdraw_entry(first.id, "并入其他事项", base_version=1, **WHO)
    differences = services.guide_differences(catalog.id)
    assert [each.version.name for each in differences.added] == ["敦化市助餐点名录"]
    assert [(each.item.id, each.entry) for each in differences.missing] == [
        (first.standard_item_id, first)
    ]


def test_a_missing_item_is_taken_in_beside_its_neighbours(session: Session) -> None:
    guide = current_guide("elderly_care")
    assert guide is not None
    catalog = a_catalog()
    for number in (0, 1, 3):
        services.take_in(catalog.id, guide.items[number].id, **WHO)
    services.take_in(catalog.id, guide.items[2].id, **WHO)
    assert names(catalog) == [item.name for item in guide.items[:4]]
    with pytest.raises(StandardItemTaken):
        services.take_in(catalog.id, guide.items[2].id, **WHO)


def test_a_withdrawn_item_of_the_guide_stands_again_instead_of_twice(session: Session) -> None:
    catalog = a_started_catalog()
    first = catalog.entries[0]
    services.withdraw_entry(first.id, "误撤", base_version=1, **WHO)
    assert services.take_in(catalog.id, first.standard_item_id or 0, **WHO).id == first.id
    assert services.entry(first.id).version.disposition == "current"
    assert services.guide_differences(catalog.id).count == 0


def test_a_missing_item_is_declared_not_applicable_with_its_reason(session: Session) -> None:
    guide = current_guide("elderly_care")
    assert guide is not None
    catalog = a_catalog()
    item = guide.items[0]
    with pytest.raises(ReasonMissing, match="不适用"):
        services.declare_missing_not_applicable(catalog.id, item.id, " ", **WHO)
    assert len(services.guide_differences(catalog.id).missing) == 11
    services.declare_missing_not_applicable(catalog.id, item.id, "本县没有民办机构", **WHO)
    differences = services.guide_differences(catalog.id)
    assert len(differences.missing) == 10
    assert [each.version.reason for each in differences.not_applicable] == ["本县没有民办机构"]


def test_a_township_lacks_only_items_of_its_own_level(session: Session) -> None:
    catalog = a_catalog("222403110", "social_assistance")
    missing = services.guide_differences(catalog.id).missing
    assert missing
    assert all("township" in each.item.levels for each in missing)


def test_comparing_takes_the_same_statements_for_any_number(session: Session) -> None:
    small, large = a_catalog(entries=3).id, a_catalog("222401", entries=120).id
    session.expunge_all()
    with count_queries() as few:
        services.guide_differences(small)
    session.expunge_all()
    with count_queries() as many:
        services.guide_differences(large)
    assert many.total == few.total <= 5


def test_what_changed_between_two_versions(session: Session) -> None:
    old, new = a_content(), a_content(owner="敦化市老龄办", levels=("county",))
    labels = [each.label for each in services.changes_between(old, new)]
    assert labels == ["公开主体", "公开层级"]
