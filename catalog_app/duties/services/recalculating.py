"""After the office's table of days was changed, every duty is reckoned anew by the worker.

What was changed stands in the audit trail; that the duties follow it is written there too, naming
the last change they follow. So nothing is forgotten by a crash, and a change made meanwhile is
followed after it.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from sqlalchemy import func, select

from catalog_app.accounts import audit
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.checks.models import SettledYear, SpecialDay
from catalog_app.checks.services import Kind, Patrol
from catalog_app.database import session, transaction
from catalog_app.duties.services.reckoning import reckon_each

TABLES = (SpecialDay.__tablename__, SettledYear.__tablename__)
FOLLOWED = "duties.followed"
AT_ONCE = 1
"""Its size as the worker counts it: it opens no page and need not wait for those that do."""


def change_to_follow() -> AuditEvent | None:
    """The last change of the table of days that the duties do not follow yet."""
    newest = select(func.max(AuditEvent.id)).where(AuditEvent.subject_type.in_(TABLES))
    followed = select(func.max(AuditEvent.subject_id)).where(
        AuditEvent.subject_type == AuditEvent.__tablename__, AuditEvent.action == FOLLOWED
    )
    return session().scalar(
        select(AuditEvent).where(
            AuditEvent.id == newest.scalar_subquery(),
            AuditEvent.id > func.coalesce(followed.scalar_subquery(), 0),
        )
    )


async def follow_change(event_id: int, patrol: Patrol) -> None:
    """Reckon every catalogue, a transaction each; pages go on being visited between two of them."""
    for _ in reckon_each(at=patrol.now()):
        await asyncio.sleep(0)
    _write_down(event_id, at=patrol.now())


def _write_down(event_id: int, *, at: datetime) -> None:
    with transaction() as current:
        change = current.get_one(AuditEvent, event_id)
        summary = "按改动后的节假日安排重新计算了全部到期日"
        audit.record(current, FOLLOWED, change, by=SYSTEM, at=at, summary=summary)


def _due() -> list[tuple[int, int]]:
    change = change_to_follow()
    return [(change.id, AT_ONCE)] if change else []


RECALCULATING = Kind("recalculate_duties", _due, follow_change)
