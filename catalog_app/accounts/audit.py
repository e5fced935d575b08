"""The audit trail: one event a use case, written in its transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from catalog_app.accounts.models import AuditEvent, User


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a user, or (`id` None) the system itself by name."""

    id: int | None
    name: str


SYSTEM = Actor(None, "系统")


def actor(user: User) -> Actor:
    return Actor(user.id, user.display_name)


def record(
    current: Session,
    action: str,
    subject: Any,
    *,
    by: Actor,
    at: datetime,
    region_id: int | None = None,
    summary: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add the event to the running transaction. `action` is a dotted English verb (entry.edited),
    `summary` a Chinese sentence for the log screen; `subject` a flushed model instance."""
    current.add(
        AuditEvent(
            at=at,
            actor_id=by.id,
            actor_name=by.name,
            action=action,
            subject_type=type(subject).__tablename__,
            subject_id=getattr(subject, "id", None),
            region_id=region_id,
            summary=summary,
            before=dict(before) if before is not None else None,
            after=dict(after) if after is not None else None,
        )
    )
