"""One act on many findings: chosen, shown once more with what can be done, then done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from catalog_app.accounts.policy import Permission
from catalog_app.checks import services
from catalog_app.checks.errors import NothingChosen
from catalog_app.checks.forms import AssignForm, CommentForm, ReasonForm
from catalog_app.checks.models import Finding
from catalog_app.checks.services import AT_ONCE_MAX, Handled, Item
from catalog_app.checks.views.asking import wanted_findings
from catalog_app.checks.views.blueprint import bp, this_user
from catalog_app.checks.wording import ACT_NAMES
from catalog_app.clock import utc_now
from catalog_app.forms import Form
from catalog_app.web import requires

NUMBER_LENGTH = 12
DECISIONS = ("contested", "withdrawn", "waived", "upheld")


@bp.post("/handle")
@requires(Permission.VIEW)
def handle() -> ResponseReturnValue:
    """What is about to be done, to how many, and what to fill in for it; nothing is done yet."""
    act = _act()
    return _confirm(act, services.chosen(_chosen_numbers(), this_user()))


@bp.post("/handle/do")
@requires(Permission.VIEW)
def handle_now() -> ResponseReturnValue:
    act, ids = _act(), _numbers(request.form.get("ids", "").split(","))
    found = services.chosen(ids, this_user())
    form = _form(act, found)
    if not form.validate_on_submit():
        return _confirm(act, found, form), 422
    return _result(act, _do(act, ids, form))


@bp.post("/handle/undo")
@requires(Permission.VIEW)
def undo_assignments() -> ResponseReturnValue:
    ids = _numbers(request.form.get("ids", "").split(","))
    return _result("undo", services.undo_assignments(ids, user=this_user(), at=utc_now()))


def _do(act: str, ids: Sequence[int], form: Any) -> Handled:
    user, at = this_user(), utc_now()
    if act == "recheck":
        return services.recheck(ids, user=user, at=at).handled
    if act == "assign":
        person = form.assignee.data or None
        return services.assign_all(ids, person, form.deadline.data, user=user, at=at)
    if act == "comment":
        return services.comment_all(ids, form.text.data, user=user, at=at)
    return services.decide_all(ids, act, form.reason.data, user=user, at=at)


def _form(act: str, found: Sequence[Finding], **given: Any) -> FlaskForm:
    if act == "recheck":
        return Form(**given)
    if act == "assign":
        places = {(each.catalog.region, each.catalog.domain_code) for each in found}
        return AssignForm(people=services.people_for(places), **given)
    return CommentForm(**given) if act == "comment" else ReasonForm(**given)


def _confirm(act: str, found: Sequence[Finding], form: FlaskForm | None = None) -> str:
    handled = services.permitted(found, act, this_user())
    return render_template(
        "checks/handle.html",
        act=act,
        handled=handled,
        ids=_joined(handled.done),
        form=form or _form(act, found, formdata=None),
        back=_back(),
    )


def _result(act: str, handled: Handled) -> str:
    return render_template(
        "checks/handled.html", act=act, handled=handled, ids=_joined(handled.done), back=_back()
    )


def _act() -> str:
    act = request.form.get("act", "")
    if act not in ACT_NAMES:
        raise NothingChosen()
    return act


def _chosen_numbers() -> Sequence[int]:
    """The ticked findings, or all that the filter matches."""
    if request.form.get("scope") != "all":
        return _numbers(request.form.getlist("id"))
    wanted = wanted_findings(MultiDict(parse_qs(_back().replace("%00", ""))))
    return services.worklist_ids(this_user(), wanted, AT_ONCE_MAX + 1)


def _numbers(texts: Sequence[str]) -> list[int]:
    return [
        int(text)
        for text in texts
        if text.isascii() and text.isdigit() and len(text) < NUMBER_LENGTH
    ]


def _joined(items: Sequence[Item]) -> str:
    return ",".join(str(each.id) for each in items)


def _back() -> str:
    """The worklist's arguments, to come back to the same list."""
    return request.form.get("query", "")
