"""Telling the areas above that entries were written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy.orm import Session

Listener = Callable[[Session, Collection[int], datetime], None]
_listeners: list[Listener] = []


def when_entries_change(listener: Listener) -> None:
    """Call `listener(session, entry_ids, at)` in the transaction of every use case that writes
    versions of entries. It is called often in a bulk change: it should note, and work at the end."""
    if listener not in _listeners:
        _listeners.append(listener)


def entries_changed(session: Session, entry_ids: Collection[int], at: datetime) -> None:
    """Tell the listeners, after writing versions in a running transaction."""
    for listener in _listeners:
        listener(session, entry_ids, at)
