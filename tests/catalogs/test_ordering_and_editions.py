"""The order of the entries, and the frozen lists made of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import CatalogEmpty, PositionOutOfRange
from catalog_app.catalogs.models import Catalog
from catalog_app.database import transaction
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_content
from tests.factories.search import publish

WHO = {"by": SYSTEM, "at": NOON}


def order(catalog: Catalog) -> list[str]:
    return [each.version.name for each in services.catalog(catalog.id).entries]


@pytest.mark.parametrize(
    ("position", "expected"), [(1, "丙甲乙丁"), (2, "甲丙乙丁"), (3, "甲乙丙丁"), (4, "甲乙丁丙")]
)
def test_an_entry_moves_to_any_place(session: Session, position: int, expected: str) -> None:
    catalog = a_catalog(entries=["甲", "乙", "丙", "丁"])
    services.move_entry(catalog.entries[2].id, position, **WHO)
    assert "".join(order(catalog)) == expected
    assert [each.position for each in services.catalog(catalog.id).entries] == [1, 2, 3, 4]


def test_moving_up_from_the_top_changes_nothing(session: Session) -> None:
    catalog = a_catalog(entries=["甲", "乙"])
    services.move_entry_by(catalog.entries[0].id, -1, **WHO)
    assert order(catalog) == ["甲", "乙"]
    assert session.scalars(select(AuditEvent)).all() == []
    services.move_entry_by(catalog.entries[0].id, 1, **WHO)
    assert order(catalog) == ["乙", "甲"]
    event = session.scalars(select(AuditEvent)).one()
    assert (event.before, event.after) == ({"position": 1}, {"position": 2})


@pytest.mark.parametrize("position", [0, -3, 3])
def test_a_place_outside_the_catalogue_is_refused(session: Session, position: int) -> None:
    catalog = a_catalog(entries=["甲", "乙"])
    with pytest.raises(PositionOutOfRange, match="1 到 2"):
        services.move_entry(catalog.entries[0].id, position, **WHO)


def test_an_edition_stands_still_while_the_catalogue_is_edited(session: Session) -> None:
    catalog = a_catalog(entries=["甲", "乙", "丙"])
    first, second, third = catalog.entries
    services.withdraw_entry(second.id, "停止执行", base_version=1, **WHO)
    services.declare_not_applicable(third.id, "本地没有", base_version=1, **WHO)
    with transaction() as current:
        edition = services.freeze_edition(current, services.catalog(catalog.id), **WHO)
        services.publish_edition(current, edition)
    services.revise_entry(first.id, a_content("甲改"), base_version=1, **WHO)
    assert [item.version.name for item in edition.items] == ["甲", "丙"]
    assert [item.position for item in edition.items] == [1, 2]
    assert services.catalog(catalog.id).published_edition_id == edition.id
    with transaction() as current:
        later = services.freeze_edition(current, services.catalog(catalog.id), **WHO)
    assert (later.number, later.items[0].version.name) == (2, "甲改")


def test_an_empty_catalogue_cannot_be_frozen(session: Session) -> None:
    with pytest.raises(CatalogEmpty, match="敦化市养老服务标准目录"), transaction() as current:
        services.freeze_edition(current, services.catalog(a_catalog().id), **WHO)


def test_any_change_after_acceptance_is_noticed_and_nothing_else(session: Session) -> None:
    def changed() -> bool:
        return catalog.id in services.changed_since_accepted(Catalog.domain_code == "elderly_care")

    def accepted_again() -> None:
        publish(catalog)
        assert not changed()

    catalog = a_catalog(entries=["甲", "乙", "丙"])
    assert not changed(), "never accepted: it is not a change"
    accepted_again()
    first, second, _ = catalog.entries
    services.add_link(
        first.id, "http://www.dunhua.gov.cn/a", channel="政府网站", kind="article", **WHO
    )
    assert not changed(), "links take effect at once and are not submitted"
    services.revise_entry(first.id, a_content("甲", owner="乙局"), base_version=1, **WHO)
    assert changed()
    accepted_again()
    services.move_entry(first.id, 3, **WHO)
    assert changed()
    accepted_again()
    services.add_entry(catalog.id, a_content("丁"), **WHO)
    assert changed()
    accepted_again()
    services.withdraw_entry(second.id, reason="不再办理", base_version=1, **WHO)
    assert changed()
    accepted_again()
    for each in services.catalog(catalog.id).entries:
        if each.version.disposition == "current":
            number = each.version.number
            services.withdraw_entry(each.id, reason="不再办理", base_version=number, **WHO)
    assert changed(), "nothing is left of what was accepted"
