"""Where a table's domain comes from: written, doubted, or guessed and to be confirmed."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.exchange import services
from catalog_app.exchange.errors import DomainNotConfirmed, NothingToImport
from catalog_app.exchange.import_command import domains_unattended
from catalog_app.exchange.services.certainty import certainty_of
from domains.nearest import nearest_domains
from domains.standard import domain
from imports.reading import read_bytes
from tests.conftest import NOON
from tests.exchange.office import catalogs, item, look, table_of, upload

WHO = {"by": SYSTEM, "at": NOON}
UNTITLED = "敦化市政务公开目录"


def table_like(code: str, title: str) -> bytes:
    """A county's table of a guide's items under a title."""
    names = [(each.name, each.group) for each in domain(code).items]
    rows = [item(n, name, group=group) for n, (name, group) in enumerate(names, 1)]
    return table_of(*rows, title=title)


def certainty(data: bytes, name: str = "目录.xlsx") -> tuple[str | None, str, bool]:
    (table,) = read_bytes(data, name).tables
    found = certainty_of(table, name, nearest_domains(e.content.name for e in table.entries))
    return found.code, found.words, found.sure


def test_a_domain_is_told_with_its_source() -> None:
    written = table_like("elderly_care", "敦化市养老服务领域基层政务公开标准目录")
    assert certainty(written) == ("elderly_care", "标题写明", True)
    blank = table_like("elderly_care", UNTITLED)
    assert certainty(blank, "养老服务领域.xlsx")[:2] == ("elderly_care", "文件名写明")
    assert certainty(blank) == ("elderly_care", "内容相近 100%，请确认", False)


def test_a_reading_never_guesses() -> None:
    (table,) = read_bytes(table_like("elderly_care", UNTITLED), "目录.xlsx").tables
    assert table.domain is None
    assert "domain-unknown" in {each.code for each in table.problems}


def test_contents_of_another_domain_than_the_title_are_doubted(session: Session) -> None:
    preview = look(upload(table_like("public_culture", "敦化市养老服务领域标准目录")))
    (table,) = preview.doubted
    assert table.domain is not None
    assert table.domain.code == "elderly_care"
    assert "“养老服务”，内容却像“公共文化服务”" in (table.certainty.doubt or "")
    assert table.doubtful
    services.choose_domains(preview.batch.id, {0: "elderly_care"}, by=SYSTEM)
    assert look(preview.batch).doubted == [], "the clerk looked at it"


def test_what_holds_no_item_has_no_domain_to_be_looked_at(session: Session) -> None:
    preview = look(upload("13_", region="222424"))
    assert [len(table.read.entries) for table in preview.tables] == [25, 0]
    assert [table.doubtful for table in preview.tables] == [False, False]


def test_a_guessed_domain_waits_for_the_clerk(session: Session) -> None:
    batch = upload(table_like("elderly_care", UNTITLED))
    (table,) = look(batch).unconfirmed
    assert table.counts["added"] == len(domain("elderly_care").items)
    with pytest.raises(DomainNotConfirmed, match="养老服务"):
        services.apply(batch.id, **WHO)
    assert catalogs() == []
    services.choose_domains(batch.id, {0: "elderly_care"}, by=SYSTEM)
    assert look(batch).unconfirmed == []
    services.apply(batch.id, **WHO)
    assert catalogs() == ["elderly_care"]


def test_a_guess_can_be_put_right_or_refused(session: Session) -> None:
    batch = upload(table_like("elderly_care", UNTITLED))
    services.choose_domains(batch.id, {0: "social_assistance"}, by=SYSTEM)
    (table,) = look(batch).tables
    assert table.domain is not None
    assert (table.domain.code, table.certainty.words) == ("social_assistance", "人工选定")
    services.choose_domains(batch.id, {0: None}, by=SYSTEM)
    with pytest.raises(NothingToImport):
        services.apply(batch.id, **WHO)


def test_the_nearest_domains_stand_first(session: Session) -> None:
    (table,) = look(upload(table_like("disaster_relief", UNTITLED))).tables
    assert [each.code for each in table.nearest][:2] == ["disaster_relief", "work_safety"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nobody_at_the_command_line_confirms_a_guess(session: Session) -> None:
    reading = read_bytes(table_like("elderly_care", UNTITLED), "目录.xlsx")
    batch = upload(table_like("elderly_care", UNTITLED))
    unattended = services.Decisions(domains_unattended(reading, None), place_confirmed=True)
    with pytest.raises(NothingToImport):
        services.apply(batch.id, unattended, **WHO)
    named = services.Decisions(domains_unattended(reading, "elderly_care"), place_confirmed=True)
    services.apply(batch.id, named, **WHO)
    assert catalogs() == ["elderly_care"]
