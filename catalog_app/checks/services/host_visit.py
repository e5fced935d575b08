"""What is seen on one host in one run: its pages, the files they link, its home, its way to say no."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from zlib import crc32

from catalog_app.checks.fetch import (
    Engine,
    Fetched,
    HostGate,
    Outcome,
    Renderer,
    Wanted,
    fetch_host,
    probe_missing,
)
from catalog_app.checks.fetch.robots import ROBOTS_PATH
from catalog_app.checks.files.readers import FileReaders
from catalog_app.checks.page import PageReading, read_page
from catalog_app.checks.rules.model import AttachmentVisit, HostFacts
from catalog_app.checks.services.hosts import UNKNOWN, Manners, manners_from
from catalog_app.checks.services.kept import KeptPage
from catalog_app.checks.services.kept_files import files_from_kept
from catalog_app.checks.services.runs import host_of
from catalog_app.checks.services.targets import PlannedPage

if TYPE_CHECKING:
    from catalog_app.checks.services.visiting import Patrol

ATTACHMENTS_A_PAGE = 5
FILE_BYTES_A_TURN = 200 * 1024 * 1024
HEAD_BYTES = 512
WITH_CONTENT = frozenset({"ok", "tls_error", "blocked", "dead", "server_error", "too_large"})
ANSWERED = frozenset({Outcome.OK, Outcome.TLS_ERROR})
MARKUP = ("html", "text/plain", "xml")


@dataclass(frozen=True, slots=True)
class Seen:
    """One address visited and read: everything a rule may ask. Of the body only the reading is
    kept. `page` is None where nothing came, or a file that is no page."""

    planned: PlannedPage
    fetched: Fetched
    page: PageReading | None
    host: HostFacts
    at: datetime
    files: tuple[AttachmentVisit, ...] = ()
    kept: KeptPage | None = None
    """What was kept of the page, where the site answered that it has not changed."""


class HostVisit:
    """One host in one run. Pace, failures and what is known of the host last over all its turns;
    `manners` is what its robots.txt asked for when it was last read."""

    def __init__(
        self,
        host: str,
        engine: Engine,
        patrol: Patrol,
        readers: FileReaders,
        manners: Manners = UNKNOWN,
        *,
        renderer: Renderer | None = None,
    ) -> None:
        self.host = host
        self.engine = engine
        self.patrol = patrol
        self.readers = readers
        self.manners = manners
        self.renderer = renderer
        self.gate = HostGate(manners.plan(patrol.plan))
        self.facts: HostFacts | None = None
        self.share = crc32(host.encode()) / 2**32
        """What part of a portion's time the first one takes: hosts that begin together are not all
        stored together."""

    async def see(
        self, pages: Mapping[str, PlannedPage], kept: Mapping[str, KeptPage] | None = None
    ) -> AsyncGenerator[list[Seen], None]:
        """Visit these pages and yield what was seen, some at a time: it is judged and stored while
        the host answers further. Pages that link files come last, when those were fetched too. What
        is in `kept` is asked for only if it has changed. Fewer than all when the host turns out to
        ask for a slower pace. Close the iterator (`contextlib.aclosing`) when leaving it early."""
        kept = kept or {}
        facts = await self.arrive(next(iter(pages)))
        pages = dict(islice(pages.items(), self.turn_pages))
        portion: list[Seen] = []
        clock = asyncio.get_running_loop().time
        due = clock() + self.patrol.portion_seconds * self.share
        with_files: list[Seen] = []
        wanted = [kept[url].wanted if url in kept else Wanted(url) for url in pages]
        async with aclosing(self._visit(wanted)) as visits:
            async for fetched in visits:
                seen = self._read(pages[fetched.url], fetched, facts, kept.get(fetched.url))
                seen = await self._with_file(seen, fetched)
                (with_files if _links_files(seen) else portion).append(seen)
                if portion and clock() >= due:
                    yield portion
                    portion, due = [], clock() + self.patrol.portion_seconds
        files = await self._files(with_files, pages)
        yield [*portion, *(replace(each, files=_files_of(each, files)) for each in with_files)]

    @property
    def turn_pages(self) -> int:
        """How many pages the next turn may have, at the pace the host asks for."""
        return self.patrol.pages_a_turn(self.gate.plan.delay)

    async def _visit(self, urls: Sequence[Wanted | str]) -> AsyncGenerator[Fetched, None]:
        async with aclosing(fetch_host(urls, self.gate.plan, self.engine, self.gate)) as visits:
            async for fetched in visits:
                yield await self._rendered(fetched)

    async def _rendered(self, fetched: Fetched) -> Fetched:
        """The page as its scripts show it, where that is wanted and can be done."""
        if self.renderer is None or not fetched.scripted:
            return fetched
        return await self.renderer.render(fetched, self.gate.turn) or fetched

    def _read(
        self, planned: PlannedPage, fetched: Fetched, facts: HostFacts, kept: KeptPage | None
    ) -> Seen:
        if kept is not None and fetched.outcome is Outcome.NOT_MODIFIED:
            files = files_from_kept(kept.files)
            return Seen(planned, fetched, kept.page(), facts, self.patrol.now(), files, kept)
        page = read(fetched)
        return Seen(planned, replace(fetched, body=b""), page, facts, self.patrol.now())

    async def _with_file(self, seen: Seen, fetched: Fetched) -> Seen:
        """Where the address leads to a file instead of a page, what stands in it."""
        if seen.page is not None or fetched.outcome not in ANSWERED | {Outcome.TOO_LARGE}:
            return seen
        name = unquote(fetched.url.partition("?")[0].rsplit("/", 1)[-1])
        return replace(seen, files=(await self._opened(fetched, name),))

    async def arrive(self, url: str) -> HostFacts:
        """What the host asks of visitors and how it looks, learnt once. `url` is any of its pages."""
        if self.facts is None:
            self.facts = await self._arrive(url)
        return self.facts

    async def _arrive(self, url: str) -> HostFacts:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return HostFacts()
        root = f"{parts.scheme}://{parts.netloc}"
        if not self.manners.fresh(self.patrol.now()):
            await self._ask_for_manners(root)
        return await self._look_around(f"{root}/")

    async def _ask_for_manners(self, root: str) -> None:
        answer = await self.engine.fetch(root + ROBOTS_PATH, turn=self.gate.turn)
        self.gate.heard(answer, self.patrol.now())
        self.manners = manners_from(answer, self.manners, at=self.patrol.now())
        self.gate.plan = self.manners.plan(self.patrol.plan)

    async def _look_around(self, root: str) -> HostFacts:
        """The site's home page, and what it answers for an address that cannot exist."""
        home = await self.engine.fetch(root, turn=self.gate.turn)
        if home.outcome in {Outcome.TIMEOUT, Outcome.UNREACHABLE, Outcome.REFUSED_ADDRESS}:
            return HostFacts()
        token = f"zw{secrets.token_hex(6)}"
        missing = await probe_missing(self.engine, root, token, turn=self.gate.turn)
        return HostFacts(home_text=_text(home), missing_text=_text(missing))

    async def _files(
        self, seen: Sequence[Seen], pages: Mapping[str, PlannedPage]
    ) -> Mapping[str, AttachmentVisit]:
        """The first few files linked from each page on the same host, each fetched and read once.
        A file there was no room for is told as not fetched: nothing may be said of it."""
        wanted = {
            url: name
            for each in seen
            if each.page is not None
            for url, name in _file_addresses(each.page)
            if host_of(url) == self.host and url not in pages
        }
        found = {url: _not_fetched(url, name) for url, name in wanted.items()}
        left = FILE_BYTES_A_TURN
        async with aclosing(self._visit(list(wanted))) as visits:
            async for fetched in visits:
                found[fetched.url] = await self._opened(fetched, wanted[fetched.url])
                left -= len(fetched.body)
                if left < 0:
                    break
        return found

    async def _opened(self, fetched: Fetched, name: str) -> AttachmentVisit:
        """The file with what stands in it; of its bytes only the first are kept."""
        visit = _beginning(fetched, name)
        if fetched.outcome not in ANSWERED or fetched.truncated:
            return visit
        content_type = fetched.headers.get("content-type")
        return replace(visit, reading=await self.readers.read(fetched.body, name, content_type))


