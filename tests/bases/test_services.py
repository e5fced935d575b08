"""The register as the province keeps it, and as catalogues are held against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.bases import services
from catalog_app.bases.errors import (
    BasesFileRefused,
    BasisChangedMeanwhile,
    BasisExists,
    BasisReplacesItself,
)
from catalog_app.bases.models import LegalBasis
from catalog_app.bases.services import BasisDraft, BasisFilter
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content
from tests.queries import count_queries

DAY = date(2026, 11, 20)


def row(session: Session, number: str) -> LegalBasis:
    return session.scalars(select(LegalBasis).where(LegalBasis.document_number == number)).one()


def test_what_the_guides_cite_is_in_the_register_from_the_start(session: Session) -> None:
    page = services.bases_page(BasisFilter())
    assert page.total > 130
    (law,) = services.bases_page(BasisFilter(text="社会保险法")).rows
    assert (law.status, law.confirmed) == ("unverified", False)


def test_known_facts_are_there_with_their_certainty(session: Session) -> None:
    old = row(session, "国务院令第492号")
    assert old.confirmed
    assert old.replaced_by is not None
    assert old.replaced_by.document_number == "国务院令第711号"
    recalled = row(session, "民发〔2012〕220号")
    assert not recalled.confirmed
    assert recalled.replaced_by is not None
    assert recalled.replaced_by.document_number == "民发〔2021〕57号"


def test_loading_again_adds_nothing_and_overwrites_nothing(session: Session) -> None:
    old = row(session, "国务院令第492号")
    old.title, old.plain_title, old.note = "改过的名称", "改过的名称", "省里改的"
    before = services.bases_page(BasisFilter()).total
    assert services.load_bases(session) == 0
    assert services.bases_page(BasisFilter()).total == before
    assert row(session, "国务院令第492号").note == "省里改的"


def test_a_new_basis_is_kept_in_one_form_and_recorded(session: Session) -> None:
    made = services.add_basis(
        BasisDraft("吉林省村务公开办法", "吉政令[2030]第1号", confirmed=True), by=SYSTEM, at=NOON
    )
    assert made.document_number == "吉政令〔2030〕1号"
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert "吉林省村务公开办法" in event.summary


def test_the_same_basis_is_not_kept_twice(session: Session) -> None:
    with pytest.raises(BasisExists):
        services.add_basis(BasisDraft("政府信息公开条例", "国务院令第711号"), by=SYSTEM, at=NOON)


def test_two_keepers_do_not_overwrite_each_other(session: Session) -> None:
    made = services.add_basis(BasisDraft("某办法"), by=SYSTEM, at=NOON)
    services.change_basis(
        made.id, BasisDraft("某办法", note="一"), base_version=1, by=SYSTEM, at=NOON
    )
    with pytest.raises(BasisChangedMeanwhile):
        services.change_basis(
            made.id, BasisDraft("某办法", note="二"), base_version=1, by=SYSTEM, at=NOON
        )


def test_a_basis_does_not_end_up_replacing_itself(session: Session) -> None:
    first = services.add_basis(BasisDraft("甲办法"), by=SYSTEM, at=NOON)
    second = services.add_basis(
        BasisDraft("乙办法", status="repealed", replaced_by_id=first.id), by=SYSTEM, at=NOON
    )
    with pytest.raises(BasisReplacesItself):
        services.change_basis(
            first.id,
            BasisDraft("甲办法", replaced_by_id=second.id),
            base_version=1,
            by=SYSTEM,
            at=NOON,
        )


def test_confirming_twice_changes_nothing(session: Session) -> None:
    made = services.add_basis(BasisDraft("某办法"), by=SYSTEM, at=NOON)
    services.confirm_basis(made.id, by=SYSTEM, at=NOON)
    version = made.version
    services.confirm_basis(made.id, by=SYSTEM, at=NOON)
    assert (made.confirmed, made.version) == (True, version)


def cited(session: Session, number: str) -> list[str]:
    viewer = a_user(Role.PROVINCIAL_OFFICE, "220000")
    page = services.citing_entries(row(session, number), viewer, DAY)
    return sorted(entry.version.name for entry in page.rows)


def test_who_cites_which_text_of_a_law_is_told_apart(session: Session) -> None:
    a_catalog(
        entries=[
            a_content("新", basis=("《中华人民共和国政府信息公开条例》",)),
            a_content("简", basis=("《信息公开条例》",)),
            a_content("旧", basis=("《政府信息公开条例》（国务院令第492号）",)),
            a_content("旁", basis=("《政府信息公开条例实施办法》",)),
            a_content("号", basis=("民发[2012]220号",)),
        ]
    )
    assert cited(session, "国务院令第711号") == ["新", "简"]
    assert cited(session, "国务院令第492号") == ["旧"]
    assert cited(session, "民发〔2012〕220号") == ["号"]


def test_counties_are_counted_with_their_townships(session: Session) -> None:
    basis = ("民发〔2012〕220号",)
    a_catalog("222403", entries=[a_content("甲", basis=basis), a_content("乙", basis=basis)])
    a_catalog("222403110", entries=[a_content("丙", basis=basis)])
    a_catalog("222402", entries=[a_content("丁", basis=basis)])
    viewer = a_user(Role.PROVINCIAL_OFFICE, "220000")
    counted = services.citing_counties(row(session, "民发〔2012〕220号"), viewer, DAY)
    assert counted == [("敦化市", 2, 3), ("图们市", 1, 1)]
    clerk = a_user(Role.COUNTY_OFFICE, "222402")
    assert len(services.citing_counties(row(session, "民发〔2012〕220号"), clerk, DAY)) == 1


Edit = Callable[[str], str]


def test_the_table_written_is_read_back_without_a_change(session: Session) -> None:
    told = services.take_in_bases(services.bases_csv(), by=SYSTEM, at=NOON)
    assert (told.added, told.changed) == (0, 0)
    assert told.same == services.bases_page(BasisFilter()).total


def test_a_table_adds_changes_and_names_successors_further_down(session: Session) -> None:
    text = (
        "名称,文号,状态,由哪个文件代替,已核实\n"
        "甲办法,吉民发〔2020〕1号,已废止,《乙办法》（吉民发〔2030〕2号）,是\n"
        "《乙办法》,吉民发[2030]2号,现行有效,,是\n"
    )
    told = services.take_in_bases(text.encode(), by=SYSTEM, at=NOON)
    assert (told.added, told.changed) == (2, 0)
    first = row(session, "吉民发〔2020〕1号")
    assert first.replaced_by is not None
    assert first.replaced_by.title == "乙办法"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",吉民发〔2020〕1号,现行有效,,", "第 2 行：没有写名称"),
        ("甲办法,,有效,,", "第 2 行：状态“有效”"),
        ("甲办法,,现行有效,《没有的办法》,", "第 2 行：库里没有“《没有的办法》”"),
        ("甲办法,,,,也许", "第 2 行：已核实应写"),
    ],
)
def test_a_table_with_one_fault_is_refused_whole(session: Session, line: str, told: str) -> None:
    before = services.bases_page(BasisFilter()).total
    text = f"名称,文号,状态,由哪个文件代替,已核实\n{line}\n乙办法,,,,\n"
    with pytest.raises(BasesFileRefused, match=told):
        services.take_in_bases(text.encode(), by=SYSTEM, at=NOON)
    assert services.bases_page(BasisFilter()).total == before


@pytest.mark.parametrize("data", [b"", b"\x00\x01", "没有表头\n一行\n".encode()])
def test_what_is_no_table_of_bases_is_refused_with_the_way_out(
    session: Session, data: bytes
) -> None:
    with pytest.raises(BasesFileRefused):
        services.take_in_bases(data, by=SYSTEM, at=NOON)


def test_a_page_of_the_register_takes_two_statements(session: Session) -> None:
    with count_queries() as asked:
        for each in services.bases_page(BasisFilter()).rows:
            assert each.replaced_by is None or each.replaced_by.title
    assert asked.total == 2
