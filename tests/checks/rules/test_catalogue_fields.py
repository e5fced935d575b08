"""K09: every element of an entry is filled."""

from __future__ import annotations

import pytest

from catalog_app.checks.rules.catalogue_fields import fields_filled
from tests.factories.catalogs import a_content


def test_a_complete_entry_lacks_nothing() -> None:
    assert fields_filled(a_content()).verdict == "met"


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("content", (), "公开内容（要素）"),
        ("basis", (), "公开依据"),
        ("time_limit", None, "公开时限"),
        ("owner", None, "公开主体"),
        ("method", (), "公开方式"),
        ("channels", (), "公开渠道和载体"),
        ("audience", None, "公开对象"),
        ("levels", (), "公开层级"),
    ],
)
def test_each_missing_element_is_named(field: str, value: object, label: str) -> None:
    told = fields_filled(a_content(**{field: value}))
    assert told.verdict == "not_met"
    assert label in told.message


@pytest.mark.parametrize("words", ["同上", "〃", " 同前 "])
def test_ditto_is_no_content(words: str) -> None:
    assert "同上" in fields_filled(a_content(basis=(words,))).message


def test_an_entry_is_not_both_proactive_and_on_request() -> None:
    told = fields_filled(a_content(method=("proactive", "on_request")))
    assert "同时选了" in told.message
