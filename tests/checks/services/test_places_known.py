"""Where the items of a turn belong, as the rules are told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Catalog
from catalog_app.checks.rules.facts import Place
from catalog_app.checks.services import request_run, sites
from catalog_app.checks.services.places_known import places_of
from catalog_app.checks.services.targets import PlannedPage, planned_pages
from catalog_app.database import transaction
from catalog_app.regions.models import Organization
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, an_entry
from tests.queries import count_queries

HOST = "www.dunhua.gov.cn"
URL = f"http://{HOST}/zwgk/1.html"


def known(session: Session, catalog: Catalog, **elements: object) -> Place:
    entry = an_entry(catalog=catalog, urls=[URL], **elements)
    return places_of(session, planned(catalog))[entry.id]


def planned(catalog: Catalog) -> Mapping[str, PlannedPage]:
    run = request_run(region_id=catalog.region_id, by=SYSTEM, at=NOON)
    run.state = "running"
    return planned_pages(run.id, HOST, limit=50)


def test_a_county_is_known_by_its_names_its_superiors_and_its_townships(session: Session) -> None:
    place = known(session, a_catalog("222403"))
    assert place.level == "county"
    assert place.names == ("敦化市", "敦化")
    assert {"吉林省", "延边朝鲜族自治州", "延边州"} <= set(place.above)
    assert {"江南镇", "官地镇"} <= set(place.townships)
    assert set(place.site_codes) == {"220000", "222400", "222403"}
    assert place.domain == "养老服务"


def test_a_township_has_its_county_above_it_and_nothing_below(session: Session) -> None:
    place = known(session, a_catalog("222403110"))
    assert "敦化市" in place.above
    assert place.townships == ()


def test_sites_of_the_place_of_its_superiors_and_of_its_bodies_count(session: Session) -> None:
    catalog = a_catalog("222403")
    sites.add_site(catalog.region, HOST, "", by=SYSTEM, at=NOON)
    sites.add_site(region_by_code("222400"), "www.yanbian.gov.cn", "", by=SYSTEM, at=NOON)
    sites.add_site(region_by_code("222402"), "www.tumen.gov.cn", "", by=SYSTEM, at=NOON)
    with transaction() as current:
        bureau = Organization(region_id=catalog.region_id, name="敦化市教育局", sites=["edu.cn"])
        current.add(bureau)
    assert known(session, catalog).sites == {HOST, "www.yanbian.gov.cn", "edu.cn"}


def test_an_owner_is_known_by_all_its_names(session: Session) -> None:
    catalog = a_catalog("222403")
    with transaction() as current:
        names = {"name": "敦化市民政局", "aliases": ["市民政局"]}
        current.add(Organization(region_id=catalog.region_id, **names))
    assert known(session, catalog, owner="市民政局").owners == ("市民政局", "敦化市民政局")


def test_items_of_one_region_that_share_an_address_are_counted(session: Session) -> None:
    catalog, other = a_catalog("222403"), a_catalog("222402")
    for group in ("一类", "二类", "二类", None):
        an_entry(f"事项{group}", catalog=catalog, urls=[URL], group=group)
    an_entry("三类", catalog=other, urls=[URL], group="三类")
    assert planned(catalog)[URL].items == 3


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_however_many_pages_a_turn_has_the_statements_are_as_many(session: Session) -> None:
    catalog = a_catalog("222403")
    counts = []
    for number in range(1, 13):
        an_entry(f"事项{number}", catalog=catalog, urls=[f"http://{HOST}/{number}.html"])
        if number in {1, 12}:
            pages = planned(catalog)
            session.expire_all()
            with count_queries() as seen:
                places_of(session, pages)
            counts.append(len(seen))
    assert counts[0] == counts[1]
