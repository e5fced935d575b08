"""The sites on which a place publishes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.checks.forms import SiteForm
from catalog_app.checks.services import regions_for
from catalog_app.checks.services import sites as services
from catalog_app.checks.views.blueprint import bp, me
from catalog_app.clock import utc_now
from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code
from catalog_app.web import requires


def of_code(code: str, **_: object) -> tuple[Region, str | None]:
    """The target of routes that name a region by its code."""
    return region_by_code(code), None


@bp.get("/sites")
@requires(Permission.KEEP_SITES)
def sites() -> ResponseReturnValue:
    asked = request.args.get("region")
    home = policy.home_region(current_user)
    code = asked or (home.code if home else "")
    return redirect(url_for("checks.sites_of", code=code))


@bp.route("/sites/<code>", methods=["GET", "POST"])
@requires(Permission.KEEP_SITES, of_code)
def sites_of(code: str) -> ResponseReturnValue:
    region, form = region_by_code(code), SiteForm()
    if not form.validate_on_submit():
        return _show(region, form), 422 if form.errors else 200
    services.add_site(region, form.listed_host, form.name.data, by=me(), at=utc_now())
    flash("已登记。下次核查时按新的名单判断。", "ok")
    return redirect(url_for("checks.sites_of", code=code))


@bp.post("/sites/<code>/<int:site_id>/remove")
@requires(Permission.KEEP_SITES, of_code)
def remove_site(code: str, site_id: int) -> ResponseReturnValue:
    services.remove_site(region_by_code(code), site_id, by=me(), at=utc_now())
    flash("已删除。", "ok")
    return redirect(url_for("checks.sites_of", code=code))


def _show(region: Region, form: SiteForm) -> str:
    return render_template(
        "checks/sites.html",
        region=region,
        form=form,
        own=services.sites_of(region),
        above=services.sites_above(region),
        regions=regions_for(current_user, Permission.KEEP_SITES),
    )
