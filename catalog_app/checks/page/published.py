"""When a page says it was published, as a reader sees it; the labels only where nothing is seen.

Order: a labelled date (发布日期 …), a bare date beneath the title, a date a script writes, the
PubDate label, the day in the address. Dates inside the body (signatures, periods, terms) and in
the foot never count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalog_app.checks.page.dates import address_date, find_dates, find_shown_dates, first_date
from catalog_app.checks.page.labels import Labels
from catalog_app.checks.page.outline import Line, Outline
from catalog_app.checks.page.zones import Zone

Source = Literal["label", "meta", "list", "script", "url", "none"]

# The first character is a class of its own: the search skips to it without trying alternatives.
STRONG = re.compile(
    r"[发發公上录添创更信张登挂]\s?[布佈开告表稿传入加建新息贴载网]\s?(?:日\s?期|[时時]\s?[间間])"
    r"|[发發]\s?[布佈](?:于|(?=\s*[:：]))|[时日][间期]发布"
)
# Where a line tells both when it was published and when it was last changed.
FIRST = re.compile(r"[发發]\s?[布佈]\s?(?:日\s?期|[时時]\s?[间間])")
BESIDE_LINES = 3
WEAK = re.compile(r"[时時日]\s?[间間期]")
PREFIX = ("信息", "文章", "稿件", "本文", "该文", "本页", "内容", "文件")
CHINESE = re.compile(r"[\u4e00-\u9fff]$")
GAP = re.compile(r"[\s:：\[【（(\]】]*")
COMPANY = re.compile(r"来\s?源|作\s?者|字\s?[体号]|浏览|点击|阅读|打印|分享")
HELD = re.compile(
    r"""(?:pub|publish|release|create|doc)_?(?:data|date|time|reltime|pubtime)\w*\s*[=:]\s*["'][^"']{0,8}$""",
    re.IGNORECASE,
)
A_DATE = re.compile(r"\d{4}\s?[-/.年]\s?\d")
NAME_LENGTH = 48
WRITES = re.compile(r"document\.write")
CLOCK = re.compile(r"\d{1,2}\s*(?:[:：]\s*\d\d(?:[:：]\d\d)?|[时点]\d{1,2}分?)|星期.")
FOREIGN = re.compile(
    r"\b(?:updated|published|posted|released)(?:\s(?:on|at|date|time))?\b|(?:발표|게시|등록|작성)\s?(?:시간|일자|날짜|일)",
    re.IGNORECASE,
)
BODY_OF_STATE = re.compile(
    r"(?:\d{1,7} )?[\u4e00-\u9fff]{1,20}(?:政府|[局厅办委会站所院处]|中心|办公室|社区|大队)"
)
SOURCE = re.compile(r"来\s?源\s*[:：]")
BRACKETS = " []()（）【】［］|·"
LAST_LINES = 12
BESIDE_CLOCK = 20
NEAR_TITLE = 14
SHORT = 90
WRITER = 600
BODY_LINE = 45


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date, where it was read, and whether nothing on the page contradicts it.

    `line` is the number of the line a reader sees it on.
    """

    day: date | None
    source: Source
    certain: bool
    line: int | None = None


def read_published(
    page: Outline, zone: Zone, labels: Labels, title_line: int | None, url: str | None
) -> Published:
    """Read the publication date of a document's page."""
    line, seen, source = _seen(page, zone, title_line)
    if seen is not None:
        agrees = labels.published is None or labels.published == seen
        return Published(seen, source, certain=agrees, line=line)
    if labels.published is not None:
        return Published(labels.published, "meta", certain=True)
    hint = address_date(url) if url else None
    return Published(hint, "url" if hint else "none", certain=False)


Place = tuple[int, date]


def _seen(
    page: Outline, zone: Zone, title_line: int | None
) -> tuple[int | None, date | None, Source]:
    lines = page.lines[: zone.end]
    labelled = next(_labelled(lines, STRONG, page.lines_with(STRONG, 0, zone.end)), None)
    if labelled is not None:
        beside = range(labelled[0], min(labelled[0] + BESIDE_LINES, len(lines)))
        return (*next(_labelled(lines, FIRST, beside), labelled), "label")
    written = _written_by_script(page, lines)
    if written is not None:
        return None, written, "script"
    if title_line is not None:
        head = _head(lines, title_line)
        near = (
            next(_labelled(lines, WEAK, head), None)
            or _bare(lines, head)
            or _timed(lines, head)
            or next(_labelled(lines, FOREIGN, head), None)
            or _beneath(lines, title_line)
        )
        if near is not None:
            return (*near, "label")
    return None, None, "none"


