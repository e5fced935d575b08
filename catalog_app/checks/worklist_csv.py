"""The worklist as a CSV that Excel and WPS open: UTF-8 with a byte-order mark, no live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog_app.checks.models import Finding
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.wording import SEVERITY_NAMES, STATE_NAMES
from catalog_app.clock import in_china
from exports.csv import csv_lines

HEADER = (
    "编号",
    "地区",
    "领域",
    "事项",
    "规则",
    "程度",
    "状态",
    "发现的问题",
    "发现日期",
    "最近一次",
    "网址",
    "建议",
    "理由",
)


def worklist_csv(findings: Iterable[Finding]) -> Iterator[str]:
    """The file in pieces: header, then one row a finding."""
    return csv_lines(HEADER, map(_cells, findings))


def _cells(finding: Finding) -> list[str]:
    catalog, entry = finding.catalog, finding.entry
    return [
        str(finding.id),
        catalog.region.name,
        catalog.domain.name,
        entry.version.name if entry else finding.evidence.get("item", ""),
        f"{finding.rule_id} {ALL_RULES[finding.rule_id].title}",
        SEVERITY_NAMES[finding.severity],
        STATE_NAMES[finding.state],
        finding.message,
        "、".join(finding.seen_days),
        f"{in_china(finding.last_seen):%Y-%m-%d %H:%M}",
        finding.evidence.get("url", ""),
        finding.remedy,
        finding.reason or "",
    ]
