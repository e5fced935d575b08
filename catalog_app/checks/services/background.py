"""Work that the areas above give to the checker's worker: there is one worker and one queue.

What is to be done stands in the area's own rows, as a run's does; the worker asks what is due, in
either mode, and calls `carry_out` until it returns. That must be safe after a crash and from two
workers at once, and must not hold up the event loop that visits pages.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog_app.checks.services.visiting import Patrol

LetGo = Callable[[datetime], Iterator[int]]
_kinds: list[Kind] = []
_old: dict[str, LetGo] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: what of it is due as (id, size), the smallest first, and how it is done.

    A `size` is counted in pages; work of any size up to `worker.SMALL` begins at once."""

    name: str
    due: Callable[[], Sequence[tuple[int, int]]]
    carry_out: Callable[[int, Patrol], Coroutine[Any, Any, None]]


def carry_out_too(kind: Kind) -> None:
    """Let the workers of both modes carry out this kind of work, named once."""
    if kind.name not in {each.name for each in _kinds}:
        _kinds.append(kind)


def kinds_above() -> Sequence[Kind]:
    """The kinds of work of the areas above."""
    return tuple(_kinds)


def let_go_too(what: str, steps: LetGo) -> None:
    """Let the daily tidying also remove rows of an area above, named by `what`.

    `steps(before)` removes what is older in short transactions of its own, and yields after each how
    many rows are gone."""
    _old[what] = steps


def old_rows_above(before: datetime) -> Iterator[tuple[str, int]]:
    """Carry out what `let_go_too` was told: after each step what it removed, and how many."""
    for what, steps in _old.items():
        for number in steps(before):
            yield what, number
