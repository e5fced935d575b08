"""What one opened page tells a survey: itself, the rows of its list, and the ways on. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from catalog_app.checks import ways
from catalog_app.checks.fetch import Fetched
from catalog_app.checks.page import PageReading
from catalog_app.checks.page.attachments import FILE
from catalog_app.checks.page.site_links import SiteLink, read_site_links
from catalog_app.checks.page.zones import CHROME
from catalog_app.checks.privacy import mask
from catalog_app.checks.services.host_visit import ANSWERED, read

KEPT_KINDS = frozenset({"article", "list", "home", "empty_column", "other"})
LIST_PAGES = 5
"""Pages of one column's list that are opened: the newest rows are what a link should lead to."""
DEPTH_MAX = 8
WAYS_A_PAGE = 400
ROWS_KEPT = 20
HEADINGS_KEPT, HEADING_MAX = 40, 40
TITLE_MAX = 200
NUMBER = re.compile(r"\W*\d*\W*")


@dataclass(frozen=True, slots=True)
class Step:
    """An address on the way: how it was reached, and how soon it is to be opened."""

    url: str
    rank: int
    depth: int
    list_page: int = 1

    @property
    def key(self) -> str:
        return ways.key_of(self.url)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of one page of the site; `was_read` False for one that only stood in a list."""

    url: str
    title: str
    kind: str
    column_name: str | None
    breadcrumb: tuple[str, ...]
    owner: str | None = None
    published: date | None = None
    newest_item_date: date | None = None
    item_count: int | None = None
    rows: tuple[str, ...] = ()
    found_on: str | None = None
    was_read: bool = False

    @property
    def key(self) -> str:
        return ways.key_of(self.url)


@dataclass(frozen=True, slots=True)
class Told:
    """What a page told: `facts` with itself first, `onward` the addresses to open later."""

    outcome: str
    url: str
    text_hash: str | None = None
    facts: tuple[PageFacts, ...] = ()
    onward: tuple[Step, ...] = ()


def told_by(step: Step, fetched: Fetched, hosts: Collection[str], names: Sequence[str]) -> Told:
    """Read one opened page. `hosts` are those of the survey, `names` those of the domains."""
    outcome, url = str(fetched.outcome), ways.cleaned(fetched.final_url)
    page = read(fetched) if fetched.outcome in ANSWERED else None
    if page is None:
        return Told(outcome, url)
    if not ways.leads_on(url, hosts):
        return Told("elsewhere", url)
    onward = tuple(_onward(step, page, fetched, hosts, names))
    if page.kind not in KEPT_KINDS:
        return Told(page.kind, url, onward=onward if page.kind == "redirect" else ())
    facts = (_itself(page, url), *_rows(page, url, hosts))
    spoken = page.text_hash if len(page.text) > len(page.title or "") else None
    return Told(outcome, url, spoken, facts, onward)


def _itself(page: PageReading, url: str) -> PageFacts:
    return PageFacts(
        url=url,
        title=_title(page.title or page.column_name or ""),
        kind=page.kind,
        column_name=page.column_name,
        breadcrumb=page.breadcrumb,
        owner=page.owner,
        published=page.published,
        newest_item_date=page.newest_item_date,
        item_count=page.item_count,
        rows=tuple(_title(item.title) for item in page.items[:ROWS_KEPT]) or _headings(page),
        was_read=True,
    )


def _headings(page: PageReading) -> tuple[str, ...]:
    """The short lines of a document: its headings and the heads of its tables."""
    if page.kind != "article":
        return ()
    lines = (line for line in page.text.split("\n") if 1 < len(line) <= HEADING_MAX)
    return tuple(_title(line) for line in islice(lines, HEADINGS_KEPT))


def _rows(page: PageReading, found_on: str, hosts: Collection[str]) -> Iterator[PageFacts]:
    """The rows of the page's list as pages of their own: nobody has to open them to know them."""
    column = page.title if page.kind == "list" else page.column_name
    for item in page.items:
        if item.url is None or not item.title:
            continue
        url = ways.cleaned(item.url)
        is_file = FILE.search(url) is not None
        if is_file or ways.leads_on(url, hosts):
            yield PageFacts(
                url=url,
                title=_title(item.title),
                kind="attachment" if is_file else "article" if item.date else "other",
                column_name=column,
                breadcrumb=page.breadcrumb,
                published=item.date,
                found_on=found_on,
            )


def _onward(
    step: Step, page: PageReading, fetched: Fetched, hosts: Collection[str], names: Sequence[str]
) -> Iterator[Step]:
    """The next page of the list, then links to other columns; dated rows need no opening."""
    if step.depth >= DEPTH_MAX:
        return
    links = read_site_links(
        fetched.body, url=fetched.final_url, content_type=fetched.headers.get("content-type")
    )
    steps = (*page.breadcrumb, page.column_name or "")
    near = ways.is_disclosure(page.title, steps, names)
    if links.next_page and page.kind == "list" and step.list_page < LIST_PAGES:
        rank = ways.FIRST if near else ways.FAR
        yield from _steps([(links.next_page, rank)], hosts, step.depth, step.list_page + 1)
    if page.refresh_url and page.kind == "redirect":
        yield from _steps([(page.refresh_url, ways.FIRST)], hosts, step.depth + 1)
    dated = {ways.cleaned(item.url) for item in page.items if item.url and item.date}
    wanted = (
        (link.url, ways.rank_of(link.text, link.url, names, near=near))
        for link in links.links[:WAYS_A_PAGE]
        if _is_way(link) and ways.cleaned(link.url) not in dated
    )
    yield from _steps(wanted, hosts, step.depth + 1)


def _steps(
    wanted: Iterable[tuple[str, int]], hosts: Collection[str], depth: int, list_page: int = 1
) -> Iterator[Step]:
    for address, rank in wanted:
        url = ways.cleaned(address)
        if ways.leads_on(url, hosts):
            yield Step(url, rank, depth, list_page)


def _is_way(link: SiteLink) -> bool:
    """A link with words of its own: no page number, no button."""
    return not NUMBER.fullmatch(link.text) and (
        not CHROME.match(link.text) or link.text.startswith("更多")
    )


def _title(text: str) -> str:
    return mask(text)[:TITLE_MAX]
