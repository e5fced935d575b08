"""The catalogues of a region, starting one, and one catalogue with its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import outlook, services
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services import CatalogRow, EntryFilter
from catalog_app.catalogs.views.blueprint import bp, me, of_catalog
from catalog_app.clock import utc_now
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region
from catalog_app.web import requires


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    region = _region(request.args.get("region"))
    rows = services.region_catalogs(region, current_user)
    shown = services.catalog_rows_narrowed(
        rows, request.args.get("show", ""), request.args.get("q", "")
    )
    kept = [row.catalog.id for row in rows if row.catalog]
    free = [row.domain.code for row in rows if not row.catalog]
    return render_template(
        "catalogs/index.html",
        region=region,
        chain_links=_crumbs(region),
        own=_own_regions(),
        startable={code for code in free if _may_start(region, code)},
        total=services.totals(rows),
        rows=services.catalog_rows_sorted(shown, request.args.get("sort", "")),
        all_rows=rows,
        states=outlook.submission_states(kept),
        changed=services.changed_since_accepted(Catalog.region_id == region.id),
        below=services.regions_below(region, current_user),
    )


@bp.route("/start", methods=["GET", "POST"])
@requires(Permission.EDIT)
def start() -> ResponseReturnValue:
    region = _region(request.values.get("region"))
    domain = request.form.get("domain")
    if request.method == "POST" and domain:
        policy.require(current_user, Permission.EDIT, region, domain)
        catalog = services.start_catalog(region.id, domain, by=me(), at=utc_now())
        flash(
            "目录已经建立。请逐项核对：公开主体改成具体单位，登记公开链接，不适用的写明原因。", "ok"
        )
        return redirect(url_for("catalogs.show", catalog_id=catalog.id))
    rows = services.region_catalogs(region, current_user)
    free = [row.domain for row in rows if not row.catalog and _may_start(region, row.domain.code)]
    return render_template(
        "catalogs/start.html",
        region=region,
        domains=free,
        why_none=None if free else _nothing_to_start(region, rows),
        counts=services.standard_item_counts(region),
        unchosen=request.method == "POST",
    )


@bp.get("/<int:catalog_id>")
@requires(Permission.VIEW, of_catalog)
def show(catalog_id: int) -> ResponseReturnValue:
    catalog = services.catalog(catalog_id)
    wanted = EntryFilter(**{name: request.args.get(name, "") for name in EntryFilter.__slots__})
    page = services.entries_page(catalog_id, wanted, request.args.get("page", 1, type=int))
    return render_template(
        "catalogs/show.html",
        catalog=catalog,
        wanted=wanted,
        page=page,
        owners=services.owners(catalog_id),
        figures=services.catalog_figures(Catalog.id == catalog_id)[catalog_id],
        links=outlook.link_outlook(page.rows),
        findings=outlook.open_findings([entry.id for entry in page.rows]),
        state=outlook.submission_states([catalog_id]).get(catalog_id),
        changed=_is_changed(catalog),
        page_address=_page_address(catalog_id),
    )


@bp.app_template_filter()
def consecutive_groups(entries: Iterable[Entry]) -> list[tuple[str | None, list[Entry]]]:
    """Entries under their first-level item, as long as it does not change."""
    runs = groupby(entries, key=lambda entry: entry.version.group)
    return [(group, list(members)) for group, members in runs]


def _page_address(catalog_id: int) -> Callable[[int], str]:
    """The address of a page of the list as it is filtered now."""
    asked: dict[str, Any] = {
        name: request.args[name] for name in EntryFilter.__slots__ if name in request.args
    }
    return lambda number: url_for("catalogs.show", catalog_id=catalog_id, **asked, page=number)


def _region(code: str | None) -> Region:
    """The region asked for, or the one the user's grants begin with."""
    home = policy.home_region(current_user)
    return home if home and not code else regions.region_by_code(code or "")


def _crumbs(region: Region) -> list[tuple[str, str | None]]:
    """The way down from the province; steps above the user's grants are no links."""
    tops = [own.path for own in _own_regions()]
    found: list[tuple[str, str | None]] = []
    for step in regions.chain(region):
        seen = step.id != region.id and any(step.path.startswith(top) for top in tops)
        found.append((step.name, url_for("catalogs.index", region=step.code) if seen else None))
    return found


def _own_regions() -> list[Region]:
    """The regions of the user's grants, where the user can begin."""
    ids = sorted({grant.region_id for grant in current_user.grants})
    return [regions.region(region_id) for region_id in ids]


def _is_changed(catalog: Catalog) -> bool:
    """Whether it was accepted and no longer stands so."""
    if catalog.published_edition_id is None:
        return False
    return bool(services.changed_since_accepted(Catalog.id == catalog.id))


def _nothing_to_start(region: Region, rows: Sequence[CatalogRow]) -> str:
    """Why the user finds no domain to start here: the one reason that applies."""
    kept = services.domains_for(region)
    mine = [row for row in rows if _may_start(region, row.domain.code)]
    if not kept:
        return f"{region.name}不编制基层政务公开标准目录，请选择下级地区。"
    if not mine:
        return f"您的账号没有{region.name}的编辑权限，不能在这里建立目录。"
    if len(mine) < len(kept):
        return f"您在{region.name}负责的领域，目录都已建立。"
    return f"{region.name}应编制的目录都已建立。"


def _may_start(region: Region, domain_code: str) -> bool:
    return policy.may(current_user, Permission.EDIT, region, domain_code)
