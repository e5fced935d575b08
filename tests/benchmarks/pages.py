"""What the benchmarks check: the demonstration's articles, served by processes of their own, and
catalogues of four counties whose entries link them.

A part is a prefecture of its own, so that two processes can each check one.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

import aiohttp
from aiohttp import web
from sqlalchemy import insert
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Catalog, Publication
from catalog_app.catalogs.services import EntryDraft, create_entries
from catalog_app.clock import utc_now
from catalog_app.database import transaction
from catalog_app.demo.site.articles import article
from catalog_app.demo.site.bureaus import bureau
from catalog_app.demo.site.layout import SITE_ID_CODE, render
from catalog_app.regions.services import region_by_code
from domains.entry import EntryContent
from domains.standard import load_domains

PARTS = (
    ("222400", ("222403 敦化市", "222401 延吉市", "222402 图们市", "222404 珲春市")),
    ("220200", ("220281 蛟河市", "220282 桦甸市", "220283 舒兰市", "220284 磐石市")),
)
PREFECTURE = PARTS[0][0]
ITEMS = [(domain, item) for domain in load_domains() for item in domain.items]
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
    part: int = 0


@contextmanager
def sites(*plans: Plan) -> Iterator[list[int]]:
    """All ports of the site processes, one a plan, until the block ends."""
    with ExitStack() as running:
        yield [port for plan in plans for port in running.enter_context(_site(plan))]


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
    pages = [body(number, plan.part) for number in range(plan.pages)]
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


def county(number: int, part: int = 0) -> tuple[str, str]:
    """Code and name of the county whose page this is: each has a page of every item, in turn."""
    counties = PARTS[part][1]
    code, _, name = counties[number // len(ITEMS) % len(counties)].partition(" ")
    return code, name


def body(number: int, part: int = 0) -> bytes:
    """The demonstration's article on an item, its number in the text so that no two are the same;
    without files and without links, which would be further fetches for those who follow them."""
    domain, item = ITEMS[number % len(ITEMS)]
    document = article(domain, item, utc_now().date())
    text = document.body.partition('<div class="attachments">')[0]
    page = render(replace(document, body=f"{text}<p>第 {number} 号</p>"))
    code, name = county(number, part)
    return page.replace("敦化市", name).replace(SITE_ID_CODE, f"{code}0001").encode()


def index(pages: int) -> bytes:
    """A bare list of all pages, for tools that find pages by following links."""
    links = "".join(f'<li><a href="/{number}.html">{number}</a></li>' for number in range(pages))
    return f"<!DOCTYPE html><html><body><ul>{links}</ul></body></html>".encode()


def addresses(ports: Sequence[int], pages: int) -> list[str]:
    """So many pages, spread over the ports in turn."""
    return [f"http://127.0.0.1:{ports[n % len(ports)]}/{n}.html" for n in range(pages)]


def fill(urls: Sequence[str], part: int = 0, links: int = 1) -> None:
    """Catalogues of the part's counties whose entries link the pages, so many each."""
    catalogues: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in range(0, len(urls), links):
        domain, _ = ITEMS[number % len(ITEMS)]
        catalogues[county(number, part)[0], domain.code].append(number)
    with transaction() as session:
        for (code, domain_code), numbers in catalogues.items():
            catalog = Catalog(
                region=region_by_code(code), domain_code=domain_code, created_at=utc_now()
            )
            _fill_one(session, catalog, part, {n: urls[n : n + links] for n in numbers})


def _fill_one(
    session: Session, catalog: Catalog, part: int, linked: Mapping[int, Sequence[str]]
) -> None:
    session.add(catalog)
    session.flush()
    drafts = [EntryDraft(content(number, part)) for number in linked]
    entries = create_entries(session, catalog, drafts, by=SYSTEM, at=utc_now(), origin="import")
    rows = [
        {"entry_id": entry.id, "url": url, "created_at": utc_now()}
        for entry, urls in zip(entries, linked.values(), strict=True)
        for url in urls
    ]
    session.execute(insert(Publication), rows)


def content(number: int, part: int = 0) -> EntryContent:
    """A guide's item as a county keeps it: with its own bureau, and all that recalled ones lack."""
    domain, item = ITEMS[number % len(ITEMS)]
    entry = item.content
    return replace(
        entry,
        content=entry.content or (entry.name,),
        basis=entry.basis or ("《中华人民共和国政府信息公开条例》",),
        time_limit=entry.time_limit or "信息形成或变更之日起20个工作日内",
        owner=bureau(domain.code).replace("敦化市", county(number, part)[1]),
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
