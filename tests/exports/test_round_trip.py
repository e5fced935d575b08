"""What is exported comes back by an import, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from domains.entry import EntryContent
from domains.links import LINK_KINDS
from domains.vocabulary import CHANNELS, LEVELS, METHODS, PHASES
from exports import sheets_page
from exports.csv import write_csv
from exports.document import write_document
from exports.json_lines import write_json_lines
from exports.model import ExportCatalog, ExportEntry
from exports.workbook import write_workbook
from imports.json_lines import looks_like_lines
from imports.readers import read_tables
from imports.reading import ReadEntry, ReadTable, read_bytes, recognise

Write = Callable[[Iterable[ExportCatalog], BinaryIO], None]


def complete_csv(catalogs: Iterable[ExportCatalog], stream: BinaryIO) -> None:
    write_csv(catalogs, stream, complete=True)


def complete_document(catalogs: Iterable[ExportCatalog], stream: BinaryIO) -> None:
    write_document(catalogs, stream, complete=True)


def printed_page(catalogs: Iterable[ExportCatalog], stream: BinaryIO) -> None:
    for piece in sheets_page.page("目录", catalogs, stylesheet="print.css", hint="打印用"):
        stream.write(piece.encode())


WRITERS = (write_workbook, complete_csv, complete_document, printed_page, write_json_lines)
FORMATS = pytest.mark.parametrize("write", WRITERS)

# Words whose signs a careless reader takes for separators, numbers, marks or formulas.
WORDS = (
    "补贴发放结果", "申请条件、标准", "建设补贴；运营补贴", "5个工作日内", "2024年度", "第3批", "10",
    "《中华人民共和国预算法》", "(国务院令第711号)", "财预〔2016〕143号", "1.身份证", "2、户口本",
    "(1)新办", "窗口/现场", "A级", "=合计", "+86", "-", "@", "“三公”经费", "：", "，", "等", "√",
    "'", "_x0041_", "<b>", "&amp", "]]>", '"', "a b", "甲|乙", "\\n", "%00", "{}", "①", "⑴甲", "附件1",
)  # fmt: skip
STANDARD_CHANNELS = [term.name for term in CHANNELS if term.code != "other"]


def text(start: str = "") -> st.SearchStrategy[str]:
    """A text as an import or a form leaves it: no blanks, no separator at its ends."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
    return words.map(lambda joined: start + joined.strip("；、，")).filter(bool)


