"""Storing what was seen: evidence, verdicts and the findings' lives, a batch a transaction."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from catalog_app.checks.models import PageCheck, RunPage, TextSnapshot, WebPage
from catalog_app.checks.privacy import mask
from catalog_app.checks.services.judging import PageResult, verdicts
from catalog_app.checks.services.sightings import Sighting, record_sightings
from catalog_app.database import transaction
from catalog_app.search import services as search

KEPT_HEADERS = ("content-type", "last-modified", "etag", "date", "server", "content-length")
STATE_ORDER = ("broken", "unsure", "ok")


def store(run_id: int, results: Sequence[PageResult]) -> None:
    """Keep a batch of results of a run: all of it, or nothing. A page already done is skipped, so
    that a run taken up again stores nothing twice."""
    with transaction() as current:
        fresh = _not_yet_done(current, results)
        if not fresh:
            return
        _store_snapshots(current, fresh)
        _store_checks(current, run_id, fresh)
        _mark_done(current, fresh)
        record_sightings(current, [s for result in fresh for s in _sightings(result)])
        search.refresh_links(current, _entry_ids(fresh))


def _not_yet_done(current: Session, results: Sequence[PageResult]) -> list[PageResult]:
    ids = [result.planned.run_page_id for result in results]
    done = set(
        current.scalars(select(RunPage.id).where(RunPage.id.in_(ids), RunPage.done.is_(True)))
    )
    return [result for result in results if result.planned.run_page_id not in done]


def _store_snapshots(current: Session, results: Sequence[PageResult]) -> None:
    texts = {r.page.text_hash: r.page.text for r in results if r.page is not None and r.page.text}
    known = set(
        current.scalars(select(TextSnapshot.hash).where(TextSnapshot.hash.in_(list(texts))))
    )
    rows = [
        {"hash": key, "text": zlib.compress(mask(text).encode(), 1)}
        for key, text in texts.items()
        if key not in known
    ]
    if rows:
        current.execute(insert(TextSnapshot), rows)


def _store_checks(current: Session, run_id: int, results: Sequence[PageResult]) -> None:
    rows = [_check_row(run_id, result) for result in results]
    ids = current.scalars(
        insert(PageCheck).returning(PageCheck.id, sort_by_parameter_order=True), rows
    ).all()
    current.execute(
        update(WebPage),
        [
            {
                "id": result.planned.web_page_id,
                "last_check_id": check_id,
                "etag": result.fetched.etag,
                "last_modified": result.fetched.last_modified,
            }
            for result, check_id in zip(results, ids, strict=True)
        ],
    )


def _check_row(run_id: int, result: PageResult) -> dict[str, Any]:
    fetched, page = result.fetched, result.page
    return {
        "run_id": run_id,
        "web_page_id": result.planned.web_page_id,
        "at": result.at,
        "outcome": str(fetched.outcome),
        "status": fetched.status,
        "final_url": fetched.final_url,
        "redirects": [{"status": status, "url": url} for status, url in fetched.redirects],
        "headers": kept_headers(fetched.headers),
        "elapsed_ms": fetched.elapsed_ms,
        "link_state": min(
            (link.link_state for link in result.links), key=STATE_ORDER.index, default="ok"
        ),
        "detail": fetched.detail,
        "reading": page.to_dict() if page else None,
        "verdicts": verdicts(result),
        "content_hash": page.text_hash if page else None,
        "snapshot_hash": page.text_hash if page and page.text else None,
    }


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that matter as evidence."""
    return {name: headers[name][:300] for name in KEPT_HEADERS if name in headers}


def _mark_done(current: Session, results: Sequence[PageResult]) -> None:
    ids = [result.planned.run_page_id for result in results]
    current.execute(update(RunPage).where(RunPage.id.in_(ids)).values(done=True))


def _sightings(result: PageResult) -> list[Sighting]:
    page = result.page
    return [
        Sighting(
            subject_key=f"publication:{link.target.publication_id}",
            rule=rule,
            judgement=judgement,
            catalog_id=link.target.catalog_id,
            region_id=link.target.region_id,
            entry_id=link.target.entry_id,
            publication_id=link.target.publication_id,
            content_hash=page.text_hash if page else None,
            at=result.at,
            facts=_facts(result),
        )
        for link in result.links
        for rule, judgement in link.judgements
    ]


def _facts(result: PageResult) -> dict[str, Any]:
    """What every finding of this visit can show: the address, the answer, the way it took."""
    fetched = result.fetched
    return {
        "url": result.planned.url,
        "final_url": fetched.final_url,
        "status": fetched.status,
        "outcome": str(fetched.outcome),
        "redirects": [[status, url] for status, url in fetched.redirects],
        "seen_at": result.at.isoformat(),
    }


def _entry_ids(results: Sequence[PageResult]) -> set[int]:
    return {link.target.entry_id for result in results for link in result.links}
