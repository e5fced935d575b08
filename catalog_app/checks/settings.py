"""The checker's settings: how sites are treated, from the application's configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import make_url

from catalog_app.addresses import AddressGuard
from catalog_app.checks.fetch import FetchLimits, HostPlan
from catalog_app.checks.fetch.render import installed
from catalog_app.checks.services import Patrol
from catalog_app.checks.tidying import TidyWorker
from catalog_app.checks.worker import Worker, Works
from catalog_app.clock import utc_now

log = structlog.get_logger("catalog.worker")


def patrol_from(
    config: Mapping[str, Any],
    *,
    now: Callable[[], datetime] = utc_now,
    tell: Callable[[int], object] = lambda _pages: None,
) -> Patrol:
    """The patrol that `CATALOG_HOST_DELAY`, `CATALOG_HOST_CONNECTIONS`, `CATALOG_CRAWL_DELAY_MAX`,
    `CATALOG_FETCH_SECONDS`, `CATALOG_TURN_SECONDS`, `CATALOG_RENDER` and `CATALOG_ALLOWED_NETWORKS`
    describe. `tell` hears how many pages each turn has done."""
    return Patrol(
        locks=Path(config["INSTANCE"]) / "locks",
        now=now,
        limits=FetchLimits(seconds=config["FETCH_SECONDS"]),
        plan=plan_from(config),
        guard=AddressGuard(config["ALLOWED_NETWORKS"]),
        tell=tell,
        turn_seconds=config["TURN_SECONDS"],
        chromium=_chromium() if config["RENDER"] else None,
    )


def _chromium() -> str | None:
    """The browser that shows pages, where there is one; without it they stay unjudged."""
    found = installed()
    if found is None:
        log.warning("no rendering: Chromium or the package playwright is missing")
    return found


def plan_from(config: Mapping[str, Any]) -> HostPlan:
    """Our own manners towards a host, before it asks for others."""
    return HostPlan(
        connections=config["HOST_CONNECTIONS"],
        delay=config["HOST_DELAY"],
        crawl_delay_cap=config["CRAWL_DELAY_MAX"],
    )


def worker_from(config: Mapping[str, Any]) -> Works:
    """The worker of the mode that `CATALOG_QUEUE` and the database say; once a day it also lets go
    of what is older than `CATALOG_KEEP_DAYS`."""
    return TidyWorker(_worker_of_mode(config), config["KEEP_DAYS"], utc_now)


def _worker_of_mode(config: Mapping[str, Any]) -> Works:
    patrol, hour = patrol_from(config), config["PATROL_HOUR"]
    if config["QUEUE"] == "embedded":
        return Worker(patrol, hour)
    from catalog_app.checks.queue.province import (  # noqa: PLC0415 - only a province needs the queue
        ProvinceWorker,
        Queue,
    )

    address = make_url(config["SQLALCHEMY_DATABASE_URI"]).set(drivername="postgresql")
    queue = Queue(address.render_as_string(hide_password=False), config["STALLED_SECONDS"])
    return ProvinceWorker(patrol, queue, hour)
