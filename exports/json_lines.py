"""Catalogues as JSON lines: one entry a line, complete, for programs.

The names of the fields are those of `FIELDS` and stay the same; a further one is added at the end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from exports.model import ExportCatalog, ExportEntry
from exports.target import opened

FIELDS = (
    "region_code", "superior", "region", "domain_code", "domain", "serial", "identity",
    "group", "name", "content", "basis", "time_limit", "owner", "method", "channels", "audience",
    "levels", "phases", "note", "links", "disposition", "reason", "guide_item",
)  # fmt: skip
CONTENT_FIELDS = FIELDS[FIELDS.index("group") : FIELDS.index("links")]


def write_json_lines(catalogs: Iterable[ExportCatalog], target: Path | BinaryIO) -> None:
    """Write all catalogues, one entry a line, in UTF-8. An open stream is left open at its end."""
    with opened(target) as stream:
        for line in entry_lines(catalogs):
            stream.write(line.encode("utf-8", errors="replace"))


def entry_lines(catalogs: Iterable[ExportCatalog]) -> Iterator[str]:
    """The lines as they are made, each with its line break; one catalogue in memory."""
    for catalog in catalogs:
        for entry in catalog.entries:
            yield f"{json.dumps(plain_entry(catalog, entry), ensure_ascii=False)}\n"


def plain_entry(catalog: ExportCatalog, entry: ExportEntry) -> dict[str, Any]:
    """An entry as JSON holds it, every one of FIELDS in their order; None where nothing is kept."""
    content = {name: _plain(getattr(entry.content, name)) for name in CONTENT_FIELDS}
    return {
        "region_code": catalog.region_code or None,
        "superior": catalog.superior_name or None,
        "region": catalog.region_name,
        "domain_code": catalog.domain_code or None,
        "domain": catalog.domain_name,
        "serial": entry.serial,
        "identity": entry.identity,
        **content,
        "links": _links(entry),
        "disposition": entry.disposition,
        "reason": entry.reason,
        "guide_item": entry.guide_item,
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _links(entry: ExportEntry) -> list[dict[str, str | None]]:
    places = entry.link_places or [(None, None)] * len(entry.urls)
    return [
        {"url": url, "channel": channel, "kind": kind}
        for url, (channel, kind) in zip(entry.urls, places, strict=True)
    ]
