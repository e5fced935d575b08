"""K02-K04: what stands in the region's lists stands in its catalogues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog_app.checks.rules.catalogue_facts import Matter
from catalog_app.checks.rules.catalogue_lists import (
    NEAR,
    Listed,
    listed_item_kept,
    matter_linked,
    matter_named,
)
from catalog_app.checks.rules.model import EntrySubject, Judgement
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets
from tests.factories.catalogs import a_content

GONE = Listed("养老机构备案", "权责清单", "敦化市民政局", sure=True, covered=False)


def test_an_item_without_an_entry_is_told_with_its_list() -> None:
    judged = listed_item_kept(GONE, AS_WRITTEN)
    assert judged.verdict == "not_met"
    assert "权责清单中的“养老机构备案”" in judged.message


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"covered": True}, "met"),
        ({"sure": False}, "cannot_judge"),
        ({"nearest": "养老机构的登记", "likeness": 61.0}, "cannot_judge"),
        ({"nearest": "老年人补贴", "likeness": 20.0}, "not_met"),
    ],
)
def test_in_doubt_a_person_decides(facts: dict[str, object], verdict: str) -> None:
    assert listed_item_kept(replace(GONE, **facts), AS_WRITTEN).verdict == verdict


def test_the_doubt_is_the_provinces_to_set() -> None:
    item = replace(GONE, nearest="养老机构的登记", likeness=61.0)
    assert listed_item_kept(item, Presets(values={NEAR.key: 70})).verdict == "not_met"


URL = "https://zwfw.example.cn/1"
MATTER = Matter("老年人福利补贴", URL, same_name=False)


def named(*matters: Matter) -> Judgement:
    return matter_named(EntrySubject(a_content("老年人补贴"), matters=matters))


def linked(*matters: Matter) -> Judgement:
    return matter_linked(EntrySubject(a_content("老年人补贴"), matters=matters))


def test_the_platforms_name_is_shown_beside_ours() -> None:
    judged = named(MATTER)
    assert judged.verdict == "not_met"
    assert "“老年人福利补贴”" in judged.message
    assert "“老年人补贴”" in judged.message


def test_a_matter_only_near_in_a_domain_not_sure_only_advises() -> None:
    near = replace(MATTER, sure=False)
    assert (named(near).verdict, named(near).advisory) == ("not_met", True)
    assert (linked(near).verdict, linked(near).advisory) == ("not_met", True)


def test_one_matter_of_the_very_name_is_enough() -> None:
    assert named(MATTER, replace(MATTER, same_name=True)).verdict == "met"
    assert named().verdict == "not_checked"


@pytest.mark.parametrize(
    ("facts", "verdict", "advisory"),
    [
        ({"link": "none"}, "not_met", False),
        ({"link": "broken"}, "not_met", False),
        ({"link": "unsure"}, "cannot_judge", False),
        ({"link": "unchecked"}, "cannot_judge", False),
        ({"link": "ok"}, "met", False),
        ({"link": "ok", "named": False}, "not_met", True),
        ({"url": None}, "not_checked", False),
    ],
)
def test_the_entry_leads_to_the_matters_page(
    facts: dict[str, object], verdict: str, advisory: bool
) -> None:
    judged = linked(replace(MATTER, **facts))
    assert (judged.verdict, judged.advisory) == (verdict, advisory)


def test_one_link_to_a_page_of_several_is_enough() -> None:
    assert linked(MATTER, replace(MATTER, url=f"{URL}2", link="ok")).verdict == "met"
