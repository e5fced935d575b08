"""/regions: divisions of the province."""

from __future__ import annotations

from typing import Any

from catalog_app.api import services
from catalog_app.api.blueprint import bp
from catalog_app.api.schemas import RegionList, RegionQuery, RegionSchema
from catalog_app.api.services import RegionFacts, RegionSlice
from catalog_app.web import public


@bp.get("/regions")
@public
@bp.arguments(RegionQuery, location="query")
@bp.response(200, RegionList)
def list_regions(asked: dict[str, Any]) -> RegionSlice:
    """行政区划，按代码排列"""
    return services.region_list(
        asked.get("parent"),
        asked.get("level"),
        asked.get("q", ""),
        asked.get("after"),
        asked["limit"],
    )


@bp.get("/regions/<code>")
@public
@bp.response(200, RegionSchema)
def show_region(code: str) -> RegionFacts:
    """一个行政区划；代码可写 6、9 或 12 位"""
    return services.region_facts(code)
