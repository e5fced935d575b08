"""Looks at a ZIP package (.xlsx, .docx) before anything is unpacked: is it whole, is it a bomb."""

from __future__ import annotations

import zipfile
from io import BytesIO

from imports.refusal import Refused

MAX_ENTRIES = 2_000
MAX_UNPACKED = 400 * 1024 * 1024  # bytes of the whole package
MAX_RATIO = 250  # a sheet of 20,000 rows packs about 1:40
RATIO_MATTERS_FROM = 10 * 1024 * 1024  # bytes; small parts may be all blanks


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package, or a refusal: damaged, encrypted, or larger unpacked than is allowed."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as damage:
        raise Refused("unreadable") from damage
    if len(entries) > MAX_ENTRIES:
        raise Refused("too-large", limit=f"压缩包内不超过{MAX_ENTRIES}个部件")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("encrypted")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused("too-large", limit=f"解压后不超过{MAX_UNPACKED // 1024 // 1024}MB")
    if any(_is_bomb(entry) for entry in entries):
        raise Refused("too-large", limit="压缩比过高")
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part's bytes, never more than the size the package declares; a refusal if damaged."""
    try:
        with package.open(name) as part:
            return part.read(MAX_UNPACKED)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as damage:
        raise Refused("unreadable") from damage
    except Exception as damage:  # zlib.error and lzma errors share no base but Exception
        raise Refused("unreadable") from damage


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    large = entry.file_size > RATIO_MATTERS_FROM
    return large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
