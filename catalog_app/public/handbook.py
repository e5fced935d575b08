"""The staff's handbook: docs/handbook/*.md, the one source, rendered for the screen and for print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from catalog_app.errors import NotFound

FOLDER = Path(__file__).parents[2] / "docs" / "handbook"
FILES = {
    "start": "开始使用.md",
    "catalogs": "编制目录.md",
    "import": "导入和导出.md",
    "links": "链接和核查.md",
    "lists": "清单和依据.md",
    "calendar": "公开日历.md",
    "reviews": "报送和验收.md",
    "villages": "乡镇和村居.md",
    "public": "公众查询.md",
    "admin": "管理员.md",
    "rules": "核查规则.md",
    "problems": "错误信息.md",
}
"""Address → file, in reading order."""
SCREENS = (
    ("accounts.users", "admin"),
    ("accounts.audit", "admin"),
    ("catalogs.", "catalogs"),
    ("exchange.", "import"),
    ("checks.rules", "rules"),
    ("checks.", "links"),
    ("lists.", "lists"),
    ("bases.", "lists"),
    ("duties.", "calendar"),
    ("reviews.", "reviews"),
    ("accounts.", "start"),
    ("worklist.", "start"),
)
"""Beginning of a screen's endpoint → the chapter that explains it."""
_SLUGS = {file: slug for slug, file in FILES.items()}
_NO_ID = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title and first paragraph as plain text, the rest as safe HTML."""

    slug: str
    title: str
    summary: str
    headings: tuple[Heading, ...]
    html: str


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters in reading order."""
    return tuple(
        render(slug, (FOLDER / file).read_text(encoding="utf-8")) for slug, file in FILES.items()
    )


def chapter(slug: str) -> Chapter:
    """Raises NotFound."""
    for each in chapters():
        if each.slug == slug:
            return each
    raise NotFound(what="手册页面")


def neighbours(slug: str) -> tuple[Chapter | None, Chapter | None]:
    """The chapters before and after. Raises NotFound."""
    place = chapters().index(chapter(slug))
    row = (None, *chapters(), None)
    return row[place], row[place + 2]


def chapter_for(endpoint: str) -> str:
    """The address of the chapter for a screen; "" (the contents) where none fits."""
    return next((slug for start, slug in SCREENS if endpoint.startswith(start)), "")


def render(slug: str, text: str) -> Chapter:
    """Markdown as a chapter. Raw HTML comes out as text; a link to another chapter's file leads
    to its page; on narrow screens each cell of a table carries its column's name."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    title, body = tokens[1].content, tokens[3:]
    headings = tuple(_name_headings(body))
    _name_cells(body)
    for token in _all(body):
        if token.type == "link_open":
            token.attrSet("href", _address(str(token.attrGet("href"))))
        elif token.type == "blockquote_open":
            token.attrSet("class", "note")
        elif token.type == "softbreak":
            token.type = "text"  # Chinese lines join without a blank
    summary = next((_plain(each) for each in body if each.type == "inline"), "")
    html = reader.renderer.render(body, reader.options, {})
    return Chapter(slug, title, summary, headings, html)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _name_headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    seen: Counter[str] = Counter()
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            text = _plain(inline)
            name = _NO_ID.sub("", text.lower()).replace(" ", "-")
            seen[name] += 1
            unique = name if seen[name] == 1 else f"{name}-{seen[name] - 1}"
            token.attrSet("id", unique)
            yield Heading(int(token.tag[1]), unique, text)


def _name_cells(tokens: Sequence[Token]) -> None:
    """The first cell of a row is its heading; the others carry their column's name."""
    columns: list[str] = []
    place = 0
    for token, inline in pairwise(tokens):
        if token.type == "table_open":
            token.attrSet("class", "cards")
            columns = []
        elif token.type == "tr_open":
            place = 0
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            columns.append(_plain(inline))
        elif token.type == "td_open" and place:
            token.attrSet("data-label", columns[place])
        elif token.type == "td_open":
            token.tag = "th"
            token.attrSet("scope", "row")
        elif token.type == "td_close":
            token.tag = "td" if place else "th"
            place += 1


def _plain(inline: Token) -> str:
    return "".join(each.content for each in inline.children or ())


def _address(href: str) -> str:
    """A link between files as one between pages; the pages stand side by side."""
    file, mark, anchor = href.partition("#")
    slug = _SLUGS.get(unquote(file))
    return f"{slug}{mark}{anchor}" if slug else href
