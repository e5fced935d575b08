"""Before anything is written, the clerk sees what would be, and every problem at its cell."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.catalogs.models import Entry
from catalog_app.errors import PermissionRefused
from catalog_app.exchange import services
from catalog_app.exchange.errors import FileRefused, PlaceNotConfirmed
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.services import RowDecisions
from catalog_app.exchange.services.stored import packed, unpacked
from catalog_app.regions.services import region_by_code
from imports.reading import read_file
from tests.conftest import NOON
from tests.exchange.office import (
    ALL_DOMAINS,
    DUNHUA,
    ELDERLY,
    FIXTURES,
    counts,
    fixture,
    item,
    look,
    row_named,
    table_of,
    take_in,
    upload,
)
from tests.factories.accounts import JIANGNAN, Role, a_user
from tests.factories.catalogs import a_catalog, a_content, an_entry
from tests.queries import count_queries


def test_a_first_file_is_all_new_and_writes_nothing(session: Session) -> None:
    batch = upload(ELDERLY)
    assert counts(batch) == {"added": 11}
    assert session.scalar(select(func.count()).select_from(Entry)) == 0


def test_every_fixture_is_kept_as_it_was_read() -> None:
    for path in sorted(FIXTURES.glob("*.*")):
        reading = read_file(path)
        if reading.refused is None:
            assert unpacked(packed(reading)) == reading


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("14a", "栏目规划"),
        ("14b", "没有内容"),
        ("14c", "已损坏"),
        ("14d", "不认识这种文件"),
        ("14e", "打开密码"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_leaves_nothing(
    session: Session, start: str, words: str
) -> None:
    with pytest.raises(FileRefused, match=words):
        upload(start)
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0


def test_the_26_domains_of_a_county_are_told_apart_by_their_titles(session: Session) -> None:
    preview = look(upload(ALL_DOMAINS))
    assert len({table.domain.code for table in preview.tables if table.domain}) == 26
    assert {table.certainty.words for table in preview.tables} == {"标题写明"}


def test_a_preview_asks_the_same_few_questions_whatever_the_size(session: Session) -> None:
    take_in(ALL_DOMAINS)
    small, large = upload(ELDERLY), upload(ALL_DOMAINS)
    session.expire_all()
    with count_queries() as of_small:
        look(small)
    session.expire_all()
    with count_queries() as of_large:
        look(large)
    assert len(of_large) == len(of_small) <= 10


def test_problems_stand_at_their_cells_with_their_rows(session: Session) -> None:
    batch = upload("04_")
    cells = {(table.label, each.cell) for table, each in look(batch).problems}
    assert ("救灾", "F4") in cells
    row = next(r for r in look(batch).rows if any(p.severity == "error" for p in r.problems))
    assert row.read.row == 4
    assert not row.taken


def test_a_row_without_a_name_is_shown_and_cannot_be_taken(session: Session) -> None:
    batch = upload("15_")
    (row,) = [row for row in look(batch).rows if row.status == "blocked"]
    assert row.read.row == 10
    services.decide(batch.id, RowDecisions({row.key: True}), by=actor(a_user()))
    assert not next(r for r in look(batch).rows if r.key == row.key).applies


def test_a_name_too_long_to_keep_is_told(session: Session) -> None:
    batch = upload(table_of(item(1, "长" * 301), item(2, "高龄津贴")))
    assert (counts(batch)["added"], counts(batch)["blocked"]) == (1, 1)
    (told,) = [each for _, each in look(batch).problems if each.code == "name-too-long"]
    assert (told.cell, told.severity) == ("C3", "error")


def test_the_clerk_chooses_a_domain_the_file_does_not_tell(session: Session) -> None:
    batch, office = upload("15_"), actor(a_user())
    unknown = look(batch).tables[1]
    assert (unknown.domain, unknown.hindrance) == (None, "看不出领域，请选择")
    services.choose_domains(batch.id, {1: "public_culture"}, by=office)
    chosen = look(batch).tables[1]
    assert chosen.certainty.words == "人工选定"
    assert chosen.counts["added"] == 3
    assert "domain-unknown" not in {each.code for each in chosen.problems}
    services.choose_domains(batch.id, {1: None}, by=office)
    assert look(batch).tables[1].hindrance == "已选择不导入"


def test_a_county_keeps_no_village_catalogue(session: Session) -> None:
    batch = upload(ELDERLY)
    services.choose_domains(batch.id, {0: "village_affairs"}, by=actor(a_user()))
    assert "不由本地区编制" in (look(batch).tables[0].hindrance or "")


def test_the_same_bytes_again_name_the_earlier_upload(session: Session) -> None:
    first = upload(ELDERLY)
    second = upload(ELDERLY)
    elsewhere = upload(ELDERLY, region="222404")
    assert services.earlier_batch(second) == first
    assert services.earlier_batch(elsewhere) is None


def test_changes_are_shown_by_element_with_both_texts(session: Session) -> None:
    a_catalog(entries=[a_content("高龄津贴", owner="市民政局")])
    batch = upload(
        table_of(item(1, "高龄津贴", content="1.补贴名称\n2.补贴依据\n3.补贴对象\n4.补贴标准"))
    )
    changes = {
        each.field: (each.before, each.after) for each in row_named(batch, "高龄津贴").fields
    }
    assert changes["owner"] == ("市民政局", "敦化市民政局")
    assert "content" not in changes
    assert "channels" not in changes, "the file has no such column"


def test_entries_the_file_does_not_have_are_kept_unless_chosen(session: Session) -> None:
    a_catalog(entries=["高龄津贴", "护理补贴"])
    batch = upload(table_of(item(1, "高龄津贴")))
    (gone,) = look(batch).missing
    assert (gone.kept.content.name, gone.withdraw) == ("护理补贴", False)


def test_an_address_nobody_can_open_is_reported_at_its_cell(session: Session) -> None:
    batch = upload(table_of(item(1, "高龄津贴", url="http://10.1.2.3/a.html")))
    _, problem = look(batch).problems[-1]
    assert problem.cell == "H3"
    assert "内部网络" in problem.message
    assert row_named(batch, "高龄津贴").new_urls == ()


def test_links_that_stand_already_are_not_new(session: Session) -> None:
    an_entry("高龄津贴", urls=["https://www.dunhua.gov.cn/a.html"])
    known = item(
        1, "高龄津贴", url="HTTPS://www.dunhua.gov.cn:443/a.html\nhttps://www.dunhua.gov.cn/b/"
    )
    assert row_named(upload(table_of(known)), "高龄津贴").new_urls == (
        "https://www.dunhua.gov.cn/b/",
    )


def test_an_editor_of_one_domain_imports_only_that(session: Session) -> None:
    editor = actor(a_user(Role.COUNTY_EDITOR, domain="elderly_care"))
    preview = look(upload(ALL_DOMAINS, by=editor), by=editor)
    assert [table.domain.code for table in preview.tables if table.domain] == ["elderly_care"]
    assert preview.to_apply == 11
    assert [(why, len(tables)) for why, tables in preview.aside] == [
        ("您没有这个领域的导入权限", 25)
    ]
    services.choose_domains(preview.batch.id, {0: "village_affairs"}, by=editor)
    reasons = [(why, len(tables)) for why, tables in look(preview.batch, by=editor).aside]
    assert reasons == [("您没有这个领域的导入权限", 24), ("这个领域不由本地区编制目录", 1)]


@pytest.mark.parametrize(
    ("role", "region"), [(Role.TOWNSHIP_EDITOR, JIANGNAN), (Role.COUNTY_OFFICE, "222404")]
)
def test_nobody_uploads_for_a_place_that_is_not_theirs(
    session: Session, role: Role, region: str
) -> None:
    with pytest.raises(PermissionRefused):
        upload(ELDERLY, region=DUNHUA, by=actor(a_user(role, region)))


@pytest.mark.parametrize(
    ("title", "name", "told"),
    [
        ("公主岭市养老服务领域基层政务公开标准目录", "敦化市目录.xlsx", "公主岭市"),
        ("养老服务领域基层政务公开标准目录", "公主岭市目录.xlsx", "公主岭市"),
        ("敦化市养老服务领域基层政务公开标准目录", "照公主岭市做的目录.xlsx", None),
        ("延边朝鲜族自治州敦化市养老服务目录", "目录.xlsx", None),
        ("敦化市江南镇养老服务目录", "目录.xlsx", None),
    ],
)
def test_a_file_is_another_places_by_its_titles_first(
    session: Session, title: str, name: str, told: str | None
) -> None:
    dunhua = region_by_code(DUNHUA)
    data = table_of(item(1, "高龄津贴"), title=title)
    batch = services.read_upload(dunhua.id, name, data, by=SYSTEM, at=NOON)
    named = services.named_elsewhere(look(batch).reading, dunhua)
    assert (named.name if named else None) == told


def test_another_places_file_is_imported_only_when_confirmed(session: Session) -> None:
    title = "公主岭市养老服务领域基层政务公开标准目录"
    batch, office = upload(table_of(item(1, "高龄津贴"), title=title)), actor(a_user())
    with pytest.raises(PlaceNotConfirmed, match="公主岭市"):
        services.apply(batch.id, by=office, at=NOON)
    assert session.scalar(select(func.count()).select_from(Entry)) == 0
    services.confirm_place(batch.id, by=office)
    services.choose_domains(batch.id, {0: "elderly_care"}, by=office)
    services.apply(batch.id, by=office, at=NOON)
    assert session.scalar(select(func.count()).select_from(Entry)) == 1


def test_another_places_file_is_noticed(session: Session) -> None:
    preview = look(upload("07_"))
    named = services.named_elsewhere(preview.reading, preview.batch.region)
    assert named is not None
    assert named.name == "吉林白城经济开发区"
    own = look(upload(ELDERLY))
    assert services.named_elsewhere(own.reading, own.batch.region) is None
    assert fixture(ELDERLY).name.startswith("01_敦化市")
