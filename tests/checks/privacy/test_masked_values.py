"""Whole values are masked as each of their texts would be."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from catalog_app.checks.privacy import mask, masked
from catalog_app.demo.site.fault_pages import invented_id_number

NUMBER = invented_id_number()
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            NUMBER,
            f"身份证号：{NUMBER}",
            "\n".join(NUMBER),
            "１３９００００００００",
            "139 0000 0000",
            "6222 0202 0011 2233 44",
            "2026-11-20 10:20",
        ]
    ),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.none(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def each_masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [each_masked(part) for part in value]
    if isinstance(value, dict):
        return {name: each_masked(part) for name, part in value.items()}
    return value


@given(VALUES)
@example({"a": ["\n".join(NUMBER)]})
@example([{"title": f"{NUMBER}"}])
def test_a_value_is_masked_as_its_texts_are(value: Any) -> None:
    assert masked(value) == each_masked(value)
