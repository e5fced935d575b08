"""How fast pages are fetched, read, judged and stored, beside bare GETs of the same pages in the same run.

The site serves the demonstration's articles, made beforehand, from a process of its own; what is
measured is the checker's processor time as well as the clock, since the site needs a core too.
`python -m tests.benchmarks.check_bench profile` prints where the time goes.
"""

from __future__ import annotations

import asyncio
import cProfile
import multiprocessing
import pstats
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
from aiohttp import web
from sqlalchemy import func, insert, select

from catalog_app import create_app
from catalog_app.accounts.audit import SYSTEM
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs.models import Catalog, Publication
from catalog_app.catalogs.services import EntryDraft, create_entries
from catalog_app.checks import services
from catalog_app.checks.fetch import FetchLimits, HostPlan
from catalog_app.checks.models import PageCheck
from catalog_app.checks.services import Patrol
from catalog_app.clock import utc_now
from catalog_app.database import db, transaction
from catalog_app.demo.site.articles import article
from catalog_app.demo.site.layout import render
from catalog_app.operations.services import initialise
from catalog_app.regions.services import region_by_code
from domains.entry import EntryContent
from domains.standard import load_domains
from tests.benchmarks.measure import show

PAGES = 2000
HOSTS = 4
KNOWS_NO_MARK = 2
CONNECTIONS = 16
TARGET = 800
ITEMS = [(domain, item) for domain in load_domains() for item in domain.items]


def main(profiled: str = "") -> None:
    with _site() as ports, tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder), "TESTING": True})
        with app.app_context():
            initialise()
            urls = _fill(ports)
            bare, _ = _timed(lambda: asyncio.run(_get_all(urls)))
            first = _checked(Path(folder), profiled == "profile")
            again = _checked(Path(folder), profiled == "again")
            known = _checked(Path(folder), profiled == "known")
            assert db.session.scalar(select(func.count(PageCheck.id))) == 3 * PAGES
            unsent = select(func.count(PageCheck.id)).where(PageCheck.outcome == "not_modified")
            assert (db.session.scalar(unsent) or 0) > PAGES / 2  # the others have a finding
    runs = {"first run": first, "unchanged pages": again, "not sent again": known}
    for what, (wall, cpu) in runs.items():
        label = f"check {PAGES:,} pages: fetch, read, judge, store ({what})"
        baseline = f"{PAGES / bare:,.0f} bare GET/s"
        show(label, f"{PAGES / wall:,.0f}/s", baseline, f"{wall / bare:.1f}", f"≥ {TARGET}/s")
        show("  the same by processor time of one core", f"{PAGES / cpu:,.0f}/s")


def _checked(folder: Path, profiled: bool) -> tuple[float, float]:
    run = services.request_run(region_id=region_by_code("222403").id, by=SYSTEM, at=utc_now())
    patrol = Patrol(
        locks=folder / "locks",
        now=utc_now,
        limits=FetchLimits(seconds=5),
        plan=HostPlan(connections=CONNECTIONS // HOSTS, delay=0),
        guard=AddressGuard(("127.0.0.0/8",)),
    )
    profile = cProfile.Profile()
    if profiled:
        profile.enable()
    times = _timed(lambda: asyncio.run(services.carry_out(run.id, patrol)))
    if profiled:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats("catalog_app", 60)
    return times


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


async def _get_all(urls: list[str]) -> None:
    """The baseline: as many connections, nothing but the body."""
    waiting = iter(urls)
    async with aiohttp.ClientSession() as session:

        async def work() -> None:
            for url in waiting:
                async with session.get(url) as response:
                    await response.read()

        await asyncio.gather(*(work() for _ in range(CONNECTIONS)))


def _fill(ports: list[int]) -> list[str]:
    """A catalogue whose entries link the pages, one each, spread over the hosts."""
    urls = [f"http://127.0.0.1:{ports[n % HOSTS]}/{n}.html" for n in range(PAGES)]
    with transaction() as session:
        catalog = Catalog(
            region=region_by_code("222403"), domain_code="elderly_care", created_at=utc_now()
        )
        session.add(catalog)
        session.flush()
        drafts = [EntryDraft(_content(n)) for n in range(PAGES)]
        entries = create_entries(session, catalog, drafts, by=SYSTEM, at=utc_now(), origin="import")
        rows = [
            {"entry_id": entry.id, "url": url, "created_at": utc_now()}
            for entry, url in zip(entries, urls, strict=True)
        ]
        session.execute(insert(Publication), rows)
    return urls


def _content(number: int) -> EntryContent:
    """A guide's item with all that only recalled ones lack."""
    entry = ITEMS[number % len(ITEMS)][1].content
    return replace(
        entry,
        content=entry.content or (entry.name,),
        basis=entry.basis or ("《中华人民共和国政府信息公开条例》",),
        time_limit=entry.time_limit or "信息形成或变更之日起20个工作日内",
        owner=entry.owner or "敦化市人民政府办公室",
        method=("proactive",),
        channels=entry.channels or ("政府网站",),
        audience=entry.audience or "全社会",
        levels=entry.levels or ("county",),
    )


@contextmanager
def _site() -> Iterator[list[int]]:
    """The pages on several ports, served by another process until the block ends."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join(10)


def _serve(pipe: Connection) -> None:
    asyncio.run(_serving(pipe))


async def _serving(pipe: Connection) -> None:
    pages = [_body(number) for number in range(PAGES)]
    visits = Counter[str]()

    async def show_page(request: web.Request) -> web.Response:
        name = request.match_info["name"].removesuffix(".html")
        if not name.isdigit():
            return web.Response(status=404)
        visits[name] += 1  # the first visits are the bare GET and the run that knows no mark
        marks = {"ETag": f'"{name}"'} if visits[name] > KNOWS_NO_MARK else {}
        if marks and request.headers.get("If-None-Match") == marks["ETag"]:
            return web.Response(status=304, headers=marks)
        return web.Response(
            body=pages[int(name)], content_type="text/html", charset="utf-8", headers=marks
        )

    site = web.Application()
    site.add_routes([web.get("/{name:.*}", show_page)])
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    for _ in range(HOSTS):
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    pipe.send([address[1] for address in runner.addresses])
    await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
    await runner.cleanup()


def _body(number: int) -> bytes:
    """The demonstration's article on an item, its number in the text so that no two are the same;
    without files, which would be further fetches."""
    domain, item = ITEMS[number % len(ITEMS)]
    document = article(domain, item, utc_now().date())
    body = document.body.partition('<div class="attachments">')[0]
    return render(replace(document, body=f"{body}<p>第 {number} 号</p>")).encode()


if __name__ == "__main__":
    main(*sys.argv[1:])
