"""Carrying out an intake in the worker's background, without holding up the pages it visits."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from catalog_app.checks.host_lock import host_locks
from catalog_app.checks.services import Patrol
from catalog_app.database import session, with_own_session
from catalog_app.exchange.services.bulk.working import next_step

_reader = ThreadPoolExecutor(1, thread_name_prefix="intake")
"""One file at a time, whatever intakes there are: they take turns, and the worker's pages go first."""


async def carry_out_intake(intake_id: int, patrol: Patrol) -> None:
    """Do what the intake asks for until nothing of it is left.

    Safe to call again after a crash; of two workers one does it, the other returns at once."""
    bind = session().get_bind()
    session().rollback()
    step = with_own_session(next_step)
    with host_locks(bind, patrol.locks) as locks:
        if not locks.take(f"intake/{intake_id}"):  # no host's name has a stroke
            return
        going = asyncio.get_running_loop().run_in_executor
        while await going(_reader, step, intake_id, patrol.now(), patrol.guard):
            pass
