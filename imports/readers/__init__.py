"""Readers per format. What a file is, is decided by its content; its name is not trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from imports.readers.delimited import decode, read_delimited
from imports.readers.package import open_package
from imports.readers.workbook import read_xls, sheets_of_xlsx
from imports.refusal import Refused
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
    return list(each_table(data))


def each_table(data: bytes) -> Iterator[Table]:
    """As `read_tables`, each sheet of a workbook read when it is asked for."""
    if not data.strip():
        raise Refused("empty")
    if len(data) > MAX_BYTES:
        raise Refused("too-large", limit=f"不超过{MAX_BYTES // 1024 // 1024}MB")
    table = None
    for table in _read(data):
        if max(map(len, table.texts), default=0) > MAX_TEXT:
            raise Refused("too-large", limit=f"每格不超过{MAX_TEXT}字")
        yield _without_nulls(table)
    if table is None:
        raise Refused("empty")


def _without_nulls(table: Table) -> Table:
    """A cell or a name may hide null characters (_x0000_): nobody sees them, no database keeps them."""
    texts = (table.sheet, table.caption or "", *(url for _, url in table.links))
    if not any("\0" in text for text in (*table.texts, *texts)):
        return table
    return replace(
        table,
        sheet=_seen(table.sheet),
        rows=[[_seen(text) for text in cells] for cells in table.rows],
        links=[(place, _seen(url)) for place, url in table.links],
        caption=_seen(table.caption) if table.caption else None,
    )


def _seen(text: str) -> str:
    return text.replace("\0", "")


def _read(data: bytes) -> Iterable[Table]:
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
            return read_page_archive(data) or _no_catalogue()
    text = decode(data)
    if text is None or "\0" in text:
        raise Refused("unknown-format")
    if text.lstrip("\ufeff \t\r\n")[:1] == "<":
        return _read_markup(text)
    return read_delimited(text)


def _read_package(data: bytes) -> Iterable[Table]:
    package = open_package(data)
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return sheets_of_xlsx(data, package)
    if "word/document.xml" in names:
        from imports.readers.word import read_docx  # noqa: PLC0415  (rare, and slow to import)

        return read_docx(package) or _no_catalogue()
    raise Refused("unknown-format")


def _read_markup(text: str) -> list[Table]:
    from imports.readers.xml_workbook import (  # noqa: PLC0415  (rare, and slow to import)
        is_xml_workbook,
        read_xml_workbook,
    )

    if is_xml_workbook(text):
        return read_xml_workbook(text)
    if not _HTML.search(text[:100_000]):
        raise Refused("unknown-format")
    from imports.readers.page import read_page  # noqa: PLC0415  (rare, and slow to import)

    return read_page(text) or _no_catalogue()


def _no_catalogue() -> list[Table]:
    """A document has text, but no table that is a catalogue."""
    raise Refused("not-a-catalogue")


def _read_ole(data: bytes) -> list[Table]:
    if any(name in data for name in _ENCRYPTED_STREAMS):
        raise Refused("encrypted")
    if not any(name in data for name in _WORKBOOK_STREAMS):
        raise Refused("unknown-format")
    return read_xls(data)
