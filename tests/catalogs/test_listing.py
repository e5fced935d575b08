"""The figures of a region's catalogues, and the entries of one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.catalogs import services
from catalog_app.catalogs.models import Catalog
from catalog_app.catalogs.services.browsing import NO_OWNER
from catalog_app.catalogs.services.listing import heat
from catalog_app.errors import PermissionRefused
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry

WHO = {"by": SYSTEM, "at": NOON}
PAGE = "http://www.dunhua.gov.cn/a.html"


def names(catalog: Catalog, **wanted: str) -> list[str]:
    page = services.entries_page(catalog.id, services.EntryFilter(**wanted))
    return [each.version.name for each in page.rows]


def row(domain: str, **viewer: object) -> services.CatalogRow:
    rows = services.region_catalogs(region_by_code("222403"), a_user(**viewer))  # type: ignore[arg-type]
    return next(each for each in rows if each.domain.code == domain)


def test_a_row_counts_items_links_and_what_is_missing(session: Session) -> None:
    catalog = a_started_catalog()
    first, second, third = catalog.entries[:3]
    services.withdraw_entry(first.id, "停止执行", base_version=1, **WHO)
    services.declare_not_applicable(second.id, "本县没有", base_version=1, **WHO)
    services.add_link(third.id, PAGE, channel="政府网站", kind="article", **WHO)
    services.add_link(third.id, PAGE + "?2", channel="政府网站", kind="article", **WHO)
    an_entry("本地事项", catalog=catalog)
    figures = row("elderly_care").figures
    assert (figures.items, figures.linked, figures.not_applicable) == (10, 1, 1)
    assert (figures.withdrawn, figures.missing) == (1, 1)
    assert figures.changed_at == NOON
    assert len(services.guide_differences(catalog.id).missing) == figures.missing


def test_a_township_misses_only_items_of_its_level(session: Session) -> None:
    catalog = a_catalog("222403110", "social_assistance")
    rows = services.region_catalogs(region_by_code("222403110"), a_user())
    kept = next(each for each in rows if each.catalog)
    assert kept.figures.missing == len(services.guide_differences(catalog.id).missing) > 0


def test_domains_not_started_stand_in_the_list(session: Session) -> None:
    a_catalog()
    rows = services.region_catalogs(region_by_code("222403"), a_user())
    assert len(rows) == 26
    assert [each.domain.code for each in rows if each.catalog] == ["elderly_care"]


def test_an_editor_of_one_domain_sees_that_domain_only(session: Session) -> None:
    user = a_user(Role.COUNTY_EDITOR, domain="elderly_care")
    rows = services.region_catalogs(region_by_code("222403"), user)
    assert [each.domain.code for each in rows] == ["elderly_care"]


def test_another_county_is_out_of_sight(session: Session) -> None:
    with pytest.raises(PermissionRefused):
        services.region_catalogs(region_by_code("222401"), a_user())


def test_the_regions_below_sum_up_their_subtrees(session: Session) -> None:
    an_entry("甲", catalog=a_catalog(), urls=[PAGE])
    an_entry("乙", catalog=a_catalog("222403110", "social_assistance"))
    viewer = a_user(Role.PREFECTURE_REVIEWER, region="222400")
    rows = services.regions_below(region_by_code("222400"), viewer)
    dunhua = next(each for each in rows if each.region.name == "敦化市")
    assert (dunhua.catalogs, dunhua.items, dunhua.linked, dunhua.heat) == (2, 2, 1, "h2")
    assert sum(each.catalogs for each in rows) == 2


def test_figures_below_keep_to_the_viewers_domain(session: Session) -> None:
    a_catalog(entries=2)
    a_catalog(domain="health", entries=3)
    viewer = a_user(Role.PROVINCIAL_DEPARTMENT, region="220000", domain="health")
    rows = services.regions_below(region_by_code("222400"), viewer)
    assert sum(each.items for each in rows) == 3


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, "h0"), (0, 9, "h1"), (4, 9, "h1"), (5, 10, "h2"), (8, 10, "h3"), (10, 10, "h4")],
)
def test_the_colour_of_a_share(part: int, whole: int, expected: str) -> None:
    assert heat(part, whole) == expected


def test_rows_are_sorted_and_narrowed(session: Session) -> None:
    a_catalog(entries=2)
    a_catalog(domain="health", entries=3)
    rows = services.region_catalogs(region_by_code("222403"), a_user())
    assert [r.domain.code for r in services.catalog_rows_sorted(rows, "items")[:2]] == [
        "health",
        "elderly_care",
    ]
    assert len(services.catalog_rows_narrowed(rows, "not_started", "")) == 24
    assert [r.domain.name for r in services.catalog_rows_narrowed(rows, "", "养老")] == ["养老服务"]


def test_entries_are_found_by_any_of_their_texts(session: Session) -> None:
    catalog = a_catalog(
        entries=[
            a_content("甲", content=("补贴 名单",)),
            a_content("乙", owner="敦化市财政局"),
            a_content("丙", basis=("《信访条例》",), owner=None),
        ]
    )
    assert names(catalog, text="甲") == ["甲"]
    assert names(catalog, text="补贴 名单") == ["甲"]
    assert names(catalog, text="财政局") == ["乙"]
    assert names(catalog, text="信访条例") == ["丙"]
    assert names(catalog, text="%") == []
    assert names(catalog, owner="敦化市财政局") == ["乙"]
    assert names(catalog, owner=NO_OWNER) == ["丙"]
    assert services.owners(catalog.id) == ["敦化市民政局", "敦化市财政局"]


def test_entries_that_differ_from_the_guide_are_those_the_comparison_names(
    session: Session,
) -> None:
    catalog = a_started_catalog()
    first, second, third = catalog.entries[:3]
    for entry, elements in (
        (first, {"time_limit": "每年年底前"}),
        (second, {"owner": "敦化市民政局"}),
        (third, {"channels": ("政府网站",)}),
    ):
        content = replace(entry.version.as_content, **elements)  # type: ignore[arg-type]
        services.revise_entry(entry.id, content, base_version=1, **WHO)
    an_entry("本地事项", catalog=catalog)
    changed = [each.entry.version.name for each in services.guide_differences(catalog.id).changed]
    assert names(catalog, guide="differs") == changed == [first.version.name, third.version.name]
    assert names(catalog, guide="own") == ["本地事项"]
    assert len(names(catalog, guide="same")) == 9


def test_entries_are_narrowed_by_disposition_and_links(session: Session) -> None:
    catalog = a_catalog(entries=["甲", "乙"])
    an_entry("丙", catalog=catalog, urls=[PAGE])
    services.withdraw_entry(catalog.entries[0].id, "停止执行", base_version=1, **WHO)
    assert names(catalog, disposition="withdrawn") == ["甲"]
    assert names(catalog, disposition="current", links="without") == ["乙"]
    assert names(catalog, links="with") == ["丙"]
