"""Which names cover an item: the rule behind every "missing" that a screen or a finding tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.coverage import plain_name, says_the_same, uncovered

GUIDE = [(1, "老年人补贴"), (2, "养老机构备案")]


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        ([], {1, 2}),
        (["养老机构备案", "老年人 补贴"], set()),
        (["养老机构的备案", "老年人补贴。"], set()),
        (["老年人补贴"], {2}),
        (["老年人优待"], {1, 2}),
    ],
)
def test_an_item_is_covered_by_a_name_as_good_as_its_own(
    names: list[str], missing: set[int]
) -> None:
    assert uncovered(GUIDE, names) == missing


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("养老机构备案", "养老机构的备案", True),
        ("养老机构备案信息", "养老机构备案", True),
        ("企业设立登记", "企业变更登记", False),
        ("2024年补贴发放结果", "2025年补贴发放结果", False),
        ("补贴发放", "第二批补贴发放", False),
        ("行政处罚决定", "不予行政处罚决定", False),
    ],
)
def test_a_word_in_place_of_another_makes_another_matter(one: str, other: str, same: bool) -> None:
    assert says_the_same(one, other) is same
    assert says_the_same(other, one) is same


@given(st.text())
def test_any_name_covers_itself(name: str) -> None:
    assert uncovered([(1, name)], [name]) == set()
    assert plain_name(plain_name(name)) == plain_name(name)
    assert says_the_same(name, name)
