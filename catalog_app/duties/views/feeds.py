"""Subscriptions: made and stopped by a member, read by a calendar program without log-in."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.policy import Permission
from catalog_app.checks.services import regions_for
from catalog_app.clock import china_date, utc_now
from catalog_app.duties import ical, services
from catalog_app.duties.forms import FeedForm
from catalog_app.duties.models import Duty
from catalog_app.duties.services import DutyFilter
from catalog_app.duties.views.blueprint import STAFF, bp, me, today
from catalog_app.extensions import limiter
from catalog_app.regions.services import region_by_code
from catalog_app.web import public, requires

READS = "60 per hour"


@bp.get(f"{STAFF}/feeds")
@requires(Permission.VIEW)
def feeds() -> ResponseReturnValue:
    return _show(_form())


@bp.post(f"{STAFF}/feeds")
@requires(Permission.VIEW)
def make_feed() -> ResponseReturnValue:
    """The address is shown in the answer itself: it is kept nowhere it could be read again."""
    form = _form()
    if not form.validate_on_submit():
        return _show(form), 422
    place = region_by_code(form.region.data)
    token = services.make_feed(current_user, place.id, form.owner.data, by=me(), at=utc_now())
    return _show(_form(), url_for("duties.feed", token=token, _external=True))


@bp.post(f"{STAFF}/feeds/<int:feed_id>/revoke")
@requires(Permission.VIEW)
def revoke_feed(feed_id: int) -> ResponseReturnValue:
    services.revoke_feed(current_user, feed_id, by=me(), at=utc_now())
    flash("已停用，这个地址不再有内容。", "ok")
    return redirect(url_for("duties.feeds"))


@bp.get("/calendar/<token>.ics")
@public
@limiter.limit(READS)
def feed(token: str) -> ResponseReturnValue:
    at = utc_now()
    content = services.feed_content(token, today=china_date(at))
    body = ical.as_calendar(
        content.title,
        content.duties,
        content.calendar,
        at=at,
        today=china_date(at),
        address=_entry_address,
    )
    headers = {"Cache-Control": "private, max-age=3600", "X-Robots-Tag": "noindex"}
    return Response(body, mimetype="text/calendar", headers=headers)


def _entry_address(duty: Duty) -> str:
    return url_for("catalogs.entry", entry_id=duty.entry_id, _external=True)


def _form() -> FeedForm:
    return FeedForm(regions=regions_for(current_user, Permission.VIEW))


def _show(form: FeedForm, made: str | None = None) -> str:
    now, _ = services.present(today())
    return render_template(
        "duties/feeds.html",
        form=form,
        feeds=services.feeds_of(current_user),
        owners=services.owners_of(current_user, DutyFilter(), now),
        made=made,
    )
