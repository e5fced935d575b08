"""Duties as a CSV that Excel and WPS open: UTF-8 with a byte-order mark, no live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog_app.duties.models import Duty
from catalog_app.duties.services import Now
from catalog_app.duties.wording import GAP_NAME, PROVISIONAL, SOFT, STATE_NAMES
from exports.csv import csv_lines

HEADER = (
    "地区", "领域", "公开主体", "事项", "公开时限", "要做什么", "到期日", "状态", "公开日期", "网页", "说明",
)  # fmt: skip


def duties_csv(duties: Iterable[Duty], now: Now) -> Iterator[str]:
    """The file in pieces: header, then one row a duty."""
    return csv_lines(HEADER, (_cells(duty, now) for duty in duties))


def _cells(duty: Duty, now: Now) -> list[str]:
    state = STATE_NAMES.get(duty.state(now), GAP_NAME)
    notes = [duty.why, SOFT if duty.soft else "", PROVISIONAL if duty.provisional else ""]
    return [
        duty.region.name,
        duty.catalog.domain.name,
        duty.owner,
        duty.entry.version.name,
        duty.limit_words,
        duty.what,
        str(duty.due or ""),
        state,
        str(duty.done_on or ""),
        duty.done_url or "",
        "；".join(note for note in notes if note),
    ]
