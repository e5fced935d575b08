"""The evidence of a finding as one document that can be handed on."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from catalog_app.checks.models import Finding, FindingEvent, PageCheck
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.services.evidence import came_back, evidence_of
from catalog_app.checks.services.findings import snapshot
from catalog_app.checks.wording import SEVERITY_NAMES, STATE_NAMES


def evidence_file(found: Finding, *, at: datetime) -> dict[str, Any]:
    """All of it as plain values for JSON, made at `at`. `sha256` is that of the kept text, in which
    personal data is masked, so that anybody can see whether the text was changed since."""
    told = evidence_of(found)
    return {
        "kind": "链接核查证据",
        "made_at": at.isoformat(),
        "finding": _finding(found),
        "rule": _rule(found),
        "item": _item(found),
        "evidence": dict(told.facts),
        "headers": dict(told.check.headers) if told.check else {},
        "page_text": _page_text(found),
        "visits": [_visit(each) for each in told.visits],
        "life": [_event(each) for each in found.history],
    }


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "id": found.id,
        "state": STATE_NAMES[found.state],
        "message": found.message,
        "remedy": found.remedy,
        "advisory": found.advisory,
        "first_seen": found.first_seen.isoformat(),
        "last_seen": found.last_seen.isoformat(),
        "days": found.seen_days,
        "came_back": came_back(found.history),
    }


def _rule(found: Finding) -> dict[str, Any]:
    rule = ALL_RULES[found.rule_id]
    return {
        "id": rule.id,
        "title": rule.title,
        "version": found.rule_version,
        "presets_version": found.presets_version,
        "severity": SEVERITY_NAMES[found.severity],
        "explanation": rule.explanation,
    }


def _item(found: Finding) -> dict[str, Any]:
    catalog, entry = found.catalog, found.entry
    return {
        "region": catalog.region.name,
        "region_code": catalog.region.code,
        "domain": catalog.domain.name,
        "name": entry.version.name if entry else found.evidence.get("item"),
        "owner": entry.version.owner if entry else None,
    }


def _page_text(found: Finding) -> dict[str, Any]:
    kept = snapshot(found.content_hash)
    return {
        "text": kept,
        "sha256": hashlib.sha256(kept.encode()).hexdigest() if kept is not None else None,
        "content_hash": found.content_hash,
        "personal_data": "已遮盖",
    }


def _visit(check: PageCheck) -> dict[str, Any]:
    return {
        "at": check.at.isoformat(),
        "outcome": check.outcome,
        "status": check.status,
        "final_url": check.final_url,
        "detail": check.detail,
        "content_hash": check.content_hash,
    }


def _event(event: FindingEvent) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "by": event.actor_name,
        "kind": event.kind,
        "from": STATE_NAMES.get(event.from_state or ""),
        "to": STATE_NAMES[event.to_state],
        "note": event.note,
    }
