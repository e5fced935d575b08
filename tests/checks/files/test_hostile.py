"""Files made to break a reader: each gives a reading, soon, and swells nothing."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_app.checks.files.read import read_file
from catalog_app.demo.site.attachments import archive, pdf
from tests.checks.files.documents import SAMPLES, W, compound, paragraph, word, workbook

MEGABYTE = 1024 * 1024
SOON = 10.0  # seconds on a busy machine
SMALL = sorted((name, body) for name, body in SAMPLES.items())


def far_cell() -> bytes:
    """A workbook of which one cell lies in the last corner of the largest sheet."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return replaced(workbook([("a",)]), "xl/worksheets/sheet1.xml", sheet)


def replaced(package: bytes, name: str, content: bytes) -> bytes:
    """The package with another content of one part."""
    with zipfile.ZipFile(BytesIO(package)) as old:
        parts = {each: old.read(each) for each in old.namelist()}
    return archive(parts | {name: content})


def endless_pages() -> bytes:
    """A PDF whose pages are one another's children, and said to be a million."""
    return pdf("x").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 1000000")


def self_drawing_form() -> bytes:
    font = b"/Type /Font /Subtype /Type1 "
    form = b"/Type /XObject /Subtype /Form /Resources << /XObject << /F1 5 0 R >> >> "
    return pdf("x").replace(font, form).replace(b"Td", b"Do")


def circular_sectors() -> bytes:
    """An OLE file whose table of sectors leads every chain back to its start."""
    body = bytearray(compound({"WordDocument": b"x", "1Table": b"y"}))
    (place,) = struct.unpack_from("<I", body, 76)
    struct.pack_into("<128I", body, (place + 1) * 512, *range(128))
    return bytes(body)


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{levels}]>'
    return archive({"word/document.xml": (text + f"<w:document {W}>&e11;</w:document>").encode()})


def nested(depth: int) -> bytes:
    return word(
        f"{'<w:sdt><w:sdtContent>' * depth}{paragraph('深')}{'</w:sdtContent></w:sdt>' * depth}"
    )


def tables_in_tables(depth: int) -> bytes:
    return word("<w:tbl><w:tr><w:tc>" * depth + paragraph("深") + "</w:tc></w:tr></w:tbl>" * depth)


def bomb() -> bytes:
    return archive({"大.txt": bytes(60 * MEGABYTE), "小.txt": "演示".encode()})


def doll() -> bytes:
    body = archive({"a.txt": bytes(20 * MEGABYTE)})
    for level in range(8):
        body = archive({f"{level}.zip": body, f"{level}b.zip": body})
    return body


HOSTILE = {
    "bomb.zip": bomb,
    "doll.zip": doll,
    "entities.docx": entity_bomb,
    "far.xlsx": far_cell,
    "endless.pdf": endless_pages,
    "form.pdf": self_drawing_form,
    "circle.doc": circular_sectors,
    "deep.docx": lambda: nested(50_000),
    "tables.docx": lambda: tables_in_tables(20_000),
    "digits.txt": lambda: b"1" * 5 * MEGABYTE,
    "spaced.txt": lambda: b"1 " * 2 * MEGABYTE,
    "mobiles.txt": lambda: b"13912345678 " * 40_000,
    "names.txt": ("姓名 住址\n" + "张三 " * 200_000).encode,
    "one-word.txt": ("姓名 住址\n张三 " + "村" * 500_000).encode,
    "braces.rtf": lambda: b"{\\rtf1" + b"{\\*{" * 300_000,
    "aside.rtf": lambda: b"{\\rtf1{\\*" + b"{}" * 500_000,
    "signs.rtf": lambda: b"{\\rtf1 \\u99999 \\u-99999 \\'zz \\",
    "members.zip": lambda: archive({f"{n}.txt": b"x" for n in range(1_900)}),
    "stream.pdf": lambda: pdf("x").replace(b"stream\n", b"stream\n" + zlib.compress(bytes(MEGABYTE))),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_reading_soon(name: str) -> None:
    body = HOSTILE[name]()
    began = time.monotonic()
    reading = read_file(body, name)
    assert time.monotonic() - began < SOON
    assert len(reading.text) <= 20_000
    assert sum(len(row) for sheet in reading.sheets for row in sheet) <= 6_000


def test_a_panic_of_the_workbook_library_is_a_damaged_file() -> None:
    """An old workbook whose second record, the name of a sheet, is too short to be one."""
    record = struct.pack("<HHHH", 0x809, 4, 0x600, 5) + struct.pack("<HH", 0x85, 3) + b"abc"
    assert read_file(compound({"Workbook": record}), "a.xls").fault == "文件已损坏，打不开"


def test_a_member_without_a_name_is_passed_over() -> None:
    body = archive({"A": "演示".encode(), "B": b"x"}).replace(b"A", b"\0")
    assert read_file(body, "包.zip").names == ("B",)


def test_a_bomb_is_not_unpacked_and_its_neighbour_is_read() -> None:
    body = bomb()
    tracemalloc.start()
    reading = read_file(body, "bomb.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    assert reading.fault == "文件解压后过大" or (reading.cut and "演示" in reading.text)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_anywhere_gives_a_reading(name: str) -> None:
    body = SAMPLES[name]
    for end in range(0, len(body), max(1, len(body) // 60)):
        assert read_file(body[:end], name).kind


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SMALL), st.lists(st.tuples(st.integers(0), st.binary(max_size=4)), max_size=8)
)
def test_a_damaged_file_gives_a_reading(
    sample: tuple[str, bytes], damages: list[tuple[int, bytes]]
) -> None:
    name, body = sample
    damaged = bytearray(body)
    for place, bytes_ in damages:
        at = place % len(damaged)
        damaged[at : at + len(bytes_)] = bytes_
    reading = read_file(bytes(damaged), name)
    assert reading.kind
    assert reading.to_dict()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.csv", "a.pdf", "a.doc", "a"]))
def test_any_bytes_give_a_reading(body: bytes, name: str) -> None:
    assert read_file(body, name).kind
    for magic in (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"):
        assert read_file(magic + body, name).kind
