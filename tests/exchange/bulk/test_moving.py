"""A file taken for the wrong region is moved to the right one, without being sent in again."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import Role
from catalog_app.catalogs.models import Catalog
from catalog_app.database import transaction
from catalog_app.errors import PermissionRefused
from catalog_app.exchange import services
from catalog_app.exchange.errors import BatchSettled, NothingChosen
from catalog_app.exchange.models import ImportBatch, KeptFile
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.exchange.bulk.prefecture import files, send, states, table, two_counties, work
from tests.exchange.office import counts, upload
from tests.exchange.screens import HOME
from tests.factories.accounts import DUNHUA, JIANGNAN, a_user, log_in
from tests.factories.catalogs import a_catalog, a_content

WHO = {"by": SYSTEM, "at": NOON}
LONGJING = "222405"


def test_a_file_read_for_one_county_is_compared_again_with_another(session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake)
    file = files(intake)["敦化市/养老.csv"]
    services.choose_region(intake.id, [file.id], region_by_code(LONGJING), **WHO)
    with transaction() as current:  # what was read is enough
        current.query(KeptFile).delete()
    work(intake)
    file = files(intake)["敦化市/养老.csv"]
    assert (file.region.name, states(intake)["敦化市/养老.csv"]) == ("龙井市", "可以导入")
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 2
    services.apply_clean(intake.id, **WHO)
    work(intake)
    regions = session.scalars(select(Catalog.region_id)).all()
    assert region_by_code(LONGJING).id in regions
    assert region_by_code(DUNHUA).id not in regions


def test_a_file_that_went_elsewhere_is_nobodys_twin_any_more(session: Session) -> None:
    intake = send(
        ("敦化市养老1.csv", table("敦化市", "养老服务", "高龄津贴")),
        ("敦化市养老2.csv", table("敦化市", "养老服务", "护理补贴")),
    )
    work(intake)
    second = files(intake)["敦化市养老2.csv"]
    services.change_region(second.batch_id, region_by_code(LONGJING), **WHO)
    assert set(states(intake).values()) == {"可以导入"}
    assert files(intake)["敦化市养老2.csv"].region.name == "龙井市"


def test_what_is_imported_stays_where_it_is(session: Session) -> None:
    intake = send(("敦化市.csv", table("敦化市", "养老服务", "高龄津贴")), ("x/a.csv", b""))
    work(intake)
    services.apply_clean(intake.id, **WHO)
    work(intake)
    file = files(intake)["敦化市.csv"]
    with pytest.raises(NothingChosen):
        services.choose_region(intake.id, [file.id], region_by_code(LONGJING), **WHO)
    with pytest.raises(BatchSettled):
        services.change_region(file.batch_id, region_by_code(LONGJING), **WHO)


def test_the_rows_are_compared_with_the_other_regions_and_the_domain_stays(
    session: Session,
) -> None:
    a_catalog(LONGJING, entries=[a_content("高龄津贴", group="业务办理")])
    batch = upload(table("敦化市", "某某", "高龄津贴", "护理补贴"))
    services.choose_domains(batch.id, {0: "elderly_care"}, by=SYSTEM)
    assert counts(batch)["added"] == 2
    services.change_region(batch.id, region_by_code(LONGJING), **WHO)
    found = counts(batch)
    assert (found["added"], found["changed"]) == (1, 1)
    assert batch.region.name == "龙井市"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nobody_moves_a_file_beyond_their_grants(client: FlaskClient, session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, DUNHUA)
    batch = upload(table("敦化市", "养老服务", "高龄津贴"), by=actor(office))
    with pytest.raises(PermissionRefused):
        services.change_region(batch.id, region_by_code(LONGJING), by=actor(office), at=NOON)
    log_in(client, office)
    address = f"{HOME}batches/{batch.id}"
    assert client.post(f"{address}/region", data={"region": LONGJING}).status_code == 403
    assert client.post(f"{address}/region", data={"region": JIANGNAN}).status_code == 302
    page = client.get(address).text
    assert "改地区" in page
    assert "导入到 <strong>江南镇</strong>" in page
