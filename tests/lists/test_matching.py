"""Which domain an item belongs to, and which entry covers it."""

from __future__ import annotations

import pytest

from catalog_app.lists.matching import Cover, DomainFinder, Kept, Wanted, covers
from domains import standard

PILOTS = [each for each in standard.load_domains() if each.kind == "pilot"]
FINDER = DomainFinder(PILOTS, [(d.code, i.entry().name) for d in PILOTS for i in d.items])


@pytest.mark.parametrize(
    ("name", "owner", "domain", "how"),
    [
        ("养老机构备案", "敦化市民政局", "elderly_care", "name"),
        ("老年人 补贴", None, "elderly_care", "name"),
        ("老年人福利补贴", "敦化市民政局", "elderly_care", "near"),
        ("对违反户籍管理规定的处罚", "敦化市公安局", "household_registration", "words"),
        ("特种行业许可", "敦化市公安局", "household_registration", "owner"),
        ("公章刻制", "敦化市烟草专卖局", None, "none"),
    ],
)
def test_the_domain_is_found_the_surest_way(
    name: str, owner: str | None, domain: str | None, how: str
) -> None:
    assert FINDER.find(name, owner) == (domain, how)


ENTRIES = [Kept(1, "养老机构备案"), Kept(2, "老年人补贴"), Kept(3, "企业设立登记")]


def cover_of(*names: str, entry: int | None = None) -> list[Cover]:
    found = covers([Wanted(key, name, entry) for key, name in enumerate(names)], ENTRIES)
    return [found[key] for key in range(len(names))]


def test_the_same_name_covers() -> None:
    (cover,) = cover_of("养老机构 备案")
    assert (cover.entry_id, cover.how) == (1, "same")


def test_a_near_name_covers_and_is_told_as_near() -> None:
    (cover,) = cover_of("养老机构的备案")
    assert (cover.entry_id, cover.how, cover.one_thing) == (1, "near", True)


def test_an_entry_of_one_items_very_name_is_not_another_items() -> None:
    same, near = cover_of("养老机构备案", "养老机构的备案")
    assert same.entry_id == 1
    assert near.entry_id is None


def test_a_persons_word_counts_before_names() -> None:
    (cover,) = cover_of("完全另一个名称", entry=3)
    assert (cover.entry_id, cover.how) == (3, "chosen")


def test_what_nothing_covers_is_told_with_the_nearest() -> None:
    (cover,) = cover_of("老年人优待证办理")
    assert cover.entry_id is None
    assert cover.nearest == "老年人补贴"
    assert covers([Wanted(0, "老年人补贴")], []) == {0: Cover()}
