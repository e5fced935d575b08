"""Bars cut by state."""

from __future__ import annotations

from catalog_app.charts import stacked

STATES = ("late", "soon", "done")


def test_bars_are_as_long_as_their_counts_and_cut_in_the_order_of_the_states() -> None:
    first, second = stacked([("甲", {"done": 1, "late": 3}), ("乙", {"soon": 2})], STATES)
    assert [(each.state, each.x, each.width, each.count) for each in first.pieces] == [
        ("late", 0, 75, 3),
        ("done", 75, 25, 1),
    ]
    assert (first.title, first.total) == ("甲", 4)
    assert [(each.state, each.x, each.width) for each in second.pieces] == [("soon", 0, 50)]


def test_nothing_to_count_is_no_bar_and_a_bar_of_nothing_has_no_pieces() -> None:
    assert stacked([], STATES) == []
    (bare,) = stacked([("甲", {"other": 5})], STATES)
    assert (bare.total, list(bare.pieces)) == (0, [])
