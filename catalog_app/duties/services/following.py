"""Duties follow what they depend on: entries as they are written, pages as they are judged."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from catalog_app.duties.services.reckoning import reckon_entries

WAITING = "duties_waiting"


def note_entries(current: Session, entry_ids: Collection[int], at: datetime) -> None:
    """Reckon these entries when the running transaction commits: once, however often each was
    written in it."""
    waiting: dict[int, datetime] = current.info.setdefault(WAITING, {})
    waiting.update(dict.fromkeys(entry_ids, at))


@event.listens_for(Session, "before_commit")
def _reckon_waiting(current: Session) -> None:
    waiting: dict[int, datetime] = current.info.pop(WAITING, {})
    if waiting:
        reckon_entries(current, waiting.keys(), max(waiting.values()))


@event.listens_for(Session, "after_soft_rollback")
def _forget(current: Session, _previous: Any) -> None:
    current.info.pop(WAITING, None)
