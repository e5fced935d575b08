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
        stored = session.execute(
            select(WebPage.url, PageCheck.outcome)
            .join(PageCheck, PageCheck.web_page_id == WebPage.id)
            .order_by(PageCheck.id)
        ).all()
    assert run.state == "finished"
    assert len(stored) == len(pages) + len(HOSTILE)
    drips = next(place for place, (url, _) in enumerate(stored) if url.endswith("/drip.html"))
    assert {good.url(path) for path in pages} <= {url for url, _ in stored[:drips]}
    assert {outcome == "ok" for url, outcome in stored if good.host in url} == {True}
    assert {outcome == "ok" for url, outcome in stored if good.host not in url} == {False}
