"""Screens of one import: preview, decisions, apply, undo."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.audit import actor
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services as catalogs
from catalog_app.clock import utc_now
from catalog_app.exchange import presenting, services
from catalog_app.exchange.forms import (
    chosen_domains,
    chosen_element,
    chosen_entries,
    page_decisions,
    wanted,
)
from catalog_app.exchange.views.blueprint import bp, file_answer, guard, place_of_batch
from catalog_app.paging import Page
from catalog_app.web import requires


@bp.get("/batches/<int:batch_id>")
@requires(Permission.IMPORT, place_of_batch)
def preview(batch_id: int) -> ResponseReturnValue:
    batch = services.batch(batch_id)
    if batch.state != "previewed":
        return redirect(url_for("exchange.result", batch_id=batch_id))
    made = services.preview(batch_id, by=actor(current_user), guard=guard())
    at = request.args.get("at", "")
    choice, number = services.page_of_row(made, at) or (
        wanted(request.args, services.first_kind(made)),
        request.args.get("page", 1, type=int),
    )
    return render_template(
        "exchange/preview.html",
        batch=batch,
        origin=services.origin_of(batch),
        preview=made,
        counts=services.counts_of(made),
        choice=choice,
        at=at,
        narrowed=services.counts_of(made, choice.table),
        earlier=services.earlier_batch(batch),
        elsewhere=services.named_elsewhere(made.reading, batch.region),
        own=services.own_regions(current_user),
        **_shown(made, choice, number),
        **WORDS,
    )


WORDS: dict[str, Any] = {
    "kinds": services.KINDS,
    "severities": services.SEVERITIES,
    "states": services.STATE_NAMES,
    "labels": catalogs.FIELD_NAMES,
    "dispositions": presenting.DISPOSITIONS,
    "words": presenting.words,
    "sides": presenting.sides,
    "told": presenting.told,
    "field_name": presenting.field_name,
    "problem_name": presenting.problem_name,
    "candidates": services.candidates,
}
"""What the templates call things by."""


def _shown(made: services.Preview, choice: services.Wanted, number: int) -> dict[str, Any]:
    """The page of rows or problems, and the ways to narrow it."""
    page = services.shown(made, choice, number)
    if choice.kind != "problems":
        found = services.followed_by(made) if choice.kind == "added" else None
        return {
            "page": page,
            "elements": services.fields_changed(made, choice),
            "following": found,
        }
    groups = services.problem_groups(made, choice)
    return {
        "page": page,
        "runs": services.runs_of(page.rows),
        "groups": groups,
        "totals": {(each.severity, each.code): each.count for each in groups},
        "grades": services.severity_counts(made, choice),
    }


@bp.post("/batches/<int:batch_id>/domains")
@requires(Permission.IMPORT, place_of_batch)
def choose_domains(batch_id: int) -> ResponseReturnValue:
    services.choose_domains(
        batch_id, chosen_domains(request.form), by=actor(current_user), guard=guard()
    )
    flash("已按选定的领域重新比对。", "ok")
    return redirect(url_for("exchange.preview", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/decide")
@requires(Permission.IMPORT, place_of_batch)
def decide(batch_id: int) -> ResponseReturnValue:
    """Save the page's boxes, or decide alike for all of the kind shown or for one element."""
    choice = wanted(request.form, "changed")
    every, element = request.form.get("every"), chosen_element(request.form)
    who: dict[str, Any] = {"by": actor(current_user), "guard": guard()}
    if every in ("take", "leave"):
        services.decide_all(batch_id, choice, every == "take", **who)
    elif element:
        services.decide_field(batch_id, *element, **who)
    else:
        _save_page(batch_id)
    flash("选择已保存。", "ok")
    page = request.form.get("page", 1, type=int)
    address = url_for(
        "exchange.preview", batch_id=batch_id, show=choice.kind, table=choice.table, page=page
    )
    return redirect(f"{address}#rows")


def _save_page(batch_id: int) -> None:
    page = page_decisions(request.form)
    if page:
        services.decide(batch_id, page, by=actor(current_user), guard=guard())


@bp.post("/batches/<int:batch_id>/compare")
@requires(Permission.IMPORT, place_of_batch)
def compare(batch_id: int) -> ResponseReturnValue:
    services.compare_again(batch_id, by=actor(current_user), guard=guard())
    flash("已与现在的目录重新比对。", "ok")
    return redirect(url_for("exchange.preview", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/place")
@requires(Permission.IMPORT, place_of_batch)
def confirm_place(batch_id: int) -> ResponseReturnValue:
    """The file is for this region though it names another."""
    services.confirm_place(batch_id, by=actor(current_user), guard=guard())
    flash("地区已确认，请核对后再导入。", "ok")
    return redirect(url_for("exchange.preview", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/region")
@requires(Permission.IMPORT, place_of_batch)
def change_region(batch_id: int) -> ResponseReturnValue:
    """The file is another region's."""
    region = services.region_for_import(request.form.get("region", ""), current_user)
    services.change_region(batch_id, region, by=actor(current_user), at=utc_now(), guard=guard())
    flash(f"已改为导入到{region.name}，并与那里的目录重新比对。", "ok")
    return redirect(url_for("exchange.preview", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/apply")
@requires(Permission.IMPORT, place_of_batch)
def apply(batch_id: int) -> ResponseReturnValue:
    """Save the page's boxes, then carry out what was decided."""
    _save_page(batch_id)
    services.apply(batch_id, by=actor(current_user), at=utc_now(), guard=guard())
    flash("导入完成。", "ok")
    return redirect(url_for("exchange.result", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/discard")
@requires(Permission.IMPORT, place_of_batch)
def discard(batch_id: int) -> ResponseReturnValue:
    services.discard(batch_id, by=actor(current_user), at=utc_now())
    flash("已放弃这次导入，目录没有改动。", "ok")
    return redirect(url_for("exchange.index"))


@bp.get("/batches/<int:batch_id>/result")
@requires(Permission.IMPORT, place_of_batch)
def result(batch_id: int) -> ResponseReturnValue:
    batch = services.batch(batch_id)
    return render_template(
        "exchange/result.html",
        batch=batch,
        origin=services.origin_of(batch),
        states=services.STATE_NAMES,
        page=services.changes_page(batch_id, request.args.get("page", 1, type=int)),
        edited=_edited(batch_id) if batch.state == "applied" else None,
        origins=presenting.ORIGINS,
        sides=presenting.sides,
        catalogs=services.catalogs_touched(batch_id),
    )


def _edited(batch_id: int) -> Page[services.LaterEdit]:
    return services.later_edits(batch_id, request.args.get("edited", 1, type=int))


@bp.post("/batches/<int:batch_id>/undo")
@requires(Permission.IMPORT, place_of_batch)
def undo(batch_id: int) -> ResponseReturnValue:
    services.undo(
        batch_id,
        by=actor(current_user),
        at=utc_now(),
        also=chosen_entries(request.form),
        also_edited=request.form.get("also_edited") == "yes",
    )
    flash("导入已撤销。", "ok")
    return redirect(url_for("exchange.result", batch_id=batch_id))


@bp.get("/batches/<int:batch_id>/problems.csv")
@requires(Permission.IMPORT, place_of_batch)
def problems(batch_id: int) -> ResponseReturnValue:
    made = services.preview(batch_id, by=actor(current_user), guard=guard())
    return file_answer(f"{made.batch.file_name}_问题清单.csv", services.problems_csv(made), "csv")
