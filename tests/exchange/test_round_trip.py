"""A county exports, corrects two cells in a spreadsheet program, and imports exactly these two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs_of_office
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.database import session as session_now
from catalog_app.exchange import services
from catalog_app.exchange.errors import NothingToExport
from catalog_app.regions.services import region_by_code
from domains.standard import load_domains
from tests.conftest import NOON
from tests.exchange.office import (
    ALL_DOMAINS,
    ELDERLY,
    corrected,
    counts,
    exported,
    look,
    state,
    take_in,
    upload,
)
from tests.factories.catalogs import a_started_catalog, an_entry

WHO = {"by": SYSTEM, "at": NOON}


def column(sheet: Worksheet, header: str) -> int:
    return next(cell.column for row in sheet["2:3"] for cell in row if cell.value == header)


def test_two_corrected_cells_are_the_only_two_changes(session: Session) -> None:
    take_in(ELDERLY)

    def correct(sheet: Worksheet) -> None:
        sheet.cell(4, column(sheet, "公开时限"), "自信息形成之日起5个工作日内")
        sheet.cell(9, column(sheet, "二级事项"), "老年人津贴补贴和照料服务")

    batch = upload(corrected(exported(), correct))
    changes = [(row.read.row, row.match.how, [each.field for each in row.fields])
               for row in look(batch).rows if row.status == "changed" and row.match]  # fmt: skip
    assert changes == [(4, "identity", ["time_limit"]), (9, "identity", ["name"])]
    assert counts(batch) == {"changed": 2, "unchanged": 9}
    assert services.apply(batch.id, **WHO).outcome["changed"] == 2
    assert counts(upload(exported())) == {"unchanged": 11}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_the_guides_say_comes_back_without_a_difference(session: Session, kind: str) -> None:
    for domain in load_domains():
        if domain.kind == "pilot":
            a_started_catalog(domain=domain.code)
    found = counts(upload(exported(kind=kind)))
    found.pop("problems", None)
    assert found == {"unchanged": sum(len(d.items) for d in load_domains() if d.kind == "pilot")}


@pytest.mark.parametrize("kind", ["xlsx", "csv", "docx", "html", "jsonl"])
def test_what_a_county_sent_comes_back_without_a_difference(session: Session, kind: str) -> None:
    take_in(ALL_DOMAINS)
    assert counts(upload(exported(kind=kind))) == {"unchanged": 463}


def test_links_come_back_too(session: Session) -> None:
    take_in("07_", region="220871")
    assert counts(upload(exported("220871"), region="220871"))["unchanged"] == 13


def test_another_countys_marks_are_not_taken_for_ours(session: Session) -> None:
    take_in(ELDERLY)
    batch = upload(exported(), region="222404")
    assert {row.match for row in look(batch).rows} == {None}


def test_a_row_moved_and_renumbered_is_still_its_entry(session: Session) -> None:
    take_in(ELDERLY)

    def move_last_row_up(sheet: Worksheet) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.merged_cells.remove(merged)
        last = [cell.value for cell in sheet[sheet.max_row]]
        sheet.delete_rows(sheet.max_row)
        sheet.insert_rows(4)
        for place, value in enumerate(last, start=1):
            sheet.cell(4, place, value)
        sheet.cell(4, 2, "养老服务行业管理信息")
        sheet.cell(5, 2, "养老服务通用政策")
        for row in range(4, sheet.max_row + 1):
            sheet.cell(row, 1, row - 3)

    batch = upload(corrected(exported(), move_last_row_up))
    assert {row.match.how for row in look(batch).rows if row.match} == {"identity"}
    assert counts(batch).get("added") is None
    assert list(look(batch).missing) == []


def test_items_not_in_force_are_not_exported_and_not_missed(session: Session) -> None:
    entry = an_entry("高龄津贴")
    an_entry("护理补贴", catalog=session.scalars(select(Catalog)).one())
    catalogs_of_office.withdraw_entry(entry.id, "已停办", base_version=1, **WHO)
    (catalog,) = services.catalogs_of_scope(services.ExportScope(region_by_code("222403")))
    assert [each.content.name for each in catalog.entries] == ["护理补贴"]
    assert counts(upload(exported()))["unchanged"] == 1


def test_a_county_without_entries_exports_nothing(session: Session) -> None:
    with pytest.raises(NothingToExport, match="敦化市还没有公开事项"):
        exported()


COMPLETE = ["xlsx", "csv", "docx", "html", "jsonl"]


def wholly(kind: str, region: str = "222403") -> bytes:
    """A complete export of the region."""
    scope = services.ExportScope(region_by_code(region), complete=True)
    return b"".join(services.export_of(scope, kind, at=NOON).chunks)


LINKS = [
    ("https://www.dunhua.gov.cn/a.html", "两微一端", "column"),
    ("https://zwfw.jl.gov.cn/b", "政府网站", "service"),
]


def links_of(region: str) -> list[tuple[str, str, str]]:
    """Every link of the region, with its channel and kind."""
    query = (
        select(Publication.url, Publication.channel, Publication.kind)
        .join(Entry, Entry.id == Publication.entry_id)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .where(Catalog.region_id == region_by_code(region).id)
    )
    return sorted((url, channel, kind) for url, channel, kind in session_now().execute(query))


def a_county_with_all_kinds_of_items() -> None:
    first, second, third, *_ = a_started_catalog().entries
    catalogs_of_office.declare_not_applicable(first.id, "本地没有\n养老机构", base_version=1, **WHO)
    catalogs_of_office.withdraw_entry(second.id, "已停办", base_version=1, **WHO)
    content = replace(third.version.as_content, name="改了名字的事项")
    catalogs_of_office.revise_entry(third.id, content, base_version=1, **WHO)
    for url, channel, kind in LINKS:
        catalogs_of_office.add_link(third.id, url, channel=channel, kind=kind, **WHO)


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_complete_export_comes_back_without_a_difference(session: Session, kind: str) -> None:
    a_county_with_all_kinds_of_items()
    found = counts(upload(wholly(kind)))
    found.pop("problems", None)
    assert found == {"unchanged": 11}


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_county_moves_to_another_system_with_all_it_keeps(session: Session, kind: str) -> None:
    a_county_with_all_kinds_of_items()
    take_in(wholly(kind), region="222404")
    before, after = (
        [row[2:] for row in state(region) if len(row) > 2] for region in ("222403", "222404")
    )
    assert after == before
    assert links_of("222404") == links_of("222403") == LINKS


def test_what_a_link_is_does_not_change_by_a_file_but_is_told(session: Session) -> None:
    a_county_with_all_kinds_of_items()

    def turn(sheet: Worksheet) -> None:
        notes = column(sheet, "链接说明")
        sheet.cell(6, notes).value = sheet.cell(6, notes).value.replace("办事页面", "文章")

    found = look(upload(corrected(wholly("xlsx"), turn)))
    (told,) = [each for row in found.rows for each in row.problems if each.field == "urls"]
    assert (told.code, told.severity) == ("link-kept", "info")
    assert "在目录里是“政府网站，办事页面”，文件里写的是“政府网站，文章”" in told.message
    assert found.to_apply == 0


def test_what_the_file_says_of_an_items_standing_is_taken_over(session: Session) -> None:
    a_county_with_all_kinds_of_items()

    def turn(sheet: Worksheet) -> None:
        stands, why = column(sheet, "适用情况"), column(sheet, "适用情况说明")
        sheet.cell(4, stands).value = sheet.cell(4, why).value = None
        sheet.cell(7, stands, "不适用")
        sheet.cell(7, why, "没有这项业务")
        sheet.cell(8, stands, "已撤下")

    batch = upload(corrected(wholly("xlsx"), turn))
    rows = {row.read.row: row for row in look(batch).rows if row.status == "changed"}
    assert {row: each.standing for row, each in rows.items()} == {
        4: ("current", None),
        7: ("not_applicable", "没有这项业务"),
    }
    assert [rows[4].taken, rows[7].taken] == [False, True]
    told = [each.code for row in look(batch).rows for each in row.problems]
    assert "reason-missing" in told
    services.apply(batch.id, **WHO)
    now = [(each.version.disposition, each.version.reason) for each in the_catalog(session).entries]
    assert now[3] == ("not_applicable", "没有这项业务")
    assert now[0][0] == "not_applicable"
    assert now[4] == ("current", None)


def the_catalog(session: Session) -> Catalog:
    session.expire_all()
    return session.scalars(select(Catalog)).one()


def test_the_preview_shows_how_each_item_would_stand(office: FlaskClient) -> None:
    a_county_with_all_kinds_of_items()

    def turn(sheet: Worksheet) -> None:
        sheet.cell(4, column(sheet, "二级事项"), "渔民安置办法")
        sheet.cell(4, column(sheet, "事项标识")).value = None
        sheet.cell(7, column(sheet, "适用情况"), "不适用")
        sheet.cell(7, column(sheet, "适用情况说明"), "没有这项业务")

    address = f"/staff/exchange/batches/{upload(corrected(wholly('xlsx'), turn)).id}"
    added = office.get(f"{address}?show=added").text
    assert "渔民安置办法" in added
    assert "本地没有" in added
    assert "没有这项业务" in office.get(f"{address}?show=changed").text
