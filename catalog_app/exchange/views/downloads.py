"""Files out: catalogues as the user sees them, templates to fill in."""

from __future__ import annotations

from io import BytesIO

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services as catalogs
from catalog_app.clock import utc_now
from catalog_app.exchange import services
from catalog_app.exchange.export_wish import ExportWish
from catalog_app.exchange.services import ExportScope
from catalog_app.exchange.views.blueprint import bp, file_answer
from catalog_app.guides.services import all_domains
from catalog_app.streaming import STAFF, streamed
from catalog_app.web import Target, requires
from exports.guide_document import write_guide


def _place_of_catalog(catalog_id: int) -> Target:
    return catalogs.catalog_target(catalog_id)


@bp.get("/export")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """The choice of what to export, how far, and as what."""
    own = services.own_regions(current_user)
    wish = ExportWish.read(request.args)
    return render_template(
        "exchange/export.html",
        own=own,
        wish=wish,
        region=wish.region or own.export_start,
        domains=all_domains(),
        formats=services.FORMATS,
        reaches=services.REACHES,
        sources=services.SOURCES,
    )


@bp.get("/catalogs/<int:catalog_id>/download")
@requires(Permission.VIEW, _place_of_catalog)
def download(catalog_id: int) -> ResponseReturnValue:
    """One catalogue, `?format=` one of the formats, `?source=` as it stands or was published."""
    catalog = catalogs.catalog(catalog_id)
    wish = ExportWish.read(request.args)
    scope = ExportScope(
        catalog.region, catalog.domain_code, source=wish.source, complete=wish.complete
    )
    return _sent(scope, wish.kind)


@bp.get("/download")
@requires(Permission.VIEW)
def download_region() -> ResponseReturnValue:
    """The catalogues of a region (`?region=` code or name) or below it, as far as the user sees them."""
    wish = ExportWish.read(request.args)
    region = services.region_for_export(wish.region, current_user)
    return _sent(
        ExportScope(region, wish.domain, wish.reach, wish.source, wish.complete), wish.kind
    )


def _sent(scope: ExportScope, kind: str) -> Response:
    sheet = url_for("static", filename="print.css")
    file = services.export_of(scope, kind, at=utc_now(), viewer=current_user, stylesheet=sheet)
    room = STAFF if scope.reach != "own" else None
    return streamed(file.name, file.media_type, file.chunks, room=room, inline=file.inline)


@bp.get("/guide")
@requires(Permission.VIEW)
def guide_book() -> ResponseReturnValue:
    """The compiled service guide of a region (`?region=`) as its catalogues stand: a draft to read
    and print, or `?format=docx`."""
    region = services.region_for_export(request.args.get("region", ""), current_user)
    guide = services.draft_guide(region, at=utc_now(), viewer=current_user)
    if request.args.get("format") == "docx":
        stream = BytesIO()
        write_guide(guide, stream)
        return file_answer(f"{guide.title}（样稿）.docx", stream.getvalue(), "docx")
    return render_template(
        "guide_book.html",
        guide=guide,
        back=url_for("exchange.export", region=region.name),
        document=url_for("exchange.guide_book", region=region.code, format="docx"),
    )


@bp.get("/template")
@requires(Permission.VIEW)
def template() -> ResponseReturnValue:
    """A domain's standard items (`?domain=` code) as a workbook to fill in and import."""
    name, data = services.template_file(request.args.get("domain", ""))
    return file_answer(name, data, "xlsx")
