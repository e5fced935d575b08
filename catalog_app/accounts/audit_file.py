"""The audit trail as CSV that spreadsheets open without running anything in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog_app.accounts.models import AuditEvent
from catalog_app.clock import in_china
from exports.csv import csv_lines

HEADER = ("时间", "操作人", "行政区划", "操作", "内容", "对象", "编号")


def audit_csv(rows: Iterable[tuple[AuditEvent, str]]) -> Iterator[str]:
    """Lines of the file for events with their region's name; times are China's."""
    return csv_lines(HEADER, (_cells(event, place) for event, place in rows))


def _cells(event: AuditEvent, place: str) -> tuple[str, ...]:
    at = f"{in_china(event.at):%Y-%m-%d %H:%M:%S}"
    number = "" if event.subject_id is None else str(event.subject_id)
    return at, event.actor_name, place, event.action, event.summary, event.subject_type, number
