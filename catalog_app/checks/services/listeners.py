"""Telling the areas above that catalogues' pages were seen and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

Listener = Callable[[Session, Sequence[int], datetime], None]
_listeners: list[Listener] = []


def when_judged(listener: Listener) -> None:
    """Call `listener(session, catalog_ids, at)` at the end of every run, for a few catalogues of its
    scope at a time, in the transaction that judges them."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_judged(session: Session, catalog_ids: Sequence[int], at: datetime) -> None:
    """Tell every listener that these catalogues have been judged, in the same transaction."""
    for listener in _listeners:
        listener(session, catalog_ids, at)
