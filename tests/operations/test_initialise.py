"""Setting up a database: what `catalog init` promises."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.database import Base, transaction
from catalog_app.guides.models import Domain, StandardItem
from catalog_app.migrations.ignored import ours
from catalog_app.operations import services
from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON


def test_the_migrated_schema_equals_the_models(session: Session) -> None:
    context = MigrationContext.configure(session.connection(), opts={"include_object": ours})
    assert compare_metadata(context, Base.metadata) == []


def test_a_new_database_holds_the_province_and_the_standard(session: Session) -> None:
    query = select(Region.level, func.count()).group_by(Region.level)
    count = dict(session.execute(query).all())
    assert count == {"province": 1, "prefecture": 9, "county": 72, "township": 1075}
    assert session.scalar(select(func.count()).select_from(Domain)) == 28
    assert session.scalar(select(func.count()).select_from(StandardItem)) == 551


def test_initialising_again_adds_nothing_and_keeps_what_the_office_edited(session: Session) -> None:
    with transaction():
        region_by_code("222403").name = "敦化市（改名）"
    report = services.load_first_data()
    assert (report.regions, report.domains) == (0, 0)
    assert region_by_code("222403000").name == "敦化市（改名）"


@pytest.mark.parametrize("change", ["UPDATE audit_event SET action='x'", "DELETE FROM audit_event"])
def test_nobody_changes_the_audit_trail_not_even_by_sql(session: Session, change: str) -> None:
    with transaction() as current:
        audit.record(current, "region.seen", region_by_code("222403"), by=audit.SYSTEM, at=NOON)
    with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
        session.execute(text(change))
