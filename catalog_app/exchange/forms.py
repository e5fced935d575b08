"""What the screens send: the shape of it, not its meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from werkzeug.datastructures import FileStorage, MultiDict

from catalog_app.catalogs.services import FIELD_NAMES
from catalog_app.errors import TooManyFiles
from catalog_app.exchange.services.browsing import KINDS, SEVERITIES, Wanted
from catalog_app.exchange.services.bulk.listing import SHOWS, SORTS
from catalog_app.exchange.services.deciding import RowDecisions
from catalog_app.exchange.services.decisions import LINKS
from catalog_app.exchange.services.own_regions import Offered
from catalog_app.visits import is_record_id

NOT_IMPORTED = "-"
DOMAIN, CONFIRM, MATCH, ITEM = "domain-", "confirm-", "match-", "item-"
"""What the fields of a table, or of a row, begin with."""
ELEMENTS = frozenset({*FIELD_NAMES, LINKS})
FILES_MAX = 500
"""A prefecture's counties with all their domains; more come in a zip."""
Form = MultiDict[str, str]


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


@dataclass(frozen=True, slots=True)
class WantedFiles:
    """A key of SHOWS and one of SORTS."""

    show: str
    sort: str


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


def chosen_files_of_intake(form: Form) -> list[int]:
    """The ticked files of a page of a bulk import."""
    return [int(each) for each in form.getlist("file") if is_record_id(each)]


def wanted_files(arguments: Form) -> WantedFiles:
    """Which files to show and in which order; anything unknown falls back to all, as sent."""
    show, sort = arguments.get("show", ""), arguments.get("sort", "")
    return WantedFiles(show if show in SHOWS else "all", sort if sort in SORTS else "file")


def page_decisions(form: Form) -> RowDecisions:
    """The boxes of one page of the preview: every row and element shown, ticked or not; the entries
    chosen for rows, where one was."""
    taken, gone = set(form.getlist("take")), set(form.getlist("withdraw"))
    entries = [each for each in form.getlist("entry") if is_record_id(each)]
    return RowDecisions(
        {key: key in taken for key in form.getlist("row")},
        {int(each): each in gone for each in entries},
        _page_fields(form),
        _by_row(form, MATCH),
        _by_row(form, ITEM),
    )


def _by_row(form: Form, kind: str) -> dict[str, int]:
    """The ids chosen for rows in the fields of this kind; 0 for none."""
    return {
        name.removeprefix(kind): int(value)
        for name, value in form.items()
        if name.startswith(kind) and (value == "0" or is_record_id(value))
    }


def _page_fields(form: Form) -> dict[str, dict[str, bool]]:
    """Each shown box is named by a hidden field "row:element"."""
    taken = set(form.getlist("take-field"))
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for each in form.getlist("field"):
        key, _, element = each.partition(":")
        if element in ELEMENTS:
            found[key][element] = each in taken
    return found


def chosen_element(form: Form) -> tuple[str, bool] | None:
    """The element to take or to leave in all rows: the button's "take:owner" or "leave:owner"."""
    word, _, element = form.get("every-field", "").partition(":")
    return (element, word == "take") if word in ("take", "leave") and element in ELEMENTS else None


def chosen_entries(form: Form) -> list[int]:
    """The entries to be undone though somebody edited them since."""
    return [int(each) for each in form.getlist("also") if is_record_id(each)]


def chosen_domains(form: Form) -> dict[int, str | None]:
    """The select of each table: table number → domain code, None for "do not import"; a blank one
    says nothing. Where a button confirms a guessed domain, only that counts."""
    chosen = _by_table(form, CONFIRM) or _by_table(form, DOMAIN)
    return {
        number: None if value == NOT_IMPORTED else value
        for number, value in chosen.items()
        if value
    }


def _by_table(form: Form, prefix: str) -> dict[int, str]:
    return {
        int(name.removeprefix(prefix)): value
        for name, value in form.items()
        if name.startswith(prefix) and is_record_id(name.removeprefix(prefix))
    }


def wanted(arguments: Form, default: str) -> Wanted:
    """Which rows to show; anything unknown falls back to `default` and all tables."""
    kind, severity = arguments.get("show", default), arguments.get("severity")
    return Wanted(
        kind if kind in KINDS else default,
        arguments.get("table", type=int),
        severity if severity in SEVERITIES else None,
        arguments.get("code") or None,
    )
