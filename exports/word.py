"""The parts of a Word document (.docx, ISO/IEC 29500), written straight as XML while they are made.

Only what the catalogues need: paragraphs, tables with repeated header rows, merged cells, a footer
with page numbers, links inside the document. Lengths are in twentieths of a point (dxa).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from exports.target import opened
from exports.word_parts import DOCUMENT_END, DOCUMENT_START, parts

MILLIMETRE = 56.7
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML has no place for."""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A4, upright or across; margins in dxa."""

    across: bool = False
    margin: int = 850
    narrow: int = 567

    @property
    def width(self) -> int:
        """Room between the margins."""
        return (16838 if self.across else 11906) - 2 * self.narrow

    @property
    def xml(self) -> str:
        width, height = (16838, 11906) if self.across else (11906, 16838)
        turned = ' w:orient="landscape"' if self.across else ""
        return (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="{self.margin}" w:right="{self.narrow}" w:bottom="{self.margin}" '
            f'w:left="{self.narrow}" w:header="425" w:footer="425" w:gutter="0"/></w:sectPr>'
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; `lines` become a paragraph each.

    `span` columns wide; `tall` is "" or, for cells merged downwards, restart or continue.
    """

    lines: Sequence[str]
    width: int
    style: str = "Cell"
    span: int = 1
    tall: str = ""
    shaded: bool = False

    @property
    def xml(self) -> str:
        told = f'<w:tcW w:w="{self.width}" w:type="dxa"/>'
        if self.span > 1:
            told += f'<w:gridSpan w:val="{self.span}"/>'
        if self.tall:
            told += f'<w:vMerge w:val="{self.tall}"/>'
        if self.shaded:
            told += '<w:shd w:val="clear" w:color="auto" w:fill="EDF2F7"/>'
        told += '<w:vAlign w:val="center"/>'
        inside = "".join(paragraph(line, self.style) for line in self.lines or ("",))
        return f"<w:tc><w:tcPr>{told}</w:tcPr>{inside}</w:tc>"


@contextmanager
def document(target: Path | BinaryIO, page: PageSetup, *, title: str) -> Iterator[TextIOWrapper]:
    """The body of a document, to write paragraphs and tables to; closed and complete at the end.

    Raises OSError where a path cannot be written.
    """
    with opened(target) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts(escaped(title)).items():
            package.writestr(name, xml)
        with package.open("word/document.xml", "w") as part:
            body = TextIOWrapper(part, encoding="utf-8")
            body.write(DOCUMENT_START)
            yield body
            body.write(page.xml + DOCUMENT_END)
            body.flush()
            body.detach()


def escaped(text: str) -> str:
    """The text as XML holds it."""
    return escape(_UNSEEN.sub("", text))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""


def paragraph(text: str, style: str, *, new_page: bool = False) -> str:
    return _paragraph(run(text), style, new_page=new_page)


def heading(text: str, style: str, anchor: str, number: int, *, new_page: bool = False) -> str:
    """A heading that links of the document lead to; `number` is the bookmark's own."""
    marked = (
        f'<w:bookmarkStart w:id="{number}" w:name="{anchor}"/>{run(text)}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )
    return _paragraph(marked, style, new_page=new_page)


def contents_line(text: str, style: str, anchor: str) -> str:
    """A line of the table of contents: a link to the heading, and its page as a field that Word,
    WPS and LibreOffice reckon when they open the file."""
    page = (
        '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {anchor} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    linked = f'<w:hyperlink w:anchor="{anchor}">{run(text)}{page}</w:hyperlink>'
    return _paragraph(linked, style)


def _paragraph(inside: str, style: str, *, new_page: bool = False) -> str:
    broken = "<w:pageBreakBefore/>" if new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{broken}</w:pPr>{inside}</w:p>'


def table_start(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


TABLE_END = "</w:tbl>"


def row(cells: Iterable[Cell], *, header: bool = False) -> str:
    """A row that is kept on one page; a header row is repeated on every page."""
    repeated = "<w:tblHeader/>" if header else ""
    inside = "".join(cell.xml for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inside}</w:tr>"
