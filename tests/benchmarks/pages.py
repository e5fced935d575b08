"""What the benchmarks check: the demonstration's articles, served by processes of their own, and a
catalogue whose entries link them."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

import aiohttp
from aiohttp import web
from sqlalchemy import insert

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Catalog, Publication
from catalog_app.catalogs.services import EntryDraft, create_entries
from catalog_app.clock import utc_now
from catalog_app.database import transaction
from catalog_app.demo.site.articles import article
from catalog_app.demo.site.layout import render
from catalog_app.regions.services import region_by_code
from domains.entry import EntryContent
from domains.standard import load_domains

ITEMS = [(domain, item) for domain in load_domains() for item in domain.items]
COUNTY = "222403"
UNLIMITED = {"LinkChecker": "welcome"}
"""Without it LinkChecker asks a site for ten pages a second at most, whatever it is told."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A site process: how many ports it listens on, its pages, seconds before each answer; from
    which visit of a page on it gives marks and answers "not modified" (0 for never)."""

    ports: int
    pages: int
    latency: float = 0.0
    marks_from: int = 0


@contextmanager
def sites(plan: Plan, processes: int = 1) -> Iterator[list[int]]:
    """All ports of so many site processes, until the block ends."""
    with ExitStack() as running:
        yield [port for _ in range(processes) for port in running.enter_context(_site(plan))]


@contextmanager
def _site(plan: Plan) -> Iterator[list[int]]:
    ours, theirs = multiprocessing.Pipe()
    spawn = multiprocessing.get_context("spawn")
    process = spawn.Process(target=_serve, args=(theirs, plan), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join(10)


def _serve(pipe: Connection, plan: Plan) -> None:
    asyncio.run(_serving(pipe, plan))


async def _serving(pipe: Connection, plan: Plan) -> None:
    pages = [body(number) for number in range(plan.pages)]
    listed = index(plan.pages)
    visits = Counter[str]()

    async def show_page(request: web.Request) -> web.Response:
        name = request.match_info["name"].removesuffix(".html")
        if plan.latency:
            await asyncio.sleep(plan.latency)
        if name == "index":
            return web.Response(
                body=listed, content_type="text/html", charset="utf-8", headers=UNLIMITED
            )
        if not name.isdigit() or int(name) >= plan.pages:
            return web.Response(status=404)
        visits[name] += 1
        marked = plan.marks_from and visits[name] >= plan.marks_from
        marks = UNLIMITED | ({"ETag": f'"{name}"'} if marked else {})
        if marked and request.headers.get("If-None-Match") == marks["ETag"]:
            return web.Response(status=304, headers=marks)
        return web.Response(
            body=pages[int(name)], content_type="text/html", charset="utf-8", headers=marks
        )

    site = web.Application()
    site.add_routes([web.get("/{name:.*}", show_page)])
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    for _ in range(plan.ports):
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    pipe.send([address[1] for address in runner.addresses])
    await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
    await runner.cleanup()


def body(number: int) -> bytes:
    """The demonstration's article on an item, its number in the text so that no two are the same;
    without files and without links, which would be further fetches for those who follow them."""
    domain, item = ITEMS[number % len(ITEMS)]
    document = article(domain, item, utc_now().date())
    text = document.body.partition('<div class="attachments">')[0]
    return render(replace(document, body=f"{text}<p>第 {number} 号</p>")).encode()


def index(pages: int) -> bytes:
    """A bare list of all pages, for tools that find pages by following links."""
    links = "".join(f'<li><a href="/{number}.html">{number}</a></li>' for number in range(pages))
    return f"<!DOCTYPE html><html><body><ul>{links}</ul></body></html>".encode()


def addresses(ports: Sequence[int], pages: int) -> list[str]:
    """So many pages, spread over the ports in turn."""
    return [f"http://127.0.0.1:{ports[n % len(ports)]}/{n}.html" for n in range(pages)]


def fill(urls: Sequence[str], domain_code: str = "elderly_care", links: int = 1) -> None:
    """A catalogue whose entries link the pages, so many each."""
    with transaction() as session:
        catalog = Catalog(
            region=region_by_code(COUNTY), domain_code=domain_code, created_at=utc_now()
        )
        session.add(catalog)
        session.flush()
        drafts = [EntryDraft(content(n)) for n in range(-(-len(urls) // links))]
        entries = create_entries(session, catalog, drafts, by=SYSTEM, at=utc_now(), origin="import")
        rows = [
            {"entry_id": entries[n // links].id, "url": url, "created_at": utc_now()}
            for n, url in enumerate(urls)
        ]
        session.execute(insert(Publication), rows)


def content(number: int) -> EntryContent:
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


async def get_all(urls: Sequence[str], connections: int) -> None:
    """The baseline: as many connections, nothing but the body."""
    waiting = iter(urls)
    async with aiohttp.ClientSession() as session:

        async def work() -> None:
            for url in waiting:
                async with session.get(url) as response:
                    await response.read()

        await asyncio.gather(*(work() for _ in range(connections)))
