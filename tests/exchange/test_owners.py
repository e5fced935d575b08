"""A unit that an office named is not lost to a guide's general name."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from catalog_app.exchange import services
from catalog_app.exchange.services.owners import holds_place, names_unit, would_lose_unit
from domains.standard import load_domains
from tests.exchange.office import counts, item, look, row_named, table_of, take_in, upload
from tests.factories.catalogs import a_started_catalog, an_entry

UNIT = "敦化市民政局"
LAWS = "《中华人民共和国老年人权益保障法》\n《国务院关于加快发展养老服务业的若干意见》"


@pytest.mark.parametrize(
    "general",
    [
        "县级人民政府民政部门",
        "县级民政部门",
        "民政部门",
        "市场监督管理部门",
        "县（市、区）人民政府",
        "各乡（镇）人民政府",
        "县级人民政府民政部门、乡镇人民政府(街道办事处)",
        "住房和城乡建设部门",
        "公安机关",
        "村民委员会",
    ],
)
def test_a_kind_of_office_at_no_place_does_not_replace_a_unit(general: str) -> None:
    assert would_lose_unit(UNIT, general, None)
    assert not would_lose_unit(general, UNIT, None)


@pytest.mark.parametrize(
    "other", ["敦化市卫生健康局", "江南镇人民政府", "敦化市民政部门", "市老龄办"]
)
def test_another_unit_does(other: str) -> None:
    assert not would_lose_unit(UNIT, other, "县级民政部门")


def test_the_guides_own_words_are_general_whatever_they_look_like() -> None:
    assert would_lose_unit("敦化市应急管理局", "区应急局", "区应急局")
    assert not would_lose_unit("敦化市应急管理局", "区应急局", "应急管理部门")
    assert not would_lose_unit("区应急局", "应急管理部门", "区应急局")


def test_no_guide_names_a_place() -> None:
    owners = {each.entry().owner for domain in load_domains() for each in domain.items} - {None}
    assert len(owners) > 50
    assert [owner for owner in owners if owner and holds_place(owner)] == []
    assert not names_unit("县级民政部门", None)


def test_a_row_that_only_takes_the_unit_away_changes_nothing(session: Session) -> None:
    an_entry("高龄津贴", content=("补贴名称", "补贴标准"))
    batch = upload(table_of(item(1, "高龄津贴", owner="县级民政部门", basis=LAWS)))
    assert counts(batch)["unchanged"] == 1
    assert row_named(batch, "高龄津贴").general_owner == "县级民政部门"


def test_the_other_changes_of_such_a_row_are_taken(session: Session) -> None:
    entry = an_entry("高龄津贴")
    take_in(table_of(item(1, "高龄津贴", owner="县级民政部门", time_limit="每年3月31日前")))
    session.expire_all()
    assert (entry.version.owner, entry.version.time_limit) == (UNIT, "每年3月31日前")


def test_a_catalogue_started_from_the_guide_gets_its_units_and_keeps_them(
    session: Session,
) -> None:
    """The guide's own table, read again after the office named its units, changes no owner."""
    entry = a_started_catalog().entries[0]
    name, group, general = entry.version.name, entry.version.group, entry.version.owner
    assert general
    named = item(1, name, group=group, owner=UNIT)
    take_in(table_of(named))
    session.expire_all()
    assert entry.version.owner == UNIT
    again = upload(table_of(item(1, name, group=group, owner=general)))
    (row,) = look(again).rows
    assert (row.general_owner, row.fields) == (general, ())
    assert services.counts_of(look(again))["changed"] == 0
