"""One entry's duties, and the days its limit began."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.services import entry as entry_by_id
from catalog_app.clock import utc_now
from catalog_app.duties import services
from catalog_app.duties.forms import TriggerForm
from catalog_app.duties.views.blueprint import STAFF, bp, me, of_entry, today
from catalog_app.web import requires


@bp.get(f"{STAFF}/entries/<int:entry_id>")
@requires(Permission.VIEW, of_entry)
def entry(entry_id: int) -> ResponseReturnValue:
    return _show(entry_id, _form(entry_id))


@bp.post(f"{STAFF}/entries/<int:entry_id>/days")
@requires(Permission.EDIT, of_entry)
def add_trigger_day(entry_id: int) -> ResponseReturnValue:
    form = _form(entry_id)
    if not form.validate_on_submit():
        return _show(entry_id, form), 422
    services.add_trigger_day(
        entry_id, form.trigger.data, form.day.data, form.happened.data, by=me(), at=utc_now()
    )
    flash("已登记起算日期，到期日已重新计算。", "ok")
    return redirect(url_for("duties.entry", entry_id=entry_id))


@bp.post(f"{STAFF}/entries/<int:entry_id>/days/<int:trigger_day_id>/remove")
@requires(Permission.EDIT, of_entry)
def remove_trigger_day(entry_id: int, trigger_day_id: int) -> ResponseReturnValue:
    services.remove_trigger_day(entry_id, trigger_day_id, by=me(), at=utc_now())
    flash("已删除起算日期。", "ok")
    return redirect(url_for("duties.entry", entry_id=entry_id))


def _form(entry_id: int) -> TriggerForm:
    limit = entry_by_id(entry_id).version.time_limit
    return TriggerForm(choices=services.trigger_choices(limit))


def _show(entry_id: int, form: TriggerForm) -> str:
    found = entry_by_id(entry_id)
    now, _ = services.present(today())
    return render_template(
        "duties/entry.html",
        entry=found,
        version=found.version,
        duties=services.of_entries([entry_id]).get(entry_id, []),
        triggers=services.trigger_days(entry_id),
        trigger_names=dict(form.trigger.choices),
        form=form,
        now=now,
    )
