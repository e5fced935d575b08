"""New entries stand beside their neighbours of the file; undoing gives every place back."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Entry, EntryVersion
from catalog_app.exchange import services
from catalog_app.exchange.services.placing import closed_up
from tests.conftest import NOON
from tests.exchange.office import item, state, table_of, take_in
from tests.factories.catalogs import a_catalog, a_content


def order(session: Session) -> list[str]:
    session.expire_all()
    query = select(EntryVersion.name).join(Entry, Entry.current_version_id == EntryVersion.id)
    return list(session.scalars(query.order_by(Entry.position, Entry.id)))


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("甲 乙 丙", "甲 乙 丙"),
        ("甲 一 乙 丙", "甲 一 乙 丙"),
        ("一 甲 乙 丙", "一 甲 乙 丙"),
        ("甲 一 二 乙 三 丙 四", "甲 一 二 乙 三 丙 四"),
        ("丙 一", "甲 乙 丙 一"),
        ("一 二 丙", "甲 乙 一 二 丙"),
        ("丙 一 甲 二", "甲 二 乙 丙 一"),
        ("一 二", "甲 乙 丙 一 二"),
    ],
)
def test_a_new_item_stands_after_the_one_above_it_in_the_file(
    session: Session, file: str, wanted: str
) -> None:
    a_catalog(entries=["甲", "乙", "丙"])
    before = state()
    batch = take_in(table_of(*(item(n, name) for n, name in enumerate(file.split(), 1))))
    assert order(session) == wanted.split()
    services.undo(batch.id, by=SYSTEM, at=NOON)
    assert state() == before


def test_a_new_item_that_begins_a_group_stands_with_its_group(session: Session) -> None:
    a_catalog(entries=[a_content("甲", group="一组"), a_content("乙", group="二组"),
                       a_content("丙", group="二组")])  # fmt: skip
    rows = [("甲", "一组"), ("新", "二组"), ("丙", "二组")]
    take_in(table_of(*(item(n, name, group=group) for n, (name, group) in enumerate(rows, 1))))
    assert order(session) == ["甲", "乙", "新", "丙"]


def test_the_places_of_what_goes_are_closed() -> None:
    standing = [(7, 1), (8, 2), (9, 3), (10, 9)]
    assert closed_up(standing, [8]) == {9: 2, 10: 8}
    assert closed_up(standing, [10]) == {}
    assert closed_up(standing, [7, 9]) == {8: 1, 10: 7}
