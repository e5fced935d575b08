"""Imported entries follow the guide's items, so that differences from the guide are seen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs_of_office
from catalog_app.catalogs.models import Entry
from catalog_app.exchange import services
from catalog_app.exchange.models import ImportChange
from catalog_app.guides import services as guides
from tests.conftest import NOON
from tests.exchange.office import item, state, table_of, take_in
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
