"""The JSON lines: one entry a line, every field, always the same names."""

from __future__ import annotations

import json
from dataclasses import replace

from exports.json_lines import FIELDS, entry_lines
from exports.model import ExportCatalog, ExportEntry
from imports.reading import read_bytes


def lines(catalog: ExportCatalog) -> list[dict[str, object]]:
    return [json.loads(line) for line in entry_lines([catalog])]


def test_every_line_has_every_field_in_the_same_order(catalog: ExportCatalog) -> None:
    assert [tuple(line) for line in lines(catalog)] == [FIELDS] * 3


def test_a_line_tells_whose_the_entry_is_and_how_it_stands(catalog: ExportCatalog) -> None:
    whose = replace(catalog, region_code="222403000000", superior_name="延边州", domain_code="x")
    first, *_ = lines(whose)
    assert (first["region_code"], first["superior"], first["region"]) == (
        "222403000000",
        "延边州",
        "敦化市",
    )
    assert (first["domain"], first["disposition"], first["reason"]) == ("养老服务", "current", None)


def test_links_have_their_channel_and_kind(policy: ExportEntry) -> None:
    places = (("政府网站", "column"), ("两微一端", "article"))
    entry = replace(policy, link_places=places)
    (line,) = lines(ExportCatalog("目录", "敦化市", "养老服务", (entry,)))
    assert line["links"] == [
        {"url": entry.urls[0], "channel": "政府网站", "kind": "column"},
        {"url": entry.urls[1], "channel": "两微一端", "kind": "article"},
    ]


def test_formula_like_text_needs_no_guard_and_gets_none(policy: ExportEntry) -> None:
    entry = replace(policy, content=replace(policy.content, name="=1+1"))
    (line,) = lines(ExportCatalog("目录", "敦化市", "养老服务", (entry,)))
    assert line["name"] == "=1+1"


def test_regions_and_domains_come_back_as_tables_of_their_own(catalog: ExportCatalog) -> None:
    other = replace(catalog, region_name="图们市", domain_name="社会保险")
    text = "".join(entry_lines([catalog, other]))
    tables = read_bytes(text.encode(), "目录.jsonl").tables
    assert [(table.title, table.domain) for table in tables] == [
        ("敦化市养老服务领域基层政务公开标准目录", "elderly_care"),
        ("图们市社会保险领域基层政务公开标准目录", "social_insurance"),
    ]
    assert [entry.row for entry in tables[1].entries] == [4, 5, 6]


def test_a_broken_line_is_told_and_the_others_are_read(catalog: ExportCatalog) -> None:
    first, second, third = entry_lines([catalog])
    text = first + second[:40] + "\n[1]\n" + third.replace('"proactive"', '"秘密"')
    (table,) = read_bytes(text.encode(), "目录.jsonl").tables
    assert [entry.row for entry in table.entries] == [1, 4]
    told = [(each.row, each.code) for each in table.problems if each.severity == "error"]
    assert told == [(2, "line-unreadable"), (3, "line-unreadable")]


def test_a_value_outside_the_vocabularies_is_told_and_left_out(policy: ExportEntry) -> None:
    (line,) = entry_lines([ExportCatalog("目录", "敦化市", "养老服务", (policy,))])
    wrong = line.replace('"proactive"', '"secret"').replace('"current"', '"gone"')
    (table,) = read_bytes(wrong.encode(), "目录.jsonl").tables
    assert table.entries[0].content.method == ()
    assert table.entries[0].disposition is None
    assert [each.code for each in table.problems] == ["text-unclear", "disposition-unclear"]


def test_a_file_of_other_lines_is_refused() -> None:
    assert read_bytes(b'{"name": 1}\n{"name": 2}\n', "x.jsonl").refused is not None
