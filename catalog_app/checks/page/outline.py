"""A page as a reader meets it: lines of text in order, its links, its scripts. One walk, once a page."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = "noscript, template, select, svg, object"
UNSEEN_TAGS = frozenset("script style title textarea option".split())
INLINE = frozenset(
    "a abbr acronym b bdo big cite code em font i ins kbd label mark s small span strike strong "
    "sub sup tt u var o:p st1:chsdate -text".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
EMBEDDED = frozenset("iframe frame embed img video audio input form button canvas".split())
STYLED = '[style*="none" i]'
NOTED = EMBEDDED | {"script"}
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
TITLE_CLASS = re.compile(r"tit|headline|(?:^|[\s_-])bt(?:$|[\s_-])", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One block of running text. `node` is its first piece, `linked` counts characters in links."""

    text: str
    node: LexborNode
    linked: int = 0
    hidden: bool = False

    @property
    def is_link(self) -> bool:
        """Whether most of the line is link text."""
        return self.linked * 10 >= len(self.text) * 7

    @property
    def block(self) -> LexborNode:
        """The innermost block element around the line."""
        node = self.node
        while node.tag in INLINE and (above := node.parent) is not None:
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
        """Where it leads; a file may stand in `oldsrc` behind an empty address."""
        attributes = self.node.attributes
        address = (attributes.get("href") or "").strip()
        if not address or address[:10].lower() == "javascript":
            return (attributes.get("oldsrc") or address).strip()
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

    text: str = ""


def outline(tree: LexborHTMLParser) -> Outline:
    """Walk the tree once and write down what a reader meets, in order."""
    walk = _Walk(tree)
    root = tree.root
    if root is not None:
        walk.run(root)
    walk.page.text = "\n".join([line.text for line in walk.page.lines])
    return walk.page


class _Walk:
    """The state of the walk: the open line, and which pieces of text are links, hidden or unseen.

    The walk meets nodes in document order without their ends; a line ends where text stands in
    another block than the text before it, or where a block begins.
    """

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.page = Outline()
        self.unseen = _texts_in(tree.css(UNSEEN))
        self.hidden = _texts_in(
            [node for node in tree.css(STYLED) if HIDDEN.search(node.attributes["style"] or "")]
        )
        self.parts: list[str] = []
        self.gap = False
        self.linked = 0
        self.first: LexborNode | None = None
        self.block = 0
        self.in_link = False

    def run(self, root: LexborNode) -> None:
        """Meet every node; anything but text and inline elements ends the open line."""
        for node in root.traverse(include_text=True):
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text is None or text.isspace():
                    self.gap = True
                else:
                    self.write(node, text)
            elif tag == "a":
                self.page.links.append(Link(node, len(self.page.lines)))
            elif tag not in INLINE:
                if self.first is not None:
                    self.flush()
                if tag in NOTED:
                    self.note(node, tag or "")
        if self.first is not None:
            self.flush()

    def note(self, node: LexborNode, tag: str) -> None:
        """Keep a script, or the place of something embedded."""
        place = len(self.page.lines)
        if tag == "script":
            self.page.scripts.append((place, node.text()))
        elif tag != "img" or not _in_link(node):
            self.page.embedded.append((place, tag))

    def write(self, node: LexborNode, text: str) -> None:
        """Add a piece of text to the open line, or begin a new line with it."""
        block, linked = node.parent, False
        while block is not None and (tag := block.tag) in INLINE:
            linked = linked or tag == "a"
            block = block.parent
        if block is None or tag in UNSEEN_TAGS or node.mem_id in self.unseen:
            return
        if block.mem_id != self.block:
            if self.first is not None:
                self.flush()
            self.block, self.in_link = block.mem_id, _stands_in_link(block)
        if self.first is None:
            self.first = node
        elif self.gap:
            self.parts.append(" ")
        self.gap = False
        self.parts.append(text)
        if linked or self.in_link:
            self.linked += len(text.strip())

    def flush(self) -> None:
        """End the open line."""
        first = self.first
        if first is not None:
            hidden = first.mem_id in self.hidden
            text = squeeze("".join(self.parts))
            self.page.lines.append(Line(text, first, self.linked, hidden))
        self.linked, self.first, self.block = 0, None, 0
        self.parts = []


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
