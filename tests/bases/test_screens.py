"""Screens of the register: everybody of an office looks, the province keeps it."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role
from catalog_app.bases.models import LegalBasis
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def province(client: FlaskClient) -> FlaskClient:
    return log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))


def numbered(session: Session, number: str) -> LegalBasis:
    return session.scalars(select(LegalBasis).where(LegalBasis.document_number == number)).one()


def test_the_register_is_searched_and_narrowed(province: FlaskClient) -> None:
    page = HTMLParser(province.get("/staff/bases/?text=信息公开条例").text)
    numbers = [each.text().strip() for each in page.css("td[data-label=文号]")]
    assert numbers == ["国务院令第492号", "国务院令第711号"]
    page = HTMLParser(province.get("/staff/bases/?status=repealed&confirmed=no").text)
    assert [each.text().strip() for each in page.css("td[data-label=文号]")] == [
        "民发〔2012〕220号"
    ]
    assert "没有符合条件" in province.get("/staff/bases/?text=没有的法").text


def test_one_basis_says_who_cites_it(session: Session, province: FlaskClient) -> None:
    an_entry("老年人补贴", catalog=a_catalog(), basis=("国务院令第492号",))
    text = province.get(f"/staff/bases/{numbered(session, '国务院令第492号').id}").text
    assert "老年人补贴" in text
    assert "敦化市" in text
    assert "国务院令第711号" in text


def test_the_province_confirms_changes_and_adds(session: Session, province: FlaskClient) -> None:
    row = numbered(session, "民发〔2012〕220号")
    assert province.post(f"/staff/bases/{row.id}/confirm").status_code == 302
    assert row.confirmed
    form = province.get(f"/staff/bases/{row.id}/edit").text
    version = HTMLParser(form).css_first("#version").attributes["value"]
    data = {"title": "新名称", "document_number": "民发〔2012〕220号", "status": "in_force",
            "version": version, "replaced_by": ""}  # fmt: skip
    assert province.post(f"/staff/bases/{row.id}/edit", data=data).status_code == 302
    assert (row.title, row.status, row.confirmed) == ("新名称", "in_force", False)
    assert province.post(f"/staff/bases/{row.id}/edit", data=data).status_code == 409
    data = {"title": "《某办法》", "status": "unverified", "version": "", "replaced_by": ""}
    assert province.post("/staff/bases/new", data=data).status_code == 302
    again = province.post("/staff/bases/new", data=data)
    assert again.status_code == 422
    assert "已经在公开依据库里" in again.text


@pytest.mark.parametrize(
    "named",
    [
        "《吉林省行政裁量权基准管理办法（演示）》（第7号）",
        "吉林省行政裁量权基准管理办法（演示）",
        "第7号",
    ],
)
def test_the_successor_is_named_by_its_words_title_or_number(
    session: Session, province: FlaskClient, named: str
) -> None:
    new = {"status": "unverified", "version": "", "document_number": "第7号"}
    new["title"] = "吉林省行政裁量权基准管理办法（演示）"
    assert province.post("/staff/bases/new", data=new).status_code == 302
    old = {"title": "旧办法（演示）", "status": "repealed", "version": "", "replaced_by": named}
    answer = province.post("/staff/bases/new", data=old)
    assert answer.status_code == 302
    kept = session.scalars(select(LegalBasis).where(LegalBasis.title == old["title"])).one()
    assert kept.replaced_by is not None
    assert kept.replaced_by.title == new["title"]
    shown = HTMLParser(province.get(f"/staff/bases/{kept.id}/edit").text)
    assert new["title"] in (shown.css_first("#replaced_by").attributes["value"] or "")
    assert shown.css_first("select#replaced_by") is None


def test_a_successor_that_the_register_does_not_hold_is_refused(province: FlaskClient) -> None:
    data = {"title": "某办法", "status": "unverified", "version": "", "replaced_by": "没有的办法"}
    answer = province.post("/staff/bases/new", data=data)
    assert answer.status_code == 422
    assert "公开依据库里没有这一条" in answer.text


def test_a_form_without_a_title_says_so(province: FlaskClient) -> None:
    page = province.post("/staff/bases/new", data={"status": "unverified"})
    assert page.status_code == 422
    assert "请填写名称" in page.text


def test_the_register_goes_out_and_comes_in_as_a_table(province: FlaskClient) -> None:
    table = province.get("/staff/bases/export.csv").data
    assert table.startswith("\ufeff名称,文号".encode())
    sent = {"file": (BytesIO(table), "公开依据库.csv")}
    page = province.post("/staff/bases/import", data=sent, follow_redirects=True)
    assert "新增 0 条，修改 0 条" in page.text
    page = province.post(
        "/staff/bases/import", data={"file": (BytesIO("甲,乙,丙\n丁,戊,己\n".encode()), "x.csv")}
    )
    assert page.status_code == 422
    assert "没有找到表头" in page.text


def test_a_county_looks_and_changes_nothing(session: Session, client: FlaskClient) -> None:
    county = log_in(client, a_user(Role.COUNTY_OFFICE))
    row = numbered(session, "国务院令第711号")
    page = county.get(f"/staff/bases/{row.id}")
    assert page.status_code == 200
    assert "标为已核实" not in page.text
    assert "修改</a>" not in page.text
    assert county.post(f"/staff/bases/{row.id}/confirm").status_code == 403
    assert county.get("/staff/bases/new").status_code == 403


def test_an_entry_shows_how_each_of_its_bases_stands(client: FlaskClient, session: Session) -> None:
    entry = an_entry(
        basis=("《政府信息公开条例》（国务院令第492号）", "民发〔2012〕220号", "《没有的法》")
    )
    page = HTMLParser(log_in(client, a_user()).get(f"/staff/catalogs/entries/{entry.id}").text)
    pills = [each.text() for each in page.css("dd ol .pill")]
    assert len(pills) == 2
    assert pills[0].endswith("已被代替")
    assert pills[1].endswith("可能已被代替，待核实")
