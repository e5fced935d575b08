"""The service guide and the open data: published things only, for everybody."""

from __future__ import annotations

import csv
import json
import zipfile
from io import BytesIO, StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs
from exports.open_data import ENTRIES_CSV, ENTRIES_JSON, OMITTED_CSV, README
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_content, an_entry
from tests.factories.lists import a_list
from tests.factories.search import a_published_catalog, publish
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DUNHUA, JIANGNAN = "222403", "222403110"


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:400]
    return answer.text


def archive(client: FlaskClient, code: str = DUNHUA) -> zipfile.ZipFile:
    answer = client.get(f"/r/{code}/open-data.zip")
    assert answer.status_code == 200, answer.text[:300]
    return zipfile.ZipFile(BytesIO(answer.data))


def entries(found: zipfile.ZipFile) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(found.read(ENTRIES_JSON))["entries"]
    return told


def test_the_guide_is_made_of_published_services(client: FlaskClient) -> None:
    catalog = a_published_catalog(
        entries=["老年人补贴", a_content("部门预算", phases=("result",), content=("收支总表",))]
    )
    an_entry("还没有验收的补贴", catalog=catalog)
    page = text_of(client, f"/r/{DUNHUA}/guide")
    assert "敦化市办事指南一本通" in page
    assert "老年人补贴" in page
    assert "2026年11月20日公布的内容" in page
    for absent in ("部门预算", "还没有验收的补贴", "样稿"):
        assert absent not in page


def test_a_matter_of_the_list_leads_straight_to_where_one_applies(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴"])
    a_list(
        ("01", "老年人补贴", "敦化市民政局", "http://zwfw.jl.gov.cn/1"),
        ("02", "养老机构备案", "敦化市民政局", "http://zwfw.jl.gov.cn/2"),
        kind="matter",
    )
    page = text_of(client, f"/r/{DUNHUA}/guide")
    assert "在线办理" in page
    assert "http://zwfw.jl.gov.cn/1" in page
    assert "养老机构备案" not in page


def test_a_townships_guide_has_what_the_county_does_there(client: FlaskClient) -> None:
    a_published_catalog(entries=[a_content("乡镇受理"), a_content("只在县里", levels=("county",))])
    page = text_of(client, f"/r/{JIANGNAN}/guide")
    assert "江南镇办事指南一本通" in page
    assert "乡镇受理" in page
    assert "只在县里" not in page


def test_the_guide_can_be_kept_as_a_document(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴"])
    answer = client.get(f"/r/{DUNHUA}/guide.docx")
    with zipfile.ZipFile(BytesIO(answer.data)) as package:
        assert "老年人补贴" in package.read("word/document.xml").decode()


def test_a_place_without_services_says_so(client: FlaskClient) -> None:
    assert "还没有办事服务事项" in text_of(client, f"/r/{DUNHUA}/guide", 404)
    assert "还没有公布目录" in text_of(client, f"/r/{DUNHUA}/open-data.zip", 404)


def test_open_data_hold_what_is_published_below_and_no_draft(client: FlaskClient) -> None:
    catalog = a_published_catalog(entries=["老年人补贴"])
    an_entry("还没有验收的补贴", catalog=catalog)
    a_published_catalog(JIANGNAN, entries=["补贴发放名单"])
    a_catalog("222402", entries=["图们的草稿"])
    assert [each["name"] for each in entries(archive(client))] == ["老年人补贴", "补贴发放名单"]
    assert [each["name"] for each in entries(archive(client, JIANGNAN))] == ["补贴发放名单"]
    assert len(entries(archive(client, "220000"))) == 2


def test_open_data_tell_whose_an_entry_is_and_how_its_links_stand(client: FlaskClient) -> None:
    catalog = a_catalog(JIANGNAN)
    an_entry(catalog=catalog, urls=["http://www.dunhua.gov.cn/1.html"])
    publish(catalog)
    (entry,) = entries(archive(client))
    assert (entry["region_code"], entry["superior"]) == ("222403110000", "延边朝鲜族自治州敦化市")
    assert entry["accepted_on"] == "2026-11-20"
    assert entry["links"] == [
        {
            "url": "http://www.dunhua.gov.cn/1.html",
            "channel": "政府网站",
            "kind": "article",
            "state": "unchecked",
        }
    ]


def test_open_data_tell_what_does_not_apply_and_why(client: FlaskClient, session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴", "渔业补贴"])
    catalogs.declare_not_applicable(
        catalog.entries[1].id, "本地没有渔业", base_version=1, by=SYSTEM, at=NOON
    )
    publish(catalog)
    found = archive(client)
    text = found.read(OMITTED_CSV).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text, newline=""))
    assert (row["地区"], row["事项"], row["不适用的理由"]) == ("敦化市", "渔业补贴", "本地没有渔业")
    assert "公开事项 1 项，不适用事项 1 项" in found.read(README).decode()
    assert "渔业补贴" not in found.read(ENTRIES_CSV).decode()


def test_the_page_of_the_open_data_explains_every_field(client: FlaskClient) -> None:
    page = text_of(client, f"/r/{DUNHUA}/open-data")
    for told in ("数据字典", "accepted_on", "公开内容（要素）", "不适用的理由", "open-data.zip"):
        assert told in page


def test_a_places_page_links_to_both(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴"])
    page = text_of(client, f"/r/{DUNHUA}")
    assert f"/r/{DUNHUA}/guide" in page
    assert f"/r/{DUNHUA}/open-data" in page


def test_statements_do_not_grow_with_the_entries(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴"])
    with count_queries() as few:
        archive(client)
    a_published_catalog(domain="social_insurance", entries=[f"登记{n}" for n in range(30)])
    with count_queries() as many:
        assert len(entries(archive(client))) == 31
    assert many.total == few.total
