"""Pages that only a script shows: rendered where the province wants it, else not judged."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Entry
from catalog_app.checks import services
from catalog_app.checks.fetch.render import BROWSERS
from catalog_app.checks.models import Finding, PageCheck, WebHost
from tests.checks.own_site import Answer, OwnSite
from tests.checks.patrols import a_patrol, entry_linked_to
from tests.conftest import NOON

CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), None)
NEEDS_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
SHELL = """<!doctype html><html><head><meta charset="utf-8"><title>老年人补贴</title></head>
<body><div id="app"></div><script src="/app.js"></script></body></html>"""
FILLS = """document.getElementById('app').innerHTML = `<h1>老年人补贴</h1><p>发布时间：2026-11-10</p>
<div>${'一、补贴名称、补贴依据、补贴对象、补贴标准，八十周岁以上老年人每月一百元。'.repeat(9)}</div>`"""


def scripted(code: str) -> dict[str, Answer]:
    return {"/1.html": Answer(SHELL, etag='"1"'), "/app.js": Answer(code, kind="text/javascript")}


def check(folder: Path, entry: Entry, **settings: Any) -> None:
    run = services.request_run(entry_id=entry.id, by=SYSTEM, at=NOON)
    asyncio.run(services.carry_out(run.id, a_patrol(folder, **settings)))


def newest(session: Session) -> PageCheck:
    return session.scalars(select(PageCheck).order_by(PageCheck.id.desc())).all()[0]


def link_findings(session: Session) -> list[Finding]:
    return list(session.scalars(select(Finding).where(Finding.publication_id.is_not(None))))


def test_without_a_browser_the_page_is_not_judged(session: Session, tmp_path: Path) -> None:
    with OwnSite(scripted(FILLS)) as site:
        check(tmp_path, entry_linked_to(site.url("/1.html")))
    seen = newest(session)
    assert (seen.outcome, seen.link_state, seen.rendered) == ("blocked", "unsure", False)
    assert "靠脚本显示" in (seen.detail or "")
    assert link_findings(session) == []


@pytest.mark.browser
@NEEDS_CHROMIUM
def test_a_rendered_page_is_judged_like_any_other_and_never_by_its_shell(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite(scripted(FILLS)) as site:
        entry = entry_linked_to(site.url("/1.html"))
        for _ in range(2):
            check(tmp_path, entry, chromium=CHROMIUM)
            seen = newest(session)
            assert (seen.outcome, seen.link_state, seen.rendered) == ("ok", "ok", True)
        marks = [headers["If-None-Match"] for path, headers in site.asked if path == "/1.html"]
    assert marks == [None, None]  # the shell stays as it is while its content changes
    assert seen.reading is not None
    assert seen.reading["title"] == "老年人补贴"
    assert session.scalars(select(WebHost.render)).one()


@pytest.mark.browser
@NEEDS_CHROMIUM
def test_a_page_that_cannot_be_rendered_is_never_called_dead_or_empty(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite(scripted("fetch('/missing.json').then(a => a.json())")) as site:
        check(tmp_path, entry_linked_to(site.url("/1.html")), chromium=CHROMIUM)
    seen = newest(session)
    assert (seen.outcome, seen.link_state, seen.rendered) == ("blocked", "unsure", False)
    assert link_findings(session) == []


def test_many_such_pages_are_no_reason_to_leave_a_host(session: Session, tmp_path: Path) -> None:
    with OwnSite(scripted(FILLS)) as site:
        urls = [site.url(f"/1.html?{number}") for number in range(30)]
        site.pages |= {f"/1.html?{number}": Answer(SHELL) for number in range(30)}
        entry = entry_linked_to(urls[0])
        for url in urls[1:]:
            entry_linked_to(url, entry.catalog)
        run = services.request_run(region_id=entry.catalog.region_id, by=SYSTEM, at=NOON)
        plan = a_patrol(tmp_path).plan
        patient = a_patrol(tmp_path, plan=type(plan)(delay=0, connections=2, give_up_after=20))
        asyncio.run(services.carry_out(run.id, patient))
    outcomes = set(session.scalars(select(PageCheck.outcome)))
    assert outcomes == {"blocked"}
