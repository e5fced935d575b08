"""Small files of every kind, put together at run time; all people in them are invented."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from catalog_app.demo.site.attachments import (
    archive,
    document,
    hidden_sheet,
    locked_pdf,
    pdf,
    scanned_pdf,
)
from catalog_app.demo.site.invented import invented_card, invented_id_number, invented_mobile

ID = invented_id_number()
CARD = invented_card()
MOBILE = invented_mobile(4)
PEOPLE = (("姓名", "身份证号"), ("演示甲", ID))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def workbook(rows: Sequence[Sequence[str]], hidden_rows: Sequence[int] = ()) -> bytes:
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
            if number in hidden_rows:
                sheet.set_row(number, options={"hidden": True})
    return output.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word package of this body and other parts (comments="…") in w: elements."""
    members = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    members |= {
        f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in parts.items()
    }
    return archive({name: text.encode() for name, text in members.items()})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def rich_text(text: str) -> bytes:
    """RTF as a Chinese word processor writes it: two escaped bytes a sign."""
    escaped = "".join(
        sign if sign.isascii() else "".join(f"\\'{byte:02x}" for byte in sign.encode("gb18030"))
        for sign in text
    )
    return f"{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0 SimSun;}}}}\\f0 {escaped}\\par}}".encode()


def old_word(text: str, *, encrypted: bool = False) -> bytes:
    """A Word 97 document of one piece of text: \\r ends a paragraph, \\x07 a cell."""
    piece = text.encode("utf-16-le")
    start = 0x400
    header = bytearray(start)
    struct.pack_into("<H", header, 0, 0xA5EC)
    struct.pack_into("<H", header, 0x0A, 0x0200 | (0x0100 if encrypted else 0))
    table = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    pieces = b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<II", header, 0x01A2, 0, len(pieces))
    return compound({"WordDocument": bytes(header) + piece, "1Table": pieces})


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file; every stream is filled up so that it needs no small sectors."""
    size, data, chains = 512, b"", []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % size)
        first = len(data) // size
        chains.append((first, len(padded) // size))
        entries.append(_entry(name, 2, first, len(padded)))
        data += padded
    directory = b"".join(entries).ljust(size * 2, b"\0")
    place = len(data) // size
    chains.append((place, 2))
    data += directory
    table = [0xFFFFFFFF] * 128
    for first, count in chains:
        for number in range(first, first + count):
            table[number] = number + 1 if number < first + count - 1 else 0xFFFFFFFE
    table_place = len(data) // size
    table[table_place] = 0xFFFFFFFD
    data += struct.pack("<128I", *table)
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, 1, place, 0)
    struct.pack_into("<IIIII", header, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, table_place, *[0xFFFFFFFF] * 108)
    return bytes(header) + data


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    entry = bytearray(128)
    written = name.encode("utf-16-le") + b"\0\0"
    entry[: len(written)] = written
    struct.pack_into("<HB", entry, 64, len(written), kind)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)


SAMPLES = {
    "名单.pdf": pdf(f"Demo {ID}"),
    "扫描.pdf": scanned_pdf(),
    "密码.pdf": locked_pdf(),
    "名单.docx": document(PEOPLE),
    "名单.doc": old_word(f"演示名单\r演示甲 {ID}\r"),
    "名单.rtf": rich_text(f"演示甲，身份证 {ID}"),
    "名单.xlsx": hidden_sheet(PEOPLE),
    "名单.csv": f"姓名,身份证号,金额\n演示甲,{ID},600\n演示乙,无,500\n".encode("gb18030"),
    "名单.zip": archive({"内.xlsx": hidden_sheet(PEOPLE), "内.pdf": pdf("Demo")}),
    "图.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
}
