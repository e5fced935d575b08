"""What the public finds, and in what order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs
from catalog_app.database import transaction
from catalog_app.regions.models import Region
from catalog_app.regions.seed import add_regions
from catalog_app.regions.services import region_by_code
from catalog_app.search import services
from catalog_app.search.errors import UnknownPlaceInList
from catalog_app.search.services import SearchRequest, finding
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_content
from tests.factories.search import a_published_catalog, publish

DUNHUA, JIANGNAN, DASHITOU, YANJI = "222403", "222403110", "222403101", "222401"
ZONE, ZONE_TOWNSHIP = "220173", "220173101"


def names(request: SearchRequest) -> list[str]:
    return [document.name for document in services.find(request).documents.rows]


def asked(words: str = "", region: str | None = None, **filters: str) -> SearchRequest:
    return SearchRequest(words, region_by_code(region) if region else None, **filters)


def a_village() -> str:
    row = {"code": "222403110201", "name": "江源村", "level": "village", "kind": "village"}
    with transaction() as session:
        add_regions(session, [row | {"parent_code": "222403110000"}])
    return row["code"]


def test_a_word_finds_the_items_that_hold_it_wherever_it_stands(session: Session) -> None:
    a_published_catalog(entries=["高龄津贴", "机构备案"], content=("津贴标准",))
    assert names(asked("津贴标准")) == ["高龄津贴", "机构备案"]
    assert names(asked("备案")) == ["机构备案"]
    assert names(asked("津备")) == []


def test_items_with_the_word_in_their_name_come_first_then_the_newest(session: Session) -> None:
    a_published_catalog(entries=["老年人补贴"], at=NOON - timedelta(days=9))
    a_published_catalog(YANJI, entries=["机构备案"], content=("补贴",), at=NOON)
    a_published_catalog("222404", entries=["高龄补贴"], at=NOON - timedelta(days=3))
    assert names(asked("补贴")) == ["高龄补贴", "老年人补贴", "机构备案"]


def test_one_character_is_enough(session: Session) -> None:
    a_published_catalog(
        entries=["五保供养", "机构备案"], content=("程序",), group="办理", basis=(), owner="民政局"
    )
    assert names(asked("保")) == ["五保供养"]
    assert names(asked("养")) == ["五保供养", "机构备案"]  # 养老服务 is their domain


def test_two_words_must_both_be_there(session: Session) -> None:
    a_published_catalog(entries=["老年人补贴", "残疾人优待", "粮食补贴"], basis=(), content=())
    assert names(asked("补贴 老年人")) == ["老年人补贴"]


def test_a_question_that_stands_nowhere_is_asked_again_by_its_words(session: Session) -> None:
    a_published_catalog(entries=["老年人补贴", "机构备案"], content=("申请条件",))
    result = services.find(asked("补贴怎样"))
    assert (list(result.documents.rows), result.asked_for) == ([], ())
    result = services.find(asked("老年补贴条件"))
    assert [row.name for row in result.documents.rows] == ["老年人补贴"]
    assert result.asked_for == ("老年", "补贴", "条件")


def test_a_township_sees_its_own_its_villages_and_its_countys_items(session: Session) -> None:
    village = a_village()
    a_published_catalog(village, "village_affairs", ["村级收支"])
    a_published_catalog(JIANGNAN, entries=["乡镇敬老院"])
    a_published_catalog(DUNHUA, entries=["县级补贴"])
    a_published_catalog(DASHITOU, entries=["别的乡镇"])
    a_published_catalog(YANJI, entries=["别的县"])
    assert set(names(asked(region=JIANGNAN))) == {"村级收支", "乡镇敬老院", "县级补贴"}
    assert set(names(asked(region=village))) == {"村级收支", "乡镇敬老院", "县级补贴"}
    assert set(names(asked(region=DUNHUA))) == {"村级收支", "乡镇敬老院", "县级补贴", "别的乡镇"}
    assert names(asked(region=JIANGNAN, by="village")) == ["村级收支"]


def test_a_township_of_a_development_zone_sees_the_zones_and_the_countys_items(
    session: Session,
) -> None:
    county = region_by_code("220105")
    with transaction() as current:
        row = {"code": "220105990000", "name": "共管镇", "level": "township", "kind": "town"}
        add_regions(current, [row | {"parent_code": county.code}])
        township = region_by_code("220105990")
        zone = current.query(Region).filter(Region.kind == "development_zone").first()
        assert zone is not None
        township.reporting_parent_id, township.path = zone.id, f"{zone.path}{township.id}/"
    a_published_catalog(zone.code, entries=["开发区事项"])
    a_published_catalog(county.code, entries=["区县事项"])
    assert set(names(asked(region="220105990"))) == {"开发区事项", "区县事项"}
    assert names(asked(region=county.code)) == ["区县事项"]


def test_counts_by_domain_and_publisher_answer_what_choosing_them_would_find(
    session: Session,
) -> None:
    a_published_catalog(DUNHUA, "elderly_care", ["补贴甲", "补贴乙"])
    a_published_catalog(JIANGNAN, "elderly_care", ["补贴丙"])
    a_published_catalog(DUNHUA, "employment", ["补贴丁", "招聘"], content=())
    result = services.find(asked("补贴", JIANGNAN, domain_code="elderly_care"))
    assert result.domains == {"elderly_care": 3, "employment": 1}
    assert result.publishers == {"county": 2, "township": 1}
    assert result.documents.total == 3
    region = region_by_code(JIANGNAN)
    assert services.counts_by_domain(region) == {"elderly_care": 3, "employment": 2}


def test_totals_are_exact_up_to_the_cap_and_then_say_so(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CAP", 5)
    a_published_catalog(entries=5)
    assert services.find(asked("公开事项")).total_in_words == "5"
    a_published_catalog(YANJI, entries=1)
    result = services.find(asked("公开事项"))
    assert (result.total_in_words, result.documents.total, result.domains) == ("5+", 5, None)
    assert len(result.documents.rows) == 5


def test_a_list_is_read_to_its_end_slice_by_slice(session: Session) -> None:
    a_published_catalog(entries=[*(f"补贴{n}" for n in range(5)), "机构备案"], content=("补贴",))
    request, seen, after = asked("补贴"), [], None
    while True:
        part = services.following(request, after, 2)
        seen += [document.name for document in part.documents]
        after = part.next
        if after is None:
            break
    assert seen == [*(f"补贴{n}" for n in range(5)), "机构备案"]
    assert (part.total, part.capped) == (6, False)


@pytest.mark.parametrize("after", ["x1", "t", "a1", "tzz", "b" + "f" * 16, "' OR 1"])
def test_a_place_no_list_has_given_is_refused(session: Session, after: str) -> None:
    with pytest.raises(UnknownPlaceInList, match="after"):
        services.following(asked("补贴"), after, 2)


def test_a_new_edition_replaces_what_the_public_saw(session: Session) -> None:
    catalog = a_published_catalog(entries=["老年人补贴", "机构备案"])
    kept, gone = sorted(each.id for each in catalog.entries)
    catalogs.revise_entry(kept, a_content("高龄津贴"), base_version=1, by=SYSTEM, at=NOON)
    catalogs.withdraw_entry(gone, "已并入其他事项", base_version=1, by=SYSTEM, at=NOON)
    publish(catalog, NOON + timedelta(days=1))
    assert names(asked("老年人补贴")) == []
    assert names(asked("机构备案")) == []
    assert names(asked("高龄津贴")) == ["高龄津贴"]
    assert names(asked(region=DUNHUA)) == ["高龄津贴"]


def test_an_item_that_does_not_apply_is_listed_with_its_reason_and_found_by_no_search(
    session: Session,
) -> None:
    catalog = a_catalog(entries=["老年人补贴", "海岛养老"])
    island = catalog.entries[1].id
    catalogs.declare_not_applicable(island, "本市没有海岛", base_version=1, by=SYSTEM, at=NOON)
    publish(catalog)
    assert names(asked("海岛")) == []
    region = region_by_code(DUNHUA)
    omitted = services.omitted_items([region.id], "elderly_care")
    assert [(each.name, each.reason) for each in omitted] == [("海岛养老", "本市没有海岛")]
    assert services.counts_by_domain(region) == {"elderly_care": 1}


def test_rebuilding_restores_a_lost_index_and_keeps_the_order(session: Session) -> None:
    a_published_catalog(entries=["老年人补贴"], at=NOON + timedelta(days=3))
    a_published_catalog(YANJI, entries=["高龄补贴"], at=NOON)
    with transaction() as current:
        wreck = (
            "INSERT INTO search_index(search_index) VALUES ('delete-all')"
            if current.get_bind().dialect.name == "sqlite"
            else "DELETE FROM search_index"
        )
        current.execute(text(wreck))
    assert names(asked("补贴")) == []
    assert services.rebuild() == 2
    assert names(asked("补贴")) == ["老年人补贴", "高龄补贴"]


def test_the_index_forgets_a_document_even_when_its_region_has_moved_since(
    session: Session,
) -> None:
    catalog = a_published_catalog(JIANGNAN, entries=["老年人补贴"])
    with transaction():
        region = region_by_code(JIANGNAN)
        region.path = f"{region_by_code(YANJI).path}{region.id}/"
        region.reporting_parent_id = region_by_code(YANJI).id
    publish(catalog, NOON + timedelta(days=1))
    assert names(asked(region=DUNHUA)) == []
    assert names(asked(region=YANJI)) == ["老年人补贴"]
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO search_index(search_index) VALUES ('integrity-check')"))