def read(fetched: Fetched) -> PageReading | None:
    """The page of a visit; None where nothing came or what came is no page but a file."""
    if fetched.outcome not in WITH_CONTENT or not fetched.body:
        return None
    content_type = fetched.headers.get("content-type", "")
    if content_type and not any(kind in content_type.lower() for kind in MARKUP):
        return None
    return read_page(
        fetched.body,
        url=fetched.final_url,
        content_type=content_type or None,
        status=fetched.status or 200,
    )


def _text(fetched: Fetched) -> str | None:
    page = read(fetched) if fetched.outcome in ANSWERED else None
    return page.text if page is not None and page.kind != "blocked" else None


def _file_addresses(page: PageReading) -> list[tuple[str, str]]:
    """(address, name) of the files that are looked at."""
    files = page.attachments[:ATTACHMENTS_A_PAGE]
    return [(file.url, file.name or file.url) for file in files if file.url]


def _links_files(each: Seen) -> bool:
    """Whether files are yet to be fetched; those of an unchanged page are known."""
    return each.page is not None and each.kept is None and bool(_file_addresses(each.page))


def _files_of(each: Seen, files: Mapping[str, AttachmentVisit]) -> tuple[AttachmentVisit, ...]:
    addresses = _file_addresses(each.page) if each.page is not None else ()
    return tuple(replace(files[url], name=name) for url, name in addresses if url in files)


def _not_fetched(url: str, name: str) -> AttachmentVisit:
    return AttachmentVisit(name=name, url=url, outcome=str(Outcome.NOT_FETCHED), head=b"", size=0)


def _beginning(fetched: Fetched, name: str) -> AttachmentVisit:
    """Only what rule C04 needs of a file; large ones are not kept in memory."""
    return AttachmentVisit(
        name=name,
        url=fetched.url,
        outcome=str(fetched.outcome),
        head=fetched.body[:HEAD_BYTES],
        size=len(fetched.body),
    )
