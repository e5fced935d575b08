"""Importing for real: versions, links, guide items, one transaction, nothing overwritten unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs import services as catalogs_of_office
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.exchange import services
from catalog_app.exchange.errors import BatchSettled, NothingToImport
from catalog_app.exchange.models import ImportBatch, ImportChange
from catalog_app.exchange.services import Decisions, RowDecisions, Wanted
from tests.benchmarks.big_workbook import write
from tests.conftest import NOON
from tests.exchange.office import (
    ALL_DOMAINS,
    ELDERLY,
    catalogs,
    counts,
    item,
    look,
    row_named,
    state,
    table_of,
    take_in,
    upload,
)
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry
from tests.queries import count_queries

WHO = {"by": SYSTEM, "at": NOON}


@pytest.mark.parametrize(
    ("start", "region", "entries", "links"),
    [
        ("01_", "222403", 11, 0),
        ("02_", "220821", 463, 0),
        ("07_", "220871", 13, 14),
        ("11_", "220881", 31, 0),
    ],
)
def test_a_countys_file_becomes_its_catalogues_and_twice_changes_nothing(
    session: Session, start: str, region: str, entries: int, links: int
) -> None:
    done = take_in(start, region=region).outcome
    assert (done["added"], done["links"], done["left"]) == (entries, links, [])
    before = state(region)
    again = upload(start, region=region)
    assert counts(again).get("unchanged") == entries
    with pytest.raises(NothingToImport):
        services.apply(again.id, **WHO)
    assert state(region) == before


def test_an_import_is_a_version_of_its_own_with_one_event(session: Session) -> None:
    entry = an_entry("高龄津贴", owner="市民政局")
    office = actor(a_user())
    batch = upload(table_of(item(1, "高龄津贴")), by=office)
    services.apply(batch.id, by=office, at=NOON)
    session.expire_all()
    assert (entry.version.number, entry.version.origin) == (2, "import")
    assert entry.version.owner == "敦化市民政局"
    assert entry.version.channels == ["政府网站", "政务服务中心"], "the file has no such column"
    events = session.scalars(select(AuditEvent).where(AuditEvent.action == "import.applied")).all()
    assert [event.actor_id for event in events] == [office.id]
    assert "修改 1 项" in events[0].summary


def test_new_entries_follow_the_guides_items_by_name(session: Session) -> None:
    take_in(ELDERLY)
    entries = session.scalars(select(Entry)).all()
    followed = [entry.standard_item.name for entry in entries if entry.standard_item]
    assert len(followed) == len(set(followed)) >= 9
    assert all(entry.catalog.guide_id for entry in entries)


def test_a_catalogue_started_from_the_guide_is_matched_not_doubled(session: Session) -> None:
    catalog = a_started_catalog()
    standing = len(catalog.entries)
    done = take_in(ELDERLY).outcome
    assert done["added"] + standing == session.scalar(select(func.count()).select_from(Entry))
    assert done["changed"] >= 9


def test_lost_ticks_and_blank_cells_do_not_wipe_what_is_kept(session: Session) -> None:
    an_entry("高龄津贴")
    batch = upload(table_of(item(1, "高龄津贴", owner=None, basis=None, time_limit="及时公开")))
    row = row_named(batch, "高龄津贴")
    assert row.left_as_kept == ("公开依据", "公开主体")
    services.apply(batch.id, **WHO)
    kept = session.scalars(select(EntryVersion).order_by(EntryVersion.id.desc())).first()
    assert kept is not None
    assert (kept.owner, kept.time_limit) == ("敦化市民政局", "及时公开")


def test_a_name_cut_short_does_not_replace_the_whole_one(session: Session) -> None:
    whole = "养老机构行政处罚信息公示和投诉渠道(含联系电话)"
    an_entry(whole)
    row = row_named(upload(table_of(item(1, whole[:-2]))), whole[:-2])
    assert row.match is not None
    assert row.match.how == "near"
    assert row.content.name == whole


def test_rows_left_out_stay_as_they_are(session: Session) -> None:
    a_catalog(entries=[a_content("高龄津贴", owner="老局"), a_content("护理补贴", owner="老局")])
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴"), item(3, "助餐补贴")))
    services.decide(batch.id, RowDecisions({row_named(batch, "高龄津贴").key: False}), by=SYSTEM)
    done = services.apply(batch.id, **WHO).outcome
    assert (done["added"], done["changed"], done["left"]) == (1, 1, [])
    owners = dict(session.execute(select(EntryVersion.name, EntryVersion.owner).join(
        Entry, Entry.current_version_id == EntryVersion.id)).all())  # fmt: skip
    assert owners["高龄津贴"] == "老局"
    assert owners["护理补贴"] == "敦化市民政局"


def test_all_of_a_kind_are_decided_at_once(session: Session) -> None:
    a_catalog(entries=["高龄津贴", "护理补贴", "助餐补贴"])
    batch = upload(
        table_of(item(1, "高龄津贴", owner="新局"), item(2, "新事项甲"), item(3, "新事项乙"))
    )
    services.decide_all(batch.id, Wanted("added"), False, by=SYSTEM)
    services.decide_all(batch.id, Wanted("missing"), True, by=SYSTEM)
    done = services.apply(batch.id, **WHO).outcome
    assert (done["added"], done["changed"], done["withdrawn"]) == (0, 1, 2)
    reasons = set(
        session.scalars(select(EntryVersion.reason).where(EntryVersion.disposition == "withdrawn"))
    )
    assert reasons == {"导入的文件中没有这个事项"}


def test_decisions_can_be_handed_over_with_the_import(session: Session) -> None:
    batch = take_in(ALL_DOMAINS, Decisions(dict.fromkeys(range(1, 26))))
    assert catalogs() == ["major_construction_projects"]
    assert batch.outcome["added"] == 26


def test_a_withdrawn_item_comes_back_only_when_the_clerk_says_so(session: Session) -> None:
    entry = an_entry("高龄津贴")
    catalogs_of_office.withdraw_entry(entry.id, "已停办", base_version=1, **WHO)
    batch = upload(table_of(item(1, "高龄津贴")))
    row = row_named(batch, "高龄津贴")
    assert (row.revives, row.taken) == (True, False)
    services.decide(batch.id, RowDecisions({row.key: True}), by=SYSTEM)
    services.apply(batch.id, **WHO)
    session.expire_all()
    assert (entry.version.disposition, entry.version.reason) == ("current", None)


def test_links_are_kept_under_their_one_spelling_and_kind(session: Session) -> None:
    urls = "HTTPS://www.dunhua.gov.cn:443/a/\nhttps://zwfw.jl.gov.cn/x\nhttps://www.dunhua.gov.cn/b.pdf\nhttp://127.0.0.1/"
    done = take_in(table_of(item(1, "高龄津贴", url=urls))).outcome
    kinds = dict(session.execute(select(Publication.url, Publication.kind)).all())
    assert kinds == {
        "https://www.dunhua.gov.cn/a/": "column",
        "https://zwfw.jl.gov.cn/x": "service",
        "https://www.dunhua.gov.cn/b.pdf": "attachment",
    }
    assert [each["cell"] for each in done["refused_links"]] == ["H3"]


def test_what_somebody_changed_after_the_preview_is_left_and_told(session: Session) -> None:
    a_catalog(entries=[a_content("高龄津贴", owner="老局"), a_content("护理补贴", owner="老局")])
    batch = upload(table_of(item(1, "高龄津贴"), item(2, "护理补贴")))
    entry = session.scalars(select(Entry).order_by(Entry.id)).first()
    assert entry is not None
    content = replace(entry.version.as_content, note="刚改过")
    catalogs_of_office.revise_entry(entry.id, content, base_version=1, **WHO)
    assert look(batch).moved_on == 1
    done = services.apply(batch.id, **WHO).outcome
    assert done["changed"] == 1
    assert [each["name"] for each in done["left"]] == ["养老服务业务办理 · 高龄津贴"]
    assert "有人改动" in done["left"][0]["reason"]
    session.expire_all()
    assert entry.version.note == "刚改过"


def test_a_renamed_entry_is_not_doubled_by_a_preview_made_before(session: Session) -> None:
    entry = an_entry("高龄津贴")
    batch = upload(table_of(item(1, "高龄津贴", owner="新局"), item(2, "护理补贴")))
    renamed = replace(entry.version.as_content, name="八十岁以上老人生活补助")
    catalogs_of_office.revise_entry(entry.id, renamed, base_version=1, **WHO)
    done = services.apply(batch.id, **WHO).outcome
    assert (done["added"], [each["name"] for each in done["left"]]) == (
        1,
        ["养老服务业务办理 · 高龄津贴"],
    )


def test_comparing_again_takes_the_newer_state_as_seen(session: Session) -> None:
    entry = an_entry("高龄津贴")
    batch = upload(table_of(item(1, "高龄津贴", owner="新局")))
    content = replace(entry.version.as_content, note="刚改过")
    catalogs_of_office.revise_entry(entry.id, content, base_version=1, **WHO)
    services.compare_again(batch.id, by=SYSTEM)
    assert look(batch).moved_on == 0
    services.apply(batch.id, **WHO)
    session.expire_all()
    assert (entry.version.owner, entry.version.note) == ("新局", "刚改过")


def test_of_two_clerks_with_one_file_the_second_doubles_nothing(session: Session) -> None:
    first, second = upload(ELDERLY), upload(ELDERLY)
    services.apply(first.id, **WHO)
    with pytest.raises(NothingToImport):
        services.apply(second.id, **WHO)
    assert session.scalar(select(func.count()).select_from(Entry)) == 11


def test_a_batch_is_imported_once(session: Session) -> None:
    batch = upload(ELDERLY)
    services.apply(batch.id, **WHO)
    with pytest.raises(BatchSettled, match="已导入"):
        services.apply(batch.id, **WHO)


def test_a_failure_midway_leaves_everything_as_it_was(session: Session) -> None:
    """A county's own rule in the database refuses the very last row that is written."""
    a_catalog(entries=[a_content("高龄津贴", owner="老局")])
    batch = upload(
        table_of(item(1, "高龄津贴"), item(2, "护理补贴", url="https://www.dunhua.gov.cn/x"))
    )
    session.execute(text("CREATE UNIQUE INDEX one_change ON import_change (batch_id)"))
    session.commit()
    before = state()
    with pytest.raises(IntegrityError):
        services.apply(batch.id, **WHO)
    assert state() == before
    assert session.get_one(ImportBatch, batch.id).state == "previewed"
    assert session.scalar(select(func.count()).select_from(ImportChange)) == 0
    assert session.scalar(select(func.count()).select_from(Publication)) == 0
    session.execute(text("DROP INDEX one_change"))
    session.commit()
    assert services.apply(batch.id, **WHO).outcome["added"] == 1


