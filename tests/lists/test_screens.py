"""Screens of lists."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role
from catalog_app.lists.models import ItemList, ListItem
from catalog_app.regions.services import region_by_code
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog
from tests.factories.lists import a_file, a_list, a_read_list

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
BASE = "/staff/lists"
RECORD = ("01", "养老机构备案", "敦化市民政局", "")
BENEFIT = ("02", "老年人补贴", "敦化市民政局", "")


@pytest.fixture
def office(client: FlaskClient) -> FlaskClient:
    return log_in(client, a_user())


def upload(client: FlaskClient, data: bytes, region: str = "222403", kind: str = "power") -> str:
    sent = {"region": region_by_code(region).id, "kind": kind, "file": (BytesIO(data), "清单.csv")}
    page = client.post(f"{BASE}/upload", data=sent, follow_redirects=True)
    return f"{page.status_code} {page.text}"


def test_a_list_is_uploaded_looked_through_and_taken_over(
    office: FlaskClient, session: Session
) -> None:
    a_catalog(entries=["养老机构备案"])
    assert "还没有导入清单" in office.get(f"{BASE}/").text
    page = upload(office, a_file(RECORD, BENEFIT, ("03", "", "民政局", "")))
    assert "现在还没有生效" in page
    assert "B4" in page
    found = session.scalars(select(ItemList)).one()
    page = office.post(f"{BASE}/{found.id}/apply", follow_redirects=True).text
    assert "已采用第 1 版" in page
    page = office.get(f"{BASE}/{found.id}?coverage=missing").text
    assert "老年人补贴" in page
    assert "共 1 个事项" in page


def test_a_wrong_file_is_refused_on_the_same_page(office: FlaskClient) -> None:
    page = upload(office, b"x")
    assert page.startswith("422")
    assert "清单没有任何改动" in page


def test_others_lists_are_neither_imported_nor_seen(client: FlaskClient) -> None:
    tumen = a_list(RECORD, region="222402")
    office = log_in(client, a_user())
    assert upload(office, a_file(RECORD), region="222402").startswith("403")
    assert office.get(f"{BASE}/{tumen.id}").status_code == 403
    assert office.get(f"{BASE}/{tumen.id}/export.xlsx").status_code == 403
    assert office.post(f"{BASE}/{tumen.id}/discard").status_code == 403


def test_an_item_is_put_right(office: FlaskClient, session: Session) -> None:
    catalog = a_catalog(entries=["助餐服务"])
    found = a_list(("01", "公章刻制", "敦化市烟草专卖局", ""))
    item = session.scalars(select(ListItem)).one()
    address = f"{BASE}/items/{item.id}"
    assert "没有认出" in office.get(address).text
    page = office.post(address, data={"domain": "elderly_care"}, follow_redirects=True).text
    assert "助餐服务" in page
    entry_id = catalog.entries[0].id
    office.post(address, data={"domain": "elderly_care", "entry": entry_id})
    page = office.get(f"{BASE}/{found.id}").text
    assert "人工确定" in page
    office.post(address, data={"domain": "-"})
    assert "不属于任何领域" in office.get(f"{BASE}/{found.id}?coverage=elsewhere").text


def test_an_editor_of_one_domain_corrects_only_its_items(
    client: FlaskClient, session: Session
) -> None:
    found = a_list(RECORD, ("09", "失业登记", "敦化市人力资源和社会保障局", ""))
    editor = log_in(client, a_user(Role.COUNTY_EDITOR, domain="elderly_care"))
    assert editor.get(f"{BASE}/{found.id}").status_code == 200
    own, other = session.scalars(select(ListItem).order_by(ListItem.position)).all()
    assert editor.get(f"{BASE}/items/{own.id}").status_code == 200
    assert editor.get(f"{BASE}/items/{other.id}").status_code == 403
    assert editor.post(f"{BASE}/items/{own.id}", data={"domain": "health"}).status_code == 403
    assert editor.post(f"{BASE}/{found.id}/apply").status_code == 403


def test_the_changes_of_a_version_are_shown(office: FlaskClient) -> None:
    a_catalog(entries=["养老机构备案"])
    a_list(RECORD, BENEFIT)
    read = a_read_list(("01", "养老机构设立备案", "敦化市民政局", ""))
    page = office.get(f"{BASE}/{read.id}/differences").text
    assert "有变化的事项" in page
    assert "取消的事项" in page
    assert "要改名" in page
    office.post(f"{BASE}/{read.id}/apply")
    page = office.get(f"{BASE}/{read.id}").text
    assert "历次版本" in page
