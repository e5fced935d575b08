"""Screens of submitting, reviewing and correcting."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import audit, policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.services import FIELD_NAMES, catalog_target, domains_of
from catalog_app.catalogs.wording import sides
from catalog_app.checks.wording import STATE_NAMES as FINDING_STATES
from catalog_app.clock import utc_now
from catalog_app.errors import DomainError
from catalog_app.reviews import services
from catalog_app.reviews.forms import AcceptForm, CommentForm, ReturnForm, SubmitForm
from catalog_app.reviews.models import STATE_NAMES, Submission, SubmissionState
from catalog_app.reviews.services import SubmissionFilter
from catalog_app.visits import record_id
from catalog_app.web import requires

bp = Blueprint("reviews", __name__, url_prefix="/staff/reviews")
SHOWN = {"changes": "有变化的", "all": "全部事项", "findings": "有问题的", "comments": "有意见的"}
ACCEPTED = "accepted"


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    wanted = _wanted()
    return render_template(
        "reviews/index.html",
        wanted=wanted,
        page=services.submissions_page(current_user, wanted, _page_number()),
        counts=services.tab_counts(current_user, wanted),
        domains=domains_of(current_user),
        states=STATE_NAMES,
    )


def _wanted() -> SubmissionFilter:
    state = request.args.get("state", "")
    known = state in {each.value for each in SubmissionState}
    return SubmissionFilter(
        state=SubmissionState(state) if known else SubmissionState.SUBMITTED,
        region=request.args.get("region", "").strip(),
        domain_code=request.args.get("domain", ""),
        mine=request.args.get("mine") == "1",
    )


def _page_number() -> int:
    return request.args.get("page", 1, type=int)


@bp.route("/submit/<int:catalog_id>", methods=["GET", "POST"])
@requires(Permission.SUBMIT, catalog_target)
def submit(catalog_id: int) -> ResponseReturnValue:
    form = SubmitForm()
    if not form.validate_on_submit():
        return _submit_page(catalog_id, form, 422 if form.is_submitted() else 200)
    try:
        made = services.submit(catalog_id, note=form.note.data, by=_myself(), at=utc_now())
    except DomainError as refusal:
        return _submit_page(catalog_id, form, refusal.status, refusal)
    flash("已报送，正在等待验收。验收之前可以撤回。", "ok")
    return redirect(url_for("reviews.show", submission_id=made.id))


def _submit_page(
    catalog_id: int, form: SubmitForm, status: int, refusal: DomainError | None = None
) -> ResponseReturnValue:
    found = services.checklist(catalog_id)
    page = render_template("reviews/submit.html", checklist=found, form=form, refusal=refusal)
    return page, status


def _myself() -> audit.Actor:
    return audit.actor(current_user)


@bp.get("/<int:submission_id>")
@requires(Permission.VIEW, services.submission_target)
def show(submission_id: int) -> ResponseReturnValue:
    return _show(submission_id)


def _show(
    submission_id: int,
    status: int = 200,
    *,
    refusal: DomainError | None = None,
    returning: ReturnForm | None = None,
    accepting: AcceptForm | None = None,
) -> ResponseReturnValue:
    chosen = _chosen(services.submission(submission_id))
    against = request.args.get("against") == ACCEPTED
    found = services.contents(submission_id, chosen, _page_number(), against_accepted=against)
    page = render_template(
        "reviews/show.html",
        found=found,
        chosen=chosen,
        against=ACCEPTED if against else None,
        finding_states=FINDING_STATES,
        shown=SHOWN,
        states=STATE_NAMES,
        fields=FIELD_NAMES,
        sides=sides,
        refusal=refusal,
        accepting=accepting or AcceptForm(formdata=None, prefix="accept"),
        returning=returning or ReturnForm(formdata=None),
        commenting=CommentForm(formdata=None),
        **_rights(found.submission),
    )
    return page, status


def _chosen(submission: Submission) -> str:
    """A returned submission opens on its comments: they are what is to be done."""
    usual = "comments" if submission.state == SubmissionState.RETURNED else "changes"
    chosen = request.args.get("show", usual)
    return chosen if chosen in SHOWN else usual


def _rights(submission: Submission) -> dict[str, bool]:
    """What the present user may do on the page."""
    catalog = submission.catalog
    target = catalog.region, catalog.domain_code
    undecided = submission.state == SubmissionState.SUBMITTED
    reviews = policy.may(current_user, Permission.ACCEPT, *target)
    own = submission.submitted_by_id == current_user.id
    return {
        "may_decide": undecided and reviews and not own,
        "own": undecided and reviews and own,
        "may_recall": undecided and policy.may(current_user, Permission.SUBMIT, *target),
        "may_correct": submission.state == SubmissionState.RETURNED
        and policy.may(current_user, Permission.EDIT, *target),
        "may_submit": policy.may(current_user, Permission.SUBMIT, *target),
        "sees_comments": reviews or not undecided,
    }


@bp.post("/<int:submission_id>/accept")
@requires(Permission.ACCEPT, services.submission_target)
def accept(submission_id: int) -> ResponseReturnValue:
    form = AcceptForm(prefix="accept")
    if services.submission(submission_id).state == SubmissionState.SUBMITTED:
        form.lacking = len(services.incomplete(submission_id))
    if not form.validate():
        return _show(submission_id, 422, accepting=form)
    try:
        services.accept(submission_id, note=form.note.data, by=_myself(), at=utc_now())
    except DomainError as refusal:
        return _show(submission_id, refusal.status, refusal=refusal)
    flash("验收通过，目录已经向公众发布。", "ok")
    return redirect(url_for("reviews.show", submission_id=submission_id))


@bp.post("/<int:submission_id>/return")
@requires(Permission.ACCEPT, services.submission_target)
def return_for_correction(submission_id: int) -> ResponseReturnValue:
    form = ReturnForm()
    if not form.validate():
        return _show(submission_id, 422, returning=form)
    note, by, at = form.note.data, _myself(), utc_now()
    try:
        services.return_for_correction(submission_id, note=note, by=by, at=at)
    except DomainError as refusal:
        return _show(submission_id, refusal.status, refusal=refusal, returning=form)
    flash("已退回，报送单位会在待办里看到您的意见。", "ok")
    return redirect(url_for("reviews.show", submission_id=submission_id))


@bp.post("/<int:submission_id>/recall")
@requires(Permission.SUBMIT, services.submission_target)
def recall(submission_id: int) -> ResponseReturnValue:
    services.recall(submission_id, by=_myself(), at=utc_now())
    flash("已撤回。修改后可以重新报送。", "ok")
    return redirect(url_for("reviews.show", submission_id=submission_id))


@bp.post("/<int:submission_id>/comments")
@requires(Permission.ACCEPT, services.submission_target)
def comment(submission_id: int) -> ResponseReturnValue:
    form, entry_id = CommentForm(), request.form.get("entry", type=record_id)
    if not form.validate():
        flash("意见没有保存：请写出意见的内容，不超过 1000 个字。", "bad")
    else:
        draft = form.to_draft(entry_id)
        services.add_comment(submission_id, draft, by=_myself(), at=utc_now())
        flash("意见已保存，作出决定后报送单位才能看到。", "ok")
    return _back(submission_id, entry_id)


def _back(submission_id: int, entry_id: int | None) -> ResponseReturnValue:
    """To the entry on the same page of the list."""
    return redirect(
        url_for(
            "reviews.show",
            submission_id=submission_id,
            show=request.form.get("show"),
            page=request.form.get("page", type=int),
            against=request.form.get("against"),
            _anchor=f"entry-{entry_id}" if entry_id else "comments",
        )
    )


@bp.post("/comments/<int:comment_id>/remove")
@requires(Permission.ACCEPT, services.comment_target)
def remove_comment(comment_id: int) -> ResponseReturnValue:
    entry_id = services.comment(comment_id).entry_id
    submission = services.remove_comment(comment_id, by=_myself(), at=utc_now())
    return _back(submission.id, entry_id)


@bp.post("/comments/<int:comment_id>/resolve")
@requires(Permission.EDIT, services.comment_target)
def resolve_comment(comment_id: int) -> ResponseReturnValue:
    entry_id = services.comment(comment_id).entry_id
    submission = services.resolve_comment(comment_id, by=_myself(), at=utc_now())
    flash("已标为已处理。", "ok")
    return _back(submission.id, entry_id)
