"""The calendar: a month, a list, owners or regions side by side, and the list as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.policy import Permission
from catalog_app.charts import stacked
from catalog_app.checks.services import regions_for
from catalog_app.duties import services
from catalog_app.duties.duties_csv import duties_csv
from catalog_app.duties.month import grid, month_of, written_month
from catalog_app.duties.services import DutyFilter, Now
from catalog_app.duties.services.listing import STATES
from catalog_app.duties.views.blueprint import STAFF, bp, today
from catalog_app.guides.services import all_domains
from catalog_app.regions.services import region_by_code
from catalog_app.web import requires

OWNER_MAX = 100
DRAWN = 15
"""Bars drawn; the table beneath has all."""
GAP = "gap"
PLACE = ("region", "domain", "owner")
"""What of the filter goes on from view to view."""


@bp.get(f"{STAFF}/")
@requires(Permission.VIEW)
def month() -> ResponseReturnValue:
    now, calendar = services.present(today())
    shown = written_month(request.args.get("month")) or month_of(now.today)
    wanted = replace(_filter(), first=shown.first, last=shown.last)
    return render_template(
        "duties/month.html",
        month=shown,
        weeks=grid(shown, calendar, services.by_day(current_user, wanted, now)),
        page=services.duties_page(current_user, wanted, now, _page()),
        **_around(wanted, now),
    )


@bp.get(f"{STAFF}/list")
@requires(Permission.VIEW)
def listing() -> ResponseReturnValue:
    now, _ = services.present(today())
    wanted = _filter()
    return render_template(
        "duties/list.html",
        page=services.duties_page(current_user, wanted, now, _page()),
        **_around(wanted, now),
    )


@bp.get(f"{STAFF}/list.csv")
@requires(Permission.VIEW)
def listing_csv() -> ResponseReturnValue:
    now, _ = services.present(today())
    wanted = _filter()
    if (shown := written_month(request.args.get("month"))) is not None:
        wanted = replace(wanted, first=shown.first, last=shown.last)
    rows = services.duties_rows(current_user._get_current_object(), wanted, now)
    return Response(
        stream_with_context(duties_csv(rows, now)),
        mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename=duties-{now.today}.csv"},
    )


@bp.get(f"{STAFF}/compare")
@requires(Permission.VIEW)
def compare() -> ResponseReturnValue:
    now, _ = services.present(today())
    wanted = replace(_filter(), state=None, gaps=False)
    owners = request.args.get("by") != "region"
    shares = services.compared(current_user, wanted, now, owners=owners)
    return render_template(
        "duties/compare.html",
        shares=shares,
        chart=stacked([(share.name, share.counts) for share in shares[:DRAWN]], STATES),
        owners_compared=owners,
        **_around(wanted, now),
    )


def _around(wanted: DutyFilter, now: Now) -> dict[str, Any]:
    """What the filter above every view of the calendar shows."""
    return {
        "wanted": wanted,
        "now": now,
        "counts": services.counts(current_user, wanted, now),
        "owners": services.owners_of(current_user, wanted, now),
        "regions": regions_for(current_user, Permission.VIEW),
        "domains": all_domains(),
        "asked": _asked(),
        "place": {name: v for name, v in _asked().items() if name in PLACE},
        "state": GAP if wanted.gaps else wanted.state,
    }


def _filter() -> DutyFilter:
    """What the address asks for; an unknown state or day is as none. Raises UnknownRegion."""
    asked = request.args
    code, state, day = asked.get("region"), asked.get("state"), _day(asked.get("day"))
    return DutyFilter(
        region_id=region_by_code(code).id if code else None,
        domain_code=asked.get("domain") or None,
        owner=asked.get("owner", "").strip()[:OWNER_MAX] or None,
        state=state if state in STATES else None,
        gaps=state == GAP,
        first=day,
        last=day,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _page() -> int:
    return request.args.get("page", 1, int)


def _asked() -> dict[str, Any]:
    """The filter as arguments of an address, without the page."""
    return {name: values for name, values in request.args.lists() if name != "page" and any(values)}
