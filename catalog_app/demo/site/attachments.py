"""Small real files, marked as demonstration: some open, some are scans, locked, or hide something."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from html import escape
from io import BytesIO

import xlsxwriter


@cache
def workbook(title: str) -> bytes:
    """A workbook of three rows."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet("演示数据")
        rows = ([title, "演示数据"], ["项目", "数量"], ["合计", 12])
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    return output.getvalue()


@cache
def pdf(line: str = "Demonstration data - Dunhua") -> bytes:
    """A PDF of one page with a line of text (ASCII)."""
    shown = b"BT /F1 18 Tf 72 720 Td (%s) Tj ET" % line.encode("ascii")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return _pdf(shown, b"/Font << /F1 5 0 R >>", font)


@cache
def scanned_pdf() -> bytes:
    """A PDF whose one page is a picture."""
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 4 >>\nstream\n\x20\xf0\xf0\x20\nendstream"
    )
    return _pdf(b"q 500 0 0 700 40 60 cm /I1 Do Q", b"/XObject << /I1 5 0 R >>", picture)


@cache
def locked_pdf() -> bytes:
    """A PDF that asks for a password, which nobody has."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"5a" * 32, b"a5" * 32)
    trailer = b" /Encrypt 5 0 R /ID [<00> <00>]"
    return _pdf(b"BT ET", b"", lock, trailer)


def _pdf(shown: bytes, resources: bytes, fifth: bytes, trailer: bytes = b"") -> bytes:
    """One page that shows something, its table of objects in order; `fifth` is the fifth object."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << %s >> >>" % resources,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        fifth,
    )
    output = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    output += b"trailer\n<< /Size %d /Root 1 0 R%s >>\n" % (len(objects) + 1, trailer)
    return bytes(output + b"startxref\n%d\n%%%%EOF\n" % start)


@cache
def hidden_sheet(hidden: tuple[tuple[str, ...], ...]) -> bytes:
    """A workbook whose first sheet is harmless and whose second, with these rows, is hidden."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        book.add_worksheet("公示（演示）").write_row(0, 0, ["姓名", "金额"])
        sheet = book.add_worksheet("底表（演示）")
        sheet.hide()
        for index, row in enumerate(hidden):
            sheet.write_row(index, 0, row)
    return output.getvalue()


@cache
def document(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """A Word document with a title and a table."""
    body = _paragraph("补贴发放名单（演示数据）") + f"<w:tbl>{''.join(map(_row, rows))}</w:tbl>"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
    }
    return archive({name: text.encode() for name, text in parts.items()})


def archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these members."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _row(cells: tuple[str, ...]) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
