"""Runs as the tests carry them out: at once, on the loopback, at a time of their choosing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from catalog_app.accounts.audit import SYSTEM
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks import services
from catalog_app.checks.fetch import FetchLimits, HostPlan
from catalog_app.checks.models import CheckRun, Finding
from catalog_app.checks.services import Patrol
from catalog_app.database import session
from tests.conftest import NOON
from tests.factories.catalogs import an_entry

LOOPBACK = AddressGuard(("127.0.0.0/8",))
EAGER = HostPlan(connections=8, delay=0.0, backoff=0.01, backoff_cap=1.2, give_up_after=1000)
BRIEF = FetchLimits(seconds=1.0, body_bytes=256 * 1024)


def a_patrol(folder: Path, at: datetime = NOON, **settings: Any) -> Patrol:
    """A patrol of the loopback at the moment `at`."""
    now: Callable[[], datetime] = lambda: at  # noqa: E731 - a clock that stands still
    fixed: dict[str, Any] = {"limits": BRIEF, "plan": EAGER, "guard": LOOPBACK}
    return Patrol(locks=folder, now=now, **(fixed | settings))


def check(folder: Path, *, at: datetime = NOON, **scope: Any) -> CheckRun:
    """A complete run over the scope (region_id, domain_code, entry_id)."""
    run = services.request_run(by=SYSTEM, at=at, **scope)
    asyncio.run(services.carry_out(run.id, a_patrol(folder, at)))
    return services.run_by_id(run.id)


def check_on_days(folder: Path, days: int, **scope: Any) -> datetime:
    """One run a day; gives the moment of the last."""
    for day in range(days):
        check(folder, at=NOON + timedelta(days=day), **scope)
    return NOON + timedelta(days=days - 1)


def entry_linked_to(url: str, catalog: Catalog | None = None, **elements: Any) -> Entry:
    return an_entry(urls=[url], catalog=catalog, **elements)


def finding_of(entry: Entry, rule: str) -> Finding | None:
    """The entry's finding by this rule, in whatever state."""
    session().expire_all()
    query = session().query(Finding).filter_by(entry_id=entry.id, rule_id=rule)
    return query.one_or_none()
