"""The worklist: plain or in groups, compared by county and rule, and as files."""

from __future__ import annotations

from io import BytesIO

from flask import Response, render_template, request, send_file, stream_with_context
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.charts import stacked
from catalog_app.checks import services
from catalog_app.checks.views.asking import asked, asked_group, day, wanted_findings
from catalog_app.checks.views.blueprint import bp
from catalog_app.checks.worklist_csv import worklist_csv
from catalog_app.checks.worklist_workbook import ROWS_MAX, write_worklist
from catalog_app.clock import china_date, utc_now
from catalog_app.errors import NotFound
from catalog_app.guides.services import all_domains
from catalog_app.regions.services import region_by_code
from catalog_app.web import requires

DRAWN = ("confirmed", "contested", "suspected", "waived", "fixed")
BARS = 15
"""Bars drawn; the table beneath has all."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@requires(Permission.VIEW)
def findings() -> ResponseReturnValue:
    wanted, by = wanted_findings(), asked_group()
    number = request.args.get("page", 1, int)
    page = (
        services.grouped(current_user, wanted, by, number)
        if by
        else services.worklist(current_user, wanted, number)
    )
    return render_template(
        "checks/findings.html",
        page=page,
        by=by,
        facets=services.facets(current_user, wanted),
        wanted=wanted,
        asked=asked(),
        checked=None if page.rows else services.checked_so_far(current_user, wanted),
        regions=services.regions_for(current_user, Permission.VIEW),
        domains=all_domains(),
    )


@bp.get("/compare")
@requires(Permission.VIEW)
def compare() -> ResponseReturnValue:
    wanted = wanted_findings()
    by = "county" if request.args.get("by") == "county" else "rule"
    bars = services.compared(current_user, wanted, by)
    return render_template(
        "checks/compare.html",
        by=by,
        bars=bars,
        chart=stacked([(bar.title, bar.states) for bar in bars[:BARS]], DRAWN),
        order=DRAWN,
        wanted=wanted,
        asked=asked(),
    )


@bp.get("/weekly")
@requires(Permission.VIEW)
def weekly() -> ResponseReturnValue:
    regions = services.regions_for(current_user, Permission.VIEW)
    code = request.args.get("region")
    region = region_by_code(code) if code else policy.home_region(current_user)
    if region is None:
        raise NotFound(what="地区")
    today = china_date(utc_now())
    chosen = day(request.args.get("day", "")) or today
    return render_template(
        "checks/weekly.html",
        week=services.week_of(current_user, region, chosen, today=today),
        regions=regions if region in regions else [region, *regions],
    )


@bp.get("/findings.csv")
@requires(Permission.VIEW)
def findings_csv() -> ResponseReturnValue:
    rows = services.worklist_rows(current_user._get_current_object(), wanted_findings())
    return Response(
        stream_with_context(worklist_csv(rows)),
        mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={_file_name('csv')}"},
    )


@bp.get("/findings.xlsx")
@requires(Permission.VIEW)
def findings_xlsx() -> ResponseReturnValue:
    user, wanted = current_user._get_current_object(), wanted_findings()
    rows = services.worklist_rows(user, wanted, ROWS_MAX)
    total = services.facets(user, wanted).count()
    file = BytesIO()
    write_worklist(rows, asked_group() or "owner", file, total=total, at=utc_now())
    file.seek(0)
    return send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name=_file_name("xlsx"))


def _file_name(suffix: str) -> str:
    return f"findings-{china_date(utc_now())}.{suffix}"
