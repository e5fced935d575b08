"""One entry: all it says, its history, and what another version said."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import outlook, services
from catalog_app.catalogs.forms import LinkForm, PlaceForm
from catalog_app.catalogs.models import EntryVersion
from catalog_app.catalogs.views.blueprint import bp, me, of_entry
from catalog_app.clock import china_date, utc_now
from catalog_app.web import requires


@bp.get("/entries/<int:entry_id>")
@requires(Permission.VIEW, of_entry)
def entry(entry_id: int) -> ResponseReturnValue:
    found = services.entry(entry_id)
    item = found.standard_item
    return render_template(
        "catalogs/entry.html",
        entry=found,
        version=found.version,
        content=found.version.as_content,
        differences=services.differences_from_item(found.version.as_content, item) if item else [],
        links=outlook.link_outlook([found]),
        cited=outlook.cited_bases(found.version.basis, china_date(utc_now())),
        findings=outlook.open_findings([entry_id]).get(entry_id, []),
        duties=outlook.duties([entry_id]).get(entry_id, []),
        link_form=LinkForm(),
        place_form=PlaceForm(position=found.position),
    )


@bp.get("/entries/<int:entry_id>/history")
@requires(Permission.VIEW, of_entry)
def history(entry_id: int) -> ResponseReturnValue:
    found = services.entry(entry_id)
    versions = services.versions(entry_id)
    after = _numbered(versions, request.args.get("after", type=int)) or versions[0]
    before = _numbered(versions, request.args.get("before", type=int)) or versions[:2][-1]
    return render_template(
        "catalogs/history.html",
        entry=found,
        steps=[(each, _changes(versions, each)) for each in versions],
        before=before,
        after=after,
        changes=services.changes_between(before.as_content, after.as_content),
    )


@bp.post("/entries/<int:entry_id>/restore")
@requires(Permission.EDIT, of_entry)
def restore(entry_id: int) -> ResponseReturnValue:
    number = request.form.get("number", 0, type=int)
    base = request.form.get("base_version", 0, type=int)
    services.restore_version(entry_id, number, base_version=base, by=me(), at=utc_now())
    flash(f"已恢复第 {number} 版的内容，并存为新的一版。", "ok")
    return redirect(url_for("catalogs.entry", entry_id=entry_id))


def _numbered(versions: Sequence[EntryVersion], number: int | None) -> EntryVersion | None:
    return next((each for each in versions if each.number == number), None)


def _changes(versions: Sequence[EntryVersion], each: EntryVersion) -> list[str]:
    """The names of the elements this version changed against the one before it."""
    earlier = [other for other in versions if other.number < each.number]
    if not earlier:
        return []
    changed = services.changes_between(earlier[0].as_content, each.as_content)
    return [difference.label for difference in changed]
