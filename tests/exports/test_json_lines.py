"""The JSON lines: one entry a line, every field, always the same names."""

from __future__ import annotations

import json
from dataclasses import replace

from exports.json_lines import FIELDS, entry_lines
from exports.model import ExportCatalog, ExportEntry


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