def test_importing_asks_no_question_per_row(session: Session, tmp_path) -> None:  # type: ignore[no-untyped-def]
    totals = []
    for rows in (200, 800):
        path = tmp_path / f"{rows}.xlsx"
        write(path, rows)
        batch = upload(path.read_bytes())
        if rows == 200:
            services.choose_domains(batch.id, {0: "elderly_care"}, by=SYSTEM)
        else:
            services.choose_domains(batch.id, {0: "public_culture"}, by=SYSTEM)
        session.expire_all()
        with count_queries() as queries:
            done = services.apply(batch.id, **WHO)
        assert done.outcome["added"] == rows
        totals.append(len(queries))
    assert totals[0] == totals[1] <= 40


def test_changing_asks_no_question_per_row(session: Session) -> None:
    names = [f"公开事项{number}号" for number in range(1, 301)]
    a_catalog(entries=names)
    totals = []
    for owner, some in (("甲局", names[:20]), ("乙局", names)):
        batch = upload(table_of(*(item(n, name, owner=owner) for n, name in enumerate(some, 1))))
        session.expire_all()
        with count_queries() as queries:
            assert services.apply(batch.id, **WHO).outcome["changed"] == len(some)
        totals.append(len(queries))
    assert totals[0] == totals[1] <= 40


def test_a_discarded_file_cannot_be_imported(session: Session) -> None:
    batch = upload(ELDERLY)
    services.discard(batch.id, **WHO)
    with pytest.raises(BatchSettled, match="已放弃"):
        services.apply(batch.id, **WHO)
    assert session.scalar(select(func.count()).select_from(Catalog)) == 0
