"""Importing files from the command line: their places found first, then each file in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app

from catalog_app.accounts.audit import Actor
from catalog_app.addresses import AddressGuard
from catalog_app.clock import utc_now
from catalog_app.exchange import services
from catalog_app.exchange.errors import NothingToImport
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.sources import Source
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code
from imports.reading import FileReading

COMMAND_LINE = Actor(None, "命令行")


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read; `may_keep` unless persons' numbers are in it."""

    source: Source
    reading: FileReading
    may_keep: bool


class Keeping:
    """A reader that remembers by their hashes which files may be kept as they are."""

    def __init__(self) -> None:
        self.allowed: set[str] = set()

    def read(self, data: bytes, name: str) -> FileReading:
        """As `imports.reading.read_bytes`."""
        found = services.read_upload_apart(data, name)
        if found.may_keep:
            self.allowed.add(services.digest(data))
        return found.reading

    def may_keep(self, source: Source) -> bool:
        return services.digest(source.data()) in self.allowed


def import_all(
    reads: Sequence[Read], region: str | None, domain: str | None
) -> Iterator[tuple[Read, ImportBatch | str]]:
    """The batch of each file, applied as it is asked for (discarded where nothing is new); for a file
    found in a folder or a zip whose region is unclear the reason.

    Raises UnknownRegion or PlaceUnclear before the first file is imported.
    """
    places = [_place_of(read, region) for read in reads]
    for read, place in zip(reads, places, strict=True):
        yield read, place if isinstance(place, str) else _import_one(read, place, domain)


def _place_of(read: Read, code: str | None) -> Region | str:
    """Of a file named by itself the region given, or the one it names; a file found in a folder or
    a zip is looked for below the region given."""
    if not read.source.one_of_many:
        return region_by_code(code) if code else services.region_of(read.reading)
    top = region_by_code(code) if code else regions.province()
    assert top is not None, "a database that was initialised has the province"
    titles = (table.title for table in read.reading.tables if table.title)
    found = services.whose(titles, read.source.steps, top)
    return found.region or found.why


def told(read: Read, done: ImportBatch | str) -> dict[str, Any]:
    """What was done, for a program."""
    if isinstance(done, str):
        return {
            "file": read.source.shown,
            "refused": {"code": "place-unclear", "message": done},
        }
    return {"file": read.source.shown, "region": done.region.code} | _figures(done)


def _figures(batch: ImportBatch) -> dict[str, Any]:
    done = batch.outcome
    figures = {name: done.get(name, 0) for name in ("added", "changed", "withdrawn", "links")}
    return figures | {name: done.get(name, []) for name in ("left", "refused_links")}


def report(read: Read, batch: ImportBatch | str) -> str:
    """What was done, for a person."""
    if isinstance(batch, str):
        return f"  未导入：{batch}可以加上 --region 单独导入这个文件。"
    done = _figures(batch)
    lines = [
        f"  导入{batch.region.name}：新增 {done['added']} 项，修改 {done['changed']} 项，"
        f"登记链接 {done['links']} 个。"
    ]
    for each in done["left"]:
        lines.append(
            f"  未导入：{each['table']} 第{each['row']}行“{each['name']}”，{each['reason']}"
        )
    for each in done["refused_links"]:
        lines.append(f"  链接未登记：{each['table']} {each['cell']} {each['message']}")
    return "\n".join(lines)


def _import_one(read: Read, place: Region, domain: str | None) -> ImportBatch:
    guard = AddressGuard(current_app.config["ALLOWED_NETWORKS"])
    data = read.source.data()
    reading = replace(read.reading, file=read.source.name)
    kept = services.keep_reading(
        place.id,
        reading,
        services.digest(data),
        by=COMMAND_LINE,
        at=utc_now(),
        guard=guard,
        original=data if read.may_keep else None,
    )
    decisions = services.Decisions(domains_unattended(reading, domain), place_confirmed=True)
    try:
        return services.apply(kept.id, decisions, by=COMMAND_LINE, at=utc_now(), guard=guard)
    except NothingToImport:
        services.discard(kept.id, by=COMMAND_LINE, at=utc_now())
        return services.batch(kept.id)


def domains_unattended(reading: FileReading, domain: str | None) -> dict[int, str | None]:
    """Tables of the named domain or of none become its tables; all others are not imported. Where
    no domain is named, a table that tells none is left: nobody is there to confirm a guess."""
    if domain is None:
        return {n: None for n, table in enumerate(reading.tables) if table.domain is None}
    return {
        number: domain if table.domain in (None, domain) else None
        for number, table in enumerate(reading.tables)
    }
