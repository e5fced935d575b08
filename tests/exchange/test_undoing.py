"""An import can be taken back, and what people did after it is not lost with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.catalogs import services as catalogs_of_office
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.catalogs.services.bulk import delete_entries
from catalog_app.database import transaction
from catalog_app.errors import PermissionRefused
from catalog_app.exchange import services
from catalog_app.exchange.errors import BatchSettled
from catalog_app.exchange.models import ImportBatch, ImportChange
from catalog_app.exchange.services import Decisions, Wanted
from tests.conftest import NOON
from tests.exchange.office import (
    ALL_DOMAINS,
    ELDERLY,
    catalogs,
    item,
    state,
    table_of,
    take_in,
    upload,
)
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry
from tests.queries import count_queries

WHO = {"by": SYSTEM, "at": NOON}


def entry_named(session: Session, name: str) -> Entry:
    session.expire_all()
    query = select(Entry).join(EntryVersion, EntryVersion.id == Entry.current_version_id)
    return session.scalars(query.where(EntryVersion.name == name)).one()


def test_a_first_import_undone_leaves_no_trace_in_the_catalogues(session: Session) -> None:
    batch = take_in(ALL_DOMAINS)
    assert len(catalogs()) == 26
    services.undo(batch.id, **WHO)
    assert (state(), catalogs()) == ([], [])
    assert session.scalar(select(func.count()).select_from(EntryVersion)) == 0
    told = session.get_one(ImportBatch, batch.id)
    assert (told.state, told.outcome["undo"]["deleted"]) == ("undone", 463)


def test_undoing_gives_back_exactly_the_earlier_state(session: Session) -> None:
    a_started_catalog()
    an_entry(
        "独有事项",
        catalog=session.scalars(select(Catalog)).one(),
        urls=["https://www.dunhua.gov.cn/k"],
    )
    before = state()
    batch = upload(table_of(
        item(1, "独有事项", owner="新局", url="https://www.dunhua.gov.cn/n"), item(2, "全新事项"),
        item(3, "老年人补贴", time_limit="及时公开", url="https://www.dunhua.gov.cn/m"),
    ))  # fmt: skip
    services.decide_all(batch.id, Wanted("missing"), True, by=SYSTEM)
    done = services.apply(batch.id, **WHO).outcome
    assert (done["added"], done["changed"], done["links"]) == (1, 2, 2)
    assert done["withdrawn"] > 5
    assert state() != before
    services.undo(batch.id, **WHO)
    assert state() == before


def test_what_came_back_is_a_version_and_an_event(session: Session) -> None:
    entry = an_entry("高龄津贴", owner="老局")
    services.undo(take_in(table_of(item(1, "高龄津贴"))).id, **WHO)
    session.expire_all()
    assert (entry.version.number, entry.version.origin, entry.version.owner) == (3, "undo", "老局")
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "import.undone")).one()
    assert "恢复 1 项" in event.summary


def test_entries_edited_since_are_kept_and_listed(session: Session) -> None:
    a_catalog(entries=[a_content("高龄津贴", owner="老局"), a_content("护理补贴", owner="老局")])
    batch = take_in(
        table_of(item(1, "高龄津贴"), item(2, "护理补贴"), item(3, "助餐补贴"), item(4, "助浴补贴"))
    )
    for name in ("高龄津贴", "助餐补贴"):
        entry = entry_named(session, name)
        content = replace(entry.version.as_content, note="县里补充")
        catalogs_of_office.revise_entry(entry.id, content, base_version=entry.version.number, **WHO)
    edited = services.later_edits(batch.id).rows
    assert [each.touched.name for each in edited] == ["助餐补贴", "高龄津贴"]
    assert [[field.label for field in each.fields] for each in edited] == [["备注"], ["备注"]]
    services.undo(batch.id, **WHO)
    told = session.get_one(ImportBatch, batch.id).outcome["undo"]
    assert told["kept"] == [
        "养老服务业务办理 · 助餐补贴",
        "养老服务业务办理 · 高龄津贴",
    ]
    assert entry_named(session, "高龄津贴").version.note == "县里补充"
    assert entry_named(session, "护理补贴").version.owner == "老局"
    names = set(session.scalars(select(EntryVersion.name)))
    assert ("助餐补贴" in names, "助浴补贴" in names) == (True, False)


def test_edited_entries_go_back_too_when_that_is_chosen(session: Session) -> None:
    a_catalog(entries=[a_content("高龄津贴", owner="老局")])
    batch = take_in(table_of(item(1, "高龄津贴"), item(2, "助餐补贴")))
    entry = entry_named(session, "高龄津贴")
    content = replace(entry.version.as_content, note="县里补充")
    catalogs_of_office.revise_entry(entry.id, content, base_version=2, **WHO)
    services.undo(batch.id, also_edited=True, **WHO)
    back = entry_named(session, "高龄津贴").version
    assert (back.number, back.owner, back.note) == (4, "老局", None)
    assert session.scalar(select(func.count()).select_from(Entry)) == 1


def test_a_link_added_by_hand_saves_a_new_entry_from_vanishing(session: Session) -> None:
    batch = take_in(table_of(item(1, "助餐补贴", url="https://www.dunhua.gov.cn/file")))
    entry = entry_named(session, "助餐补贴")
    catalogs_of_office.add_link(
        entry.id, "https://www.dunhua.gov.cn/hand", channel="政府网站", kind="article", **WHO
    )
    services.undo(batch.id, **WHO)
    assert session.get_one(ImportBatch, batch.id).outcome["undo"]["kept"] == [
        "养老服务业务办理 · 助餐补贴"
    ]
    assert session.scalar(select(func.count()).select_from(Publication)) == 2


def test_an_entry_that_was_submitted_is_withdrawn_not_deleted(session: Session) -> None:
    batch = take_in(table_of(item(1, "助餐补贴")))
    with transaction() as current:
        catalog = current.scalars(select(Catalog)).one()
        catalogs_of_office.freeze_edition(current, catalog, **WHO)
    services.undo(batch.id, **WHO)
    left = entry_named(session, "助餐补贴").version
    assert (left.disposition, left.reason) == ("withdrawn", "撤销导入")
    assert catalogs() == ["elderly_care"]


def test_a_batch_is_undone_once(session: Session) -> None:
    batch = take_in(ELDERLY)
    services.undo(batch.id, **WHO)
    with pytest.raises(BatchSettled, match="已撤销"):
        services.undo(batch.id, **WHO)


def test_only_who_may_import_there_may_undo(session: Session) -> None:
    batch = take_in(ELDERLY)
    with pytest.raises(PermissionRefused):
        services.undo(batch.id, by=actor(a_user(region="222404")), at=NOON)
    assert session.scalar(select(func.count()).select_from(ImportChange)) == 11


def test_undoing_asks_no_question_per_row(session: Session) -> None:
    totals = []
    for start in (ELDERLY, ALL_DOMAINS):
        batch = take_in(start, region="222404")
        session.expire_all()
        with count_queries() as queries:
            services.undo(batch.id, **WHO)
        totals.append(len(queries))
    assert totals[0] == totals[1] <= 30


def test_whoever_has_lost_a_domain_no_longer_undoes_what_they_imported_there(
    session: Session,
) -> None:
    editor = a_user(Role.COUNTY_EDITOR, domain="elderly_care")
    decided = Decisions(place_confirmed=True)
    batch = services.apply(upload(ELDERLY, by=actor(editor)).id, decided, by=actor(editor), at=NOON)
    editor.grants[0].domain_code = "social_assistance"
    session.commit()
    with pytest.raises(PermissionRefused):
        services.undo(batch.id, by=actor(editor), at=NOON)
    assert services.batch(batch.id).state == "applied"


def test_later_edits_are_undone_one_by_one_as_chosen(session: Session) -> None:
    a_catalog(entries=[a_content("高龄津贴", owner="老局"), a_content("护理补贴", owner="老局")])
    batch = take_in(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    for name in ("高龄津贴", "护理补贴"):
        entry = entry_named(session, name)
        content = replace(entry.version.as_content, note="县里补充")
        catalogs_of_office.revise_entry(entry.id, content, base_version=2, **WHO)
    chosen = entry_named(session, "高龄津贴").id
    told = services.undo(batch.id, also=[chosen], **WHO).outcome["undo"]
    assert (told["restored"], told["kept"]) == (1, ["养老服务业务办理 · 护理补贴"])
    assert entry_named(session, "高龄津贴").version.owner == "老局"
    assert entry_named(session, "护理补贴").version.note == "县里补充"


def test_a_withdrawn_entry_comes_back_with_its_links(session: Session) -> None:
    catalog = a_catalog(entries=["高龄津贴"])
    an_entry("护理补贴", catalog=catalog, urls=["https://www.dunhua.gov.cn/k"])
    before = state()
    batch = upload(table_of(item(1, "高龄津贴")))
    services.decide_all(batch.id, Wanted("missing"), True, by=SYSTEM)
    services.apply(batch.id, **WHO)
    assert entry_named(session, "护理补贴").version.disposition == "withdrawn"
    services.undo(batch.id, **WHO)
    assert state() == before


def test_a_second_import_over_the_same_entries_is_told_and_kept(session: Session) -> None:
    an_entry("高龄津贴", owner="老局")
    first = take_in(table_of(item(1, "高龄津贴", owner="甲局")))
    second = take_in(table_of(item(1, "高龄津贴", owner="乙局")))
    (later,) = services.later_edits(first.id).rows
    assert (later.origin, [each.field for each in later.fields]) == ("import", ["owner"])
    services.undo(first.id, **WHO)
    assert entry_named(session, "高龄津贴").version.owner == "乙局"
    services.undo(second.id, **WHO)
    assert entry_named(session, "高龄津贴").version.owner == "甲局"


def test_two_imports_undone_in_their_order_give_back_the_beginning(session: Session) -> None:
    an_entry("高龄津贴", owner="老局")
    before = state()
    first = take_in(table_of(item(1, "高龄津贴", owner="甲局"), item(2, "助餐补贴")))
    second = take_in(table_of(item(1, "高龄津贴", owner="乙局"), item(2, "助浴补贴"),
                              item(3, "助餐补贴", owner="乙局")))  # fmt: skip
    services.undo(second.id, **WHO)
    assert services.later_edits(first.id).total == 0, "it says again what the first import wrote"
    services.undo(first.id, **WHO)
    assert state() == before


def test_an_entry_deleted_since_is_told(session: Session) -> None:
    batch = take_in(table_of(item(1, "助餐补贴"), item(2, "助浴补贴")))
    with transaction() as current:
        delete_entries(current, [entry_named(session, "助餐补贴").id])
    told = services.undo(batch.id, **WHO).outcome["undo"]
    assert (told["deleted"], told["gone"]) == (1, 1)


def test_a_submitted_change_is_undone_and_the_edition_keeps_what_was_submitted(
    session: Session,
) -> None:
    an_entry("高龄津贴", owner="老局")
    batch = take_in(table_of(item(1, "高龄津贴")))
    with transaction() as current:
        catalog = current.scalars(select(Catalog)).one()
        edition = catalogs_of_office.freeze_edition(current, catalog, **WHO)
    services.undo(batch.id, **WHO)
    session.expire_all()
    assert [each.version.owner for each in edition.items] == ["敦化市民政局"]
    assert entry_named(session, "高龄津贴").version.owner == "老局"
