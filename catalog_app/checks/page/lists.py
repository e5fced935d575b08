"""The main list of a page: its entries, how many there are and the newest date among them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from catalog_app.checks.page.dates import find_dates, find_shown_dates, first_date
from catalog_app.checks.page.outline import Line, Link, Outline, squeeze
from catalog_app.checks.page.zones import Zone

ROWS = frozenset(("li", "tr", "dl", "dd", "article"))
ENTRANCE = "a, [onclick]"
ROW_LINKS = 4
ROW_TEXT = 250
FRAME = ("body", "html")
YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\s*年?度?\W*")
CLIMB = 6
LEVELS = 4
DATE_PART = re.compile(r"[\d一二三四五六七八九十〇零○]\s*[-./／－．年月日년월]")
DAY_IN_YEAR = re.compile(
    r"(?:^|(?<=[\s\[(（【]))(?:0?\d|1[0-2])[-./月](?:[0-2]?\d|3[01])日?\W{0,2}$"
)
DAY_BEFORE = re.compile(
    r"[\[(（【]?(?:0\d|1[0-2])[-/月](?:[0-2]\d|3[01])日?[\])）】]?(?=\s|[^\d\s.,、-])"
)
LABEL = re.compile(
    r"(?:(?:^|(?<![\u4e00-\u9fff])|(?<=发布|更新|公开|公布))(?:日期|时间)|(?<![\u4e00-\u9fff])发布)\s*[:：]\s*"
    r"(?=(?:19|20)\d\d)"
)
EDGES = re.compile(r"^[\[(（【]|[\])）】日]$")
# Parts of a date set as blocks by style alone run together: 08 2026-01, 2026年01月 08, 01-08 2026.
RUN_TOGETHER = re.compile(
    r"(\d\d)\s*日?\s*((?:19|20)\d\d)[-./年](\d\d)月?"
    r"|((?:19|20)\d\d)[-./年](\d\d)月?\s*(\d\d)日?"
    r"|(\d\d)[-./月](\d\d)日?\s*((?:19|20)\d\d)年?"
)
YEAR = 4
CLOCK = re.compile(r"(?<=[\d日])\s+\d{1,2}:\d\d(?::\d\d)?\b")
LABELLED_LENGTH = 80
MONTH = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*月?")
DAY = re.compile(r"\d{1,2}\s*日?")
EDGE = re.compile(r"[\s\[\]()（）【】〔〕|·:：-]*")
PER_PAGE = re.compile(r"""(?:pre|per)_?page(?:size)?|page_?size""", re.IGNORECASE)
NUMBER = re.compile(r"""^["']?\s*[:=,]\s*["']?(\d{1,3})\b""")
EDGE_LENGTH = 6
MIN_UNDATED = 3
MIN_SHOWN = 4
MIN_TITLE = 8
TITLE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its title, where it leads (None without a link), its date if shown."""

    title: str
    url: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class MainList:
    """The entries of the main list that a reader sees on this page.

    `blocks` counts the containers of dated entries anywhere on the page, `date_lines` are the
    lines that date an entry of the list.
    """

    items: tuple[Item, ...]
    blocks: int
    dated: bool
    date_lines: frozenset[int] = frozenset()

    @property
    def newest(self) -> date | None:
        """The newest date shown beside an entry."""
        return max((item.date for item in self.items if item.date), default=None)


def read_list(page: Outline, zone: Zone, url: str | None, *, bare: bool) -> MainList:
    """Find the main list: the largest group of dated entries, else, when `bare`, of bare links.

    A page that holds more entries than its page turner shows at once is cut to what it shows.
    """
    found_rows = list(_dated_rows(page, zone))
    groups, blocks = _groups(found_rows, page.lines)
    dated = bool(groups)
    if bare and not groups:
        groups, _ = _groups(list(_linked_rows(page, zone)), page.lines)
        groups = {key: rows for key, rows in groups.items() if _are_entries(rows)}
    rows = max(groups.values(), key=len, default=[])
    links = {link.node.mem_id: link for link in page.links}
    shown = _shown_at_once(page) if len(rows) > MIN_SHOWN else None
    whole = _with_undated(rows) if dated else rows
    items = [_item(row, found, links, url) for row, found, _ in whole[:shown]]
    listed = {row.mem_id for row, _, _ in rows}
    date_lines = frozenset(line for row, _, line in found_rows if row.mem_id in listed)
    return MainList(tuple(items), blocks, dated, date_lines)


Row = tuple[LexborNode, date | None, int]
NO_LIST = MainList((), 0, dated=False)


def _dated_rows(page: Outline, zone: Zone) -> Iterator[Row]:
    lines = page.lines
    for number in page.lines_with(DATE_PART, zone.start, zone.end):
        if lines[number].hidden:
            continue
        shown, found = _row_date(lines, number)
        if not shown:
            continue
        row = _row(lines[number].node) or _own_link(page, number)
        if row is not None:
            yield row, found, number


def _own_link(page: Outline, number: int) -> LexborNode | None:
    """The link that a line consists of, where many such lines stand in one block."""
    line = page.lines[number]
    if line.inside < MIN_TITLE or line.inside * 3 < len(line.text):
        return None
    place = bisect_left(page.links, number, key=attrgetter("line"))
    return page.links[place].node if place < len(page.links) else None


def _linked_rows(page: Outline, zone: Zone) -> Iterator[Row]:
    for number in range(zone.start, zone.end):
        line = page.lines[number]
        if len(line.text) >= MIN_TITLE and not line.hidden and line.is_link:
            row = _row(line.node)
            if row is not None:
                yield row, None, number


def _are_entries(rows: list[Row]) -> bool:
    """Bare links are a list when there are some and their words are as long as titles, not menus."""
    length = sum(len(row.text(strip=True)) for row, _, _ in rows)
    return len(rows) >= MIN_UNDATED and length >= TITLE_LENGTH * len(rows)


def _with_undated(rows: list[Row]) -> list[Row]:
    """The dated rows and, between and behind them in their one container, those without a date."""
    first = rows[0][0]
    container = first.parent
    if (
        container is None
        or first.tag not in ROWS
        or not all(_in(row, container) for row, _, _ in rows)
    ):
        return rows
    known = {row.mem_id: (row, found, line) for row, found, line in rows}
    others = (row for row in container.iter() if row.tag == first.tag)
    return [
        known.get(row.mem_id) or (row, None, 0)
        for row in others
        if row.mem_id in known or _is_entry(row)
    ]


def _in(row: LexborNode, container: LexborNode) -> bool:
    return row.parent is not None and row.parent.mem_id == container.mem_id


def _is_entry(row: LexborNode) -> bool:
    """Whether a row without a date is nothing but a link with a title's length of words."""
    link = row.css_first("a")
    if link is None or "none" in (row.attributes.get("style") or ""):
        return False
    words = squeeze(link.text())
    return len(words) >= MIN_TITLE and len(squeeze(row.text())) <= len(words) + EDGE_LENGTH


def _row_date(lines: list[Line], number: int) -> tuple[bool, date | None]:
    """Whether the line carries an entry's date, and the date where its year is written."""
    text = CLOCK.sub("", lines[number].text)
    if number and lines[number - 1].text[-1] in ":：" and not lines[number - 1].linked:
        return False, None  # the value of a named field
    if len(text) <= LABELLED_LENGTH and (labelled := _labelled(text)) is not None:
        return True, labelled
    if not text[0].isdigit() and not text[-1].isdigit() and not EDGES.search(text):
        return False, None
    for found, start, end in find_shown_dates(text):
        if EDGE.fullmatch(text, 0, start) or EDGE.fullmatch(text, end):
            alone = len(text) - (end - start) <= EDGE_LENGTH
            return alone or lines[number].linked > 0, found
    if MONTH.fullmatch(text):
        return _with_day(lines, number)
    joined = RUN_TOGETHER.match(text)
    if joined and (
        joined.end() == len(text) or (lines[number].inside and text[joined.end()] == " ")
    ):
        parts = [part for part in joined.groups() if part]
        year = next(part for part in parts if len(part) == YEAR)
        place = parts.index(year)
        return True, first_date("-".join((year, *(parts[place + 1 :] + parts[:place]))))
    before = lines[number].linked > 0 and DAY_BEFORE.match(text) is not None
    return before or bool(DAY_IN_YEAR.search(text)), None


def _labelled(text: str) -> date | None:
    """The date of a short line that names it: 发布时间：2026-01-08, with source or counters."""
    label = LABEL.search(text)
    return first_date(text[label.end() : label.end() + 20]) if label else None


def _with_day(lines: list[Line], number: int) -> tuple[bool, date | None]:
    """Year and month on one line, the day large on the line before or after."""
    for near in (number - 1, number + 1):
        if 0 <= near < len(lines) and DAY.fullmatch(lines[near].text):
            whole = re.sub(r"\D+", "-", lines[number].text).strip("-")
            day = re.sub(r"\D", "", lines[near].text)
            for found, _, _ in find_dates(f"{whole}-{day}"):
                return True, found
    return False, None


def _row(node: LexborNode) -> LexborNode | None:
    """The list row around a piece of text; of a table or a definition list, the part that is one entry."""
    row = _row_around(node)
    if row is not None and row.tag == "tr":
        return _entry_cell(node, row) or row
    if row is not None and row.tag == "dl":
        return _term(node) or row
    return row


def _row_around(node: LexborNode) -> LexborNode | None:
    """The list row around a piece of text: li, tr …, else the nearest element with a link.

    A row that encloses many links is the page's frame; the nearer element is the row then.
    """
    linked = None
    above = node.parent
    for _ in range(CLIMB):
        if above is None or above.tag in FRAME:
            break
        if above.tag in ROWS:
            links = len(above.css(ENTRANCE))
            if 0 < links <= ROW_LINKS or (links and linked is None):
                return above
            if above.tag != "dd" or linked is not None:
                break
        elif linked is None and (above.tag == "a" or above.css_first("a") is not None):
            linked = above
        above = above.parent
    if linked is None or linked.tag == "a" or len(linked.text()) <= ROW_TEXT:
        return linked
    return None  # a document's body that holds a link and a signature


def _inside(node: LexborNode, tag: str) -> LexborNode | None:
    """The nearest element of a tag around a piece of text."""
    above = node.parent
    for _ in range(CLIMB):
        if above is None or above.tag == tag:
            return above
        above = above.parent
    return None


def _term(node: LexborNode) -> LexborNode | None:
    """The dt with the link that a dd without one dates."""
    term = _inside(node, "dd")
    while term is not None and term.tag in ("-text", "dd"):
        term = None if term.css_first("a") else term.prev
    return term if term is not None and term.tag == "dt" and term.css_first("a") else None


def _entry_cell(node: LexborNode, row: LexborNode) -> LexborNode | None:
    """The cell around a piece of text, where several cells of its row hold a link and a date each."""
    cells = [cell for cell in row.iter() if cell.css_first("a") is not None]
    if len(cells) < 2 or not all(DATE_PART.search(cell.text()) for cell in cells):
        return None
    return _inside(node, "td")


def _groups(rows: list[Row], lines: list[Line]) -> tuple[dict[str, list[Row]], int]:
    """Rows with the same ancestry belong together, each row once; and the number of blocks.

    Page turners cut one list into several containers; a heading between two makes them two lists.
    """
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    seen: dict[int, tuple[str, int]] = {}
    blocks: set[int] = set()
    headings = 0
    last = rows[0][2] if rows else 0
    for row, found, line in rows:
        known = seen.get(row.mem_id)
        if known is not None:
            key, place = known
            if found is not None:
                groups[key][place] = (row, found, line)
            continue
        container = row.parent.mem_id if row.parent is not None else 0
        if container not in blocks and any(map(_parts, lines[last:line])):
            headings += 1
        blocks.add(container)
        key = f"{headings} {_ancestry(row)}"
        seen[row.mem_id] = (key, len(groups[key]))
        groups[key].append((row, found, line))
        last = line
    return groups, len(blocks)


def _parts(line: Line) -> bool:
    """Whether a line is a heading that parts two lists; a year alone parts one list by years."""
    return line.heading and not YEAR_ALONE.fullmatch(line.text)


def _ancestry(row: LexborNode) -> str:
    names = [row.tag or ""]
    above = row.parent
    for _ in range(LEVELS):
        if above is None:
            break
        names.append(f"{above.tag}.{above.attributes.get('class') or ''}")
        above = above.parent
    return " ".join(names)


def _item(row: LexborNode, found: date | None, links: dict[int, Link], url: str | None) -> Item:
    nodes = [row] if row.tag == "a" else row.css("a")
    anchors = [links[node.mem_id] for node in nodes if node.mem_id in links]
    best = max(anchors, key=lambda link: len(link.text), default=None)
    if best is None:
        return Item(squeeze(row.text()), None, found)
    heading = best.node.css_first("h1, h2, h3, h4, h5, h6")
    title = squeeze(heading.text()) if heading is not None else best.text
    if found is not None:
        title = _without_date(title)
    return Item(title, _resolve(url, best.address), found)


def _without_date(title: str) -> str:
    for _, start, end in find_shown_dates(title):
        if EDGE.fullmatch(title, 0, start):
            return title[end:].strip(" )]）】") or title
        if EDGE.fullmatch(title, end):
            return title[:start].strip(" ([（【") or title
    return title


def _resolve(base: str | None, address: str) -> str | None:
    if not address or address.startswith(("#", "javascript", "mailto")):
        return None
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def _shown_at_once(page: Outline) -> int | None:
    """How many entries the page turner's script shows at once; None when it does not say."""
    for _, script in page.scripts:
        for match in PER_PAGE.finditer(script):
            size = NUMBER.match(script[match.end() : match.end() + 12])
            if size and int(size[1]) > MIN_SHOWN:
                return int(size[1])
    return None
