"""What an export covers, who may have it, and how it is sent."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from catalog_app import streaming
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.catalogs import services as catalogs
from catalog_app.exchange import services
from catalog_app.exchange.errors import (
    ComparisonNeedsDomain,
    NothingToExport,
    PrintOneRegion,
)
from catalog_app.exchange.services import ExportScope
from catalog_app.regions.services import region_by_code
from exports.model import ExportCatalog
from tests.conftest import NOON
from tests.exchange.screens import HOME
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, a_started_catalog, an_entry
from tests.factories.lists import a_list
from tests.factories.search import a_published_catalog
from tests.queries import count_queries

DUNHUA, TUMEN, JIANGNAN, YANBIAN = "222403", "222402", "222403110", "222400"
sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def scope(region: str = DUNHUA, **told: Any) -> ExportScope:
    return ExportScope(region_by_code(region), **told)


def found(wanted: ExportScope) -> list[tuple[str, list[str]]]:
    return [
        (each.region_name, [entry.content.name for entry in each.entries])
        for each in services.catalogs_of_scope(wanted)
    ]


def sent(wanted: ExportScope, kind: str, **told: Any) -> bytes:
    return b"".join(services.export_of(wanted, kind, at=NOON, **told).chunks)


def test_a_regions_own_those_of_its_counties_and_all_below(session: Session) -> None:
    for region in (DUNHUA, TUMEN, JIANGNAN):
        a_catalog(region, entries=[f"{region}的事项"])
    own = ("敦化市", ["222403的事项"])
    township = ("江南镇", ["222403110的事项"])
    assert found(scope()) == [own]
    assert found(scope(reach="all")) == [own, township]
    assert found(scope(YANBIAN, reach="counties")) == [("图们市", ["222402的事项"]), own]


def test_published_catalogues_are_as_they_were_accepted(session: Session) -> None:
    catalog = a_published_catalog(entries=["老年人补贴"])
    an_entry("还没有验收的事项", catalog=catalog)
    a_catalog(domain="social_insurance", entries=["从未报送"])
    names = [name for _, names in found(scope(source="published")) for name in names]
    assert names == ["老年人补贴"]
    assert found(scope())[-1] == ("敦化市", ["老年人补贴", "还没有验收的事项"])


def complete(wanted: ExportScope) -> ExportCatalog:
    (catalog,) = services.catalogs_of_scope(wanted)
    return catalog


def test_a_complete_export_has_what_does_not_apply_with_the_reason(session: Session) -> None:
    catalog = a_started_catalog()
    first, second, *_ = catalog.entries
    who: dict[str, Any] = {"base_version": 1, "by": SYSTEM, "at": NOON}
    catalogs.declare_not_applicable(first.id, "本地没有养老机构", **who)
    catalogs.withdraw_entry(second.id, "已停办", **who)
    assert len(list(complete(scope()).entries)) == 9
    told = list(complete(scope(complete=True)).entries)
    assert [(each.disposition, each.reason, each.serial) for each in told[:3]] == [
        ("not_applicable", "本地没有养老机构", None),
        ("withdrawn", "已停办", None),
        ("current", None, "1"),
    ]
    assert told[0].guide_item == f"{first.version.group}/{first.version.name}"


def test_links_are_told_with_their_channel_and_kind(session: Session) -> None:
    entry = an_entry(urls=["http://www.dunhua.gov.cn/1.html", "http://zwfw.jl.gov.cn/2"])
    page = next(each for each in entry.publications if "zwfw" in each.url)
    page.kind = "service"
    session.commit()
    (line,) = sent(scope(), "jsonl").decode().splitlines()
    told = [(link["url"], link["channel"], link["kind"]) for link in json.loads(line)["links"]]
    assert told == [
        ("http://www.dunhua.gov.cn/1.html", "政府网站", "article"),
        ("http://zwfw.jl.gov.cn/2", "政府网站", "service"),
    ]


def test_workbooks_of_several_regions_come_as_an_archive_of_one_each(session: Session) -> None:
    for region in (DUNHUA, TUMEN):
        a_catalog(region, entries=["老年人补贴"])
        a_catalog(region, "social_insurance", entries=["参保登记"])
    file = services.export_of(scope(YANBIAN, reach="counties"), "xlsx", at=NOON)
    assert file.name == "延边朝鲜族自治州基层政务公开标准目录（各县（市、区））.zip"
    with zipfile.ZipFile(BytesIO(b"".join(file.chunks))) as archive:
        assert archive.namelist() == [
            "延边朝鲜族自治州图们市基层政务公开标准目录.xlsx",
            "延边朝鲜族自治州敦化市基层政务公开标准目录.xlsx",
        ]
        book = load_workbook(BytesIO(archive.read(archive.namelist()[0])))
    assert book.sheetnames == ["目录", "社会保险", "养老服务"]
    assert (file.tally.catalogs, file.tally.entries) == (4, 4)


def test_rows_of_several_regions_tell_whose_they_are(session: Session) -> None:
    a_catalog(entries=["老年人补贴"])
    a_catalog(JIANGNAN, entries=["补贴发放"])
    header, *rows = sent(scope(reach="all"), "csv").decode("utf-8-sig").splitlines()
    assert header.startswith("地区代码,市（州）,地区,领域,序号")
    assert rows[0].startswith("222403000000,延边朝鲜族自治州,敦化市,养老服务,1,")
    assert "222403110000,延边朝鲜族自治州敦化市,江南镇,养老服务,1," in "\n".join(rows)


def test_one_domain_of_all_counties_stands_side_by_side(session: Session) -> None:
    for region in (DUNHUA, TUMEN):
        a_started_catalog(region)
    wanted = scope("220000", reach="counties", domain_code="elderly_care")
    book = load_workbook(BytesIO(sent(wanted, "compare")))
    assert book.sheetnames == ["汇总", "事项对照", "全部事项"]
    assert [cell.value for cell in book["事项对照"][3]][1:4] == [2, "有", "有"]
    assert book["全部事项"].max_row == 2 + 22


def test_what_cannot_be_made_is_refused_before_anything_is_sent(session: Session) -> None:
    a_catalog(entries=["老年人补贴"])
    with pytest.raises(ComparisonNeedsDomain):
        sent(scope(reach="counties"), "compare")
    with pytest.raises(PrintOneRegion):
        sent(scope(reach="all"), "html")
    with pytest.raises(NothingToExport, match="图们市"):
        sent(scope(TUMEN), "csv")


def test_the_number_of_statements_does_not_grow_with_the_entries(session: Session) -> None:
    catalog = a_catalog(entries=2)
    with count_queries() as few:
        sent(scope(), "csv")
    for number in range(20):
        an_entry(f"事项{number}", catalog=catalog, urls=[f"http://www.dunhua.gov.cn/{number}"])
    with count_queries() as many:
        sent(scope(), "csv")
    assert many.total == few.total == 5


# --- on the screen ---------------------------------------------------------------------------


@sqlite_only
def test_the_page_offers_every_format_and_scope(office: FlaskClient) -> None:
    page = office.get(f"{HOME}export").text
    for told in (*services.FORMATS.values(),):
        assert told.name in page
    for name in (*services.REACHES.values(), *services.SOURCES.values(), "完整导出"):
        assert name in page


@sqlite_only
@pytest.mark.parametrize(
    ("kind", "ending"), [("xlsx", "xlsx"), ("docx", "docx"), ("csv", "csv"), ("jsonl", "jsonl")]
)
def test_a_download_has_a_plain_chinese_name(
    office: FlaskClient, session: Session, kind: str, ending: str
) -> None:
    a_catalog(entries=["老年人补贴"])
    answer = office.get(f"{HOME}download?region=敦化市&domain=elderly_care&format={kind}")
    told = unquote(answer.headers["Content-Disposition"])
    assert told.startswith("attachment")
    assert f"敦化市养老服务领域基层政务公开标准目录.{ending}" in told
    assert answer.data


@sqlite_only
def test_the_page_to_print_is_shown_not_kept(office: FlaskClient, session: Session) -> None:
    a_catalog(entries=["老年人补贴"])
    answer = office.get(f"{HOME}download?region=222403&format=html")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "老年人补贴" in answer.text
    assert 'href="/static/print.css"' in answer.text


@sqlite_only
def test_a_department_gets_its_domain_only(client: FlaskClient, session: Session) -> None:
    a_catalog(entries=["老年人补贴"])
    a_catalog(domain="social_insurance", entries=["参保登记"])
    log_in(client, a_user(Role.COUNTY_EDITOR, DUNHUA, "elderly_care"))
    answer = client.get(f"{HOME}download?region=222403&format=jsonl")
    assert [json.loads(line)["name"] for line in answer.text.splitlines()] == ["老年人补贴"]


@sqlite_only
def test_nobody_exports_what_they_may_not_see(client: FlaskClient, session: Session) -> None:
    a_catalog(TUMEN, entries=["老年人补贴"])
    log_in(client, a_user(Role.COUNTY_OFFICE, DUNHUA))
    assert client.get(f"{HOME}download?region=图们市").status_code == 404
    assert client.get(f"{HOME}download?region=延边朝鲜族自治州&reach=all").status_code == 404
    assert client.get(f"{HOME}guide?region=图们市").status_code == 404


@sqlite_only
def test_too_many_long_downloads_at_once_are_put_off(office: FlaskClient, session: Session) -> None:
    a_catalog(entries=["老年人补贴"])
    address = f"{HOME}download?region=222403&format=csv"
    others = [streaming.STAFF.enter() for _ in range(streaming.AT_ONCE)]
    refused = office.get(f"{address}&reach=all")
    assert (refused.status_code, "正在下载的人太多" in refused.text) == (503, True)
    assert office.get(address).status_code == 200  # a county's own file is soon sent
    for other in others:
        other.leave()
    assert office.get(f"{address}&reach=all").status_code == 200


@sqlite_only
def test_the_draft_guide_tells_matters_that_no_entry_covers(
    office: FlaskClient, session: Session
) -> None:
    a_catalog(entries=["老年人补贴"])
    a_list(
        ("01", "老年人补贴申领", "敦化市民政局", "http://zwfw.jl.gov.cn/1"),
        ("02", "养老机构备案", "敦化市民政局", ""),
        kind="matter",
    )
    page = office.get(f"{HOME}guide?region=敦化市").text
    assert "敦化市办事指南一本通" in page
    assert "样稿" in page
    assert "清单里有、目录里还没有的办事事项" in page
    document = office.get(f"{HOME}guide?region=敦化市&format=docx")
    assert zipfile.is_zipfile(BytesIO(document.data))
