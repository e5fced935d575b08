"""Handing a catalogue in for acceptance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog, Edition, EditionItem, Entry, EntryVersion
from catalog_app.database import transaction
from catalog_app.errors import NotFound
from catalog_app.reviews.errors import AlreadySubmitted, OwnersMissing, UnchangedSinceAccepted
from catalog_app.reviews.models import Submission, SubmissionState

NAMES_SHOWN = 5


def submit(catalog_id: int, *, by: Actor, at: datetime, note: str | None = None) -> Submission:
    """Freeze the catalogue as an edition and hand it in.

    Raises NotFound, AlreadySubmitted, OwnersMissing, UnchangedSinceAccepted, and CatalogEmpty.
    """
    with transaction() as current:
        catalog = current.get(Catalog, catalog_id, with_for_update=True)
        if catalog is None:
            raise NotFound(what="目录")
        _refuse_open(current, catalog)
        _refuse_ownerless(current, catalog)
        edition = catalogs.freeze_edition(current, catalog, by=by, at=at)
        _refuse_unchanged(current, catalog, edition)
        submission = Submission(
            catalog=catalog,
            edition=edition,
            note=(note or "").strip() or None,
            submitted_by_id=by.id,
            submitted_at=at,
        )
        current.add(submission)
        current.flush()
        summary = f"报送{title(submission)}"
        place = catalog.region_id
        audit.record(
            current,
            "submission.submitted",
            submission,
            by=by,
            at=at,
            region_id=place,
            summary=summary,
        )
    return submission


def title(submission: Submission) -> str:
    """敦化市“社会救助”标准目录第 2 版"""
    catalog = submission.catalog
    return f"{catalog.region.name}“{catalog.domain.name}”标准目录第 {submission.edition.number} 版"


def open_submission(current: Session, catalog_id: int) -> Submission | None:
    """The catalogue's submission that waits for a decision."""
    return current.scalar(
        select(Submission).where(
            Submission.catalog_id == catalog_id, Submission.state == SubmissionState.SUBMITTED
        )
    )


def ownerless(current: Session, catalog_id: int) -> Sequence[tuple[int, str]]:
    """(entry id, name) of the items in force that name nobody responsible."""
    query = (
        select(Entry.id, EntryVersion.name)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(Entry.catalog_id == catalog_id, EntryVersion.disposition == "current")
        .where((EntryVersion.owner.is_(None)) | (EntryVersion.owner == ""))
        .order_by(Entry.position, Entry.id)
    )
    return [(row.id, row.name) for row in current.execute(query)]


def rows_of(current: Session, edition_id: int | None) -> list[tuple[int, int]]:
    """(entry id, version id) of an edition, in its order."""
    query = select(EditionItem.entry_id, EditionItem.entry_version_id)
    query = query.where(EditionItem.edition_id == edition_id).order_by(EditionItem.position)
    return [(row.entry_id, row.entry_version_id) for row in current.execute(query)]


def _refuse_open(current: Session, catalog: Catalog) -> None:
    if open_submission(current, catalog.id):
        raise AlreadySubmitted()


def _refuse_ownerless(current: Session, catalog: Catalog) -> None:
    found = ownerless(current, catalog.id)
    if found:
        shown = "、".join(f"“{name}”" for _, name in found[:NAMES_SHOWN])
        raise OwnersMissing(count=len(found), names=shown + "等" * (len(found) > NAMES_SHOWN))


def _refuse_unchanged(current: Session, catalog: Catalog, edition: Edition) -> None:
    if catalog.published_edition_id is None:
        return
    if rows_of(current, catalog.published_edition_id) == rows_of(current, edition.id):
        accepted = current.get_one(Edition, catalog.published_edition_id)
        raise UnchangedSinceAccepted(edition=accepted.number)
