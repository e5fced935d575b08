"""What the screens send: the shape of it, not its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from werkzeug.datastructures import FileStorage, MultiDict

from catalog_app.errors import TooManyFiles
from catalog_app.exchange.services.browsing import KINDS, Wanted
from catalog_app.exchange.services.own_regions import Offered
from catalog_app.visits import is_record_id

NOT_IMPORTED = "-"
FILES_MAX = 60
"""Twice the domains there are; each file may keep a reader busy for half a minute."""
Form = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class PageDecisions:
    """The boxes of one page of the preview: every row shown, ticked or not."""

    rows: dict[str, bool]
    withdrawals: dict[int, bool]


@dataclass(frozen=True, slots=True)
class RegionSlip:
    """A region that could not be told: what was written, why not, and what may have been meant."""

    text: str
    reason: str
    likely: Sequence[Offered]


@dataclass(frozen=True, slots=True)
class PasteSlip:
    """A pasted table that was not read: it and the region as sent, which of both is wrong, and why."""

    text: str
    region: str
    about: Literal["region", "table"]
    reason: str


def named_region(form: Form) -> str:
    """The region chosen among those offered after a slip, else the one written."""
    return (form.get("place") or form.get("region", "")).strip()


def chosen_files(files: Iterable[FileStorage]) -> list[FileStorage]:
    """The files really chosen; a browser sends an empty one when there is none.

    Raises TooManyFiles."""
    chosen = [each for each in files if each.filename]
    if len(chosen) > FILES_MAX:
        raise TooManyFiles(count=len(chosen), limit=FILES_MAX)
    return chosen


def page_decisions(form: Form) -> PageDecisions:
    taken, gone = set(form.getlist("take")), set(form.getlist("withdraw"))
    entries = [each for each in form.getlist("entry") if is_record_id(each)]
    return PageDecisions(
        {key: key in taken for key in form.getlist("row")},
        {int(each): each in gone for each in entries},
    )


def chosen_domains(form: Form) -> dict[int, str | None]:
    """The select of each table: table number → domain code, None for "do not import"."""
    return {
        int(name.removeprefix("domain-")): None if value in ("", NOT_IMPORTED) else value
        for name, value in form.items()
        if name.startswith("domain-") and is_record_id(name.removeprefix("domain-"))
    }


def wanted(arguments: Form, default: str) -> Wanted:
    """Which rows to show; anything unknown falls back to `default` and all tables."""
    kind = arguments.get("show", default)
    return Wanted(kind if kind in KINDS else default, arguments.get("table", type=int))
