"""The screens of many files at once."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from flask import g
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import actor
from catalog_app.accounts.models import Role
from catalog_app.exchange import services
from catalog_app.exchange.models import ImportBatch, Intake, IntakeFile
from tests.exchange.bulk.prefecture import (
    YANBIAN,
    entries,
    files,
    packed,
    send,
    states,
    table,
    two_counties,
    whole_prefecture,
    work,
)
from tests.exchange.office import upload
from tests.exchange.screens import HOME
from tests.exchange.screens import send as post
from tests.factories.accounts import DUNHUA, a_user, log_in
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ZIP = ("延边州.zip", whole_prefecture())


@pytest.fixture
def prefecture(client: FlaskClient) -> FlaskClient:
    return log_in(client, a_user(Role.COUNTY_OFFICE, YANBIAN))


def newest(session: Session) -> Intake:
    return session.scalars(select(Intake).order_by(Intake.id.desc())).first()


def address(intake: Intake, deed: str = "") -> str:
    return f"{HOME}bulk/{intake.id}{deed}"


def test_a_zip_goes_to_the_background_and_its_screen_shows_how_far_it_is(
    prefecture: FlaskClient, session: Session
) -> None:
    answer = post(prefecture, ZIP, region=YANBIAN)
    intake = newest(session)
    assert answer.location == address(intake)
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0
    work(intake, steps=2)
    page = prefecture.get(answer.location).text
    assert "已读取 2 / 6 个文件" in page
    assert 'data-every="2"' in page
    work(intake)
    page = prefecture.get(answer.location).text
    assert "导入全部可以导入的（2 个文件）" in page
    assert "data-every" not in page
    assert "不在延边朝鲜族自治州范围内" in page


def test_a_few_files_are_read_while_the_clerk_waits(
    prefecture: FlaskClient, session: Session
) -> None:
    some = [(f"敦化市{n}.csv", table("敦化市", "养老服务", f"事项{n}")) for n in range(4)]
    post(prefecture, *some[:3], region=DUNHUA)
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 3
    post(prefecture, *some, region=DUNHUA)
    assert session.scalar(select(func.count()).select_from(IntakeFile)) == 4


def test_a_zip_that_cannot_be_opened_is_told_on_the_page(prefecture: FlaskClient) -> None:
    told = post(prefecture, ("延边州.zip", b"PK\x03\x04 cut"), region=YANBIAN)
    assert (told.status_code, "压缩包已损坏" in told.text) == (422, True)


def test_all_clean_files_are_applied_with_one_button_and_undone_with_another(
    prefecture: FlaskClient, session: Session
) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake)
    prefecture.post(address(intake, "/apply"), data={"which": "clean"})
    assert "正在导入" in prefecture.get(address(intake)).text
    work(intake)
    assert entries() == 4
    page = prefecture.get(address(intake)).text
    assert "全部撤销（2 个文件）" in page
    prefecture.post(address(intake, "/undo"))
    work(intake)
    assert entries() == 0


def test_ticked_files_are_imported_or_given_a_region(
    prefecture: FlaskClient, session: Session
) -> None:
    intake = send(ZIP)
    work(intake)
    found = files(intake)
    prefecture.post(
        address(intake, "/region"),
        data={"file": [found["报来的/养老.csv"].id], "region": "龙井市"},
    )
    work(intake)
    assert states(intake)["报来的/养老.csv"] == "可以导入"
    flawed = found["珲春市/就业.csv"].id
    prefecture.post(address(intake, "/apply"), data={"file": [flawed, "x", "99999999999"]})
    work(intake)
    assert states(intake)["珲春市/就业.csv"] == "已导入"
    assert entries() == 1, "the row with the error stays out"


def test_nothing_ticked_is_told(prefecture: FlaskClient, session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake)
    told = prefecture.post(address(intake, "/apply"))
    assert (told.status_code, "没有可以处理的文件" in told.text) == (422, True)


def test_stopping_and_going_on(prefecture: FlaskClient, session: Session) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake, steps=1)
    prefecture.post(address(intake, "/stop"))
    assert "继续读取" in prefecture.get(address(intake)).text
    prefecture.post(address(intake, "/resume"))
    assert work(intake) == 1
    prefecture.post(address(intake, "/discard"))
    assert "已放弃" in prefecture.get(address(intake)).text


@pytest.mark.parametrize(("show", "shown"), [("look", "就业.csv"), ("unclear", "镇赉.csv")])
def test_the_list_is_narrowed_to_what_is_to_be_done(
    prefecture: FlaskClient, session: Session, show: str, shown: str
) -> None:
    intake = send(ZIP)
    work(intake)
    page = prefecture.get(f"{address(intake)}?show={show}&sort=problems").text
    assert shown in page
    assert "救助.csv" not in page


def test_the_report_is_a_summary_and_a_marked_workbook_for_each_file_with_problems(
    prefecture: FlaskClient, session: Session
) -> None:
    intake = send(ZIP)
    work(intake)
    prefecture.post(address(intake, "/report"))
    assert "正在生成问题报告" in prefecture.get(address(intake)).text
    work(intake)
    answer = prefecture.get(address(intake, "/report.zip"))
    with zipfile.ZipFile(BytesIO(answer.data)) as report:
        assert sorted(report.namelist()) == ["汇总.xlsx", "珲春市/003_就业_问题报告.xlsx"]
        book = load_workbook(BytesIO(report.read("珲春市/003_就业_问题报告.xlsx")))
        summary = load_workbook(BytesIO(report.read("汇总.xlsx")))
    assert "没有事项名称" in book.worksheets[1]["C4"].comment.text
    rows = list(summary["汇总"].iter_rows(min_row=3, values_only=True))
    assert len(rows) == 8
    assert rows[2][1:5] == ("延边州/珲春市/就业.csv", "珲春市", "就业", "要核对")
    assert summary["问题清单"]["C3"].value == "C4"


def test_a_batch_gives_back_its_file_and_its_report(
    prefecture: FlaskClient, session: Session
) -> None:
    batch = upload("04_")
    assert "下载原文件" in prefecture.get(f"{HOME}batches/{batch.id}").text
    original = prefecture.get(f"{HOME}batches/{batch.id}/file")
    assert original.data[:2] == b"PK"
    assert original.mimetype == "application/octet-stream"
    report = prefecture.get(f"{HOME}batches/{batch.id}/report.xlsx")
    book = load_workbook(BytesIO(report.data))
    assert book.sheetnames == ["问题清单", "涉农补贴", "救灾"]
    assert book["救灾"]["F4"].comment.text.startswith("错误：")


def test_files_of_an_intake_stand_with_it_and_not_in_the_history(
    prefecture: FlaskClient, session: Session
) -> None:
    intake = send(("延边州.zip", two_counties()))
    work(intake)
    page = prefecture.get(HOME).text
    assert "延边州.zip" in page
    assert "养老.csv" not in page


def test_the_screen_asks_the_database_the_same_however_many_files_there_are(
    prefecture: FlaskClient, session: Session
) -> None:
    few = send(("敦化市.csv", table("敦化市", "养老服务", "事项")))
    many = send(
        (
            "延边州.zip",
            packed(*((f"敦化市/{n}.csv", table("", "就业", f"事项{n}")) for n in range(6))),
        )
    )
    work(few)
    work(many)
    counted = []
    for intake in (few, many):
        session.expire_all()
        with count_queries() as queries:
            assert prefecture.get(address(intake)).status_code == 200
        counted.append(queries.total)
    assert counted[0] == counted[1] <= 14


def test_only_who_may_import_everything_there_sees_what_others_sent(
    client: FlaskClient, session: Session
) -> None:
    author = a_user(Role.COUNTY_EDITOR, DUNHUA, "elderly_care")
    intake = send(
        ("敦化市.csv", table("敦化市", "养老服务", "事项")), region=DUNHUA, by=actor(author)
    )
    work(intake)
    assert log_in(client, author).get(address(intake)).status_code == 200
    other = a_user(Role.COUNTY_EDITOR, DUNHUA, "social_assistance")
    g.pop("_login_user", None)  # the tests' application context outlives the request
    assert log_in(client, other).get(address(intake)).status_code == 403
    assert services.counts_of_intake(intake.id)["clean"] == 1
