"""A province's 100,000 entries as they are sent: the first part, the whole, the largest memory, each
format in a process of its own. Making the invented entries counts too; the database is left out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import groupby

from exports.csv import catalog_lines
from exports.document import write_document
from exports.json_lines import entry_lines
from exports.model import ExportCatalog, ExportEntry
from exports.open_data import OpenEntry, OpenLink, bundle
from exports.workbook import write_workbook
from exports.zip_stream import zip_chunks
from tests.benchmarks.big_workbook import entry
from tests.benchmarks.measure import in_own_process, show

ENTRIES = 100_000
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URL = "https://www.dunhua.gov.cn/zwgk/{}.html"


def main() -> None:
    for name in MAKERS:
        (first, whole, size), peak, _ = in_own_process(sent, name)
        show(f"send {ENTRIES:,} entries as {name}", f"{whole:.1f} s", f"{size / 1e6:.0f} MB sent")
        show("  the first part after", f"{first:.2f} s", f"largest memory {peak:.0f} MB")


def sent(name: str) -> tuple[float, float, int]:
    """Seconds to the first part and to the last, and bytes."""
    start = time.perf_counter()
    size, first = 0, 0.0
    for part in MAKERS[name]():
        first = first or time.perf_counter() - start
        size += len(part)
    return first, time.perf_counter() - start, size


def _catalogs() -> Iterator[ExportCatalog]:
    numbered = ((number, *entry(number)) for number in range(1, ENTRIES + 1))
    for county, members in groupby(numbered, lambda each: each[1]):
        entries = [
            ExportEntry(content, str(number), f"{number:012x}", (URL.format(number),))
            for number, _, content in members
        ]
        yield ExportCatalog(f"{county}县目录", f"{county}县", "汇总", entries, f"{county:012}")


def _open_entries() -> Iterator[OpenEntry]:
    day = date(2026, 11, 20)
    for catalog in _catalogs():
        for each in catalog.entries:
            links = [OpenLink(each.urls[0], "政府网站", "article", "ok")]
            place = (catalog.region_code, catalog.region_name, "延边州", "all", "汇总")
            yield OpenEntry(int(each.serial or 0), *place, each.content, links, day)


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode() for line in lines)


def _archive(write: Callable[[list[ExportCatalog], BytesIO], None], ending: str) -> Iterator[bytes]:
    def members() -> Iterator[tuple[str, list[bytes]]]:
        for catalog in _catalogs():
            stream = BytesIO()
            write([catalog], stream)
            yield f"{catalog.region_name}.{ending}", [stream.getvalue()]

    return zip_chunks(members(), NOON)


MAKERS: dict[str, Callable[[], Iterator[bytes]]] = {
    "CSV": lambda: _encoded(catalog_lines(_catalogs(), regions=True)),
    "JSON lines": lambda: _encoded(entry_lines(_catalogs())),
    "a zip of workbooks": lambda: _archive(write_workbook, "xlsx"),
    "a zip of Word documents": lambda: _archive(write_document, "docx"),
    "open data": lambda: bundle("吉林省", _open_entries(), [], at=NOON),
}


if __name__ == "__main__":
    main()
