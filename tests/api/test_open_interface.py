"""The open interface: what programs read, and how it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs
from imports.reading import read_bytes
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.search import a_published_catalog, publish

DUNHUA, JIANGNAN = "222403", "222403110"
TEXT = st.text(max_size=20)
VALUES = st.one_of(
    TEXT, st.integers().map(str), st.sampled_from([DUNHUA, "b1", "\x00", "a\x00b", '"*', "低保"])
)
NAMES = st.sampled_from(["region", "domain", "q", "limit", "after", "parent", "level", "x"])


def read(client: FlaskClient, address: str) -> Any:
    answer = client.get(f"/api/v1{address}")
    assert answer.status_code == 200, answer.text
    return answer.json


def test_entries_are_found_by_place_domain_and_word(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴", "机构备案"], content=())
    a_published_catalog("222401", entries=["延吉补贴"], content=())
    found = read(client, f"/entries?region={JIANGNAN}&domain=elderly_care&q=补贴")
    assert [item["name"] for item in found["items"]] == ["老年人补贴"]
    assert (found["total"], found["total_exact"], found["next"]) == (1, True, None)
    item = found["items"][0]
    assert item["domain"] == "elderly_care"
    assert [place["name"] for place in item["place"]] == ["延边朝鲜族自治州", "敦化市"]
    assert item["time_limit"] == "信息形成或变更之日起20个工作日内"
    assert read(client, f"/entries/{item['id']}") == item
    assert client.get(item["page"]).status_code == 200


def test_a_long_list_is_read_with_next(client: FlaskClient) -> None:
    a_published_catalog(entries=7)
    seen, after = [], ""
    while after is not None:
        part = read(client, f"/entries?limit=3{after and '&after=' + after}")
        seen += [item["name"] for item in part["items"]]
        after = part["next"]
    assert seen == [f"公开事项{number}" for number in range(1, 8)]


def test_regions_are_listed_below_a_parent_and_by_level(client: FlaskClient) -> None:
    below = read(client, "/regions?parent=222400&level=county&limit=100")
    assert "敦化市" in [item["name"] for item in below["items"]]
    assert {item["reports_to"] for item in below["items"]} == {"222400000000"}
    first = read(client, "/regions?level=township&limit=2")
    second = read(client, f"/regions?level=township&limit=2&after={first['next']}")
    assert first["total"] == 1075
    assert first["items"][-1]["code"] < second["items"][0]["code"]
    assert read(client, "/regions/222403")["name"] == "敦化市"
    assert read(client, "/regions?q=江南镇")["total"] >= 1


def test_all_domains_are_listed_with_their_counts(client: FlaskClient) -> None:
    a_published_catalog(entries=3)
    domains = read(client, "/domains")
    assert domains["total"] == 28
    assert {d["code"]: d["entries"] for d in domains["items"]}["elderly_care"] == 3


@pytest.mark.parametrize(
    ("address", "status", "code", "named"),
    [
        ("/entries?limit=0", 422, "invalid-parameter", "limit"),
        ("/entries?limit=many", 422, "invalid-parameter", "limit"),
        ("/entries?q=" + "补" * 61, 422, "invalid-parameter", "q"),
        ("/entries?after=zzz", 422, "unknown-place-in-list", "after"),
        ("/regions?level=planet", 422, "invalid-parameter", "level"),
        ("/entries?region=999999", 404, "unknown-region", "999999"),
        ("/entries?domain=none", 404, "not-found", "领域"),
        ("/entries/1", 404, "not-found", "公开事项"),
        ("/entries/99999999999999999999", 404, "not-found", "页面"),
        ("/regions/12", 404, "unknown-region", "12"),
        ("/nothing", 404, "not-found", "页面"),
    ],
)
def test_a_wrong_question_is_refused_as_a_problem_that_names_the_fault(
    client: FlaskClient, address: str, status: int, code: str, named: str
) -> None:
    answer = client.get(f"/api/v1{address}")
    problem = json.loads(answer.data)
    assert answer.status_code == problem["status"] == status
    assert answer.content_type == "application/problem+json"
    assert problem["type"] == f"/api/v1/problems/{code}"
    assert named in problem["detail"]
    kind = read(client, f"/problems/{code}")
    assert (kind["code"], kind["title"]) == (code, problem["title"])


def test_only_reading_is_offered(client: FlaskClient) -> None:
    answer = client.post("/api/v1/entries", json={})
    assert answer.status_code == 405
    assert answer.content_type == "application/problem+json"


def test_anyones_page_may_read_it_and_ask_whether_it_changed(client: FlaskClient) -> None:
    first = client.get("/api/v1/domains")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get("/api/v1/domains", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    refused = client.get("/api/v1/entries?limit=0")
    assert refused.headers["Access-Control-Allow-Origin"] == "*"


def test_the_description_names_every_resource(client: FlaskClient) -> None:
    description = read(client, "/openapi.json")
    assert set(description["paths"]) == {
        "/api/v1/entries",
        "/api/v1/entries/{entry_id}",
        "/api/v1/regions",
        "/api/v1/regions/{code}",
        "/api/v1/regions/{code}/catalog",
        "/api/v1/domains",
        "/api/v1/problems/{code}",
    }
    asked = {each["name"] for each in description["paths"]["/api/v1/entries"]["get"]["parameters"]}
    assert asked == {"region", "domain", "q", "limit", "after"}


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    path=st.sampled_from(["/api/v1/entries", "/api/v1/regions", "/search", "/places", "/"]),
    asked=st.lists(st.tuples(NAMES, VALUES), max_size=4),
)
def test_no_question_however_odd_makes_a_fault(
    client: FlaskClient, path: str, asked: list[tuple[str, str]]
) -> None:
    answer = client.get(path, query_string=asked)
    assert answer.status_code in {200, 302, 404, 422}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    piece=st.text(st.characters(exclude_characters="/?#\\", codec="utf-8"), min_size=1, max_size=12)
)
def test_no_address_however_odd_makes_a_fault(client: FlaskClient, piece: str) -> None:
    for path in (
        f"/r/{piece}",
        f"/r/222403/{piece}",
        f"/api/v1/regions/{piece}",
        f"/items/{piece}",
    ):
        assert client.get(path).status_code in {200, 308, 404}


FILE = f"/api/v1/regions/{DUNHUA}/catalog"


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv", "jsonl"])
def test_accepted_catalogues_come_as_a_file(client: FlaskClient, kind: str) -> None:
    a_published_catalog(entries=["老年人补贴", "机构备案"])
    answer = client.get(f"{FILE}?domain=elderly_care&format={kind}")
    assert answer.status_code == 200
    assert f"download.{kind}" in answer.headers["Content-Disposition"]
    read = read_bytes(answer.data, f"目录.{kind}")
    names = [entry.content.name for table in read.tables for entry in table.entries]
    assert names == ["老年人补贴", "机构备案"]


def test_what_is_not_accepted_or_withdrawn_is_in_no_file(client: FlaskClient) -> None:
    catalog = a_published_catalog(entries=["老年人补贴", "机构备案"])
    an_entry("还没有验收的事项", catalog=catalog)
    revised = catalog.entries[0]
    content = replace(revised.version.as_content, note="还没有验收的备注")
    catalogs.revise_entry(revised.id, content, base_version=1, by=SYSTEM, at=NOON)
    for kind in ("csv", "jsonl"):
        text = client.get(f"{FILE}?format={kind}").text
        assert "老年人补贴" in text
        assert "还没有验收" not in text


def test_a_withdrawn_item_of_an_accepted_edition_is_in_no_file(client: FlaskClient) -> None:
    catalog = a_catalog(entries=["老年人补贴", "机构备案"])
    gone = catalog.entries[0]
    catalogs.withdraw_entry(gone.id, "内部原因", base_version=1, by=SYSTEM, at=NOON)
    publish(catalog)
    text = client.get(f"{FILE}?format=jsonl").text
    assert "机构备案" in text
    assert "老年人补贴" not in text


@pytest.mark.parametrize(
    ("asked", "status"),
    [("?format=exe", 422), ("?domain=nothing", 404), ("", 404)],
)
def test_a_file_that_cannot_be_is_refused_in_words(
    client: FlaskClient, asked: str, status: int
) -> None:
    answer = client.get(f"{FILE}{asked}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
