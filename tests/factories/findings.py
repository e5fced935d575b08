"""Findings as a patrol leaves them."""

from __future__ import annotations

from typing import Any

from catalog_app.catalogs.models import Entry
from catalog_app.checks.models import Finding
from catalog_app.checks.services.sightings import link_key
from catalog_app.database import transaction
from tests.conftest import NOON


def a_finding(
    entry: Entry,
    state: str = "confirmed",
    message: str = "页面不存在",
    rule: str = "L02",
    **fields: Any,
) -> Finding:
    """A finding on the entry's first link, if it has one; `fields` replace its own."""
    link = entry.publications[0] if entry.publications else None
    with transaction() as session:
        finding = Finding(
            **{
                "subject_key": link_key(entry.id, link.url) if link else f"entry:{entry.id}",
                "rule_id": rule,
                "rule_version": 1,
                "catalog_id": entry.catalog_id,
                "region_id": entry.catalog.region_id,
                "entry_id": entry.id,
                "publication_id": link.id if link else None,
                "url": link.url if link else None,
                "evidence": {"url": link.url} if link else {},
                "severity": "error",
                "state": state,
                "message": message,
                "remedy": "请更换链接",
                "seen_days": ["2026-11-20"],
                "first_seen": NOON,
                "last_seen": NOON,
            }
            | fields
        )
        session.add(finding)
    return finding
