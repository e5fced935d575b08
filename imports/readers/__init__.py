"""Readers per format. What a file is, is decided by its content; its name is not trusted."""

from __future__ import annotations

from imports.readers.delimited import decode, read_delimited
from imports.readers.workbook import read_xls, read_xlsx
from imports.refusal import Refused
from imports.table import Table

MAX_BYTES = 30 * 1024 * 1024

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an OLE container are named in UTF-16: an encrypted .xlsx holds these.
_ENCRYPTED_STREAMS = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))  # fmt: skip
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))


def read_tables(data: bytes) -> list[Table]:
    """All tables of a file that hold any text; raises `Refused` where it cannot be read."""
    if not data.strip():
        raise Refused("empty")
    if len(data) > MAX_BYTES:
        raise Refused("too-large", limit=f"不超过{MAX_BYTES // 1024 // 1024}MB")
    tables = _read(data)
    if not tables:
        raise Refused("empty")
    return tables


def _read(data: bytes) -> list[Table]:
    if data.startswith(_ZIP):
        return read_xlsx(data)
    if data.startswith(_OLE):
        return _read_ole(data)
    text = decode(data)
    if text is None or "\0" in text:
        raise Refused("unknown-format")
    if text.lstrip("\ufeff \t\r\n")[:1] == "<":
        raise Refused("unknown-format")
    return read_delimited(text)


def _read_ole(data: bytes) -> list[Table]:
    if any(name in data for name in _ENCRYPTED_STREAMS):
        raise Refused("encrypted")
    if not any(name in data for name in _WORKBOOK_STREAMS):
        raise Refused("unknown-format")
    return read_xls(data)
