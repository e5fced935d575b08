"""Catalogues as files in the guide's table format, which an import reads back without loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog
from catalog_app.catalogs.services.content import item_content
from catalog_app.database import session
from catalog_app.exchange.errors import ExportRefused, NoStandardItems, NothingToExport
from catalog_app.exchange.services.kept import Kept, identity, kept_entries
from catalog_app.guides import services as guides
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region
from exports.csv import write_csv
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from exports.workbook import write_workbook

Writer = Callable[[Sequence[ExportCatalog], Path | BinaryIO], None]
WRITERS: dict[str, Writer] = {"xlsx": write_workbook, "csv": write_csv}
BLANK_PLACES = {"village_affairs": "×××村", "community_affairs": "×××社区"}
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def export_catalogs(
    region: Region, domain_code: str | None = None, *, viewer: Any = None
) -> list[ExportCatalog]:
    """The region's catalogues in the domains' order (or one), with the entries in force.

    Items declared not applicable and withdrawn ones are not in the table: the guide's format has no
    place for the reason. `viewer` limits to what a user may see; None is the command line.
    Raises NothingToExport.
    """
    query = (
        select(Catalog)
        .join(Catalog.domain)
        .where(Catalog.region_id == region.id)
        .options(joinedload(Catalog.domain))
        .order_by(Domain.position)
    )
    if domain_code:
        query = query.where(Catalog.domain_code == domain_code)
    found = [each for each in session().scalars(query) if _visible(viewer, region, each)]
    kept = kept_entries([catalog.id for catalog in found])
    exports = [_export(region, catalog, kept[catalog.id]) for catalog in found]
    if not any(each.entries for each in exports):
        raise NothingToExport(place=region.name)
    return [each for each in exports if each.entries]


def export_title(region: Region, domain_name: str) -> str:
    """The title line of a catalogue in the guide's format (国办发〔2019〕54号)."""
    return f"{region.name}{domain_name}领域基层政务公开标准目录"


def export_file(
    region: Region, kind: str, domain_code: str | None = None, *, viewer: Any = None
) -> tuple[str, bytes]:
    """The file's name and bytes. Raises NothingToExport, ExportRefused."""
    catalogs = export_catalogs(region, domain_code, viewer=viewer)
    stream = BytesIO()
    write(catalogs, kind, stream)
    one = catalogs[0].title if len(catalogs) == 1 else f"{region.name}基层政务公开标准目录"
    return f"{one}.{kind}", stream.getvalue()


def template_file(domain_code: str) -> tuple[str, bytes]:
    """The name and bytes of a workbook of the domain's standard items in the guide's format, of no
    county yet, to be filled in and imported. Raises NotFound, NoStandardItems."""
    domain, guide = guides.domain(domain_code), guides.current_guide(domain_code)
    items = guide.items if guide else []
    if not items:
        raise NoStandardItems(domain=domain.name)
    entries = [
        ExportEntry(item_content(item), serial=str(number))
        for number, item in enumerate(items, start=1)
    ]
    place = BLANK_PLACES.get(domain.kind, "×××县（市、区）")
    title = f"{place}{domain.name}领域基层政务公开标准目录"
    stream = BytesIO()
    write([ExportCatalog(title, place, domain.name, entries)], "xlsx", stream)
    return f"{domain.name}领域基层政务公开标准目录（模板）.xlsx", stream.getvalue()


def write(catalogs: Sequence[ExportCatalog], kind: str, target: Path | BinaryIO) -> None:
    """A path's file is complete or absent. Raises ExportRefused, OSError."""
    try:
        WRITERS[kind](catalogs, target)
    except ExportRefusedError as error:
        raise ExportRefused(reason=str(error)) from error


def _visible(viewer: Any, region: Region, catalog: Catalog) -> bool:
    return viewer is None or policy.may(viewer, Permission.VIEW, region, catalog.domain_code)


def _export(region: Region, catalog: Catalog, kept: Sequence[Kept]) -> ExportCatalog:
    entries = [
        ExportEntry(
            each.content,
            serial=each.serial,
            identity=identity(region, each.entry_id),
            urls=tuple(sorted(each.urls)),
        )
        for each in kept
        if each.disposition == "current"
    ]
    name = catalog.domain.name
    return ExportCatalog(export_title(region, name), region.name, name, entries)
