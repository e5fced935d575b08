"""The links of a page that lead on through its site, and the next page of its list. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from catalog_app.checks.page.charset import decode
from catalog_app.checks.page.outline import Outline, outline
from catalog_app.checks.page.reading import FILES
from catalog_app.checks.page.records import unfold_records

NEXT = re.compile(r"^\W*(?:下一?页|后一页|next|›|»|>|＞)\W*$", re.IGNORECASE)
TURNER = re.compile(
    r"""createPage(?:HTML|Nav)?\(\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*["'](\w{1,40})["']\s*,\s*["'](\w{2,5})["']"""
)
"""The page turner of a widespread publishing system: pages, this page's number, name, ending."""
LINKS_MAX = 2000
TEXT_MAX = 120


@dataclass(frozen=True, slots=True)
class SiteLink:
    """One link: its words and its whole address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """What a page leads to, each address once, in order; and the next page of its list."""

    links: tuple[SiteLink, ...] = ()
    next_page: str | None = None


def read_site_links(body: bytes, *, url: str, content_type: str | None = None) -> SiteLinks:
    """The first 2,000 links of the page. Never raises, whatever the bytes."""
    if body.startswith(FILES):
        return SiteLinks()
    text, _ = decode(body, content_type)
    tree = LexborHTMLParser(unfold_records(text))
    page = outline(tree)
    base = _base(tree, url)
    links = list(_links(page, base))
    turned = next((link.url for link in links if NEXT.match(link.text)), None)
    kept = {link.url: link for link in reversed(links) if not NEXT.match(link.text)}
    return SiteLinks(tuple(reversed(kept.values())), turned or _turned_by_script(page, base))


def _links(page: Outline, base: str) -> Iterator[SiteLink]:
    for link in page.links[:LINKS_MAX]:
        address = link.address
        if not address or address.lower().startswith(("#", "javascript", "mailto", "tel:")):
            continue
        whole = _joined(base, address)
        if whole is not None:
            yield SiteLink(link.text[:TEXT_MAX], whole)


def _turned_by_script(page: Outline, base: str) -> str | None:
    """`createPageHTML(12, 0, "index", "shtml")`: the second page is index_1.shtml."""
    for _, script in page.scripts:
        turner = TURNER.search(script)
        if turner is not None:
            pages, present = int(turner[1]), int(turner[2])
            if present + 1 < pages:
                return _joined(base, f"{turner[3]}_{present + 1}.{turner[4]}")
    return None


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    held = (node.attributes.get("href") or "").strip() if node is not None else ""
    return (_joined(url, held) if held else None) or url


def _joined(base: str, address: str) -> str | None:
    try:
        whole = urljoin(base, address)
        return whole if urlsplit(whole).scheme in {"http", "https"} else None
    except ValueError:
        return None
