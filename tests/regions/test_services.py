"""Regions: found by every form of code, walked on the reporting tree."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.database import transaction
from catalog_app.regions import seed, services
from catalog_app.regions.errors import UnknownRegion
from catalog_app.regions.models import Region


@pytest.mark.parametrize("code", ["222403", "222403000", "222403000000", " 222403 "])
def test_a_code_of_six_nine_or_twelve_digits_names_the_same_county(
    session: Session, code: str
) -> None:
    assert services.region_by_code(code).name == "敦化市"


@pytest.mark.parametrize("code", ["", "2224", "敦化", "999999", "２２２４０３", "222403-1"])
def test_an_unknown_code_is_refused_with_an_example(session: Session, code: str) -> None:
    with pytest.raises(UnknownRegion, match="例如敦化市是 222403"):
        services.region_by_code(code)


def test_a_township_shows_its_full_path_since_names_repeat(session: Session) -> None:
    jiangnan = services.region_by_code("222403110")
    assert services.full_name(jiangnan) == "延边朝鲜族自治州敦化市江南镇"


def test_a_zone_reports_for_its_own_townships(session: Session) -> None:
    zone = services.region_by_code("220871")
    assert [t.name for t in services.children(zone.id)] == ["幸福街道", "保平街道", "西郊街道"]


def test_changbaishan_answers_beside_the_prefectures_though_its_townships_lie_in_counties(
    session: Session,
) -> None:
    north = services.region_by_code("222426120")
    assert north.parent is not None
    assert north.parent.name == "安图县"
    assert [r.name for r in services.chain(north)] == ["吉林省", "长白山保护开发区", north.name]


def test_a_subtree_is_what_reports_to_a_region_and_nothing_else(session: Session) -> None:
    county = services.region_by_code("222403")
    found = services.subtree(county)
    assert county in found
    assert len(services.subtree(county, "township")) == len(services.children(county.id))
    assert all(r.code.startswith("222403") for r in found)


@pytest.mark.parametrize("text", ["江南镇", "江南", "222403110"])
def test_a_place_is_found_by_name_or_code(session: Session, text: str) -> None:
    assert "222403110000" in [r.code for r in services.search(text)]


def test_villages_are_found_with_and_without_their_committee(session: Session) -> None:
    row = {
        "code": "222403110200", "name": "土腰子村委会", "level": "village",
        "parent_code": "222403110000", "kind": "village",
    }  # fmt: skip
    with transaction() as current:
        assert seed.add_regions(current, [row]) == 1
        assert seed.add_regions(current, [row]) == 0
    assert [r.code for r in services.search("土腰子村委会")] == ["222403110200"]
    assert [r.code for r in services.search("土腰子村")] == ["222403110200"]


def test_the_database_refuses_a_code_that_is_not_twelve_digits(session: Session) -> None:
    session.add(Region(code="2224", name="x", level="county", kind="county", parent_id=1, path="/"))
    with pytest.raises(IntegrityError, match="code_has_12_digits"):
        session.flush()


def test_a_text_longer_than_any_name_finds_nothing(session: Session) -> None:
    assert services.search("镇" * 60_000) == []
