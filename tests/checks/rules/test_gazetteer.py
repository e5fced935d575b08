"""Places of the province as pages write them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.rules.gazetteer import _owner_of, places_named
from catalog_app.checks.rules.words import Finder

NAMES = sorted(_owner_of())
EVERY_NAME = Finder(NAMES)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("敦化市人民政府", {"敦化市": 1}),
        ("敦化市江南镇、敦化市官地镇", {"敦化市": 4}),
        ("延边州敦化市", {"延边朝鲜族自治州": 1, "敦化市": 1}),
        ("四平市铁东区山门镇", {"铁东区": 1}),  # one name, though two others stand in it
        ("城市、乡镇和集市", {}),
        ("", {}),
    ],
)
def test_prefectures_and_counties_are_found_with_their_towns(
    text: str, places: dict[str, int]
) -> None:
    assert places_named(text) == places


@given(st.lists(st.sampled_from(NAMES) | st.text("市县镇乡山东四平的", max_size=4), max_size=8))
def test_of_overlapping_names_the_longest_of_the_first_counts(parts: list[str]) -> None:
    text = "".join(parts)
    owners = _owner_of()
    assert places_named(text) == Counter(owners[name] for _, name in EVERY_NAME.find(text))
