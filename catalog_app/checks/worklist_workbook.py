"""The worklist as a workbook for offices that share it out: a summary and a sheet a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from catalog_app.checks.models import Finding
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.services import group_of
from catalog_app.checks.wording import SEVERITY_NAMES, STATE_NAMES
from catalog_app.clock import in_china
from exports.findings import FindingColumn, FindingGroup, write_findings

ROWS_MAX = 10_000
"""Ten seconds of writing; whoever needs more takes the CSV, or a narrower filter."""
COLUMNS = tuple(
    FindingColumn(name, width)
    for name, width in (
        ("编号", 8),
        ("地区", 14),
        ("领域", 12),
        ("公开主体", 18),
        ("事项", 26),
        ("规则", 18),
        ("程度", 8),
        ("状态", 9),
        ("扣分", 9),
        ("发现的问题", 42),
        ("首次发现", 12),
        ("最近一次", 12),
        ("网址", 42),
        ("建议", 36),
        ("负责人", 14),
        ("期限", 12),
        ("理由", 30),
    )
)


def write_worklist(
    findings: Iterable[Finding], by: str, target: BinaryIO, *, total: int, at: datetime
) -> None:
    """Write the findings, grouped as the screen groups them ("owner", "page", "rule", "catalog").
    Where `total` are more than ROWS_MAX, the title says that the rest is missing."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        title, about, _ = group_of(by, finding)
        groups[title, about].append(finding)
    write_findings(
        _title(total, at),
        COLUMNS,
        [_group(title, about, members) for (title, about), members in groups.items()],
        tuple(STATE_NAMES.values()),
        target,
    )


def _title(total: int, at: datetime) -> str:
    title = f"链接核查问题清单（{in_china(at):%Y-%m-%d %H:%M} 导出）"
    if total <= ROWS_MAX:
        return title
    return f"{title}：共 {total} 个，这里只有前 {ROWS_MAX} 个，请缩小筛选范围或下载 CSV"


def _group(title: str, about: str, members: list[Finding]) -> FindingGroup:
    states = [STATE_NAMES[each.state] for each in members]
    return FindingGroup(title, about, [_cells(each) for each in members], states)


def _cells(finding: Finding) -> list[str]:
    catalog, entry = finding.catalog, finding.entry
    return [
        str(finding.id),
        catalog.region.name,
        catalog.domain.name,
        (entry.version.owner or "") if entry else "",
        entry.version.name if entry else str(finding.evidence.get("item", "")),
        f"{finding.rule_id} {ALL_RULES[finding.rule_id].title}",
        SEVERITY_NAMES[finding.severity],
        STATE_NAMES[finding.state],
        "仅供参考" if finding.advisory else "扣分",
        finding.message,
        f"{in_china(finding.first_seen):%Y-%m-%d}",
        f"{in_china(finding.last_seen):%Y-%m-%d}",
        finding.url or "",
        finding.remedy,
        finding.assigned_to.display_name if finding.assigned_to else "",
        finding.deadline.isoformat() if finding.deadline else "",
        finding.reason or "",
    ]
