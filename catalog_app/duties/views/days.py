"""The office's own table of days: everybody may look, the provincial office keeps it."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.clock import utc_now
from catalog_app.duties import services
from catalog_app.duties.forms import WORK, DayForm
from catalog_app.duties.views.blueprint import STAFF, bp, me, today
from catalog_app.errors import NotFound
from catalog_app.regions.services import province
from catalog_app.web import Target, requires

FOLLOWS = "系统马上在后台重新计算全部到期日。"


def of_province(**_: object) -> Target:
    """The days are the whole province's: no domain alone may set them."""
    region = province()
    if region is None:
        raise NotFound(what="地区")
    return region, None


@bp.get(f"{STAFF}/days")
@requires(Permission.VIEW)
def days() -> ResponseReturnValue:
    return _show(DayForm())


@bp.post(f"{STAFF}/days")
@requires(Permission.SET_RULES, of_province)
def set_day() -> ResponseReturnValue:
    form = DayForm()
    if not form.validate_on_submit():
        return _show(form), 422
    services.set_days(
        form.day.data,
        form.until.data or form.day.data,
        is_workday=form.kind.data == WORK,
        name=form.name.data,
        by=me(),
        at=utc_now(),
    )
    flash(f"已保存。{FOLLOWS}", "ok")
    return redirect(url_for("duties.days"))


@bp.post(f"{STAFF}/days/years/<int:year>")
@requires(Permission.SET_RULES, of_province)
def settle_year(year: int) -> ResponseReturnValue:
    settled = request.form.get("settled") == "1"
    services.settle_year(year, settled=settled, by=me(), at=utc_now())
    words = "已登记完，不再标明“暂定”" if settled else "改回暂定"
    flash(f"{year}年的节假日安排{words}。{FOLLOWS}", "ok")
    return redirect(url_for("duties.days"))


@bp.post(f"{STAFF}/days/remove")
@requires(Permission.SET_RULES, of_province)
def remove_day() -> ResponseReturnValue:
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise NotFound(what="这一天的安排") from None
    services.remove_day(day, by=me(), at=utc_now())
    flash(f"已删除，这一天按国务院节假日安排计算。{FOLLOWS}", "ok")
    return redirect(url_for("duties.days"))


def _show(form: DayForm) -> str:
    _, calendar = services.present(today())
    everywhere, _ = of_province()
    years = range(today().year, today().year + 3)
    settled = services.settled_years()
    return render_template(
        "duties/days.html",
        form=form,
        days=services.special_days(),
        change=services.change_to_follow(),
        keeper=policy.may(current_user, Permission.SET_RULES, everywhere),
        years=[
            (year, not calendar.provisional(date(year, 10, 1)), year in settled) for year in years
        ],
    )
