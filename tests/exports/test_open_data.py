"""The open-data bundle conforms to its own dictionary."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domains.entry import EntryContent
from domains.vocabulary import LEVELS, METHODS, PHASES
from exports.open_data import (
    DICTIONARY_CSV,
    DICTIONARY_HTML,
    ENTRIES_CSV,
    ENTRIES_JSON,
    OMITTED_CSV,
    README,
    SCHEMA_VERSION,
    OpenEntry,
    OpenLink,
    OpenOmitted,
    bundle,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PLACE = (
    "222403000000",
    "敦化市",
    "延边朝鲜族自治州",
    "elderly_care",
    "养老服务",
)
LINE = st.text(alphabet="养老=+-@'，、1a ", min_size=1, max_size=8).filter(lambda t: t == t.strip())
CODES = {"method": METHODS, "levels": LEVELS, "phases": PHASES}


def some(kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([t.code for t in CODES[kind]]), unique=True).map(tuple)


ENTRIES = st.lists(
    st.builds(
        OpenEntry,
        st.integers(1, 10**9),
        *map(st.just, PLACE),
        content=st.builds(
            EntryContent,
            LINE,
            group=st.none() | LINE,
            content=st.lists(LINE, max_size=3).map(tuple),
            basis=st.lists(LINE, max_size=2).map(tuple),
            owner=st.none() | LINE,
            method=some("method"),
            levels=some("levels"),
            phases=some("phases"),
        ),
        links=st.lists(
            st.builds(
                OpenLink,
                st.just("https://www.dunhua.gov.cn/a?x=1"),
                st.just("政府网站"),
                st.sampled_from(["column", "article"]),
                st.sampled_from(["ok", "broken"]),
            ),
            max_size=2,
        ),
        accepted_on=st.just(date(2026, 11, 20)),
    ),
    max_size=4,
)


def opened(
    entries: Sequence[OpenEntry] = (), omitted: Sequence[OpenOmitted] = ()
) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(b"".join(bundle("敦化市", entries, omitted, at=NOON))))


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def plain(archive: zipfile.ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read(ENTRIES_JSON))
    return found


def without_guard(text: str) -> str:
    """As the notice tells a program to do."""
    return text[1:] if re.match(r"'+[=+\-@＝＋－＠\t\r\n]", text) else text


def as_written(field: dict[str, str], value: Any) -> str:
    """How the dictionary says that a value of the JSON stands in the CSV."""
    kind = field["类型"]
    if kind == "文本的列表":
        return "\n".join(value)
    if kind == "代码的列表":
        names = dict(each.split(" ", 1) for each in field["取值"].split("；"))
        return "、".join(names[code] for code in value)
    if kind == "链接的列表":
        return "\n".join(link["url"] for link in value)
    return "" if value is None else str(value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries=ENTRIES)
def test_csv_and_json_say_the_same_as_the_dictionary_explains(entries: list[OpenEntry]) -> None:
    archive = opened(entries)
    fields = [row for row in table(archive, DICTIONARY_CSV) if row["文件"] == ENTRIES_CSV]
    rows, objects = table(archive, ENTRIES_CSV), plain(archive)["entries"]
    assert len(rows) == len(objects) == len(entries)
    for row, value in zip(rows, objects, strict=True):
        assert list(row) == [field["列名（CSV）"] for field in fields]
        assert list(value) == [field["字段名（JSON）"] for field in fields]
        for field in fields:
            told = value[field["字段名（JSON）"]]
            assert without_guard(row[field["列名（CSV）"]]) == as_written(field, told)
            assert told or field["是否必有"] == "否"


def test_omitted_items_have_the_dictionarys_columns_and_their_reason() -> None:
    archive = opened(omitted=[OpenOmitted(7, *PLACE, "渔业补贴", "没有渔业")])
    columns = [
        row["列名（CSV）"] for row in table(archive, DICTIONARY_CSV) if row["文件"] == OMITTED_CSV
    ]
    (row,) = table(archive, OMITTED_CSV)
    assert list(row) == columns
    assert (row["事项"], row["不适用的理由"]) == ("渔业补贴", "没有渔业")


def test_it_names_its_date_its_version_its_numbers_and_its_terms() -> None:
    entry = OpenEntry(1, *PLACE, EntryContent("老年人补贴"), [], date(2026, 11, 20))
    archive = opened([entry, entry])
    notice = archive.read(README).decode()
    for told in ("2026-11-20 12:00", f"结构版本：{SCHEMA_VERSION}", "公开事项 2 项", "注明"):
        assert told in notice
    assert plain(archive)["schema_version"] == SCHEMA_VERSION
    assert archive.namelist() == [
        ENTRIES_CSV, ENTRIES_JSON, OMITTED_CSV, DICTIONARY_CSV, DICTIONARY_HTML, README,
    ]  # fmt: skip


def test_the_readable_dictionary_has_every_field() -> None:
    archive = opened()
    page = archive.read(DICTIONARY_HTML).decode()
    for row in table(archive, DICTIONARY_CSV):
        assert f"<td>{row['字段名（JSON）']}</td>" in page
