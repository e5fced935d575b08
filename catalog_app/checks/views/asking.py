"""What the address of the worklist asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from catalog_app.checks.services import GROUP_KEYS, FindingFilter
from catalog_app.checks.services.finding_filter import DEFAULT_STATES, MINE, NOBODY, SORTS
from catalog_app.checks.wording import SEVERITY_NAMES, STATE_NAMES
from catalog_app.clock import china_date, utc_now
from catalog_app.regions.services import region_by_code

TEXT_MAX = 60
PLACES = 2000
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
ADVISORY = {"yes": True, "no": False}


def wanted_findings(asked: MultiDict[str, str] | None = None) -> FindingFilter:
    """The filter of `asked` (the address's arguments unless given); what is unknown counts as not
    asked. Raises UnknownRegion."""
    args = request.args if asked is None else asked
    code = args.get("region")
    wanted = FindingFilter(
        region_id=region_by_code(code).id if code else None,
        domain_code=args.get("domain") or None,
        rule_id=args.get("rule") or None,
        states=_known(args, "state", STATE_NAMES) or DEFAULT_STATES,
        text=args.get("q", "").strip()[:TEXT_MAX],
        severities=_known(args, "severity", SEVERITY_NAMES),
        sort=args.get("sort", "worst") if args.get("sort") in SORTS else "worst",
        today=china_date(utc_now()),
    )
    return _worked_on(wanted, args)


def _worked_on(wanted: FindingFilter, args: MultiDict[str, str]) -> FindingFilter:
    assigned = args.get("assigned", "")
    return replace(
        wanted,
        assigned=assigned if assigned in (MINE, NOBODY) else "",
        overdue=args.get("overdue") == "1",
        advisory=ADVISORY.get(args.get("advisory", "")),
        since=day(args.get("since", "")),
        owner=args.get("owner", "")[:PLACES],
        url=args.get("url", "")[:PLACES],
        here=args.get("here") == "1",
    )


def _known(args: MultiDict[str, str], name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(value for value in args.getlist(name) if value in names)


def day(text: str) -> date | None:
    """2026-11-18 as a day; None for anything else, and for days of no use (a clock knows no moment
    before the first nor after the last of all)."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def asked_group() -> str:
    """How the list is to be grouped; empty for not at all."""
    by = request.args.get("group", "")
    return by if by in GROUP_KEYS else ""


def asked() -> dict[str, Any]:
    """The address's arguments but for the page, to build other addresses from."""
    return {name: values for name, values in request.args.lists() if name != "page" and any(values)}
