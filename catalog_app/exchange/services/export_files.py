"""Catalogues as files: every format, for one region or for many, made while they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import chain, groupby
from typing import Any, BinaryIO

from catalog_app.clock import in_china
from catalog_app.exchange.errors import (
    ComparisonNeedsDomain,
    ExportRefused,
    NothingToExport,
    PrintOneRegion,
)
from catalog_app.exchange.services.export_scope import ExportScope
from catalog_app.exchange.services.export_source import catalogs_of_scope, export_title
from catalog_app.guides import services as guides
from exports import sheets_page
from exports.comparison import write_comparison
from exports.csv import catalog_lines
from exports.document import write_document
from exports.json_lines import entry_lines
from exports.model import ExportCatalog, ExportRefusedError
from exports.workbook import write_workbook
from exports.zip_stream import zip_chunks

Catalogs = Iterator[ExportCatalog]
PACKED = 64 * 1024
REFUSALS = "没有导出的地区.txt"
HINT = "用浏览器的打印功能打印：A4 纸、横向，表头会印在每一页。这一行和右边的链接、标识各列不会印出来。"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name on the screen, the ending of its name, its media type."""

    name: str
    ending: str
    media_type: str


FORMATS = {
    "xlsx": Format(
        "Excel 工作簿，标准指引的表格",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "docx": Format(
        "Word 文档，标准指引的表格",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "html": Format("网页，用来打印（A4 横向）", "html", "text/html; charset=utf-8"),
    "compare": Format(
        "Excel 对照表，一个领域各地放在一张表里",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": Format("CSV，一行一个事项", "csv", "text/csv; charset=utf-8"),
    "jsonl": Format("JSON 行，给程序用", "jsonl", "application/x-ndjson; charset=utf-8"),
}
ZIP = Format("压缩包", "zip", "application/zip")


@dataclass(slots=True)
class ExportTally:
    """What was exported so far."""

    catalogs: int = 0
    entries: int = 0

    def counted(self, catalogs: Catalogs) -> Catalogs:
        """The same catalogues, each counted when it is taken."""
        for catalog in catalogs:
            entries = tuple(catalog.entries)
            self.catalogs += 1
            self.entries += len(entries)
            yield replace(catalog, entries=entries)


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to send: `chunks` make it as they are taken, and `tally` counts what went into them.
    `inline` is shown, not kept."""

    name: str
    media_type: str
    chunks: Iterator[bytes]
    tally: ExportTally
    inline: bool = False


def export_of(
    scope: ExportScope, kind: str, *, at: datetime, viewer: Any = None, stylesheet: str = ""
) -> ExportFile:
    """The file of one of FORMATS with the scope's catalogues that the viewer may see (None: all).

    Workbooks and documents of several regions come as a zip with one for each. `stylesheet` is the
    address of print.css. Raises NothingToExport, ExportRefused, ComparisonNeedsDomain,
    PrintOneRegion; after the first chunk nothing is refused any more.
    """
    if kind == "html" and scope.reach != "own":
        raise PrintOneRegion()
    if kind == "compare" and not scope.domain_code:
        raise ComparisonNeedsDomain()
    wanted = replace(scope, complete=scope.complete or kind in ("jsonl", "compare"))
    title, tally = _title(scope), ExportTally()
    catalogs = tally.counted(_at_least_one(catalogs_of_scope(wanted, viewer), scope))
    form = FORMATS[kind]
    if kind in _DOCUMENTS and scope.reach != "own":
        form, chunks = ZIP, zip_chunks(_members(catalogs, kind, scope), in_china(at))
    else:
        chunks = _chunks(catalogs, kind, wanted, title, stylesheet)
    return ExportFile(
        f"{title}.{form.ending}", form.media_type, chunks, tally, inline=kind == "html"
    )


def _title(scope: ExportScope) -> str:
    """敦化市养老服务领域基层政务公开标准目录, with what tells it apart from others in a bracket."""
    domain = guides.domain(scope.domain_code).name if scope.domain_code else ""
    place = scope.region.name
    title = export_title(place, domain) if domain else f"{place}基层政务公开标准目录"
    told = {"own": "", "counties": "各县（市、区）", "all": "本级和下级"}[scope.reach]
    notes = [each for each in (told, "已公布" if scope.source == "published" else "") if each]
    return f"{title}（{'，'.join(notes)}）" if notes else title


def _at_least_one(catalogs: Catalogs, scope: ExportScope) -> Catalogs:
    """The same catalogues, the first one loaded: what is refused is refused before any byte."""
    first = next(catalogs, None)
    if first is None:
        raise NothingToExport(place=scope.region.name)
    return chain([first], catalogs)


def _chunks(
    catalogs: Catalogs, kind: str, scope: ExportScope, title: str, stylesheet: str
) -> Iterator[bytes]:
    if kind == "csv":
        several = scope.reach != "own"
        return _gathered(catalog_lines(catalogs, complete=scope.complete, regions=several))
    if kind == "jsonl":
        return _gathered(entry_lines(catalogs))
    if kind == "html":
        return _gathered(sheets_page.page(title, catalogs, stylesheet=stylesheet, hint=HINT))
    if kind == "compare":
        items = _guide_items(scope.domain_code or "")
        return _made(lambda stream: write_comparison(title, catalogs, items, stream))
    return _made(lambda stream: _DOCUMENTS[kind](list(catalogs), stream, scope))


def _gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts in UTF-8, in parts worth sending."""
    waiting: list[bytes] = []
    size = 0
    for text in texts:
        waiting.append(text.encode("utf-8", errors="replace"))
        size += len(waiting[-1])
        if size >= PACKED:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _made(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """A file that is whole before its first byte can be sent. Raises ExportRefused."""
    stream = BytesIO()
    try:
        write(stream)
    except ExportRefusedError as error:
        raise ExportRefused(reason=str(error)) from error
    return iter([stream.getvalue()])


def _write_workbook(catalogs: Sequence[ExportCatalog], stream: BinaryIO, _: ExportScope) -> None:
    write_workbook(catalogs, stream, contents=len(catalogs) > 1)


def _write_document(
    catalogs: Sequence[ExportCatalog], stream: BinaryIO, scope: ExportScope
) -> None:
    write_document(catalogs, stream, complete=scope.complete)


_DOCUMENTS: dict[str, Callable[[Sequence[ExportCatalog], BinaryIO, ExportScope], None]] = {
    "xlsx": _write_workbook,
    "docx": _write_document,
}


def _members(
    catalogs: Catalogs, kind: str, scope: ExportScope
) -> Iterator[tuple[str, Iterable[str | bytes]]]:
    """A workbook or document for each region, made when its turn comes; at the end what could not
    be made, with the reason."""
    refused: list[str] = []
    for _, run in groupby(catalogs, key=lambda each: each.region_code):
        members = list(run)
        place = f"{members[0].superior_name}{members[0].region_name}"
        stream = BytesIO()
        try:
            _DOCUMENTS[kind](members, stream, scope)
        except ExportRefusedError as error:
            refused.append(f"{place}：{error}\r\n")
        else:
            yield f"{place}基层政务公开标准目录.{kind}", [stream.getvalue()]
    if refused:
        yield REFUSALS, refused


def _guide_items(domain_code: str) -> list[str]:
    """The items of the domain's current guide, "一级/二级"."""
    guide = guides.current_guide(domain_code)
    items = guide.items if guide else []
    return ["/".join(filter(None, (item.group, item.name))) for item in items]
