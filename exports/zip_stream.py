"""A zip archive written while it is sent: no file on disk, in memory no more than one member."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

Piece = str | bytes
Member = tuple[str, Iterable[Piece]]
"""A member's name and its content, text or bytes, made when its turn comes."""
CHUNK = 64 * 1024
"""Bytes gathered before they are sent."""


class _Outlet(io.RawIOBase):
    """Takes what the archive writes and gives it on; it cannot be wound back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.held = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(cast(bytes, data))
        self._parts.append(part)
        self.held += len(part)
        return len(part)

    def taken(self) -> bytes:
        whole = b"".join(self._parts)
        self._parts.clear()
        self.held = 0
        return whole


def zip_chunks(members: Iterable[Member], at: datetime) -> Iterator[bytes]:
    """The archive in parts, each member made when the ones before it are sent.

    Names may be Chinese (they are marked as UTF-8); `at` is the members' date. A member that fails
    ends the stream, so that the archive is visibly incomplete.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(cast(io.BytesIO, outlet), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in members:
            with archive.open(_told(name, at), "w") as file:
                for piece in pieces:
                    file.write(_bytes(piece))
                    if outlet.held >= CHUNK:
                        yield outlet.taken()
    yield outlet.taken()


def _told(name: str, at: datetime) -> zipfile.ZipInfo:
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    told = zipfile.ZipInfo(name, moment)
    told.compress_type = zipfile.ZIP_DEFLATED
    return told


def _bytes(piece: Piece) -> bytes:
    return piece.encode("utf-8", errors="replace") if isinstance(piece, str) else piece
