"""Storing what was seen: evidence, verdicts and the findings' lives, a turn a transaction."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.catalogs.models import Entry
from catalog_app.checks.models import PageCheck, RunPage, TextSnapshot, WebPage
from catalog_app.checks.privacy import mask, masked
from catalog_app.checks.services.due_pages import before, paces
from catalog_app.checks.services.host_visit import Seen
from catalog_app.checks.services.judging import LinkJudgement, PageResult
from catalog_app.checks.services.kept import to_keep
from catalog_app.checks.services.kept_files import keep_file
from catalog_app.checks.services.link_states import refresh_links
from catalog_app.checks.services.sightings import Judged, Subject, link_key, record
from catalog_app.clock import china_date
from catalog_app.database import transaction

KEPT_HEADERS = ("content-type", "last-modified", "etag", "server", "content-length")
HEADER_MAX = 300
TRIES = 3


def store(run_id: int, results: Sequence[PageResult]) -> None:
    """Keep the results of one turn of a run: all of them, or nothing. A page already done is
    skipped, so that a run taken up again stores nothing twice, and what two workers kept in the
    same moment is tried again by the one who came second."""
    for tries_left in reversed(range(TRIES)):
        try:
            return _store(run_id, results)
        except (IntegrityError, OperationalError):
            if not tries_left:
                raise
    return None


def _store(run_id: int, results: Sequence[PageResult]) -> None:
    with transaction() as current:
        fresh = _not_yet_done(current, results)
        if not fresh:
            return
        _hold_entries(current, _entry_ids(fresh))
        earlier = before(current, fresh)
        _store_snapshots(current, fresh)
        ids = _store_checks(current, run_id, fresh)
        _mark_done(current, fresh)
        record(current, [judged for result in fresh for judged in _judged(result)])
        _store_pages(current, ids, fresh, paces(current, fresh, earlier))
        refresh_links(current, _entry_ids(fresh))


def _not_yet_done(current: Session, results: Sequence[PageResult]) -> list[PageResult]:
    ids = [result.seen.planned.run_page_id for result in results]
    left = set(
        current.scalars(select(RunPage.id).where(among(RunPage.id, ids), RunPage.done.is_(False)))
    )
    return [result for result in results if result.seen.planned.run_page_id in left]


def _hold_entries(current: Session, entry_ids: Collection[int]) -> None:
    """An entry may have links on hosts that other workers visit: one at a time tells how its links
    stand, and all take the entries in the same order, lest two wait for each other."""
    held = select(Entry.id).where(among(Entry.id, entry_ids)).order_by(Entry.id)
    current.execute(held.with_for_update(key_share=True)).all()


def _store_snapshots(current: Session, results: Sequence[PageResult]) -> None:
    pages = [result.seen.page for result in results]
    texts = {page.text_hash: page.text for page in pages if page is not None and page.text}
    known = set(
        current.scalars(select(TextSnapshot.hash).where(among(TextSnapshot.hash, list(texts))))
    )
    rows = [
        {"hash": key, "text": zlib.compress(mask(text).encode(), 1)}
        for key, text in sorted(texts.items())
        if key not in known
    ]
    if rows:  # another worker may keep the same text in this moment: error pages are alike
        dialect = postgresql if current.get_bind().dialect.name == "postgresql" else sqlite
        current.execute(dialect.insert(TextSnapshot).on_conflict_do_nothing(), rows)


def _store_checks(
    current: Session, run_id: int, results: Sequence[PageResult]
) -> Mapping[int, int]:
    """What was seen, a row a page; their ids by the page's id.

    One short statement for all rows, then their ids: a statement that gives the ids back is as long
    as its rows are many, and is parsed anew each time."""
    rows = [_check_row(run_id, result) for result in results]
    current.execute(insert(PageCheck), rows)
    pages = among(PageCheck.web_page_id, [row["web_page_id"] for row in rows])
    ids = select(PageCheck.web_page_id, PageCheck.id).where(PageCheck.run_id == run_id, pages)
    return dict(current.execute(ids).all())


def _store_pages(
    current: Session,
    ids: Mapping[int, int],
    results: Sequence[PageResult],
    paces: Mapping[int, dict[str, Any]],
) -> None:
    current.execute(
        update(WebPage),
        [
            {
                "id": result.seen.planned.web_page_id,
                "last_check_id": ids[result.seen.planned.web_page_id],
                **_marks(result.seen),
                **paces[result.seen.planned.web_page_id],
            }
            for result in results
        ],
    )


def _marks(seen: Seen) -> dict[str, str | None]:
    """By what the site will know the page's state; an unchanged page keeps its marks."""
    if seen.kept is not None:
        return {"etag": seen.kept.etag, "last_modified": seen.kept.last_modified}
    return {
        "etag": _impersonal(seen.fetched.etag),
        "last_modified": _impersonal(seen.fetched.last_modified),
    }


