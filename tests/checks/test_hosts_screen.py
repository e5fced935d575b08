"""The screen of sites: whose pages they hold, how they are visited and how they answer."""

from __future__ import annotations

import re

import pytest
from flask import g
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role
from catalog_app.catalogs.models import Catalog
from catalog_app.checks.models import CheckRun, PageCheck, WebHost, WebPage
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SCREEN = "/staff/checks/hosts"


@pytest.fixture
def catalog(session: Session) -> Catalog:
    return a_catalog()


def a_page(session: Session, catalog: Catalog, host: str, state: str | None = "ok") -> None:
    """A page on the host, linked by an entry, checked once with this result or never (None)."""
    number = session.query(WebPage).count() + 1
    page = WebPage(url=f"http://{host}/{number}.html", host=host)
    an_entry(f"事项{number}", catalog=catalog, urls=[page.url])
    run = session.query(CheckRun).first() or CheckRun(created_at=NOON)
    session.add_all([run, page])
    session.flush()
    if state is not None:
        seen = PageCheck(
            run_id=run.id, web_page_id=page.id, at=NOON, outcome="ok", link_state=state
        )
        session.add(seen)
        session.flush()
        page.last_check_id = seen.id
    session.commit()


def a_host(session: Session, host: str, **known: object) -> None:
    answered = {"last_at": NOON, "last_outcome": "ok", "last_status": 200}
    session.add(WebHost(host=host, **(answered | known)))
    session.commit()


def rows(client: FlaskClient) -> dict[str, str]:
    """The screen's rows as a reader sees them, by host."""
    cells = re.findall(
        r'<tr><th scope="row"[^>]*>([^<]+)</th>(.*?)</tr>', client.get(SCREEN).text, re.S
    )
    return {host: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)) for host, text in cells}


def test_each_host_is_counted_and_the_worst_comes_first(
    session: Session, client: FlaskClient, catalog: Catalog
) -> None:
    for host, state in [("a.cn", "ok"), ("a.cn", None), ("b.cn", "broken"), ("b.cn", "unsure")]:
        a_page(session, catalog, host, state)
    shown = rows(log_in(client, a_user()))
    assert list(shown) == ["b.cn", "a.cn"]
    assert shown["b.cn"].split()[:3] == ["2", "1", "1"]
    assert shown["a.cn"].split()[:3] == ["2", "0", "0"]
    assert "还没有访问过" in shown["a.cn"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (None, "每 0.5 秒打开一个网页 我们自己定的间隔"),
        (0.1, "每 0.5 秒打开一个网页 我们自己定的间隔"),
        (5.0, "每 5 秒打开一个网页 按网站自己的要求"),
        (120.0, "每 30 秒打开一个网页 网站要求隔 120 秒，最多只能照顾到 30 秒"),
    ],
)
def test_the_pace_is_told_with_its_reason(
    session: Session, client: FlaskClient, catalog: Catalog, asked: float | None, words: str
) -> None:
    a_page(session, catalog, "a.cn")
    a_host(session, "a.cn", crawl_delay=asked)
    assert words in rows(log_in(client, a_user()))["a.cn"]


def test_no_word_of_the_machinery_is_shown(
    session: Session, client: FlaskClient, catalog: Catalog
) -> None:
    a_page(session, catalog, "a.cn")
    a_host(session, "a.cn", last_outcome="not_modified", last_status=304, crawl_delay=120.0)
    text = log_in(client, a_user()).get("/staff/checks/hosts").text
    assert "正常回应，内容没有变化" in text
    assert "304" not in text
    assert "robots" not in text


def test_how_a_host_answered_is_told(
    session: Session, client: FlaskClient, catalog: Catalog
) -> None:
    a_page(session, catalog, "a.cn")
    a_host(
        session,
        "a.cn",
        failures=3,
        rests=2,
        rested_at=NOON,
        robots_status="unreachable",
        render=True,
    )
    told = rows(log_in(client, a_user()))["a.cn"]
    for words in (
        "正常回应",
        "接连 3 次",
        "停下来等了 2 次",
        "没有读到网站对访问的要求",
        "靠脚本显示",
    ):
        assert words in told


def test_an_office_sees_only_the_sites_of_its_own_entries(
    session: Session, client: FlaskClient, catalog: Catalog
) -> None:
    a_page(session, catalog, "www.dunhua.gov.cn")
    a_page(session, a_catalog("220802"), "www.taobei.gov.cn")
    assert list(rows(log_in(client, a_user()))) == ["www.dunhua.gov.cn"]
    g.pop("_login_user", None)  # the tests' application context outlives the request
    province = log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    assert set(rows(province)) == {"www.dunhua.gov.cn", "www.taobei.gov.cn"}


def test_many_hosts_cost_no_more_queries_than_one(
    session: Session, client: FlaskClient, catalog: Catalog
) -> None:
    log_in(client, a_user())
    a_page(session, catalog, "a.cn")
    with count_queries() as few:
        client.get(SCREEN)
    for number in range(60):
        a_page(session, catalog, f"{number}.cn")
        a_host(session, f"{number}.cn")
    with count_queries() as many:
        page = client.get(SCREEN).text
    assert many.total == few.total
    assert 'rel="next"' in page
