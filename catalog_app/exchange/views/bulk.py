"""Screens of many files at once: how far they are, what is to be done with each, all in one go."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.audit import Actor, actor
from catalog_app.accounts.policy import Permission
from catalog_app.clock import utc_now
from catalog_app.exchange import services
from catalog_app.exchange.forms import chosen_files_of_intake, wanted_files
from catalog_app.exchange.views.blueprint import bp, place_of_intake
from catalog_app.web import requires


def _me() -> Actor:
    return actor(current_user)


def _back(intake_id: int) -> ResponseReturnValue:
    return redirect(url_for("exchange.intake", intake_id=intake_id))


@bp.get("/bulk/<int:intake_id>")
@requires(Permission.IMPORT, place_of_intake)
def intake(intake_id: int) -> ResponseReturnValue:
    found = services.intake_by_id(intake_id)
    counts = services.counts_of_intake(intake_id)
    choice = wanted_files(request.args)
    return render_template(
        "exchange/bulk.html",
        intake=found,
        counts=counts,
        choice=choice,
        progress=services.progress_of_intake(found, counts),
        page=services.files_of_intake(
            intake_id, choice.show, choice.sort, request.args.get("page", 1, type=int)
        ),
        at_work=found.state in services.AT_WORK,
        report=services.is_kept(found.report_hash),
        own=services.own_regions(current_user),
        shows=services.SHOWS,
        sorts=services.SORTS,
        states=services.INTAKE_STATES,
        state_words=services.state_words,
        to_do=services.to_do,
    )


@bp.post("/bulk/<int:intake_id>/apply")
@requires(Permission.IMPORT, place_of_intake)
def apply_intake(intake_id: int) -> ResponseReturnValue:
    """Everything that is clean, or the files that were ticked."""
    if request.form.get("which") == "clean":
        services.apply_clean(intake_id, by=_me(), at=utc_now())
    else:
        files = chosen_files_of_intake(request.form)
        services.apply_chosen(intake_id, files, by=_me(), at=utc_now())
    flash("已开始导入，一个文件一个文件地写入。可以离开这个页面。", "ok")
    return _back(intake_id)


@bp.post("/bulk/<int:intake_id>/region")
@requires(Permission.IMPORT, place_of_intake)
def place_files(intake_id: int) -> ResponseReturnValue:
    region = services.region_for_import(request.form.get("region", ""), current_user)
    files = chosen_files_of_intake(request.form)
    services.choose_region(intake_id, files, region, by=_me(), at=utc_now())
    flash(f"已归到{region.name}，正在与目录比对。", "ok")
    return _back(intake_id)


@bp.post("/bulk/<int:intake_id>/undo")
@requires(Permission.IMPORT, place_of_intake)
def undo_intake(intake_id: int) -> ResponseReturnValue:
    services.undo_intake(intake_id, by=_me(), at=utc_now())
    flash("已开始撤销，从最后导入的文件起。", "ok")
    return _back(intake_id)


@bp.post("/bulk/<int:intake_id>/stop")
@requires(Permission.IMPORT, place_of_intake)
def stop_intake(intake_id: int) -> ResponseReturnValue:
    services.stop_intake(intake_id, by=_me(), at=utc_now())
    flash("已停止。做完的都已保存，其余的没有动。", "ok")
    return _back(intake_id)


@bp.post("/bulk/<int:intake_id>/resume")
@requires(Permission.IMPORT, place_of_intake)
def resume_intake(intake_id: int) -> ResponseReturnValue:
    services.go_on(intake_id, by=_me(), at=utc_now())
    flash("已继续，从停下的地方接着读。", "ok")
    return _back(intake_id)


@bp.post("/bulk/<int:intake_id>/discard")
@requires(Permission.IMPORT, place_of_intake)
def discard_intake(intake_id: int) -> ResponseReturnValue:
    services.discard_intake(intake_id, by=_me(), at=utc_now())
    flash("已放弃没有导入的文件，目录没有改动。", "ok")
    return _back(intake_id)


@bp.post("/bulk/<int:intake_id>/report")
@requires(Permission.IMPORT, place_of_intake)
def ask_for_report(intake_id: int) -> ResponseReturnValue:
    services.ask_for_report(intake_id, by=_me(), at=utc_now())
    flash("正在生成问题报告，做好后可以在这里下载。", "ok")
    return _back(intake_id)


@bp.get("/bulk/<int:intake_id>/report.zip")
@requires(Permission.IMPORT, place_of_intake)
def intake_report(intake_id: int) -> ResponseReturnValue:
    name, data = services.intake_report(services.intake_by_id(intake_id))
    return send_file(
        BytesIO(data), mimetype="application/zip", as_attachment=True, download_name=name
    )
