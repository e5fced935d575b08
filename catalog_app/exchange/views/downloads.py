"""Files out: catalogues as the user sees them, templates to fill in."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services as catalogs
from catalog_app.exchange import services
from catalog_app.exchange.views.blueprint import bp, file_answer
from catalog_app.web import Target, requires


def _place_of_catalog(catalog_id: int) -> Target:
    return catalogs.catalog_target(catalog_id)


@bp.get("/catalogs/<int:catalog_id>/download")
@requires(Permission.VIEW, _place_of_catalog)
def download(catalog_id: int) -> ResponseReturnValue:
    """One catalogue, `?format=xlsx` or `csv`."""
    catalog = catalogs.catalog(catalog_id)
    kind = _format()
    name, data = services.export_file(
        catalog.region, kind, catalog.domain_code, viewer=current_user
    )
    return file_answer(name, data, kind)


@bp.get("/download")
@requires(Permission.VIEW)
def download_region() -> ResponseReturnValue:
    """Every catalogue of a region (`?region=` code or name), or one (`domain=`), as the user sees it."""
    region = services.region_for_export(request.args.get("region", ""), current_user)
    kind = _format()
    name, data = services.export_file(
        region, kind, request.args.get("domain") or None, viewer=current_user
    )
    return file_answer(name, data, kind)


@bp.get("/template")
@requires(Permission.VIEW)
def template() -> ResponseReturnValue:
    """A domain's standard items (`?domain=` code) as a workbook to fill in and import."""
    name, data = services.template_file(request.args.get("domain", ""))
    return file_answer(name, data, "xlsx")


def _format() -> str:
    kind = request.args.get("format", "xlsx")
    return kind if kind in services.MEDIA_TYPES else "xlsx"
