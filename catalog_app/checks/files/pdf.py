"""Text of PDF files, page by page, by PDFium."""

from __future__ import annotations

import re

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_PAGEOBJ_IMAGE

from catalog_app.checks.files.draft import Draft, Part
from catalog_app.checks.files.limits import MAX_PAGES, Budget, Encrypted, Unreadable
from catalog_app.checks.privacy.headers import may_list_people

SCAN_CHARACTERS = 20
"""A page of pictures with no more characters than this has been scanned (check C05)."""
PICTURES_ASKED = 3  # pages
MAX_PIECES = 2_000  # of text on one page
SIGNS = re.compile(r"[\ue000-\uf8ff\ufffd\ufffe\x00-\x08\x0e-\x1f]")
MOST_SIGNS = 0.3  # of a text; above, the font keeps to itself which characters it shows


def read_pdf(body: bytes, budget: Budget) -> Draft:
    """Lines of every page; raises Unreadable."""
    try:
        document = PdfDocument(body)
    except PdfiumError as damage:
        if getattr(damage, "err_code", None) == FPDF_ERR_PASSWORD:
            raise Encrypted from damage
        raise Unreadable("文件已损坏，打不开") from damage
    try:
        return _read(document, budget)
    finally:
        document.close()


def _read(document: PdfDocument, budget: Budget) -> Draft:
    pages = len(document)
    texts: list[str] = []
    pictures = False
    for number in range(min(pages, MAX_PAGES)):
        if budget.spent:
            break
        text, pictured = _page(document, number, look=number < PICTURES_ASKED and not pictures)
        pictures = pictures or pictured
        texts.append(budget.take(text))
    signs = sum(len("".join(text.split())) for text in texts)
    scanned = pictures and signs <= SCAN_CHARACTERS * max(len(texts), 1)
    whole = "".join(texts)
    if not scanned and len(SIGNS.findall(whole)) > MOST_SIGNS * max(len(whole), 1):
        raise Unreadable("文件里的文字用了特殊字体编码，机器读不出")
    lines: list[list[str]] = []
    starts = []
    for text in texts:
        starts.append(len(lines))
        lines += [[line] for line in text.splitlines()]
    part = Part(lines, pages=starts)
    return Draft("pdf", [part], pages=pages, scanned=scanned, cut=budget.cut or pages > len(texts))


def _page(document: PdfDocument, number: int, *, look: bool) -> tuple[str, bool]:
    """The page's text, and whether it shows pictures where that is asked; nothing if damaged."""
    try:
        page = document[number]
    except PdfiumError:
        return "", False
    try:
        words = page.get_textpage()
        text = words.get_text_range()
        if may_list_people(text):
            text = laid_out(words) or text
        words.close()
        return text, look and _shows_pictures(page)
    except PdfiumError:
        return "", False
    finally:
        page.close()


def laid_out(words: PdfTextPage) -> str:
    """The page line by line as it is set, with blanks between columns: the order in which a table's
    cells were written says nothing of its rows. Empty where the page has too many pieces."""
    count = words.count_rects()
    if count > MAX_PIECES:
        return ""
    pieces = []
    for number in range(count):
        left, bottom, right, top = words.get_rect(number)
        text = words.get_text_bounded(left, bottom, right, top).strip()
        if text:
            pieces.append((-(bottom + top) / 2, left, top - bottom, text))
    lines: list[list[tuple[float, str]]] = []
    level = 0.0
    for middle, left, height, text in sorted(pieces):
        if not lines or middle - level > height / 2:
            lines.append([])
            level = middle
        lines[-1].append((left, text))
    return "\n".join("  ".join(text for _, text in sorted(line)) for line in lines)


def _shows_pictures(page: PdfPage) -> bool:
    return next(iter(page.get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=2)), None) is not None
