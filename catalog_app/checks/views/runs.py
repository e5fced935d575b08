"""Runs: started, listed, watched, paused, stopped."""

from __future__ import annotations

from collections.abc import Container

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.services import entry_target
from catalog_app.checks import services, wording
from catalog_app.checks.forms import StartForm
from catalog_app.checks.views.blueprint import bp, me, of_run
from catalog_app.clock import utc_now
from catalog_app.guides.services import all_domains
from catalog_app.regions.services import region_by_code
from catalog_app.web import requires

ATTENTION = ("broken", "unsure")
EVERY = (*ATTENTION, "ok")


@bp.get("/runs")
@requires(Permission.VIEW)
def runs() -> ResponseReturnValue:
    wanted = _wanted()
    return render_template(
        "checks/runs.html",
        found=services.recent_runs(current_user, wanted, request.args.get("page", 1, int)),
        wanted=wanted,
        asked={name: value for name, value in request.args.items() if value and name != "page"},
        regions=services.regions_for(current_user, Permission.VIEW),
        domains=all_domains(),
    )


def _wanted() -> services.RunFilter:
    """The filter in the address; what it does not know is no filter."""
    asked = request.args
    return services.RunFilter(
        state=_one_of((*wording.RUN_STATE_NAMES, "broke"), asked.get("state", "")),
        region_code=asked.get("region", ""),
        domain_code=asked.get("domain", ""),
        kind=_one_of(wording.RUN_KIND_NAMES, asked.get("kind", "")),
        mine=asked.get("mine") == "1",
    )


def _one_of(known: Container[str], value: str) -> str:
    return value if value in known else ""


@bp.get("/runs/<int:run_id>")
@requires(Permission.VIEW)
def run(run_id: int) -> ResponseReturnValue:
    found = services.visible_run(current_user, run_id)
    every = request.args.get("pages") == "all"
    return render_template(
        "checks/run.html",
        run=found,
        target=services.run_target(run_id),
        progress=services.progress_of(found),
        live=services.live_of(found, at=utc_now()),
        report=services.report_of(run_id),
        page=services.pages_of(
            run_id, EVERY if every else ATTENTION, request.args.get("page", 1, int)
        ),
        every=every,
    )


@bp.route("/runs/start", methods=["GET", "POST"])
@requires(Permission.CHECK)
def start() -> ResponseReturnValue:
    form = StartForm(
        regions=services.regions_for(current_user, Permission.CHECK), domains=all_domains()
    )
    if not form.validate_on_submit():
        return render_template("checks/start.html", form=form), 422 if form.errors else 200
    region, domain_code = region_by_code(form.region.data), form.domain.data or None
    policy.require(current_user, Permission.CHECK, region, domain_code)
    asked = services.request_run(
        region_id=region.id, domain_code=domain_code, by=me(), at=utc_now()
    )
    return redirect(url_for("checks.run", run_id=asked.id))


@bp.post("/runs/<int:run_id>/stop")
@requires(Permission.CHECK, of_run)
def stop(run_id: int) -> ResponseReturnValue:
    services.stop(run_id, by=me(), at=utc_now())
    flash("已停止。停止前核查的结果都已保存。", "ok")
    return redirect(url_for("checks.run", run_id=run_id))


@bp.post("/runs/<int:run_id>/pause")
@requires(Permission.CHECK, of_run)
def pause(run_id: int) -> ResponseReturnValue:
    services.pause(run_id, by=me(), at=utc_now())
    flash("已暂停。正在访问的网站做完这一轮（约十秒）就停下。", "ok")
    return redirect(url_for("checks.run", run_id=run_id))


@bp.post("/runs/<int:run_id>/resume")
@requires(Permission.CHECK, of_run)
def resume(run_id: int) -> ResponseReturnValue:
    services.resume(run_id, by=me(), at=utc_now())
    flash("已继续，从停下的地方接着核查。", "ok")
    return redirect(url_for("checks.run", run_id=run_id))


@bp.post("/entries/<int:entry_id>")
@requires(Permission.CHECK, entry_target)
def check_entry(entry_id: int) -> ResponseReturnValue:
    asked = services.request_run(entry_id=entry_id, by=me(), at=utc_now())
    return redirect(url_for("checks.run", run_id=asked.id))