def _head(lines: list[Line], title_line: int) -> range:
    """The lines between the title and the first paragraph (a few above the title included)."""
    end = title_line + 1
    while end < min(len(lines), title_line + NEAR_TITLE) and not _is_body(lines[end].text):
        end += 1
    return range(max(0, title_line - 3), min(end, len(lines)))


def _is_body(text: str) -> bool:
    """A sentence, a salutation or a long line: the document itself has begun."""
    if COMPANY.search(text):
        return False
    return len(text) >= BODY_LINE or text[-1] in "。；" or (text[-1] in ":：" and len(text) > 6)


def _labelled(lines: list[Line], label: re.Pattern[str], where: Iterable[int]) -> Iterator[Place]:
    """Dates right behind a label, on its line or alone at the start of the next.

    A label inside a longer word (公示时间, 报名时间) is another label.
    """
    for number in where:
        text = lines[number].text
        if lines[number].hidden or len(text) > SHORT * 3:
            continue
        for match in label.finditer(text):
            before = text[: match.start()]
            if CHINESE.search(before) and not before.endswith(PREFIX):
                continue
            rest = text[match.end() : match.end() + 40]
            if not GAP.fullmatch(rest):
                found = _date_at_start(rest)
            elif number + 1 < len(lines):
                found = _date_at_start(lines[number + 1].text)
            else:
                found = None
            if found is not None:
                yield number, found


def _date_at_start(text: str) -> date | None:
    for found, start, end in find_shown_dates(text):
        opens = GAP.fullmatch(text, 0, start)
        runs_on = re.match(r"\s*(?:至|到|起|—|–|～|~|-\s*\d)", text[end:])
        return found if opens and not runs_on else None
    return None


def _bare(lines: list[Line], head: range) -> Place | None:
    """A date beneath the title without a label: alone, or with source, author and counters."""
    for number in head:
        text = lines[number].text
        field = number > 0 and lines[number - 1].text[-1] in ":："
        if lines[number].hidden or len(text) > SHORT or field:
            continue
        dates = list(find_dates(text))
        for found, start, end in dates if len(dates) == 1 else ():
            rest, clocks = CLOCK.subn("", text[:start] + text[end:])
            if clocks and len(rest) <= BESIDE_CLOCK:
                return number, found
            rest = rest.strip(BRACKETS)
            if not rest or COMPANY.search(rest):
                return number, found
            if not text[:start].strip(BRACKETS) and BODY_OF_STATE.fullmatch(rest):
                return number, found
            if (
                lines[number].heading
                and text[:start].endswith(("(", "（", " "))
                and not text[end:].strip(" )）")
            ):
                return number, found
    return None


def _beneath(lines: list[Line], title_line: int) -> Place | None:
    """A date beneath the document, with its source: 2026-01-08　来源：云海日报."""
    for number in range(len(lines) - 1, max(title_line, len(lines) - LAST_LINES), -1):
        text = lines[number].text
        if len(text) <= SHORT and SOURCE.search(text) and not lines[number].hidden:
            for found, start, _ in find_dates(text):
                return (number, found) if not text[:start].strip(BRACKETS) else None
    return None


def _timed(lines: list[Line], head: range) -> Place | None:
    """A moment that the page marks as one, whatever words it shows for it: <time datetime=…>."""
    for number in head:
        marked = lines[number].block.css_first("time[datetime]")
        if marked is None or lines[number].hidden:
            continue
        if found := first_date(marked.attributes.get("datetime") or ""):
            return number, found
    return None


def _written_by_script(page: Outline, lines: list[Line]) -> date | None:
    """A date that a script holds by a telling name, or writes right behind a label."""
    for number, script in page.scripts:
        for match in A_DATE.finditer(script):
            name = script[max(0, match.start() - NAME_LENGTH) : match.start()]
            if HELD.search(name) and (found := first_date(script[match.start() :][:30])):
                return found
        if number < len(lines) and len(script) < WRITER and WRITES.search(script):
            labelled = STRONG.search(lines[number].text)
            if labelled and (found := first_date(script)) is not None:
                return found
    return None