def some(codes: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of a closed list, in the list's order."""
    listed = list(codes)
    return st.sets(st.sampled_from(listed)).map(
        lambda chosen: tuple(filter(chosen.__contains__, listed))
    )


CHANNEL_TEXTS = st.lists(
    st.sampled_from(["其他:办税服务厅", "其他:县、乡公示栏2处", "其他:APP客户端"]), unique=True
)
CONTENTS = st.builds(
    EntryContent,
    name=text("养老"),
    group=st.none() | st.sampled_from(["通用政策", "业务办理(1)", "=合计"]),
    content=st.lists(text("要素") | text("1") | text(), max_size=4).map(tuple),
    basis=st.lists(text("《") | text(), max_size=3).map(tuple),
    time_limit=st.none() | text("自"),
    owner=st.none() | text("县"),
    method=some(term.code for term in METHODS),
    channels=st.builds(lambda a, b: (*a, *b), some(STANDARD_CHANNELS), CHANNEL_TEXTS),
    audience=st.none() | st.just("全社会") | text("申请人"),
    levels=some(term.code for term in LEVELS),
    phases=some(term.code for term in PHASES),
    note=st.none() | text("注") | st.just("=第一行\n第二行"),
)
PLACES = st.tuples(
    st.sampled_from([term.name for term in CHANNELS]), st.sampled_from(list(LINK_KINDS))
)


def with_places(entry: ExportEntry) -> st.SearchStrategy[ExportEntry]:
    """The entry, or the same telling what each of its links is."""
    places = st.tuples(*(PLACES for _ in entry.urls))
    return st.just(entry) | places.map(lambda told: replace(entry, link_places=told))


URLS = st.lists(
    st.sampled_from(["https://www.dunhua.gov.cn/a?x=1&y=2", "http://zwfw.jl.gov.cn:8080/b.html"]),
    unique=True,
)
ENTRIES = st.lists(
    st.builds(
        ExportEntry,
        CONTENTS,
        serial=st.none() | st.sampled_from(["1", "012", "3.1"]),
        identity=st.none() | st.sampled_from(["e-1", "-7", "=9", "0012"]),
        urls=URLS.map(tuple),
        disposition=st.just("current"),
        guide_item=st.none() | text("指引/"),
    ).flatmap(with_places)
    | st.builds(
        ExportEntry,
        CONTENTS,
        identity=st.just("e-2"),
        disposition=st.sampled_from(["not_applicable", "withdrawn"]),
        reason=text("没有") | st.just("=第一行\n第二行"),
    ),
    min_size=1,
    max_size=3,
)


def read_again(write: Write, entries: Iterable[ExportEntry]) -> list[ReadEntry]:
    stream = BytesIO()
    title = "敦化市养老服务领域基层政务公开标准目录"
    write([ExportCatalog(title, "敦化市", "养老服务", entries)], stream)
    tables = read_here(stream.getvalue())
    return [entry for table in tables for entry in table.entries]


def read_here(data: bytes) -> tuple[ReadTable, ...]:
    """As `read_bytes`, but in this process: a child for each example would take minutes."""
    if looks_like_lines(data):
        return read_bytes(data, "目录").tables
    return recognise(read_tables(data), "目录")


def as_exported(entry: ReadEntry) -> ExportEntry:
    standing = (entry.disposition or "current", entry.reason, entry.guide_item)
    places = tuple(entry.link_places[url] for url in entry.urls if entry.link_places)
    return ExportEntry(entry.content, entry.number, entry.identity, entry.urls, *standing, places)


@FORMATS
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries=ENTRIES)
def test_every_field_of_every_entry_comes_back(write: Write, entries: list[ExportEntry]) -> None:
    assert [as_exported(entry) for entry in read_again(write, entries)] == entries


@given(name=st.text(alphabet="'=+-@＝政1", min_size=1, max_size=6).map("'".__add__))
@example(name="'=1+1")
@example(name="''政")
def test_apostrophes_of_the_text_itself_are_kept(name: str) -> None:
    assume(set(name) != {"'"})  # nothing but quotation marks means 同上
    (entry,) = read_again(write_csv, [ExportEntry(EntryContent(name=name))])
    assert entry.content.name == name


@FORMATS
@pytest.mark.parametrize("audience", ["申请人(法人)", "特定群体", "户主（本人）及家属"])
def test_the_brackets_of_an_audience_come_back(write: Write, audience: str) -> None:
    (entry,) = read_again(write, [ExportEntry(EntryContent(name="救助", audience=audience))])
    assert entry.content.audience == audience


@FORMATS
def test_a_catalogue_comes_back_under_its_domain_without_a_doubt(
    write: Write, policy: ExportEntry
) -> None:
    stream = BytesIO()
    title = "敦化市养老服务领域基层政务公开标准目录"
    write([ExportCatalog(title, "敦化市", "养老服务", (policy,))], stream)
    (table,) = read_bytes(stream.getvalue(), "目录").tables
    assert table.domain == "elderly_care"
    assert table.problems == ()


@FORMATS
def test_catalogues_of_several_domains_come_back_each_under_its_own(
    write: Write, policy: ExportEntry, filing: ExportEntry
) -> None:
    stream = BytesIO()
    catalogs = [
        ExportCatalog("敦化市养老服务领域基层政务公开标准目录", "敦化市", "养老服务", (policy,)),
        ExportCatalog("敦化市社会保险领域基层政务公开标准目录", "敦化市", "社会保险", (filing,)),
    ]
    write(catalogs, stream)
    tables = read_bytes(stream.getvalue(), "目录").tables
    assert [table.domain for table in tables] == ["elderly_care", "social_insurance"]
    assert [len(table.entries) for table in tables] == [1, 1]
