"""Readers per format. What a file is, is decided by its content; its name is not trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from imports.readers.delimited import decode, read_delimited
from imports.readers.package import open_package
from imports.readers.workbook import sheets_of_xls, sheets_of_xlsx
from imports.refusal import Refused
from imports.sheet import Block, Sheet, in_one, tables_of
from imports.table import Table

MAX_BYTES = 30 * 1024 * 1024
MAX_TEXT = 32_767  # characters of a cell: the limit of spreadsheets

_HTML = re.compile(r"<(?:!doctype\s+html|html|body|table|div|p)\b", re.IGNORECASE)
_TOP = 4_096  # bytes in which an archive of pages says that it is one
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an OLE container are named in UTF-16: an encrypted .xlsx holds these.
_ENCRYPTED_STREAMS = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))  # fmt: skip
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))


def read_tables(data: bytes) -> list[Table]:
    """All tables of a file that hold any text; raises `Refused` where it cannot be read."""
    tables = list(tables_of(each_sheet(data)))
    if not tables:
        raise Refused("empty")
    return tables


def each_sheet(data: bytes) -> Iterator[Sheet]:
    """All tables of a file, the sheets of a workbook and their blocks read when they are asked for;
    raises `Refused` where it cannot be read."""
    if not data.strip():
        raise Refused("empty")
    if len(data) > MAX_BYTES:
        raise Refused("too-large", limit=f"不超过{MAX_BYTES // 1024 // 1024}MB")
    for facts, blocks in _read(data):
        yield Sheet(facts, map(_not_too_long, blocks))


def _not_too_long(block: Block) -> Block:
    if max(map(len, block.texts), default=0) > MAX_TEXT:
        raise Refused("too-large", limit=f"每格不超过{MAX_TEXT}字")
    return block


def _read(data: bytes) -> Iterable[Sheet]:
    if data.startswith(_ZIP):
        return _read_package(data)
    if data.startswith(_OLE):
        return _read_ole(data)
    if b"mime-version:" in data[:_TOP].lower():
        from imports.readers.page_archive import (  # noqa: PLC0415  (rare, and slow to import)
            is_page_archive,
            read_page_archive,
        )

        if is_page_archive(data):
            return _of_document(read_page_archive(data))
    text = decode(data)
    if text is None or "\0" in text:
        raise Refused("unknown-format")
    if text.lstrip("\ufeff \t\r\n")[:1] == "<":
        return _read_markup(text)
    return map(in_one, read_delimited(text))


def _read_package(data: bytes) -> Iterable[Sheet]:
    package = open_package(data)
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return sheets_of_xlsx(data, package)
    if "word/document.xml" in names:
        from imports.readers.word import read_docx  # noqa: PLC0415  (rare, and slow to import)

        return _of_document(read_docx(package))
    raise Refused("unknown-format")


def _read_markup(text: str) -> Iterable[Sheet]:
    from imports.readers.xml_workbook import (  # noqa: PLC0415  (rare, and slow to import)
        is_xml_workbook,
        read_xml_workbook,
    )

    if is_xml_workbook(text):
        return map(in_one, read_xml_workbook(text))
    if not _HTML.search(text[:100_000]):
        raise Refused("unknown-format")
    from imports.readers.page import read_page  # noqa: PLC0415  (rare, and slow to import)

    return _of_document(read_page(text))


def _of_document(tables: Sequence[Table]) -> Iterable[Sheet]:
    if not tables:  # it has text, but no table
        raise Refused("not-a-catalogue")
    return map(in_one, tables)


def _read_ole(data: bytes) -> Iterable[Sheet]:
    if any(name in data for name in _ENCRYPTED_STREAMS):
        raise Refused("encrypted")
    if not any(name in data for name in _WORKBOOK_STREAMS):
        raise Refused("unknown-format")
    return sheets_of_xls(data)
