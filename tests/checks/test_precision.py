"""How far a rule can be trusted: Wilson's interval, and when there is enough to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.precision import ENOUGH, Precision, wilson


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [
        # From the formula, worked out by hand with z = 1.96.
        (9, 10, 0.596, 0.982),
        (0, 10, 0.0, 0.278),
        (10, 10, 0.722, 1.0),
        (95, 100, 0.888, 0.978),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(right: int, total: int, low: float, high: float) -> None:
    assert wilson(right, total) == pytest.approx((low, high), abs=0.001)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_share_lies_in_its_interval(right: int, wrong: int) -> None:
    each = Precision(right, wrong)
    low, high = each.interval
    assert 0 <= low <= high <= 1
    if each.total:
        assert low - 1e-9 <= each.share <= high + 1e-9


def test_few_decisions_recommend_nothing() -> None:
    few = Precision(ENOUGH - 1, 0)
    assert not few.is_enough
    assert not few.is_trusted
    assert not Precision(0, ENOUGH - 1).is_doubted


def test_a_rule_is_recommended_only_when_it_is_surely_right() -> None:
    assert not Precision(17, 3).is_trusted  # 85 %, but it may well be 64 %
    assert Precision(97, 3).is_trusted
    assert Precision(10, 20).is_doubted
