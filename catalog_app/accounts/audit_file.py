"""The audit trail as CSV that spreadsheets open without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from catalog_app.accounts.models import AuditEvent
from catalog_app.clock import in_china
from exports.cells import neutralised

HEADER = ("时间", "操作人", "行政区划", "操作", "内容", "对象", "编号")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page


def audit_csv(rows: Iterable[tuple[AuditEvent, str]]) -> Iterator[str]:
    """Lines of the file for events with their region's name; times are China's."""
    yield BYTE_ORDER_MARK + _line(HEADER)
    for event, place in rows:
        at = f"{in_china(event.at):%Y-%m-%d %H:%M:%S}"
        number = "" if event.subject_id is None else str(event.subject_id)
        yield _line(
            (at, event.actor_name, place, event.action, event.summary, event.subject_type, number)
        )


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([neutralised(cell) for cell in cells])
    return buffer.getvalue()
