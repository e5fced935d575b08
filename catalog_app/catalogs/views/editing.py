"""Writing an entry: add, edit, settle two editors' texts."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import EntryChanged, LinkRefused
from catalog_app.catalogs.forms import EntryForm, MergeForm, NewEntryForm
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services.content import item_content, unfilled
from catalog_app.catalogs.services.merging import MINE, THEIRS
from catalog_app.catalogs.views.blueprint import bp, guard, me, of_catalog, of_entry, show_refusal
from catalog_app.clock import utc_now
from catalog_app.regions.models import Region
from catalog_app.web import requires
from domains.entry import EntryContent

PREVIEW = "preview"


@bp.route("/<int:catalog_id>/entries/new", methods=["GET", "POST"])
@requires(Permission.EDIT, of_catalog)
def add_entry(catalog_id: int) -> ResponseReturnValue:
    catalog, form = services.catalog(catalog_id), NewEntryForm()
    missing = {each.item.id: each.item for each in services.guide_differences(catalog_id).missing}
    form.offer([(item.id, item.name) for item in missing.values()])
    if form.validate_on_submit() and not _previewing():
        return _added(catalog, form)
    wished = missing.get(request.args.get("item", 0, type=int))
    if request.method == "GET" and wished:
        form.show(item_content(wished), 0)
        form.standard_item.data = wished.id
    if request.method == "GET":
        _name_owner(form, catalog.region)
    return _page(catalog, None, form)


@bp.route("/entries/<int:entry_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT, of_entry)
def edit_entry(entry_id: int) -> ResponseReturnValue:
    found, form = services.entry(entry_id), EntryForm()
    if form.validate_on_submit() and not _previewing():
        try:
            return _saved(found, form.to_content(), form.base)
        except EntryChanged:
            return _both_texts(entry_id, form.to_content(), origin=form.base)
    if request.method == "GET":
        form.show(found.version.as_content, found.version.number)
    return _page(found.catalog, found, form)


@bp.post("/entries/<int:entry_id>/merge")
@requires(Permission.EDIT, of_entry)
def merge_entry(entry_id: int) -> ResponseReturnValue:
    """The second editor's choice: element by element, or one side in all elements both changed."""
    form = MergeForm()
    if not form.validate():
        form.base_version.data = str(form.origin)
        found = services.entry(entry_id)
        return _page(found.catalog, found, form)
    mine = form.to_content()
    theirs = services.version(entry_id, form.base).as_content
    takes, undecided = _takes(services.version(entry_id, form.origin).as_content, theirs, mine)
    if undecided:
        return _both_texts(entry_id, mine, origin=form.origin, undecided=undecided)
    chosen = services.merged(theirs, mine, takes)
    try:
        return _saved(services.entry(entry_id), chosen, form.base)
    except EntryChanged:
        return _both_texts(entry_id, chosen, origin=form.base)


def _name_owner(form: NewEntryForm, region: Region) -> None:
    """A village's or township's own name where nobody, or the guide's "村民委员会", stands."""
    owner = services.usual_owner(region)
    if owner and owner.endswith(form.owner.data or ""):
        form.owner.data = owner


def _takes(
    base: EntryContent, theirs: EntryContent, mine: EntryContent
) -> tuple[dict[str, str], list[str]]:
    """Whose text is taken for each element in dispute, and the elements still undecided."""
    decide = request.form.get("decide")
    whole = decide if decide in (MINE, THEIRS) else None
    takes = {}
    for each in services.disputes(base, theirs, mine):
        takes[each.field] = (
            (each.settled or whole) if whole else request.form.get(f"take_{each.field}", "")
        )
    return takes, [field for field, take in takes.items() if take not in (MINE, THEIRS)]


def _previewing() -> bool:
    return request.form.get("action") == PREVIEW


def _added(catalog: Catalog, form: NewEntryForm) -> ResponseReturnValue:
    try:
        entry = services.add_entry(
            catalog.id,
            form.to_content(),
            by=me(),
            at=utc_now(),
            standard_item_id=form.standard_item.data or None,
            urls=[form.url.data] if form.url.data else [],
            guard=guard(),
        )
    except LinkRefused as refusal:
        show_refusal(form.url, refusal)
        return _page(services.catalog(catalog.id), None, form)
    return _done(entry.id, form.to_content(), "已新增")


def _saved(entry: Entry, content: EntryContent, base: int) -> ResponseReturnValue:
    standing = entry.version
    services.revise_entry(
        entry.id,
        content,
        base_version=base,
        by=me(),
        at=utc_now(),
        disposition=standing.disposition,
        reason=standing.reason,
    )
    return _done(entry.id, content, "已保存")


def _done(entry_id: int, content: EntryContent, deed: str) -> ResponseReturnValue:
    flash(f"{deed}“{content.name}”。", "ok")
    lacking = unfilled(content)
    if lacking:
        flash(f"还没有填写：{'、'.join(lacking)}。报送前请补齐。", "ask")
    return redirect(url_for("catalogs.entry", entry_id=entry_id))


def _page(catalog: Catalog, entry: Entry | None, form: EntryForm) -> ResponseReturnValue:
    page = render_template(
        "catalogs/entry_form.html",
        catalog=catalog,
        entry=entry,
        form=form,
        previewed=form.to_content() if _previewing() else None,
    )
    return page, 422 if form.errors else 200


def _both_texts(
    entry_id: int, mine: EntryContent, *, origin: int, undecided: list[str] | None = None
) -> ResponseReturnValue:
    """Both texts side by side; the second editor's own goes along in the form, nothing is lost."""
    found = services.entry(entry_id)
    base = services.version(entry_id, origin)
    form = MergeForm(formdata=None)
    form.show(mine, found.version.number)
    form.origin_version.data = str(origin)
    page = render_template(
        "catalogs/merge.html",
        entry=found,
        base=base,
        form=form,
        disputes=services.disputes(base.as_content, found.version.as_content, mine),
        undecided=undecided or [],
        takes={name: request.form.get(f"take_{name}") for name in services.FIELD_NAMES},
    )
    return page, 409