def _impersonal(mark: str | None) -> str | None:
    """A server's mark of a page's state, to be sent back to it as it was, or not kept at all."""
    return mark if mark is None or mask(mark) == mark else None


def _check_row(run_id: int, result: PageResult) -> dict[str, Any]:
    """What was seen, as it is kept: no personal number in any text of the page or its server."""
    seen, fetched, page = result.seen, result.seen.fetched, result.seen.page
    return {
        "run_id": run_id,
        "web_page_id": seen.planned.web_page_id,
        "at": seen.at,
        "outcome": str(fetched.outcome),
        "status": fetched.status,
        "final_url": masked(fetched.final_url),
        "redirects": [{"status": status, "url": masked(url)} for status, url in fetched.redirects],
        "headers": kept_headers(fetched.headers),
        "elapsed_ms": fetched.elapsed_ms,
        "link_state": result.link_state,
        "detail": masked(fetched.detail),
        "reading": _reading(seen),
        "verdicts": {str(link.target.publication_id): link.verdicts for link in result.links},
        "content_hash": page.text_hash if page else None,
        "snapshot_hash": page.text_hash if page and page.text else None,
        "rendered": fetched.rendered,
        "files": [keep_file(file) for file in seen.files],
        "elements": masked(
            {str(link.target.publication_id): link.elements for link in result.links}
        ),
    }


def _reading(seen: Seen) -> dict[str, Any] | None:
    if seen.kept is not None:
        return dict(seen.kept.reading)
    return to_keep(seen.page, read_on=china_date(seen.at)) if seen.page else None


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that matter as evidence, masked before they are cut."""
    return {name: mask(headers[name])[:HEADER_MAX] for name in KEPT_HEADERS if name in headers}


def _mark_done(current: Session, results: Sequence[PageResult]) -> None:
    ids = [result.seen.planned.run_page_id for result in results]
    current.execute(
        update(RunPage)
        .where(among(RunPage.id, ids))
        .values(done=True)
        .execution_options(synchronize_session=False)
    )


def _judged(result: PageResult) -> list[Judged]:
    facts = _facts(result)
    return [(_subject(result, link, facts), link.judgements) for link in result.links]


def _subject(result: PageResult, link: LinkJudgement, facts: Mapping[str, Any]) -> Subject:
    target, page = link.target, result.seen.page
    return Subject(
        key=link_key(target.entry_id, target.url),
        catalog_id=target.catalog_id,
        region_id=target.region_id,
        entry_id=target.entry_id,
        publication_id=target.publication_id,
        content_hash=page.text_hash if page else None,
        url=target.url,
        presets=result.presets,
        at=result.seen.at,
        facts=facts,
    )


def _facts(result: PageResult) -> dict[str, Any]:
    """What every finding of this visit can show: the address, the answer, the way it took."""
    fetched = result.seen.fetched
    return {
        "url": result.seen.planned.url,
        "final_url": fetched.final_url,
        "status": fetched.status,
        "outcome": str(fetched.outcome),
        "redirects": [[status, url] for status, url in fetched.redirects],
        "seen_at": result.seen.at.isoformat(),
    }


def _entry_ids(results: Sequence[PageResult]) -> set[int]:
    return {link.target.entry_id for result in results for link in result.links}
