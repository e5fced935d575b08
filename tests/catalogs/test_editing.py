"""Adding, revising, restoring: every step a version, nobody's text overwritten unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import (
    EntryChanged,
    EntryNameMissing,
    LinkRefused,
    ReasonMissing,
    StandardItemElsewhere,
    StandardItemTaken,
)
from catalog_app.catalogs.models import Entry, EntryVersion
from catalog_app.guides.services import current_guide
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry

WHO = {"by": SYSTEM, "at": NOON}


def last_event(session: Session) -> AuditEvent:
    return session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()  # type: ignore[return-value]


def test_a_new_entry_stands_at_the_end_with_its_links(session: Session) -> None:
    catalog = a_catalog(entries=3)
    entry = services.add_entry(
        catalog.id, a_content("高龄津贴"), urls=["HTTP://WWW.Dunhua.gov.cn:80/a.html"], **WHO
    )
    assert entry.position == 4
    assert entry.version.number == 1
    assert entry.version.as_content == a_content("高龄津贴")
    assert [link.url for link in entry.publications] == ["http://www.dunhua.gov.cn/a.html"]
    assert last_event(session).action == "entry.added"
    assert last_event(session).after["owner"] == "敦化市民政局"  # type: ignore[index]


def test_a_refused_link_leaves_no_half_entry(session: Session) -> None:
    catalog = a_catalog()
    with pytest.raises(LinkRefused, match="内部网络"):
        services.add_entry(catalog.id, a_content(), urls=["http://10.0.0.8/"], **WHO)
    assert session.scalar(select(func.count()).select_from(Entry)) == 0


@pytest.mark.parametrize("name", ["", "   ", "长" * 301])
def test_an_entry_needs_a_name_of_reasonable_length(session: Session, name: str) -> None:
    with pytest.raises(EntryNameMissing):
        services.add_entry(a_catalog().id, a_content(name), **WHO)


def test_the_database_refuses_a_nameless_version(session: Session) -> None:
    entry = an_entry()
    with pytest.raises(IntegrityError):
        services.write_version(session, entry, a_content(""), origin="edit", **WHO)


def test_revising_writes_a_version_and_keeps_the_old_one(session: Session) -> None:
    entry = an_entry()
    written = services.revise_entry(
        entry.id, replace(a_content(), owner="敦化市老龄办"), base_version=1, **WHO
    )
    assert written.number == 2
    assert [each.owner for each in services.versions(entry.id)] == ["敦化市老龄办", "敦化市民政局"]
    event = last_event(session)
    assert event.action == "entry.edited"
    assert event.before == {"owner": "敦化市民政局", "version": 1}
    assert event.after == {"owner": "敦化市老龄办", "version": 2}


def test_saving_unchanged_text_writes_nothing(session: Session) -> None:
    entry = an_entry()
    services.revise_entry(entry.id, a_content(), base_version=1, **WHO)
    assert len(services.versions(entry.id)) == 1
    assert last_event(session).action == "entry.added"


def test_the_second_editor_is_told_and_overwrites_nothing(session: Session) -> None:
    entry = an_entry()
    services.revise_entry(entry.id, a_content("甲的名称"), base_version=1, **WHO)
    with pytest.raises(EntryChanged) as refusal:
        services.revise_entry(entry.id, a_content("乙的名称"), base_version=1, **WHO)
    assert refusal.value.facts == {"entry_id": entry.id, "base": 1, "present": 2}
    assert services.entry(entry.id).version.name == "甲的名称"


def test_two_versions_of_one_number_cannot_be_stored(session: Session) -> None:
    entry = an_entry()
    session.add(EntryVersion(entry_id=entry.id, number=1, name="又一个第1版", at=NOON))
    with pytest.raises(IntegrityError):
        session.flush()


def test_an_older_version_is_restored_as_a_new_one(session: Session) -> None:
    entry = an_entry()
    services.revise_entry(entry.id, a_content("改错了"), base_version=1, **WHO)
    restored = services.restore_version(entry.id, 1, base_version=2, **WHO)
    assert (restored.number, restored.name, restored.origin) == (3, "老年人补贴", "restore")
    assert last_event(session).action == "entry.restored"
    assert last_event(session).summary == "恢复到第 1 版：老年人补贴"


def test_withdrawing_needs_a_reason_and_can_be_taken_back(session: Session) -> None:
    entry = an_entry()
    with pytest.raises(ReasonMissing, match="已撤下"):
        services.withdraw_entry(entry.id, "  ", base_version=1, **WHO)
    gone = services.withdraw_entry(entry.id, "政策已停止执行", base_version=1, **WHO)
    assert (gone.disposition, gone.reason) == ("withdrawn", "政策已停止执行")
    back = services.take_back(entry.id, base_version=2, **WHO)
    assert (back.disposition, back.reason, back.name) == ("current", None, "老年人补贴")
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["entry.added", "entry.withdrawn", "entry.taken_back"]


def test_the_database_refuses_a_withdrawal_without_a_reason(session: Session) -> None:
    entry = an_entry()
    with pytest.raises(IntegrityError):
        services.write_version(
            session, entry, a_content(), origin="edit", disposition="withdrawn", **WHO
        )


def test_an_entry_follows_an_item_of_its_own_guide_once(session: Session) -> None:
    catalog = a_started_catalog()
    mine = an_entry("本地养老事项", catalog=catalog)
    elsewhere = current_guide("health")
    assert elsewhere is not None
    with pytest.raises(StandardItemElsewhere):
        services.relate_entry(mine.id, elsewhere.items[0].id, **WHO)
    with pytest.raises(StandardItemTaken):
        services.relate_entry(mine.id, catalog.entries[0].standard_item_id, **WHO)
    services.relate_entry(catalog.entries[0].id, None, **WHO)
    item_id = current_guide("elderly_care").items[0].id  # type: ignore[union-attr]
    assert services.relate_entry(mine.id, item_id, **WHO).standard_item_id == item_id
    assert last_event(session).action == "entry.related"
