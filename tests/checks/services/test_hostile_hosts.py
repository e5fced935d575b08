"""A host that misbehaves costs the other hosts of its run nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.checks.models import PageCheck, WebPage
from catalog_app.demo.site import RunningSite
from tests.checks.own_site import Answer, OwnSite
from tests.checks.patrols import check, entry_linked_to
from tests.factories.catalogs import a_catalog

HOSTILE = ("drip", "slow", "endless", "bomb", "header_flood", "closed", "short", "garbage")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_good_pages_are_stored_while_another_host_still_drips(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    pages = {f"/{n}.html": Answer(f"<title>公告{n}</title><p>第{n}号公告</p>") for n in range(20)}
    with OwnSite(pages) as good:
        for path in pages:
            entry_linked_to(good.url(path), catalog)
        for name in HOSTILE:
            entry_linked_to(watched_county.url(f"/faults/{name}.html"), catalog)
        run = check(tmp_path, region_id=catalog.region_id)
        hosts = session.execute(
            select(WebPage.host, PageCheck.outcome)
            .join(PageCheck, PageCheck.web_page_id == WebPage.id)
            .order_by(PageCheck.id)
        ).all()
    assert run.state == "finished"
    assert [host for host, _ in hosts[:20]] == [good.host] * 20
    assert {outcome for _, outcome in hosts[:20]} == {"ok"}
    assert len(hosts) == 20 + len(HOSTILE)
    assert "ok" not in {outcome for _, outcome in hosts[20:]}
