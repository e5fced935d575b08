"""The audit trail on a screen and as a file."""

from __future__ import annotations

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import services
from catalog_app.accounts.audit_file import audit_csv
from catalog_app.accounts.audit_words import changed_values
from catalog_app.accounts.forms import TrailForm
from catalog_app.accounts.policy import Permission
from catalog_app.accounts.services import TrailFilter
from catalog_app.accounts.views.blueprint import bp
from catalog_app.errors import DomainError
from catalog_app.web import requires


@bp.get("/staff/audit")
@requires(Permission.VIEW_AUDIT)
def audit_log() -> ResponseReturnValue:
    form = TrailForm(request.args)
    if not form.validate():
        return _page(form, None, 422)
    try:
        chosen = _chosen(form)
    except DomainError as refusal:
        return _page(form, None, refusal.status, refusal)
    return _page(form, chosen, 200)


def _page(
    form: TrailForm, chosen: TrailFilter | None, status: int, refusal: DomainError | None = None
) -> ResponseReturnValue:
    number = request.args.get("page", 1, type=int)
    page = services.audit_page(current_user, chosen, number) if chosen else None
    asked = {field.name: given for field in form if (given := request.args.get(field.name))}
    screen = render_template(
        "accounts/audit.html",
        form=form,
        page=page,
        asked=asked,
        changed=changed_values,
        refusal=refusal,
    )
    return screen, status


@bp.get("/staff/audit.csv")
@requires(Permission.VIEW_AUDIT)
def audit_csv_file() -> ResponseReturnValue:
    form = TrailForm(request.args)
    if not form.validate():
        return _page(form, None, 422)
    rows = services.audit_rows(current_user, _chosen(form))
    return Response(
        stream_with_context(audit_csv(rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename=audit-log.csv"},
    )


def _chosen(form: TrailForm) -> TrailFilter:
    named = (form.region.data or "").strip()
    return TrailFilter(
        who=(form.who.data or "").strip(),
        kind=form.kind.data or "",
        text=(form.text.data or "").strip(),
        since=form.since.data,
        until=form.until.data,
        region=services.region_named(named, within=current_user) if named else None,
    )
