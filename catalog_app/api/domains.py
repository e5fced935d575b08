"""/domains: the fields of work."""

from __future__ import annotations

from typing import Any

from catalog_app.api import services
from catalog_app.api.blueprint import bp
from catalog_app.api.schemas import DomainList
from catalog_app.web import public


@bp.get("/domains")
@public
@bp.response(200, DomainList)
def list_domains() -> dict[str, Any]:
    """全部领域"""
    items = services.domain_facts()
    return {"items": items, "total": len(items), "next": None}
