"""A page as a reader meets it: lines of text in order, its links, its scripts. One walk, once a page."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

SKIPPED = frozenset("style noscript template select option textarea svg object title".split())
INLINE = frozenset(
    "a abbr acronym b bdo big cite code em font i ins kbd label mark s small span strike strong "
    "sub sup tt u var o:p st1:chsdate -text".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
EMBEDDED = frozenset("iframe frame embed img video audio input form button canvas".split())
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
TITLE_CLASS = re.compile(r"tit|headline|(?:^|[\s_-])bt(?:$|[\s_-])", re.IGNORECASE)
SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Line:
    """One block of running text. `linked` counts its characters inside links."""

    text: str
    node: LexborNode
    linked: int = 0
    heading: bool = False
    titled: bool = False
    centred: bool = False
    hidden: bool = False

    @property
    def is_link(self) -> bool:
        """Whether most of the line is link text."""
        return self.linked * 10 >= len(self.text) * 7


@dataclass(slots=True)
class Link:
    """One link with text or a file behind it, and the line it starts on."""

    text: str
    address: str
    line: int
    node: LexborNode


@dataclass(slots=True)
class Outline:
    """The lines, links, scripts and counts of embedded things of one page."""

    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    scripts: list[tuple[int, str]] = field(default_factory=list)
    embedded: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All visible and hidden text, a line a block."""
        return "\n".join(line.text for line in self.lines)


def outline(tree: LexborHTMLParser) -> Outline:
    """Walk the tree once and write down what a reader meets, in order."""
    walk = _Walk()
    root = tree.root
    if root is not None:
        walk.run(root)
    return walk.page


class _Walk:
    """The state of the walk: the open line, the open link, and how deep we are in hidden parts."""

    def __init__(self) -> None:
        self.page = Outline()
        self.parts: list[str] = []
        self.linked = 0
        self.first: LexborNode | None = None
        self.hidden = 0
        self.anchor: LexborNode | None = None
        self.anchor_parts: list[str] = []
        self.anchor_line = 0

    def run(self, root: LexborNode) -> None:
        """Depth first without recursion: pages may nest deeper than Python's stack."""
        open_nodes: list[tuple[LexborNode, str]] = []
        node: LexborNode | None = root
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self.write(node)
            elif self.enter(node, tag):
                child = node.first_child
                if child is not None:
                    open_nodes.append((node, tag))
                    node = child
                    continue
                self.leave(node, tag)
            following = node.next
            while following is None and open_nodes:
                node, tag = open_nodes.pop()
                self.leave(node, tag)
                following = node.next
            node = following
        self.flush()

    def enter(self, node: LexborNode, tag: str) -> bool:
        """Open an element; False when nothing inside it is for readers."""
        if tag in SKIPPED or tag[0] in "-!":
            return False
        if tag == "script":
            self.page.scripts.append((len(self.page.lines), node.text() or ""))
            return False
        if tag == "a":
            self.anchor, self.anchor_parts, self.anchor_line = node, [], len(self.page.lines)
        elif tag not in INLINE:
            self.flush()
            if tag in EMBEDDED:
                self.page.embedded.append((len(self.page.lines), tag))
        if self.hidden or HIDDEN.search(node.attributes.get("style") or ""):
            self.hidden += 1
        return True

    def leave(self, node: LexborNode, tag: str) -> None:
        """Close an element: a block ends its line, a link is written down."""
        if tag == "a":
            self.link(node)
        elif tag not in INLINE:
            self.flush()
        if self.hidden:
            self.hidden -= 1

    def write(self, node: LexborNode) -> None:
        """Add a piece of text to the open line."""
        text = node.text_content or ""
        self.parts.append(text)
        if not text or text.isspace():
            return
        if self.first is None:
            self.first = node
        if self.anchor is not None:
            self.anchor_parts.append(text)
            self.linked += len(text.strip())

    def link(self, node: LexborNode) -> None:
        """Write down the closed link; a file may stand in `oldsrc` behind an empty address."""
        attributes = node.attributes
        address = (attributes.get("href") or "").strip()
        if not address or address.lower().startswith("javascript"):
            address = (attributes.get("oldsrc") or address).strip()
        text = squeeze("".join(self.anchor_parts)) or squeeze(attributes.get("title") or "")
        self.page.links.append(Link(text, address, self.anchor_line, node))
        self.anchor = None

    def flush(self) -> None:
        """End the open line, if it holds any text."""
        if self.first is not None:
            self.page.lines.append(self.line(self.first))
        self.parts, self.linked, self.first = [], 0, None

    def line(self, first: LexborNode) -> Line:
        block, tags = first, set[str]()
        while (above := block.parent) is not None and block.tag in INLINE:
            block = above
            tags.add(block.tag or "")
        outer = block.parent
        attributes = block.attributes
        names = _names(block) + (_names(outer) if outer is not None else "")
        return Line(
            text=squeeze("".join(self.parts)),
            node=first,
            linked=self.linked,
            heading=bool(tags & HEADINGS) or (outer is not None and outer.tag in HEADINGS),
            titled=bool(TITLE_CLASS.search(names)),
            centred=attributes.get("align") == "center"
            or bool(CENTRED.search(attributes.get("style") or "")),
            hidden=bool(self.hidden),
        )


def squeeze(text: str) -> str:
    """Join white space of any kind into single spaces and trim the ends."""
    return SPACE.sub(" ", text).strip()


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    return f" {attributes.get('class') or ''} {attributes.get('id') or ''} "
