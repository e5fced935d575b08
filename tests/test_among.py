"""Rows named by a list of keys: the same on both engines, in one statement however long the list."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code
from tests.queries import count_queries


def test_rows_are_found_by_numbers_and_by_texts(session: Session) -> None:
    regions = [region_by_code(code) for code in ("222401", "222403")]
    names = [*(region.name for region in regions), "没有", '"引号"']
    found = session.scalars(select(Region.id).where(among(Region.name, names)))
    assert set(found) == {region.id for region in regions}
    numbers = [region.id for region in regions]
    again = select(Region.name).where(among(Region.id, numbers))
    assert set(session.scalars(again)) == {region.name for region in regions}


def test_of_no_keys_there_are_no_rows(session: Session) -> None:
    assert session.scalars(select(Region).where(among(Region.id, []))).all() == []


def test_the_statement_is_the_same_for_one_key_and_for_a_hundred_thousand(session: Session) -> None:
    with count_queries() as sent:
        for many in (1, 100_000):
            session.scalars(select(Region.id).where(among(Region.id, range(many)))).all()
    assert sent.total == 2
    assert sent[0] == sent[1]
