"""Small real files that open: a PDF and a workbook, marked as demonstration."""

from __future__ import annotations

from functools import cache
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
def pdf() -> bytes:
    """A PDF of one page with a line of text, its table of objects in order."""
    text = b"BT /F1 18 Tf 72 720 Td (Demonstration data - Dunhua) Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    output = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    output += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(output + b"startxref\n%d\n%%%%EOF\n" % start)
