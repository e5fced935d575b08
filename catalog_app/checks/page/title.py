"""The name of the document, column or site, as a reader sees it."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from catalog_app.checks.page.dates import find_dates
from catalog_app.checks.page.labels import Labels
from catalog_app.checks.page.outline import Line, Outline, squeeze
from catalog_app.checks.page.zones import Zone

MARKUP = re.compile(r"<[^>]*>?")
SEPARATOR = re.compile(r"\s*(?:_+|[|｜»]|\s[-–—]+\s|[-–—]+)\s*")
SITE = re.compile(r"(?:网|网站|门户|政府|委员会|管委会|办公室|厅|局|平台|欢迎您!?！?)$")
SITE_NAME = re.compile(r"(?:网|网站|门户|人民政府|委员会|管委会|办公室|[厅局部])$")
GENERIC = re.compile(
    r"^(?:首\s?页|网站首页|正文|详情|内容|列表|文章|信息|详细(?:页面|内容|信息)?|.{0,6}详细页面|\W*|"
    r"相关.{0,6}|分享到?|网站导航|更多.*|扫一扫.*|附件.*|上一[篇条].*|下一[篇条].*|.*位置\s*[:：].*)$"
)
DOCUMENT = re.compile(
    r"(?:通知|公告|公示|通告|通报|意见|办法|规定|细则|方案|决定|命令|批复|函|报告|规划|计划|条例|纪要|公报|名单|"
    r"一览表|清单|指南|预算|决算|目录)(?:[（(〔].{1,20}[)）〕])?$"
)
NOISE = re.compile(r"[\s\W_]+")
TABLE_FIELD = re.compile(
    r"^(?:信息)?索\s*引\s*号|^(?:发\s*文\s*字\s*号|文\s*号|发\s*布\s*机\s*构|发\s*文\s*机\s*关)\s*[:：]?$"
    r"|^(?:信件|来信|留言|受理)(?:编号|类型|时间|日期)|^(?:答复|回复|办理)(?:单位|时间|内容)\s*[:：]?$"
)
TITLE_FIELD = re.compile(
    r"^(?:信\s*息\s*|文\s*件\s*|信\s*件\s*|留\s*言\s*)?(?:标\s*题|名\s*称)(?:\s*[:：]\s*(.*)|)$"
)
TABLE_LINES = 40
MIN_TITLE = 4
HEAD_DATE = re.compile(r"[时日]\s?[间期]\s*[:：]\s*(?:19|20)\d\d")
MIN_REPEATED = 7
LINES_ABOVE = 5
MAX_TITLE = 150
FIRST_LINES = 12
SITE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Title:
    """A name, and the number of the line it stands on (None when only the page's head has it)."""

    text: str | None
    line: int | None


def head_title(tree: LexborHTMLParser) -> str:
    """The text of the title element, without markup that was written into it."""
    node = tree.css_first("title")
    return squeeze(MARKUP.sub(" ", node.text())) if node is not None else ""


def document_title(page: Outline, zone: Zone, labels: Labels, head: str) -> Title:
    """The title of a document: its label, the heading that says the same as the head, a heading."""
    if labels.article_title:
        name = MARKUP.sub("", labels.article_title).strip()
        return Title(name, _line_of(page, zone, name))
    in_table = _title_in_head_table(page, zone)
    if in_table is not None:
        return in_table
    number = _best_heading(page, zone, head)
    named, number = _whole_heading(page.lines, number, NOISE.sub("", head))
    if number is not None and named is not None and not _names_place(named, zone):
        return Title(_without_date(named), number)
    inner = _title_in_body(page.lines, zone)
    if inner is None:
        inner = _line_above_date(page, zone)
    if inner is not None:
        return Title(page.lines[inner].text, inner)
    fallback = _name_in_head(head, labels, zone) or named
    return Title(fallback, _line_of(page, zone, fallback) if fallback else None)


def repeats_head(title: Title, zone: Zone, head: str) -> bool:
    """Whether the page shows a name of its own that its head repeats: neither column nor site."""
    if title.text is None or title.line is None or title.text in zone.trail:
        return False
    name = NOISE.sub("", title.text)
    return len(name) >= MIN_REPEATED and name in NOISE.sub("", head) and not SITE.search(title.text)


def column_title(
    page: Outline, zone: Zone, labels: Labels, head: str, first_entry: int | None = None
) -> str | None:
    """The title of a column: the last step of the trail, its label, what the head says; where the
    head names only the site, the heading above the first entry."""
    if zone.column and not GENERIC.match(zone.column):
        return zone.column
    if labels.column_name and NOISE.sub("", labels.column_name) in NOISE.sub("", head):
        return labels.column_name
    named = _name_in_head(head, labels, zone)
    if first_entry is not None and not labels.column_name and (not named or SITE.search(named)):
        named = _heading_above(page, zone, first_entry) or named
    return named or labels.column_name or _heading_text(page, zone)


def site_title(labels: Labels, head: str) -> str | None:
    """The title of a home page."""
    return head or labels.column_name or labels.site_name


def site_name(labels: Labels, head: str, foot: str) -> str | None:
    """The site's name: its label, else the part of the head that names a site, else the foot."""
    if labels.site_name:
        return labels.site_name
    parts = [part for part in SEPARATOR.split(head) if part]
    for part in (parts[-1:] + parts[:1]) if len(parts) > 1 else ():
        if SITE_NAME.search(part):
            return part
    if SITE_NAME.search(head):
        return head
    owner = re.search(r"(?:版权所有|主办(?:单位)?)\s*[:：©]?\s*([\u4e00-\u9fff（）()]{4,30})", foot)
    if owner:
        return owner[1]
    return None


def _line_of(page: Outline, zone: Zone, name: str) -> int | None:
    wanted = NOISE.sub("", name)
    for number in (*range(zone.start, zone.end), *range(zone.start)):
        line = page.lines[number]
        if len(line.text) < len(wanted) or line.hidden:
            continue
        if wanted in NOISE.sub("", line.text):
            return int(number)
    return None


def _best_heading(page: Outline, zone: Zone, head: str) -> int | None:
    """The longest line the head repeats; else the first h-element, else the first titled block."""
    wanted = NOISE.sub("", head)
    repeated = _longest_repeated(page, zone, wanted)
    if repeated is not None:
        return repeated
    ranks: tuple[list[int], ...] = ([], [], [])
    for number in range(zone.start, zone.end):
        line = page.lines[number]
        if not (line.heading or line.titled) or line.hidden or line.is_link:
            continue
        text = NOISE.sub("", line.text)
        if len(text) < 2 or len(text) > MAX_TITLE or GENERIC.match(line.text):
            continue
        if len(text) >= 4 and wanted and text in wanted and not SITE.search(line.text):
            return number
        site = len(line.text) <= SITE_LENGTH and SITE.search(line.text)
        ranks[2 if site else 0 if line.heading else 1].append(number)
    return next((number for rank in ranks for number in rank), None)


def _longest_repeated(page: Outline, zone: Zone, wanted: str) -> int | None:
    """The line that holds more of the head than any other: a title even without a heading."""
    best, longest = None, MIN_REPEATED
    for number in range(zone.start, min(zone.end, zone.start + TABLE_LINES)):
        line = page.lines[number]
        if not longest < len(line.text) <= MAX_TITLE or line.text in zone.trail:
            continue
        text = NOISE.sub("", line.text)
        if (
            len(text) > longest
            and text in wanted
            and not SITE.search(line.text)
            and not line.is_link
        ):
            best, longest = number, len(text)
    return best


def _whole_heading(
    lines: list[Line], number: int | None, wanted: str
) -> tuple[str | None, int | None]:
    """A heading broken over lines, as one text, and the number of its last line."""
    if number is None:
        return None, None
    first = last = number
    while first > 0 and _continues(lines, first, lines[number].heading, wanted):
        first -= 1
    while last + 1 < len(lines) and _continues(lines, last + 1, lines[number].heading, wanted):
        last += 1
    return "".join(line.text for line in lines[first : last + 1]), last


def _continues(lines: list[Line], number: int, heading: bool, wanted: str) -> bool:
    """Whether a line goes on with the one before: in one heading, or word for word as the head."""
    above, line = lines[number - 1], lines[number]
    if line.block.mem_id != above.block.mem_id or next(find_dates(line.text), None) is not None:
        return False
    return heading or NOISE.sub("", above.text + line.text) in wanted


def _names_place(named: str, zone: Zone) -> bool:
    """Whether a heading names only the column or the site."""
    return named == zone.column or (len(named) <= SITE_LENGTH and SITE.search(named) is not None)


def _line_above_date(page: Outline, zone: Zone) -> int | None:
    """The line right above the labelled date of publication: a title set without any mark-up."""
    last = min(zone.end, zone.start + FIRST_LINES)
    dated = next(page.lines_with(HEAD_DATE, zone.start + 1, last), zone.start)
    for number in range(dated - 1, max(zone.start - 1, dated - LINES_ABOVE), -1):
        line = page.lines[number]
        named = MIN_TITLE <= len(line.text) <= MAX_TITLE and line.text[-1] not in ":：。"
        if named and not (
            line.hidden or line.is_link or GENERIC.match(line.text) or line.text in zone.trail
        ):
            return number
    return None


def _heading_above(page: Outline, zone: Zone, entry: int) -> str | None:
    """The last heading before an entry, unless it names the site."""
    for number in range(entry - 1, max(zone.start, entry - LINES_ABOVE) - 1, -1):
        line = page.lines[number]
        if line.heading and not (line.hidden or GENERIC.match(line.text) or SITE.search(line.text)):
            return line.text if len(line.text) <= SITE_LENGTH else None
    return None


def _heading_text(page: Outline, zone: Zone) -> str | None:
    number = _best_heading(page, zone, "")
    return page.lines[number].text if number is not None else None


def _title_in_head_table(page: Outline, zone: Zone) -> Title | None:
    """The field 标题 or 名称 of the table of 索引号, 文号, 发布机构 … above a document."""
    lines = page.lines
    last = min(zone.end, zone.start + TABLE_LINES)
    if not any(TABLE_FIELD.match(line.text) for line in lines[zone.start : last]):
        return None
    for number in range(zone.start, last):
        field = TITLE_FIELD.match(lines[number].text)
        if field is None or lines[number].hidden:
            continue
        if field[1] and len(field[1]) >= MIN_TITLE:
            return Title(field[1], number)
        following = lines[number + 1] if number + 1 < last else None
        if not field[1] and following is not None and len(following.text) >= MIN_TITLE:
            return Title(following.text, number + 1)
    return None


def _title_in_body(lines: list[Line], zone: Zone) -> int | None:
    """A centred line that reads like a document's title, where the heading names only the column."""
    for number in range(zone.start, min(zone.end, zone.start + FIRST_LINES)):
        line = lines[number]
        if line.centred and 8 <= len(line.text) <= MAX_TITLE and DOCUMENT.search(line.text):
            return number
    return None


def _name_in_head(head: str, labels: Labels, zone: Zone) -> str | None:
    """The part of the head that names neither the site nor the column's ancestors."""
    site = NOISE.sub("", labels.site_name or "")
    parts = [part for part in SEPARATOR.split(head) if part and not GENERIC.match(part)]
    own = [
        part
        for part in parts
        if not SITE.search(part) and NOISE.sub("", part) != site and part not in zone.trail[:-1]
    ]
    if len(parts) > 1 and own:
        return max(own, key=len) if own[0] == parts[0] else own[-1]
    return own[0] if own else (parts[0] if parts else None)


def _without_date(text: str) -> str:
    """A heading that ends with its date in brackets names the document without it."""
    for _, start, end in find_dates(text):
        if start > 4 and not text[end:].strip(" )）]】"):
            return text[:start].rstrip(" (（[【")
    return text
