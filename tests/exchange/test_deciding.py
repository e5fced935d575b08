"""The clerk decides by row, by element, and which entry a row speaks of."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs_of_office
from catalog_app.catalogs.models import Entry, EntryVersion, Publication
from catalog_app.exchange import services
from catalog_app.exchange.services import LINKS, RowDecisions
from tests.conftest import NOON
from tests.exchange.office import counts, item, look, row_named, table_of, upload
from tests.factories.catalogs import a_catalog, a_content, an_entry

WHO = {"by": SYSTEM, "at": NOON}
LINK = "https://www.dunhua.gov.cn/a.html"


def entry_named(session: Session, name: str) -> Entry:
    session.expire_all()
    query = select(Entry).join(EntryVersion, EntryVersion.id == Entry.current_version_id)
    return session.scalars(query.where(EntryVersion.name == name)).one()


def test_our_link_is_kept_and_their_time_limit_taken(session: Session) -> None:
    an_entry("高龄津贴", owner="老局", time_limit="及时公开")
    batch = upload(table_of(item(1, "高龄津贴", url=LINK)))
    key = row_named(batch, "高龄津贴").key
    boxes = {key: {"owner": False, "time_limit": True, LINKS: False}}
    services.decide(batch.id, RowDecisions(fields=boxes), by=SYSTEM)
    done = services.apply(batch.id, **WHO).outcome
    kept = entry_named(session, "高龄津贴").version
    assert (kept.owner, kept.time_limit) == ("老局", "信息形成或变更之日起20个工作日内")
    assert (done["changed"], done["links"]) == (1, 0)
    assert session.scalars(select(Publication)).all() == []


def test_an_element_is_left_in_all_rows_but_where_one_is_decided_otherwise(
    session: Session,
) -> None:
    a_catalog(entries=[a_content(name, owner="老局") for name in ("高龄津贴", "护理补贴")])
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    services.decide_field(batch.id, "owner", False, by=SYSTEM)
    assert [row.applies for row in look(batch).rows] == [True, True], "the bases differ too"
    one = {row_named(batch, "护理补贴").key: {"owner": True}}
    services.decide(batch.id, RowDecisions(fields=one), by=SYSTEM)
    services.apply(batch.id, **WHO)
    assert entry_named(session, "高龄津贴").version.owner == "老局"
    assert entry_named(session, "护理补贴").version.owner == "敦化市民政局"


def test_a_row_of_which_nothing_is_taken_writes_no_version(session: Session) -> None:
    an_entry("高龄津贴", owner="老局")
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    for element in services.fields_changed(look(batch), services.Wanted("changed")):
        services.decide_field(batch.id, element, False, by=SYSTEM)
    assert look(batch).to_apply == 1
    services.apply(batch.id, **WHO)
    assert entry_named(session, "高龄津贴").version.number == 1


def test_a_match_is_broken_and_the_row_becomes_a_new_item(session: Session) -> None:
    an_entry("高龄津贴", owner="老局")
    batch = upload(table_of(item(1, "高龄津贴")))
    key = row_named(batch, "高龄津贴").key
    services.decide(batch.id, RowDecisions(matches={key: 0}), by=SYSTEM)
    assert (counts(batch)["added"], counts(batch)["missing"]) == (1, 1)
    assert look(batch).moved_on == 0
    assert services.apply(batch.id, **WHO).outcome["added"] == 1


def test_another_kept_entry_is_chosen_for_a_row(session: Session) -> None:
    old = an_entry("八十岁以上老人生活补助")
    batch = upload(table_of(item(1, "高龄津贴")))
    assert (counts(batch)["added"], counts(batch)["missing"]) == (1, 1)
    row = row_named(batch, "高龄津贴")
    (offered,) = services.candidates(look(batch).tables[0], row)
    assert offered.entry_id == old.id
    services.decide(batch.id, RowDecisions(matches={row.key: old.id}), by=SYSTEM)
    assert row_named(batch, "高龄津贴").match.words == "人工选定"  # type: ignore[union-attr]
    services.apply(batch.id, **WHO)
    session.expire_all()
    assert (old.version.name, old.version.number) == ("高龄津贴", 2)


def test_an_entry_given_to_one_row_is_taken_from_the_other(session: Session) -> None:
    entry = an_entry("高龄津贴")
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    first, second = (row_named(batch, name).key for name in ("高龄津贴", "护理补贴"))
    services.decide(batch.id, RowDecisions(matches={first: entry.id}), by=SYSTEM)
    services.decide(batch.id, RowDecisions(matches={second: entry.id}), by=SYSTEM)
    rows = {row.key: row for row in look(batch).rows}
    assert rows[first].kept is None
    assert rows[second].kept is not None
    assert rows[second].kept.entry_id == entry.id


def test_an_entry_chosen_and_then_edited_by_somebody_is_not_overwritten(session: Session) -> None:
    old = an_entry("八十岁以上老人生活补助")
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    key = row_named(batch, "高龄津贴").key
    services.decide(batch.id, RowDecisions(matches={key: old.id}), by=SYSTEM)
    content = replace(old.version.as_content, note="刚改过")
    catalogs_of_office.revise_entry(old.id, content, base_version=1, **WHO)
    assert look(batch).moved_on == 1
    done = services.apply(batch.id, **WHO).outcome
    assert (done["added"], len(done["left"])) == (1, 1)


def test_an_item_known_by_its_contents_alone_is_renamed_only_when_confirmed(
    session: Session,
) -> None:
    entry = an_entry("高龄津贴发放", content=("标准", "对象"), basis=("《条例》",))
    rows = item(1, "高龄老人津贴", content="标准\n对象", basis="《条例》")
    batch = upload(table_of(rows))
    row = row_named(batch, "高龄老人津贴")
    assert (row.match.how, row.taken) == ("renamed", False)  # type: ignore[union-attr]
    services.decide(batch.id, RowDecisions(matches={row.key: entry.id}), by=SYSTEM)
    services.apply(batch.id, **WHO)
    session.expire_all()
    assert entry.version.name == "高龄老人津贴"


def test_what_is_only_perhaps_an_item_is_written_when_the_clerk_says_so(session: Session) -> None:
    old, new = "养老服务机构行政处罚信息公示", "养老服务机构行政处罚的信息公示"
    an_entry(old, group="老组", owner="老局")
    batch = upload(table_of(item(1, new, group="新组")))
    services.decide_all(batch.id, services.Wanted("changed"), True, by=SYSTEM)
    found = look(batch)
    (row,) = found.rows
    assert row.match is not None
    assert (row.match.words, row.taken) == ("也许是同一项，名称相近 97%", False)
    assert (found.to_apply, list(found.missing), found.doubtful) == (0, [], 1)
    services.decide(batch.id, RowDecisions(rows={row.key: True}), by=SYSTEM)
    services.apply(batch.id, **WHO)
    assert entry_named(session, new).version.number == 2
