"""The daily patrol: once a night every link of the province that is due (白城 4, 2022要点 二)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks.errors import NothingToCheck
from catalog_app.checks.models import CheckRun
from catalog_app.checks.services.runs import request_patrol
from catalog_app.clock import china_date, in_china
from catalog_app.database import session

WINDOW_HOURS = 6
"""A server that was off at the hour still patrols the same night, but not in working hours."""


def patrol_is_due(hour: int, *, at: datetime) -> bool:
    """Is it time for today's patrol? `hour` is in China time; a negative one switches it off."""
    now = in_china(at)
    if hour < 0 or not hour <= now.hour < hour + WINDOW_HOURS:
        return False
    last = session().scalar(
        select(CheckRun.created_at)
        .where(
            CheckRun.region_id.is_(None),
            CheckRun.domain_code.is_(None),
            CheckRun.entry_id.is_(None),
        )
        .order_by(CheckRun.id.desc())
        .limit(1)
    )
    return last is None or china_date(last) != now.date()


def ask_for_patrol(hour: int, *, at: datetime) -> CheckRun | None:
    """Plan today's patrol when it is due and there is anything to visit; the worker carries it out."""
    if not patrol_is_due(hour, at=at):
        return None
    try:
        return request_patrol(by=SYSTEM, at=at)
    except NothingToCheck:
        return None
