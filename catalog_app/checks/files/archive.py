"""ZIP archives: the names of their members, and what stands in those that are documents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from catalog_app.checks.files.draft import Draft
from catalog_app.checks.files.limits import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED,
    MEGABYTE,
    Budget,
    Encrypted,
)
from catalog_app.checks.files.reading import FileReading

NAMES_KEPT = 200
UTF8_NAME = 0x800

ReadMember = Callable[[bytes, str, Budget], FileReading]


def read_zip(package: zipfile.ZipFile, budget: Budget, read: ReadMember) -> Draft:
    """Reads members by `read`, which does not open archives in them; raises Encrypted."""
    members = [each for each in package.infolist() if each.filename and not each.is_dir()]
    if any(each.flag_bits & 0x1 for each in members):
        raise Encrypted
    names = [_name(each) for each in members]
    draft = Draft("zip", names=tuple(names[:NAMES_KEPT]), cut=len(members) > MAX_MEMBERS)
    left = MAX_UNPACKED
    for member, name in list(zip(members, names, strict=True))[:MAX_MEMBERS]:
        if budget.spent:
            break
        left -= member.file_size
        body = _body(package, member) if left > 0 and not _is_bomb(member) else None
        if body is None:
            draft.cut = True
        else:
            draft.inner.append((name, read(body, name, budget)))
    draft.cut = draft.cut or budget.cut
    return draft


def _body(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    try:
        with package.open(member) as part:
            return part.read(member.file_size)
    except (
        Exception
    ):  # zlib, lzma and zipfile errors share no other base; one bad member is skipped
        return None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    packed = max(member.compress_size, 1)
    return member.file_size > 10 * MEGABYTE and member.file_size > MAX_RATIO * packed


def _name(member: zipfile.ZipInfo) -> str:
    """Archives made on Chinese computers write names in GBK and do not say so."""
    if member.flag_bits & UTF8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
