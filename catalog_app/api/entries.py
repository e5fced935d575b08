"""/entries: published items."""

from __future__ import annotations

from typing import Any

from catalog_app.api.blueprint import bp
from catalog_app.api.schemas import EntryList, EntryQuery, EntrySchema
from catalog_app.guides import services as guides
from catalog_app.regions import services as regions
from catalog_app.search import services as search
from catalog_app.search.models import SearchDocument
from catalog_app.search.services import SearchRequest
from catalog_app.web import public


@bp.get("/entries")
@public
@bp.arguments(EntryQuery, location="query")
@bp.response(200, EntryList)
def list_entries(asked: dict[str, Any]) -> dict[str, Any]:
    """查询事项：名称中有关键词的在前，其余按验收时间从新到旧"""
    region, domain = asked.get("region"), asked.get("domain")
    wanted = SearchRequest(
        text=asked.get("q", ""),
        region=regions.region_by_code(region) if region else None,
        domain_code=guides.domain(domain).code if domain else None,
    )
    found = search.following(wanted, asked.get("after"), asked["limit"])
    return {
        "items": found.documents,
        "total": found.total,
        "total_exact": not found.capped,
        "next": found.next,
    }


@bp.get("/entries/<int:entry_id>")
@public
@bp.response(200, EntrySchema)
def show_entry(entry_id: int) -> SearchDocument:
    """一个事项"""
    return search.document(entry_id)
