"""Telling the areas above that a catalogue's pages were seen and judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

Listener = Callable[[Session, int, datetime], None]
_listeners: list[Listener] = []


def when_judged(listener: Listener) -> None:
    """Call `listener(session, catalog_id, at)` at the end of every run, once a catalogue of its
    scope, in the transaction that judges it."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_judged(session: Session, catalog_id: int, at: datetime) -> None:
    """Tell every listener that a catalogue has been judged, in the same transaction."""
    for listener in _listeners:
        listener(session, catalog_id, at)
