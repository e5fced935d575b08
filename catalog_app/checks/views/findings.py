"""The worklist of findings, one finding, and what people decide about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.policy import Permission
from catalog_app.checks import services
from catalog_app.checks.forms import ReasonForm
from catalog_app.checks.models import Finding
from catalog_app.checks.services import FindingFilter
from catalog_app.checks.services.findings import DEFAULT_STATES
from catalog_app.checks.views.blueprint import bp, me, of_finding
from catalog_app.checks.wording import STATE_NAMES
from catalog_app.checks.worklist_csv import csv_lines
from catalog_app.clock import china_date, utc_now
from catalog_app.guides.services import all_domains
from catalog_app.regions.services import region_by_code
from catalog_app.web import requires

TEXT_MAX = 60
DECIDED = {
    "contest": "已提出异议，等待复核人员裁定。",
    "waive": "已裁定不作问题；网页或规则有变化时会重新判断。",
    "uphold": "已裁定维持，问题仍需处理。",
}


@bp.get("/")
@requires(Permission.VIEW)
def findings() -> ResponseReturnValue:
    wanted = _filter()
    return render_template(
        "checks/findings.html",
        page=services.worklist(current_user, wanted, request.args.get("page", 1, int)),
        counts=services.counts(current_user, wanted),
        wanted=wanted,
        asked=_asked(),
        regions=services.regions_for(current_user, Permission.VIEW),
        domains=all_domains(),
    )


@bp.get("/findings.csv")
@requires(Permission.VIEW)
def findings_csv() -> ResponseReturnValue:
    rows = services.worklist_rows(current_user._get_current_object(), _filter())
    name = f"findings-{china_date(utc_now())}.csv"
    return Response(
        stream_with_context(csv_lines(rows)),
        mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@bp.get("/findings/<int:finding_id>")
@requires(Permission.VIEW, of_finding)
def finding(finding_id: int) -> ResponseReturnValue:
    return _show(services.finding(finding_id), ReasonForm())


@bp.post("/findings/<int:finding_id>/contest")
@requires(Permission.CONTEST, of_finding)
def contest(finding_id: int) -> ResponseReturnValue:
    return _decide(finding_id, "contest", services.contest)


@bp.post("/findings/<int:finding_id>/waive")
@requires(Permission.WAIVE, of_finding)
def waive(finding_id: int) -> ResponseReturnValue:
    return _decide(finding_id, "waive", services.waive)


@bp.post("/findings/<int:finding_id>/uphold")
@requires(Permission.WAIVE, of_finding)
def uphold(finding_id: int) -> ResponseReturnValue:
    return _decide(finding_id, "uphold", services.uphold)


def _decide(finding_id: int, name: str, decide: Callable[..., Finding]) -> ResponseReturnValue:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _show(services.finding(finding_id), form, name), 422
    at: datetime = utc_now()
    decide(finding_id, form.reason.data, by=me(), at=at)
    flash(DECIDED[name], "ok")
    return redirect(url_for("checks.finding", finding_id=finding_id))


def _show(found: Finding, form: ReasonForm, tried: str | None = None) -> str:
    url = found.evidence.get("url")
    return render_template(
        "checks/finding.html",
        finding=found,
        form=form,
        tried=tried,
        pages=services.history_of_page(url) if url else [],
        snapshot=services.snapshot(found.content_hash) if url else None,
        related=services.open_findings([found.entry_id]).get(found.entry_id, [])
        if found.entry_id
        else [],
    )


def _filter() -> FindingFilter:
    """What the address asks for; an unknown state or domain is as none. Raises UnknownRegion."""
    asked = request.args
    states = tuple(state for state in asked.getlist("state") if state in STATE_NAMES)
    code = asked.get("region")
    return FindingFilter(
        region_id=region_by_code(code).id if code else None,
        domain_code=asked.get("domain") or None,
        rule_id=asked.get("rule") or None,
        states=states or DEFAULT_STATES,
        text=asked.get("q", "").strip()[:TEXT_MAX],
    )


def _asked() -> dict[str, Any]:
    """The filter as arguments of an address, without the page."""
    return {name: values for name, values in request.args.lists() if name != "page" and any(values)}
