"""/regions/{code}/catalog: a place's accepted catalogues as a file."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from catalog_app.api.blueprint import bp
from catalog_app.api.schemas import CatalogFileQuery
from catalog_app.clock import utc_now
from catalog_app.exchange import services as exchange
from catalog_app.exchange.services import ExportScope
from catalog_app.extensions import limiter
from catalog_app.guides import services as guides
from catalog_app.regions import services as regions
from catalog_app.streaming import streamed
from catalog_app.web import public

FILES = "30 per minute"


@bp.get("/regions/<code>/catalog")
@public
@limiter.limit(FILES)
@bp.arguments(CatalogFileQuery, location="query")
@bp.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def catalog_file(asked: dict[str, Any], code: str) -> ResponseReturnValue:
    """一个地区已验收公布的标准目录，做成文件；还没有验收的修改不在内"""
    domain = asked.get("domain")
    scope = ExportScope(
        regions.region_by_code(code),
        guides.domain(domain).code if domain else None,
        source="published",
        withdrawn=False,
    )
    file = exchange.export_of(scope, asked["format"], at=utc_now())
    return streamed(file.name, file.media_type, file.chunks)
