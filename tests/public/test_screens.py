"""The public's screens: what they show, how they refuse, how much they cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs
from catalog_app.search.services import counts_by_domain
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.search import a_published_catalog, publish

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DUNHUA, JIANGNAN = "222403", "222403110"
PAGE_BYTES = 60_000


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements run meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "PRAGMA")):
            seen.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(connection, "before_cursor_execute", note)


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:400]
    return answer.text


def test_the_home_page_offers_places_and_every_domain_with_its_count(
    client: FlaskClient,
) -> None:
    a_published_catalog(entries=["老年人补贴", "机构备案"])
    page = text_of(client, "/")
    assert "延边朝鲜族自治州" in page
    assert page.split('id="domains"')[1].count('href="/search?domain=') == 28
    assert re.search(r"养老服务</b><span>2<", page)


@pytest.mark.parametrize("code", ["222403110", "222403110000"])
def test_a_township_page_is_reached_by_short_and_long_codes(client: FlaskClient, code: str) -> None:
    a_published_catalog(entries=["老年人补贴"])
    page = text_of(client, f"/r/{code}")
    assert "在江南镇查什么事？" in page
    assert 'rel="canonical" href="/r/222403110"' in page
    assert page.index("延边朝鲜族自治州") < page.index("敦化市") < page.index("江南镇公开的事项")


def test_a_county_item_seen_from_a_township_says_that_it_applies_there(
    client: FlaskClient,
) -> None:
    a_published_catalog(entries=["县级补贴"], levels=("county",))
    a_published_catalog(domain="employment", entries=["招聘信息"], levels=("county", "township"))
    assert "敦化市统一公开，适用于江南镇" in text_of(
        client, f"/search?region={JIANGNAN}&q=县级补贴"
    )
    assert "本乡镇也公开" in text_of(client, f"/search?region={JIANGNAN}&q=招聘")
    assert "适用于" not in text_of(client, f"/search?region={DUNHUA}&q=县级补贴")


def test_a_card_says_in_plain_words_what_who_and_when(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴"])
    page = text_of(client, "/search?q=老年人")
    for words in (
        "补贴名称；补贴依据",
        "敦化市民政局",
        "信息形成或变更后20个工作日",
        "没有网上链接",
    ):
        assert words in page


def test_an_item_page_shows_every_element_and_where_to_ask_without_a_computer(
    client: FlaskClient,
) -> None:
    entry = an_entry(urls=["http://www.dunhua.gov.cn/a.html"], note="每年核定一次")
    publish(entry.catalog)
    page = text_of(client, f"/items/{entry.id}?region={JIANGNAN}")
    for words in (
        *("补贴标准", "老年人权益保障法", "敦化市民政局", "全社会", "主动公开", "县级、乡级"),
        *("服务公开", "每年核定一次", "政务服务中心", "http://www.dunhua.gov.cn/a.html"),
        *("尚未核查", "本乡镇也公开", "2026年11月20日验收公开"),
    ):
        assert words in page, words


def test_an_item_not_yet_accepted_is_not_shown(client: FlaskClient) -> None:
    entry = an_entry()
    assert "没有找到这个公开事项" in text_of(client, f"/items/{entry.id}", 404)


def test_a_domain_page_lists_what_does_not_apply_with_the_reason(client: FlaskClient) -> None:
    catalog = a_catalog(entries=["老年人补贴", "海岛养老"])
    island = catalog.entries[1].id
    catalogs.declare_not_applicable(island, "本市没有海岛", base_version=1, by=SYSTEM, at=NOON)
    publish(catalog)
    for code in (DUNHUA, JIANGNAN):
        page = text_of(client, f"/r/{code}/elderly_care")
        assert "本市没有海岛" in page
        assert "共 1 项" in page


@pytest.mark.parametrize(
    "address", ["/r/999999", "/r/abc", "/r/222403/none", "/search?region=1", "/search?domain=x"]
)
def test_an_unknown_place_or_domain_is_refused_with_a_way_out(
    client: FlaskClient, address: str
) -> None:
    page = text_of(client, address, 404)
    assert "没有" in page
    assert "回到首页" in page


def test_nothing_found_offers_to_widen_the_search(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴"])
    page = text_of(client, f"/search?region={JIANGNAN}&domain=elderly_care&q=航天")
    for words in ("没有查到“航天”", "不限领域", "到敦化市查", "在全省查", "换个说法"):
        assert words in page


def test_an_everyday_word_finds_the_official_one_and_says_so(client: FlaskClient) -> None:
    a_published_catalog(domain="social_assistance", entries=["最低生活保障审核"])
    page = text_of(client, "/search?q=低保")
    assert "最低生活保障审核" in page
    assert "没有事项原样写着“低保”" in page


def test_a_repeated_place_name_is_told_apart_by_its_path(client: FlaskClient) -> None:
    page = text_of(client, "/places?name=江南")
    assert "延边朝鲜族自治州 › 敦化市 › 江南镇" in page
    assert page.count("江南") > 4
    assert client.get("/places?name=敦化市").location == "/r/222403"
    assert "没有找到名为“火星”" in text_of(client, "/places?name=火星")


def test_large_type_is_a_cookie_that_returns_to_the_page_and_never_elsewhere(
    client: FlaskClient,
) -> None:
    answer = client.post("/display", data={"next": "/help?"})
    assert (answer.status_code, answer.location) == (303, "/help")
    assert 'class="large"' in text_of(client, "/help")
    assert client.post("/display", data={"next": "//evil.example"}).location == "/"
    assert 'class="large"' not in text_of(client, "/help")


def test_pages_may_be_kept_by_caches_and_set_no_cookie(client: FlaskClient) -> None:
    answer = client.get("/help")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in answer.vary
    assert "Set-Cookie" not in answer.headers


def test_pages_seen_by_logged_in_staff_are_kept_nowhere(client: FlaskClient) -> None:
    assert log_in(client, a_user()).get("/help").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", ["/help", "/handbook", "/handbook/problems"])
def test_help_is_there_and_an_unknown_page_of_it_is_not(client: FlaskClient, page: str) -> None:
    assert "<h1>" in text_of(client, page)
    assert "手册页面" in text_of(client, "/handbook/none", 404)


def test_the_list_of_problems_names_every_refusal(client: FlaskClient) -> None:
    page = text_of(client, "/handbook/problems")
    assert "unknown-region" in page
    assert "unknown-place-in-list" in page
    assert "{" not in page.split("<main", 1)[1]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", 4),
        (f"/r/{JIANGNAN}", 6),
        (f"/r/{JIANGNAN}/elderly_care", 9),
        (f"/search?region={JIANGNAN}&q=公开", 7),
        ("/search?q=公开&page=2", 7),
    ],
)
def test_a_page_asks_the_same_number_of_questions_however_much_is_published(
    client: FlaskClient, session: Session, address: str, allowed: int
) -> None:
    a_published_catalog(entries=3)
    a_published_catalog(JIANGNAN, entries=3)
    with counted(session) as few:
        text_of(client, address)
    a_published_catalog("222401", entries=40)
    a_published_catalog(JIANGNAN, "employment", entries=40)
    session.expire_all()
    with counted(session) as many:
        page = client.get(address)
    assert len(many) <= allowed, "\n".join(many)
    assert abs(len(many) - len(few)) <= 1, "\n".join(few)
    assert len(page.data) < PAGE_BYTES


def test_odd_arguments_are_put_right(client: FlaskClient) -> None:
    a_published_catalog(entries=["老年人补贴"])
    for odd in (
        "page=-3",
        "page=9999999999",
        "page=二",
        "by=king",
        "q=%00%22*%27)(",
        "q=" + "补" * 999,
    ):
        text_of(client, f"/search?{odd}")
    assert counts_by_domain() == {"elderly_care": 1}
