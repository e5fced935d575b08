"""Text of the XML documents in a ZIP package: Word (.docx), slides (.pptx) and OFD (GB/T 33190)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from catalog_app.checks.files.draft import Draft, Part
from catalog_app.checks.files.limits import MAX_XML, Budget, Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OTHER_VIEW = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# The document first, then what stands around it.
WORD_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml")
PICTURES = re.compile(r"(?:word|ppt)/media/")
SLIDES = re.compile(r"ppt/slides/slide\d+\.xml")
OFD_PAGES = re.compile(r".*/(?:Pages|Tpls)/.*Content\.xml", re.IGNORECASE)
SLIDE_TEXT = re.compile(r"<a:t>([^<]*)</a:t>|(</a:p>)")
OFD_TEXT = re.compile(r"<(?:\w+:)?TextCode\b[^>]*>([^<]*)<")
MAX_SPAN = 60  # columns
DEEPEST = 200  # elements within elements


def read_docx(package: zipfile.ZipFile, budget: Budget) -> Draft:
    """Lines and tables, also of headers, footers, notes, comments and text boxes."""
    draft = Draft("docx")
    names = [name for name in package.namelist() if WORD_PARTS.fullmatch(name)]
    for name in sorted(names, key=lambda each: (each != "word/document.xml", each)):
        if budget.spent:
            break
        _Document(draft, budget).read(_tree(package, name))
    draft.scanned = _only_pictures(draft, package)
    draft.cut = budget.cut
    return draft


def read_pptx(package: zipfile.ZipFile, budget: Budget) -> Draft:
    """One line a paragraph of every slide."""
    names = sorted(name for name in package.namelist() if SLIDES.fullmatch(name))
    lines: list[list[str]] = []
    for name in names:
        xml = _text(package, name)
        text = "".join("\n" if end else words for words, end in SLIDE_TEXT.findall(xml))
        lines += [[line] for line in budget.take(_plain(text)).splitlines() if line.strip()]
        if budget.spent:
            break
    draft = Draft("pptx", [Part(lines)], pages=len(names), cut=budget.cut)
    draft.scanned = _only_pictures(draft, package)
    return draft


def read_ofd(package: zipfile.ZipFile, budget: Budget) -> Draft:
    """One line a piece of text of every page."""
    names = sorted(name for name in package.namelist() if OFD_PAGES.fullmatch(name))
    lines: list[list[str]] = []
    for name in names:
        for words in OFD_TEXT.findall(_text(package, name)):
            lines.append([budget.take(_plain(words))])
        if budget.spent:
            break
    scanned = not lines and any(
        name.lower().endswith((".jpg", ".png", ".jb2")) for name in package.namelist()
    )
    return Draft("ofd", [Part(lines)], pages=len(names), scanned=scanned, cut=budget.cut)


def part_of(package: zipfile.ZipFile, name: str) -> bytes:
    """One part, unpacked; raises Unreadable where it is damaged or larger than is read."""
    try:
        with package.open(name) as part:
            xml = part.read(MAX_XML + 1)
    except Exception as damage:  # zlib, lzma and zipfile errors share no other base
        raise Unreadable("文件已损坏，打不开") from damage
    if len(xml) > MAX_XML:
        raise Unreadable("文件解压后过大")
    return xml


def _tree(package: zipfile.ZipFile, name: str) -> Element:
    xml = part_of(package, name)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:  # Word never writes them; bombs do
        raise Unreadable("文件里有不应有的实体定义，为安全没有读取")
    try:
        return ElementTree.parse(BytesIO(xml)).getroot()  # noqa: S314  (entities refused above)
    except (ElementTree.ParseError, ValueError, LookupError) as damage:
        raise Unreadable("文件已损坏，打不开") from damage


def _text(package: zipfile.ZipFile, name: str) -> str:
    return part_of(package, name).decode("utf-8", "replace")


def _plain(text: str) -> str:
    for written, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(written, sign)
    return text


def _only_pictures(draft: Draft, package: zipfile.ZipFile) -> bool:
    signs = sum(len(cell.strip()) for part in draft.parts for row in part.rows for cell in row)
    return signs <= 20 and any(PICTURES.match(name) for name in package.namelist())


class _Document:
    """One part of a Word package: lines and tables in order."""

    def __init__(self, draft: Draft, budget: Budget) -> None:
        self.draft = draft
        self.budget = budget
        self.lines: list[list[str]] = []

    def read(self, root: Element) -> None:
        for element in _blocks(root, 0):
            if self.budget.spent:
                break
            if element.tag == f"{W}tbl":
                self._table(element)
            elif line := self.budget.take(_paragraph(element)):
                self.lines.append([line])
        self._flush()

    def _table(self, table: Element) -> None:
        self._flush()
        rows = [list(self._cells(row)) for row in _children(table, f"{W}tr")]
        number = sum(not part.lines for part in self.draft.parts) + 1
        self.draft.parts.append(Part(rows, f"第{number}个表格", lines=False))

    def _cells(self, row: Element) -> Iterator[str]:
        """One text a column: a cell over several columns is followed by empty ones."""
        for cell in _children(row, f"{W}tc"):
            yield self.budget.take(_paragraph(cell))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            written = "1" if span is None else span.get(f"{W}val", "1")
            if written.isascii() and written.isdigit():
                yield from [""] * (min(int(written[:4]), MAX_SPAN) - 1)

    def _flush(self) -> None:
        if self.lines:
            self.draft.parts.append(Part(self.lines))
            self.lines = []


def _blocks(parent: Element, depth: int) -> Iterator[Element]:
    """Paragraphs and tables, whatever wraps them."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag != OTHER_VIEW and depth < DEEPEST:
            yield from _blocks(child, depth + 1)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, cells of a row: direct children, and those of content controls around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            for content in child.iterfind(f"{W}sdtContent"):
                yield from (inner for inner in content if inner.tag == tag)


def _paragraph(paragraph: Element) -> str:
    """The words of a paragraph or a cell with all that is in it (text boxes, tables), each once."""
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{W}br", f"{W}cr", f"{W}tab", f"{W}p"):
            pieces.append(" ")
        if child is not None and child.tag not in (OTHER_VIEW, f"{W}t"):
            stack.append(iter(child))
    return " ".join("".join(pieces).split()) if pieces else ""
