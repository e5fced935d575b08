"""The demonstration's past: the site was patrolled on three days, so that findings are confirmed."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from catalog_app.accounts.audit import SYSTEM
from catalog_app.addresses import AddressGuard
from catalog_app.checks import services as checks
from catalog_app.checks.fetch import FetchLimits, HostPlan
from catalog_app.checks.services import Patrol

DAYS = (3, 2, 1)
SECONDS = 1.0
"""Enough on loopback, and the slow pages of the site need not be waited for."""
BODY_BYTES = 1024 * 1024
"""More than any good page of the site; of the endless one no more need be read."""
EAGER = HostPlan(connections=8, delay=0.0, backoff=0.05, backoff_cap=1.0, give_up_after=1000)


def patrol_the_past(region_id: int, *, locks: Path, at: datetime) -> None:
    """Three complete runs over the region, on the three days before `at`."""
    for days in DAYS:
        then = at - timedelta(days=days)
        run = checks.request_run(region_id=region_id, by=SYSTEM, at=then)
        patrol = Patrol(
            locks=locks,
            now=lambda then=then: then,  # type: ignore[misc]
            limits=FetchLimits(seconds=SECONDS, body_bytes=BODY_BYTES),
            plan=EAGER,
            guard=AddressGuard(("127.0.0.0/8", "::1/128")),
        )
        asyncio.run(checks.carry_out(run.id, patrol))
