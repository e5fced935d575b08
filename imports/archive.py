"""Archives of many files: a zip is listed, and its members unpacked one by one.

A member's name is shown and asked for its place; it is never used as a path.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from imports.readers import MAX_BYTES
from imports.refusal import Refused

MAX_MEMBERS = 1_000
MAX_DIRECTORY = 1024 * 1024  # bytes of the list at the end of a zip
MAX_UNPACKED = 400 * 1024 * 1024  # bytes of all members
MAX_RATIO = 250
RATIO_MATTERS_FROM = 10 * 1024 * 1024  # bytes; small files may be all blanks
NAME_AT_MOST = 120  # characters of one step of a path

IGNORED = "不是目录文件（系统或软件自动生成的），没有读取。"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_FOREIGN_ENDINGS = (".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar")
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE, _LARGE_SIGNATURE = b"PK\x05\x06", b"PK\x06\x07"
_UTF8, _ENCRYPTED = 0x800, 0x1
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", "__macosx"}
_LITTER_STARTS = ("~$", "._", ".~")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its number there, the steps of its path, and why it is not read.

    `ignored` tells that it is litter of a system (a lock file, a folder's settings); `refusal`
    says what a person should do."""

    number: int
    steps: tuple[str, ...]
    ignored: bool = False
    refusal: str | None = None

    @property
    def path(self) -> str:
        return "/".join(self.steps)


def is_archive(data: bytes, name: str) -> bool:
    """Whether a file is a zip of files, and not a workbook or a document (which are zips too)."""
    if not data.startswith(_ZIP):
        return False
    try:
        inside = {info.orig_filename for info in opened(data).infolist()}
    except Refused:
        return name.lower().endswith(".zip")
    return "[Content_Types].xml" not in inside


def refuse_foreign(data: bytes, name: str) -> None:
    """Raises Refused for an archive of a kind that is not opened (.rar, .7z, ...)."""
    if data.startswith(_FOREIGN) or name.lower().endswith(_FOREIGN_ENDINGS):
        raise Refused("archive-foreign")


def members(data: bytes) -> Sequence[Member]:
    """The files of a zip in its order; folders are not told.

    Raises Refused: damaged, with a password, or larger than is allowed."""
    infos = opened(data).infolist()
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refused("archive-encrypted")
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise Refused("too-large", limit=f"解压后不超过{MAX_UNPACKED // 1024 // 1024}MB")
    files = [(number, info) for number, info in enumerate(infos) if not info.is_dir()]
    return [_member(number, info) for number, info in files]


def unpack(data: bytes, number: int) -> bytes:
    """The bytes of a member, never more than the archive declares. Raises Refused."""
    archive = opened(data)
    infos = archive.infolist()
    if not 0 <= number < len(infos) or _refusal(infos[number], ""):
        raise Refused("archive-damaged")
    try:
        with archive.open(infos[number]) as part:
            return part.read(MAX_BYTES)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, zlib.error):
        raise Refused("unreadable") from None


def is_litter(steps: Sequence[str]) -> bool:
    """Whether a path leads to what systems and programs leave behind, not to a person's file."""
    return any(each.lower() in _LITTER for each in steps) or steps[-1].startswith(_LITTER_STARTS)


def opened(data: bytes) -> zipfile.ZipFile:
    """A zip after a look at its end: how long its list is, before the list is read.

    What follows the end (a comment) is left off, so that no second end can be hidden in it.
    Raises Refused."""
    end = data.rfind(_END_SIGNATURE, max(0, len(data) - 0xFFFF - _END.size))
    if end < 0 or len(data) < end + _END.size or data[end - 20 : end - 16] == _LARGE_SIGNATURE:
        raise Refused("archive-damaged")
    _, _, _, _, count, size, _, _ = _END.unpack_from(data, end)
    if count > MAX_MEMBERS or size > MAX_DIRECTORY:
        raise Refused("too-large", limit=f"压缩包内不超过{MAX_MEMBERS}个文件")
    try:
        archive = zipfile.ZipFile(BytesIO(data[: end + _END.size - 2] + b"\0\0"))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as damage:
        raise Refused("archive-damaged") from damage
    if len(infos) > MAX_MEMBERS:
        raise Refused("too-large", limit=f"压缩包内不超过{MAX_MEMBERS}个文件")
    return archive


def _member(number: int, info: zipfile.ZipInfo) -> Member:
    steps = steps_of(_name(info)) or (f"第{number + 1}个文件",)
    if is_litter(steps):
        return Member(number, steps, ignored=True)
    return Member(number, steps, refusal=_refusal(info, steps[-1]))


def _refusal(info: zipfile.ZipInfo, name: str) -> str | None:
    if name.lower().endswith((".zip", *_FOREIGN_ENDINGS)):
        return Refused("archive-nested").message
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Refused("archive-method").message
    if info.file_size > MAX_BYTES:
        return Refused("too-large", limit=f"不超过{MAX_BYTES // 1024 // 1024}MB").message
    large = info.file_size > RATIO_MATTERS_FROM
    if large and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return Refused("too-large", limit="压缩比过高").message
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: without a mark for UTF-8, Windows writes GBK."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    written = info.orig_filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def steps_of(name: str) -> tuple[str, ...]:
    """The folders and the name of a file, without what leads anywhere else or cannot be seen."""
    seen = "".join(char for char in name.replace("\\", "/") if char.isprintable())
    parts = (part.strip() for part in seen.split("/"))
    return tuple(part[-NAME_AT_MOST:] for part in parts if part not in ("", ".", ".."))
