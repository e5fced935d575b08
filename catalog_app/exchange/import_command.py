"""Importing files from the command line: their places found first, then each file in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import current_app

from catalog_app.accounts.audit import Actor
from catalog_app.addresses import AddressGuard
from catalog_app.clock import utc_now
from catalog_app.exchange import services
from catalog_app.exchange.errors import NothingToImport
from catalog_app.exchange.models import ImportBatch
from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code
from imports.reading import FileReading

COMMAND_LINE = Actor(None, "命令行")


def import_readings(
    files: Sequence[tuple[Path, FileReading]], region: str | None, domain: str | None
) -> Iterator[ImportBatch]:
    """The batch of each file, applied as it is asked for (discarded where nothing is new).

    Raises UnknownRegion or PlaceUnclear before the first file is imported.
    """
    places = [
        region_by_code(region) if region else services.region_of(reading) for _, reading in files
    ]
    for (path, reading), place in zip(files, places, strict=True):
        yield _import_one(path, reading, place, domain)


def told(batch: ImportBatch) -> dict[str, Any]:
    """What was done, for a program."""
    done = batch.outcome
    figures = {name: done.get(name, 0) for name in ("added", "changed", "withdrawn", "links")}
    lists = {name: done.get(name, []) for name in ("left", "refused_links")}
    return {"file": batch.file_name, "region": batch.region.code} | figures | lists


def report(batch: ImportBatch) -> str:
    """What was done, for a person."""
    done = told(batch)
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


def _import_one(path: Path, reading: FileReading, place: Region, domain: str | None) -> ImportBatch:
    guard = AddressGuard(current_app.config["ALLOWED_NETWORKS"])
    digest = sha256(path.read_bytes()).hexdigest()
    kept = services.keep_reading(
        place.id, reading, digest, by=COMMAND_LINE, at=utc_now(), guard=guard
    )
    decisions = services.Decisions(_domains(reading, domain), place_confirmed=True)
    try:
        return services.apply(kept.id, decisions, by=COMMAND_LINE, at=utc_now(), guard=guard)
    except NothingToImport:
        services.discard(kept.id, by=COMMAND_LINE, at=utc_now())
        return services.batch(kept.id)


def _domains(reading: FileReading, domain: str | None) -> dict[int, str | None]:
    """Tables of the named domain or of none become its tables; all others are not imported. Where
    no domain is named, a table that tells none is left: nobody is there to confirm a guess."""
    if domain is None:
        return {n: None for n, table in enumerate(reading.tables) if table.domain is None}
    return {
        number: domain if table.domain in (None, domain) else None
        for number, table in enumerate(reading.tables)
    }
