"""One finding: its evidence, what people decide and say about it, and a new look at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, json, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.checks import services
from catalog_app.checks.forms import AssignForm, CommentForm, ReasonForm
from catalog_app.checks.models import Finding
from catalog_app.checks.services import Handled
from catalog_app.checks.views.blueprint import bp, me, of_finding, this_user
from catalog_app.clock import utc_now
from catalog_app.web import requires

DECIDED = {
    "contest": "已提出异议，等待复核人员裁定。",
    "withdraw": "已撤回异议。",
    "waive": "已裁定不作问题；网页或规则有变化时会重新判断。",
    "uphold": "已裁定维持，问题仍需处理。",
}


@bp.get("/findings/<int:finding_id>")
@requires(Permission.VIEW, of_finding)
def finding(finding_id: int) -> ResponseReturnValue:
    return _show(services.finding(finding_id))


@bp.get("/findings/<int:finding_id>/sheet")
@requires(Permission.VIEW, of_finding)
def sheet(finding_id: int) -> ResponseReturnValue:
    found = services.finding(finding_id)
    return render_template(
        "checks/sheet.html",
        finding=found,
        evidence=services.evidence_of(found),
        document=services.evidence_file(found, at=utc_now()),
        at=utc_now(),
    )


@bp.get("/findings/<int:finding_id>/evidence.json")
@requires(Permission.VIEW, of_finding)
def evidence_file(finding_id: int) -> ResponseReturnValue:
    document = services.evidence_file(services.finding(finding_id), at=utc_now())
    return Response(
        json.dumps(document, ensure_ascii=False, indent=2),
        mimetype="application/json",
        headers={"Content-Disposition": f"attachment; filename=evidence-{finding_id}.json"},
    )


@bp.post("/findings/<int:finding_id>/contest")
@requires(Permission.CONTEST, of_finding)
def contest(finding_id: int) -> ResponseReturnValue:
    return _decide(finding_id, "contest", services.contest)


@bp.post("/findings/<int:finding_id>/withdraw")
@requires(Permission.CONTEST, of_finding)
def withdraw(finding_id: int) -> ResponseReturnValue:
    return _decide(finding_id, "withdraw", services.withdraw)


@bp.post("/findings/<int:finding_id>/waive")
@requires(Permission.WAIVE, of_finding)
def waive(finding_id: int) -> ResponseReturnValue:
    return _decide(finding_id, "waive", services.waive)


@bp.post("/findings/<int:finding_id>/uphold")
@requires(Permission.WAIVE, of_finding)
def uphold(finding_id: int) -> ResponseReturnValue:
    return _decide(finding_id, "uphold", services.uphold)


@bp.post("/findings/<int:finding_id>/comment")
@requires(Permission.VIEW, of_finding)
def comment(finding_id: int) -> ResponseReturnValue:
    form = CommentForm()
    if not form.validate_on_submit():
        return _show(services.finding(finding_id), {"comment": form}), 422
    return _told(
        services.comment_all([finding_id], form.text.data, user=this_user(), at=utc_now()),
        finding_id,
        "留言已保存。",
    )


@bp.post("/findings/<int:finding_id>/assign")
@requires(Permission.CHECK, of_finding)
def assign(finding_id: int) -> ResponseReturnValue:
    found = services.finding(finding_id)
    form = AssignForm(people=_people(found))
    if not form.validate_on_submit():
        return _show(found, {"assign": form}), 422
    handled = services.assign_all(
        [finding_id],
        form.assignee.data or None,
        form.deadline.data,
        user=this_user(),
        at=utc_now(),
    )
    return _told(handled, finding_id, "负责人和期限已保存。")


@bp.post("/findings/<int:finding_id>/recheck")
@requires(Permission.CHECK, of_finding)
def recheck(finding_id: int) -> ResponseReturnValue:
    told = services.recheck([finding_id], user=this_user(), at=utc_now())
    if not told.runs:
        return _told(told.handled, finding_id, "已重新核对目录，结果见下。")
    return redirect(url_for("checks.finding", finding_id=finding_id, run=told.runs[0].id))


def _decide(finding_id: int, name: str, decide: Callable[..., Finding]) -> ResponseReturnValue:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _show(services.finding(finding_id), {name: form}), 422
    decide(finding_id, form.reason.data, by=me(), at=utc_now())
    flash(DECIDED[name], "ok")
    return redirect(url_for("checks.finding", finding_id=finding_id))


def _told(handled: Handled, finding_id: int, done: str) -> ResponseReturnValue:
    if handled.refused:
        flash(handled.refused[0].why, "bad")
    else:
        flash(done, "ok")
    return redirect(url_for("checks.finding", finding_id=finding_id))


def _show(found: Finding, tried: dict[str, FlaskForm] | None = None) -> str:
    """The page; `tried` are forms that were sent and must be corrected, by what they are for."""
    look = services.last_look(found)
    asked = request.args.get("run", type=int)
    return render_template(
        "checks/finding.html",
        finding=found,
        tried=tried or {},
        forms=_forms(found) | (tried or {}),
        evidence=services.evidence_of(found),
        related=services.related(current_user, found),
        look=look if look and (look.going or look.run.id == asked) else None,
    )


def _forms(found: Finding) -> dict[str, Any]:
    """Empty ones; sent again where the page is shown after one was refused."""
    person = found.assigned_to_id or 0
    people = _people(found)
    if found.assigned_to is not None and found.assigned_to not in people:
        people = [*people, found.assigned_to]
    return {
        "reason": ReasonForm(formdata=None),
        "comment": CommentForm(formdata=None),
        "assign": AssignForm(
            formdata=None, people=people, assignee=person, deadline=found.deadline
        ),
    }


def _people(found: Finding) -> list[User]:
    catalog = found.catalog
    return list(services.people_for([(catalog.region, catalog.domain_code)]))
