"""K05: one item stands in a catalogue once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog_app.checks.rules.catalogue_duplicates import Named, not_repeated, twins_of
from catalog_app.checks.rules.model import EntrySubject
from tests.factories.catalogs import a_content

FIRST = Named(1, "养老机构备案", "业务办理", "敦化市民政局")
SAME = replace(FIRST, id=2)


@pytest.mark.parametrize(
    "later",
    [
        SAME,
        replace(SAME, name="养老机构 备案"),
        replace(SAME, name="养老机构的备案"),
        replace(SAME, group=None),
        replace(SAME, item_id=7),
    ],
)
def test_the_later_of_two_names_the_earlier(later: Named) -> None:
    assert twins_of([FIRST, later], 90) == {2: ("养老机构备案",)}


@pytest.mark.parametrize(
    "later",
    [
        replace(SAME, owner="敦化市卫生健康局"),
        replace(SAME, group="政策文件"),
        replace(SAME, name="养老机构注销"),
        replace(SAME, name="养老机构第二批备案"),
    ],
)
def test_another_owner_group_or_word_makes_another_item(later: Named) -> None:
    assert twins_of([FIRST, later], 80) == {}


def test_two_items_of_the_guide_never_repeat_each_other() -> None:
    assert twins_of([replace(FIRST, item_id=1), replace(SAME, item_id=2)], 92) == {}


def test_the_share_is_the_provinces_to_set() -> None:
    later = replace(SAME, name="养老机构的备案")
    assert twins_of([FIRST, later], 92) == {2: ("养老机构备案",)}
    assert twins_of([FIRST, later], 99) == {}


def test_the_finding_names_what_is_repeated() -> None:
    told = not_repeated(EntrySubject(a_content(), twins=("养老机构备案",)))
    assert told.verdict == "not_met"
    assert "“养老机构备案”" in told.message
    assert not_repeated(EntrySubject(a_content())).verdict == "met"
