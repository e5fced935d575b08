"""A workbook of a domain's standard items, to be filled in and imported."""

from __future__ import annotations

from io import BytesIO

from catalog_app.catalogs.services.content import item_content
from catalog_app.exchange.errors import ExportRefused, NoStandardItems
from catalog_app.exchange.services.export_source import export_title
from catalog_app.guides import services as guides
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from exports.workbook import write_workbook

BLANK_PLACES = {"village_affairs": "×××村", "community_affairs": "×××社区"}


def template_file(domain_code: str) -> tuple[str, bytes]:
    """The name and bytes of a workbook of the domain's standard items in the guide's format, of no
    county yet. Raises NotFound, NoStandardItems, ExportRefused."""
    domain, guide = guides.domain(domain_code), guides.current_guide(domain_code)
    items = guide.items if guide else []
    if not items:
        raise NoStandardItems(domain=domain.name)
    entries = [
        ExportEntry(item_content(item), serial=str(number))
        for number, item in enumerate(items, start=1)
    ]
    place = BLANK_PLACES.get(domain.kind, "×××县（市、区）")
    title = export_title(place, domain.name)
    stream = BytesIO()
    try:
        write_workbook([ExportCatalog(title, place, domain.name, entries)], stream)
    except ExportRefusedError as error:
        raise ExportRefused(reason=str(error)) from error
    return f"{domain.name}领域基层政务公开标准目录（模板）.xlsx", stream.getvalue()
