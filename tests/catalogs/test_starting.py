"""Starting a catalogue from the guide."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import CatalogExists, DomainNotForRegion
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.guides.services import all_domains, current_guide
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_started_catalog
from tests.factories.regions import a_village

DUNHUA, JIANGNAN = "222403", "222403110"


def test_a_county_starts_with_every_item_of_the_guide_in_its_order(session: Session) -> None:
    catalog = a_started_catalog()
    guide = current_guide("elderly_care")
    assert guide is not None
    assert [entry.standard_item_id for entry in catalog.entries] == [it.id for it in guide.items]
    assert [entry.version.name for entry in catalog.entries] == [it.name for it in guide.items]
    assert catalog.entries[0].version.owner == "县级人民政府民政部门"
    assert {entry.version.origin for entry in catalog.entries} == {"guide"}


@pytest.mark.parametrize("number", range(26))
def test_every_pilot_domain_can_be_started_by_a_county(session: Session, number: int) -> None:
    domain = [each for each in all_domains() if each.kind == "pilot"][number]
    catalog = a_started_catalog(DUNHUA, domain.code)
    assert len(catalog.entries) == len(current_guide(domain.code).items) > 0  # type: ignore[union-attr]


def test_a_township_takes_only_the_items_of_its_level(session: Session) -> None:
    catalog = a_started_catalog(JIANGNAN, "social_assistance")
    assert catalog.entries
    assert all("township" in entry.version.levels for entry in catalog.entries)


def test_a_village_keeps_village_affairs_and_nothing_else(session: Session) -> None:
    village = a_village(session, "village")
    assert [each.code for each in services.domains_for(village)] == ["village_affairs"]
    catalog = services.start_catalog(village.id, "village_affairs", by=SYSTEM, at=NOON)
    assert len(catalog.entries) == 61
    with pytest.raises(DomainNotForRegion, match="只编制村务或居务目录"):
        services.start_catalog(village.id, "elderly_care", by=SYSTEM, at=NOON)


def test_a_community_keeps_community_affairs(session: Session) -> None:
    community = a_village(session, "community")
    assert [each.code for each in services.domains_for(community)] == ["community_affairs"]
    with pytest.raises(DomainNotForRegion, match="村编制村务目录，社区编制居务目录"):
        services.start_catalog(community.id, "village_affairs", by=SYSTEM, at=NOON)


def test_the_province_and_counties_keep_no_affairs_catalogues(session: Session) -> None:
    assert services.domains_for(region_by_code("220000")) == []
    codes = {each.code for each in services.domains_for(region_by_code(DUNHUA))}
    assert "elderly_care" in codes
    assert "village_affairs" not in codes


def test_a_second_catalogue_of_the_same_domain_is_refused(session: Session) -> None:
    standing = a_catalog(entries=2)
    with pytest.raises(CatalogExists, match="敦化市已有“养老服务”标准目录"):
        services.start_catalog(standing.region_id, "elderly_care", by=SYSTEM, at=NOON)
    assert session.scalar(select(func.count()).select_from(Catalog)) == 1
    assert session.scalar(select(func.count()).select_from(Entry)) == 2


def test_starting_is_in_the_audit_trail(session: Session) -> None:
    catalog = a_started_catalog()
    event = session.scalars(select(AuditEvent)).one()
    assert (event.action, event.subject_id) == ("catalog.started", catalog.id)
    assert event.summary == "从标准指引建立“敦化市养老服务”标准目录，带入 11 个事项"
    assert event.region_id == catalog.region_id
