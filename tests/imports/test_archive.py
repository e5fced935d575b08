"""A zip of files: what is listed, what is ignored, what is refused, and nothing of it trusted."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports import archive
from imports.refusal import Refused

SHEET = "序号,二级事项\n1,高龄津贴\n".encode()


def a_zip(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return stream.getvalue()


def as_windows_writes(name: str, data: bytes) -> bytes:
    """A zip with a name in GBK and no mark of it, as Windows and older programs write it."""
    raw = name.encode("gb18030")
    placeholder = "x" * len(raw)
    return a_zip((placeholder, data)).replace(placeholder.encode(), raw)


def paths(data: bytes) -> list[str]:
    return [each.path for each in archive.members(data)]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        call()
    return told.value.code


def test_files_are_listed_with_their_folders_and_unpacked_by_their_number() -> None:
    data = a_zip(("延边州/", b""), ("延边州/敦化市/养老.csv", SHEET), ("图们市.csv", b"2"))
    found = archive.members(data)
    assert [each.steps for each in found] == [("延边州", "敦化市", "养老.csv"), ("图们市.csv",)]
    assert archive.unpack(data, found[0].number) == SHEET


@pytest.mark.parametrize(
    "name", ["敦化市/养老服务.xlsx", "丰满区/碥中街道/镕.xls", "敦化市\\就业.csv"]
)
def test_names_in_gbk_are_read_as_they_were_meant(name: str) -> None:
    assert paths(as_windows_writes(name, SHEET)) == [name.replace("\\", "/")]


def test_names_in_utf_8_without_a_mark_are_read_too() -> None:
    raw = "敦化市.csv".encode()
    placeholder = "x" * len(raw)
    data = a_zip((placeholder, SHEET)).replace(placeholder.encode(), raw)
    assert paths(data) == ["敦化市.csv"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "..\\..\\etc\\passwd", "./etc/./passwd", "etc/\x07passwd"],
)
def test_no_name_leads_out_of_the_archive(name: str) -> None:
    assert paths(a_zip((name, b"1"))) == ["etc/passwd"]


@pytest.mark.parametrize(
    "name",
    [
        "__MACOSX/敦化市/._养老.xlsx",
        "敦化市/.DS_Store",
        "敦化市/~$养老.xlsx",
        "Thumbs.db",
        ".~lock.养老.xlsx#",
    ],
)
def test_what_systems_leave_behind_is_listed_as_ignored(name: str) -> None:
    [found] = archive.members(a_zip((name, b"1")))
    assert (found.ignored, found.refusal) == (True, None)


@pytest.mark.parametrize("name", ["图们市.zip", "图们市/目录.RAR", "全部.7z"])
def test_an_archive_inside_is_not_opened(name: str) -> None:
    [found] = archive.members(a_zip(("x", b""), (name, a_zip(("a.csv", SHEET)))))[1:]
    assert "压缩包里还有压缩包" in (found.refusal or "")


def test_a_member_packed_a_strange_way_is_told_and_not_unpacked() -> None:
    data = a_zip(("a.csv", SHEET), method=zipfile.ZIP_LZMA)
    [found] = archive.members(data)
    assert "压缩方式不常见" in (found.refusal or "")
    assert refused(lambda: archive.unpack(data, found.number)) == "archive-damaged"


def test_a_password_is_told() -> None:
    data = bytearray(a_zip(("a.csv", SHEET)))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refused(lambda: archive.members(bytes(data))) == "archive-encrypted"


def test_a_bomb_is_not_unpacked() -> None:
    data = a_zip(("a.csv", b"0" * (archive.RATIO_MATTERS_FROM + 1)))
    [found] = archive.members(data)
    assert "压缩比过高" in (found.refusal or "")


def test_more_files_than_allowed_are_refused_before_they_are_listed() -> None:
    many = a_zip(*((f"{number}.csv", b"") for number in range(archive.MAX_MEMBERS + 1)))
    assert refused(lambda: archive.members(many)) == "too-large"


def test_files_that_would_fill_the_machine_are_refused() -> None:
    data = bytearray(a_zip(("a.csv", SHEET)))
    at = data.rfind(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", archive.MAX_UNPACKED + 1)
    assert refused(lambda: archive.members(bytes(data))) == "too-large"


def test_a_second_end_in_a_comment_hides_nothing() -> None:
    """The list that was counted is the list that is read."""
    many = a_zip(*((f"{number}.csv", b"") for number in range(5)))
    end = many.rfind(b"PK\x05\x06")
    hidden = many[: end + 20] + struct.pack("<H", 22) + a_zip()
    assert paths(hidden) == []


@pytest.mark.parametrize("cut", [10, 40])
def test_an_archive_cut_short_is_damaged(cut: int) -> None:
    data = a_zip(("a.csv", SHEET))
    assert refused(lambda: archive.members(data[:-cut])) == "archive-damaged"


def test_a_member_that_was_changed_on_the_way_is_told() -> None:
    data = bytearray(a_zip(("a.csv", SHEET), method=zipfile.ZIP_STORED))
    data[data.find(SHEET)] ^= 1
    assert refused(lambda: archive.unpack(bytes(data), 0)) == "unreadable"


def test_a_workbook_is_no_archive() -> None:
    assert not archive.is_archive(
        a_zip(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")), "a.zip"
    )
    assert archive.is_archive(a_zip(("敦化市.csv", SHEET)), "目录.xlsx")
    assert archive.is_archive(b"PK\x03\x04 cut", "目录.zip")
    assert not archive.is_archive(b"PK\x03\x04 cut", "目录.xlsx")


@pytest.mark.parametrize("start", [b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c"])
def test_other_archives_are_known_by_their_first_bytes(start: bytes) -> None:
    assert refused(lambda: archive.refuse_foreign(start + b"...", "目录.zip")) == "archive-foreign"
    archive.refuse_foreign(SHEET, "目录.csv")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=30), st.integers(min_value=0), st.integers(min_value=0))
def test_whatever_happens_to_an_archive_it_is_read_or_refused(
    noise: bytes, at: int, which: int
) -> None:
    whole = a_zip(("延边州/敦化市.csv", SHEET), ("b.xls", b"123" * 50))
    at %= len(whole)
    data = whole[:at] + noise + whole[at + len(noise) :]
    try:
        found = archive.members(data)
        archive.unpack(data, found[which % len(found)].number if found else which)
    except Refused:
        return
    assert all(each.steps and ".." not in each.steps for each in found)
