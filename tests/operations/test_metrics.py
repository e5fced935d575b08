"""What the machines that watch the servers are told, and whom it is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.clock import utc_now
from catalog_app.demo.site import RunningSite, article_path
from tests.checks.patrols import a_patrol
from tests.factories.catalogs import a_catalog, an_entry

AWAY = {"REMOTE_ADDR": "203.0.113.7"}
TOKEN = "a-token-of-the-province"


def test_this_machine_may_see_the_figures(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 200


def test_others_may_not_nor_may_those_behind_a_proxy_nobody_declared(client: FlaskClient) -> None:
    refused = client.get("/metrics", environ_overrides=AWAY)
    assert (refused.status_code, "监控数据不对外公开" in refused.text) == (403, True)
    assert "python_info" not in refused.text
    proxied = client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    assert proxied.status_code == 403


def test_with_a_token_it_alone_counts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(client.application.config, "METRICS_TOKEN", TOKEN)
    given = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/metrics", headers=given, environ_overrides=AWAY).status_code == 200
    wrong = {"Authorization": "Bearer 不对"}
    assert client.get("/metrics", headers=wrong).status_code == 403
    assert client.get("/metrics").status_code == 403


def test_the_figures_tell_what_was_checked_and_what_waits(
    client: FlaskClient, session: Session, shown_site: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    entry = an_entry("一", catalog=catalog, urls=[shown_site.url(article_path("elderly_care", 1))])
    an_entry("二", catalog=catalog, urls=[shown_site.url("/faults/dead.html")])
    now = utc_now()
    done = services.request_run(entry_id=entry.id, by=SYSTEM, at=now)
    asyncio.run(services.carry_out(done.id, a_patrol(tmp_path, now)))
    services.request_run(region_id=catalog.region_id, by=SYSTEM, at=now)
    told = client.get("/metrics").text
    assert 'catalog_pages_checked_last_hour{outcome="ok"} 1.0' in told
    assert 'catalog_runs{state="queued"} 1.0' in told
    assert "catalog_pages_waiting 2.0" in told
    assert "catalog_oldest_queued_seconds" in told
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    assert ("catalog_queue_takers 0.0" in told) == on_postgresql


@pytest.fixture
def shown_site() -> Iterator[RunningSite]:
    with RunningSite() as site:
        yield site
