"""Imported entries follow the guide's items, so that differences from the guide are seen."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs_of_office
from catalog_app.catalogs.models import Entry
from catalog_app.exchange import services
from catalog_app.exchange.models import ImportChange
from catalog_app.exchange.services import RowDecisions
from catalog_app.guides import services as guides
from tests.conftest import NOON
from tests.exchange.office import item, look, state, table_of, take_in, upload
from tests.factories.catalogs import an_entry

WHO = {"by": SYSTEM, "at": NOON}


def standard_name() -> tuple[str, str]:
    guide = guides.current_guide("elderly_care")
    assert guide is not None
    first = guide.items[0]
    return first.group or "", first.name


def follows(session: Session, entry: Entry) -> str | None:
    session.expire_all()
    return entry.standard_item.name if entry.standard_item else None


def test_a_kept_entry_without_an_item_follows_one_after_the_import(session: Session) -> None:
    group, name = standard_name()
    entry = an_entry(name, group=group, owner="老局")
    before = state()
    batch = take_in(table_of(item(1, name, group=group)))
    assert follows(session, entry) == name
    assert batch.outcome["related"] == 1
    services.undo(batch.id, **WHO)
    assert state() == before
    assert follows(session, entry) is None


def test_an_entry_the_file_leaves_as_it_is_follows_its_item_too(session: Session) -> None:
    group, name = standard_name()
    take_in(table_of(item(1, name, group=group)))
    entry = session.scalars(select(Entry)).one()
    entry.standard_item_id = None
    session.commit()
    batch = take_in(table_of(item(1, name, group=group), item(2, "本县独有的事项")))
    assert follows(session, entry) == name
    actions = session.scalars(select(ImportChange.action).where(ImportChange.batch_id == batch.id))
    assert sorted(actions) == ["added", "related"]
    services.undo(batch.id, **WHO)
    assert follows(session, entry) is None


def test_what_a_clerk_said_about_an_item_stands(session: Session) -> None:
    group, name = standard_name()
    guide = guides.current_guide("elderly_care")
    assert guide is not None
    own = an_entry(name, group=group, owner="老局", item=guide.items[0].id)
    catalogs_of_office.relate_entry(own.id, None, **WHO)
    take_in(table_of(item(1, name, group=group)))
    assert follows(session, own) is None


def test_an_entry_that_follows_another_item_keeps_it(session: Session) -> None:
    group, name = standard_name()
    guide = guides.current_guide("elderly_care")
    assert guide is not None
    own = an_entry(name, group=group, owner="老局", item=guide.items[1].id)
    take_in(table_of(item(1, name, group=group)))
    assert follows(session, own) == guide.items[1].name


def test_the_preview_says_which_item_a_new_row_will_follow(session: Session) -> None:
    group, name = standard_name()
    batch = upload(table_of(item(1, name, group=group), item(2, "本县独有的事项")))
    found = services.followed_by(look(batch))
    known, own = look(batch).rows
    told = found.of(known)
    assert told is not None
    assert (told.item.name, told.words, told.doubtful) == (f"{group} · {name}", "同名", False)
    assert found.of(own) is None


def test_an_item_of_the_same_name_in_another_group_is_told_to_be_looked_at(
    session: Session,
) -> None:
    _, name = standard_name()
    batch = upload(table_of(item(1, name, group="本县的分组")))
    (row,) = look(batch).rows
    told = services.followed_by(look(batch)).of(row)
    assert told is not None
    assert (told.words, told.doubtful) == ("同名，一级事项不同", True)


def test_the_clerk_chooses_another_item_or_none(session: Session) -> None:
    group, name = standard_name()
    batch = upload(table_of(item(1, name, group=group), item(2, "本县独有的事项")))
    known, own = look(batch).rows
    other = services.followed_by(look(batch)).choices(look(batch).tables[0], own)[0]
    services.decide(batch.id, RowDecisions(items={known.key: 0, own.key: other.id}), by=SYSTEM)
    found = services.followed_by(look(batch))
    assert (found.of(known), known.key in found.declined) == (None, True)
    assert services.apply(batch.id, **WHO).outcome["added"] == 2
    session.expire_all()
    entries = session.scalars(select(Entry).order_by(Entry.position)).all()
    assert [each.standard_item_id for each in entries] == [None, other.id]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_item_is_shown_and_changed_on_the_screen(office: FlaskClient) -> None:
    group, name = standard_name()
    batch = upload(table_of(item(1, name, group="本县的分组")))
    address = f"/staff/exchange/batches/{batch.id}"
    page = office.get(f"{address}?show=added").text
    assert "对应标准事项" in page
    assert f"{group} · {name}" in page
    form = {"show": "added", "row": "0-0", "take": "0-0", "item-0-0": "0"}
    office.post(f"{address}/decide", data=form)
    assert "您选定：不对应标准事项" in office.get(f"{address}?show=added").text
