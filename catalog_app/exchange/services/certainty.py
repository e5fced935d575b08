"""Where a table's domain comes from, and how certain that is, in words for the clerk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domains.nearest import Likeness, proposed
from domains.recognition import CERTAIN
from domains.standard import domain, domain_named
from imports.reading import ReadTable

FEWEST_TO_DOUBT = 3
"""Items another guide must hold before a written domain is doubted."""
FAR_AHEAD = 3.0
"""How much nearer the other guide must be than the written one."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """The domain's code (None for none), where it comes from; `sure` only when it is written or
    chosen. `proposal` tells that it is guessed from the contents and waits for the clerk; `doubt`
    is what the contents say against a written one."""

    code: str | None
    words: str
    sure: bool
    proposal: bool = False
    doubt: str | None = None


CHOSEN = Certainty(None, "人工选定", True)


def certainty_of(table: ReadTable, file_name: str, nearest: Sequence[Likeness]) -> Certainty:
    """The surest place that names the table's domain; else the nearest guide, as a proposal."""
    if table.domain is None:
        return _from_contents(nearest)
    words, sure = _written(table, file_name)
    doubt = _doubt(table.domain, nearest)
    return Certainty(table.domain, words, sure and doubt is None, doubt=doubt)


def _written(table: ReadTable, file_name: str) -> tuple[str, bool]:
    places = (("标题", table.title), ("工作表名", table.sheet), ("文件名", file_name))
    for place, text in places:
        named = domain_named(text) if text else None
        if named and named[0].code == table.domain:
            sure = named[1] >= CERTAIN
            return (f"{place}写明" if sure else f"按{place}推断，请核对"), sure
    return "领域列写明", True


def _from_contents(nearest: Sequence[Likeness]) -> Certainty:
    guess = proposed(nearest)
    if guess is None:
        return Certainty(None, "没有认出", False)
    return Certainty(guess.code, f"内容相近 {guess.percent}%，请确认", False, proposal=True)


def _doubt(written: str, nearest: Sequence[Likeness]) -> str | None:
    guess = proposed(nearest)
    if guess is None or guess.code == written or guess.matched < FEWEST_TO_DOUBT:
        return None
    own = next((each.weight for each in nearest if each.code == written), 0.0)
    if guess.weight < FAR_AHEAD * own:
        return None
    return (
        f"写的是“{domain(written).name}”，内容却像“{guess.name}”："
        f"{guess.asked} 个事项名称中有 {guess.matched} 个在“{guess.name}”的标准指引里"
    )
