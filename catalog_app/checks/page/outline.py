"""A page as a reader meets it: lines of text in order, its links, its scripts. One walk, once a page."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = frozenset("noscript template select svg object".split())
UNSEEN_TAGS = frozenset("style title textarea option".split())
# What begins a new line; everything else, known or invented by a site, runs on within its line.
BLOCKS = frozenset(
    "html head body title br hr div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd menu dir table caption thead tbody "
    "tfoot tr td th form fieldset legend section article aside header footer nav main center pre "
    "blockquote address figure figcaption details summary dialog iframe frame frameset embed object "
    "video audio canvas select option textarea input button marquee noscript template svg "
    "style".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
EMBEDDED = frozenset("iframe frame embed img video audio input form button canvas".split())
VIEWERS = frozenset(("iframe", "frame", "embed"))
CALLED = re.compile(r"""\(\s*['"]([^'"]*[/.][^'"]*)['"]""")
STYLED = '[style*="none" i], [hidden]'
NOTED = EMBEDDED | UNSEEN | {"script", "meta", "a", "i"}
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
TITLE_CLASS = re.compile(r"tit|headline|(?:^|[\s_-])bt(?:$|[\s_-])", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One block of running text. `node` is its first piece, `inside` counts characters in links."""

    text: str
    node: LexborNode
    inside: int = 0
    hidden: bool = False

    @property
    def linked(self) -> int:
        """How many characters are link text, a link drawn around the whole block included."""
        return self.inside or (len(self.text) if _stands_in_link(self.block) else 0)

    @property
    def is_link(self) -> bool:
        """Whether most of the line is link text."""
        return self.linked * 10 >= len(self.text) * 7

    @property
    def block(self) -> LexborNode:
        """The innermost block element around the line."""
        node = self.node
        while node.tag not in BLOCKS and (above := node.parent) is not None:
            node = above
        return node

    @property
    def heading(self) -> bool:
        """Whether the line stands in a heading element."""
        block = self.block
        outer = block.parent
        return block.tag in HEADINGS or (outer is not None and outer.tag in HEADINGS)

    @property
    def titled(self) -> bool:
        """Whether the classes around the line call it a title."""
        block = self.block
        outer = block.parent
        names = _names(block) + (_names(outer) if outer is not None else "")
        return bool(TITLE_CLASS.search(names))

    @property
    def centred(self) -> bool:
        """Whether the block itself is centred."""
        attributes = self.block.attributes
        return attributes.get("align") == "center" or bool(
            CENTRED.search(attributes.get("style") or "")
        )


@dataclass(slots=True)
class Link:
    """One link and the line it starts on; what it says is read when asked for."""

    node: LexborNode
    line: int

    @property
    def address(self) -> str:
        """Where it leads; a file may stand in `oldsrc`, or in what a click calls."""
        attributes = self.node.attributes
        address = (attributes.get("href") or "").strip()
        if not address or address[0] == "#" or address[:10].lower() == "javascript":
            held = attributes.get("oldsrc") or attributes.get("data-href")
            return (held or _called_with(attributes.get("onclick") or address) or address).strip()
        return address

    @property
    def text(self) -> str:
        """Its words, else its tip."""
        return squeeze(self.node.text()) or squeeze(self.node.attributes.get("title") or "")


@dataclass(slots=True)
class Outline:
    """The lines, links, scripts and embedded things of one page; `text` is a line a block."""

    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    scripts: list[tuple[int, str]] = field(default_factory=list)
    embedded: list[tuple[int, str]] = field(default_factory=list)
    viewers: list[tuple[int, str]] = field(default_factory=list)
    metas: list[LexborNode] = field(default_factory=list)
    text: str = ""
    starts: list[int] = field(default_factory=list)

    def finish(self) -> None:
        """Join the lines into the text, once all are written."""
        self.text = "\n".join([line.text for line in self.lines])
        ends = accumulate(len(line.text) + 1 for line in self.lines)
        self.starts = [0, *ends]

    def lines_with(self, pattern: re.Pattern[str], first: int, after: int) -> Iterator[int]:
        """The numbers of the lines first ≤ n < after in which the pattern may be found, in order.

        One search over the whole text is many times faster than one for each line. The pattern
        may run into the next line, so the caller looks at the line itself again.
        """
        end = self.starts[min(after, len(self.lines))]
        found = pattern.search(self.text, self.starts[min(first, len(self.lines))], end)
        while found is not None:
            number = bisect_right(self.starts, found.start()) - 1
            yield number
            found = pattern.search(self.text, self.starts[number + 1], end)


def outline(tree: LexborHTMLParser) -> Outline:
    """Walk the tree once and write down what a reader meets, in order."""
    walk = _Walk(tree)
    root = tree.root
    if root is not None:
        walk.run(root)
    walk.page.finish()
    return walk.page


class _Walk:
    """The state of the walk: the open line, and which pieces of text are hidden or unseen.

    The walk meets nodes in document order without their ends; a line ends where text stands in
    another block than the text before it, or where a block begins.
    """

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.page = Outline()
        self.unseen: set[int] = set()
        styled = [node for node in tree.css(STYLED) if _is_hidden(node)]
        self.hidden = _texts_in(styled)
        self.parts: list[str] = []
        self.first: LexborNode | None = None
        self.linked = 0
        self.in_link = False
        self.block = 0

    def run(self, root: LexborNode) -> None:
        """Meet every node; a block ends the open line."""
        write, note = self.write, self.note
        for node in root.traverse(include_text=True):
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text is None or text.isspace():
                    if self.parts:
                        self.parts.append(" ")
                else:
                    write(node, text)
            else:
                if self.parts and tag in BLOCKS:
                    self.flush()
                if tag in NOTED:
                    note(node, tag)
        self.flush()

    def note(self, node: LexborNode, tag: str) -> None:
        """Keep a link, a script or a label, or the place of something embedded."""
        page = self.page
        place = len(page.lines)
        if tag == "a":
            page.links.append(Link(node, place))
        elif tag == "i":
            if self.parts and node.child is None:  # an icon between two words
                self.parts.append(" ")
        elif tag == "script":
            page.scripts.append((place, ""))
        elif tag == "meta":
            page.metas.append(node)
        elif tag in UNSEEN:
            self.unseen |= _texts_in([node])
        elif tag != "img" or not _in_link(node):
            page.embedded.append((place, tag))
            if tag in VIEWERS and (shown := node.attributes.get("src")):
                page.viewers.append((place, shown))

    def write(self, node: LexborNode, text: str) -> None:
        """Add a piece of text to the open line, or begin a new one; a script's text goes to it."""
        block, linked = node.parent, False
        while block is not None and (tag := block.tag) not in BLOCKS:
            if tag == "script":
                self.page.scripts[-1] = (len(self.page.lines), text)
                return
            linked = linked or tag == "a"
            block = block.parent
        if block is None or tag in UNSEEN_TAGS or (self.unseen and node.mem_id in self.unseen):
            return
        place = block.mem_id
        if place != self.block:
            if self.parts:
                self.flush()
            self.block = place
        if not self.parts:
            self.first = node
        elif linked != self.in_link:
            self.parts.append(" ")  # a link is a word of its own: a title, then its date
        self.in_link = linked
        self.parts.append(text)
        if linked:
            self.linked += len(text.strip())

    def flush(self) -> None:
        """End the open line."""
        if self.first is not None and self.parts:
            hidden = bool(self.hidden) and self.first.mem_id in self.hidden
            text = " ".join("".join(self.parts).split())
            self.page.lines.append(Line(text, self.first, self.linked, hidden))
        self.linked, self.block = 0, 0
        self.parts = []


def _called_with(script: str) -> str | None:
    """The address a script is called with: downFile('/upload/1.pdf')."""
    found = CALLED.search(script)
    return found[1] if found else None


def _in_link(picture: LexborNode) -> bool:
    """A picture that is only a link elsewhere (banner, icon) is no matter of the page."""
    above = picture.parent
    return above is not None and above.tag == "a"


def _stands_in_link(block: LexborNode) -> bool:
    """Whether a link is drawn around the block itself, or around the block that holds it."""
    above = block.parent
    if above is None:
        return False
    return above.tag == "a" or ((outer := above.parent) is not None and outer.tag == "a")


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(HIDDEN.search(attributes.get("style") or ""))


def _texts_in(nodes: list[LexborNode]) -> frozenset[int]:
    """The pieces of text anywhere inside the nodes."""
    return frozenset(
        inner.mem_id
        for node in nodes
        for inner in node.traverse(include_text=True)
        if inner.tag == "-text"
    )


def squeeze(text: str) -> str:
    """Join white space of any kind into single spaces and trim the ends."""
    return " ".join(text.split())


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    return f" {attributes.get('class') or ''} {attributes.get('id') or ''} "
