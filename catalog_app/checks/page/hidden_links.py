"""Links to other hosts that no reader sees (check C07): planted for search engines.

Only links that leave both the page's host and the government's domain are looked at; what hides
them is the style of the link itself or of what stands around it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalog_app.addresses import host_name

How = Literal["not_shown", "tiny", "off_screen"]

OUTSIDE = 'a[href^="http" i]:not([href*=".gov.cn" i]), a[href^="//"]:not([href*=".gov.cn" i])'
AROUND = 8
"""How many elements around a link are looked at."""
MAX_LINKS = 50
TEXT_MAX = 60
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])", re.I)
TINY = re.compile(
    r"(?:font-size|(?<![-\w])(?:width|height)|max-height)\s*:\s*[01](?:px|pt|em|%)?\s*(?:!important\s*)?(?:;|$)",
    re.I,
)
OFF_SCREEN = re.compile(
    r"(?:(?<![-\w])(?:left|top|right|bottom)|text-indent|margin-(?:left|top))\s*:\s*-\d{3,}|"
    r"(?<![-\w])(?:left|top)\s*:\s*\d{5,}",
    re.I,
)
WAYS: tuple[tuple[re.Pattern[str], How], ...] = (
    (OFF_SCREEN, "off_screen"),
    (TINY, "tiny"),
    (NOT_SHOWN, "not_shown"),
)


@dataclass(frozen=True, slots=True)
class HiddenLink:
    """A link's words, its address and host, and what hides it."""

    text: str
    url: str
    host: str
    how: How


def find_hidden_links(tree: LexborHTMLParser, host: str | None) -> tuple[HiddenLink, ...]:
    """The hidden links of a page on `host` that lead to hosts outside the government's."""
    found: list[HiddenLink] = []
    for link in tree.css(OUTSIDE):
        how = _hidden_by(link)
        if how is None:
            continue
        url = (link.attributes.get("href") or "").strip()
        target = host_name(url)
        if target and target != host:
            found.append(HiddenLink(_words(link), url, target, how))
        if len(found) == MAX_LINKS:
            break
    return tuple(found)


def _hidden_by(link: LexborNode) -> How | None:
    node: LexborNode | None = link
    for _ in range(AROUND):
        if node is None or node.tag in {"body", "html"}:
            return None
        how = _way(node)
        if how is not None:
            return how
        node = node.parent
    return None


def _way(node: LexborNode) -> How | None:
    attributes = node.attributes
    if node.tag == "marquee" and {attributes.get("height"), attributes.get("width")} & {"0", "1"}:
        return "tiny"
    if "hidden" in attributes:
        return "not_shown"
    style = attributes.get("style")
    if not style:
        return None
    return next((how for pattern, how in WAYS if pattern.search(style)), None)


def _words(link: LexborNode) -> str:
    text = " ".join(link.text().split()) or (link.attributes.get("title") or "").strip()
    return text[:TEXT_MAX]
