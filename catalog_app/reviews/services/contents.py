"""What a submission holds: against the edition decided before it, and against the guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import EditionItem, Entry, EntryVersion, Publication
from catalog_app.catalogs.services import FieldDifference
from catalog_app.checks import services as checks
from catalog_app.checks.models import Finding
from catalog_app.checks.rules.catalogue_fields import fields_filled
from catalog_app.checks.rules.model import Verdict
from catalog_app.database import session
from catalog_app.paging import Page
from catalog_app.reviews.models import Comment, Submission, SubmissionState
from catalog_app.reviews.services.reading import submission

PAGE_SIZE = 30
KIND_NAMES = {"added": "新增", "changed": "修改", "removed": "删去", "same": "未变"}


@dataclass(frozen=True, slots=True)
class ReviewedItem:
    """One entry of the edition (or, removed, of the one before): what changed, how it stands
    to the guide's item, its links with the state last seen, its open findings, its comments."""

    kind: str
    entry: Entry
    version: EntryVersion
    before: EntryVersion | None
    changes: Sequence[FieldDifference]
    from_guide: Sequence[FieldDifference]
    links: Sequence[tuple[Publication, str]] = ()
    comments: Sequence[Comment] = ()
    findings: Sequence[Finding] = ()

    @property
    def own(self) -> bool:
        """Not in the guide."""
        return self.entry.standard_item is None

    def faulty(self, link: Publication) -> bool:
        """Whether a confirmed finding speaks of this link."""
        return any(
            each.state == "confirmed" and each.publication_id == link.id for each in self.findings
        )


@dataclass(frozen=True, slots=True)
class SubmissionContents:
    """`page` is what is shown of it; `counts` how many entries are added, changed, removed, same
    against `previous`; `alternative` the other decided submission it can be held against;
    `missing` the guide's items the edition lacks; `incomplete` the names of items with elements
    missing; `confirmed` how many confirmed findings are open; `general` the comments on no single
    entry."""

    submission: Submission
    previous: Submission | None
    alternative: Submission | None
    counts: Mapping[str, int]
    page: Page[ReviewedItem]
    missing: Sequence[str]
    incomplete: Sequence[str]
    confirmed: int
    general: Sequence[Comment]
    comment_count: int


def contents(
    submission_id: int, show: str = "changes", number: int = 1, *, against_accepted: bool = False
) -> SubmissionContents:
    """The submission for its screen; `show` is changes, all, comments or findings. It is held
    against the last decided one before it, or the last accepted one. Raises NotFound."""
    found = submission(submission_id)
    before, alternative = _measures(found, against_accepted)
    old = {item.entry_id: item for item in _items(before.edition_id if before else None)}
    new = _items(found.edition_id)
    rows = [*(_row(item, old.get(item.entry_id)) for item in new), *_removed(old, new)]
    findings = checks.open_findings([item.entry_id for item in new])
    comments = _comments(found.id)
    rows = [
        replace(
            row, findings=findings.get(row.entry.id, ()), comments=comments.get(row.entry.id, ())
        )
        for row in rows
    ]
    chosen = [row for row in rows if _is_shown(row, show)]
    return SubmissionContents(
        submission=found,
        previous=before,
        alternative=alternative,
        counts={kind: sum(row.kind == kind for row in rows) for kind in KIND_NAMES},
        page=_page(chosen, number),
        missing=_missing(found, new),
        incomplete=_incomplete([item.version for item in new]),
        confirmed=sum(each.state == "confirmed" for row in rows for each in row.findings),
        general=comments.get(None, []),
        comment_count=sum(map(len, comments.values())),
    )


def incomplete(submission_id: int) -> list[str]:
    """The names of the submitted items in force that lack an element of the standard (K09)."""
    query = (
        select(EntryVersion)
        .join(EditionItem, EditionItem.entry_version_id == EntryVersion.id)
        .join(Submission, Submission.edition_id == EditionItem.edition_id)
        .where(Submission.id == submission_id)
        .order_by(EditionItem.position)
    )
    return _incomplete(session().scalars(query).all())


def _incomplete(versions: Sequence[EntryVersion]) -> list[str]:
    return [
        version.name
        for version in versions
        if version.disposition == "current"
        and fields_filled(version.as_content).verdict is not Verdict.MET
    ]


def _measures(
    of: Submission, against_accepted: bool
) -> tuple[Submission | None, Submission | None]:
    """The submission to compare with, and the other one that could be taken: after a return there
    are two, the returned edition, which shows what was corrected, and the accepted one before it."""
    accepted, returned = (
        _last_decided(of, state) for state in (SubmissionState.ACCEPTED, SubmissionState.RETURNED)
    )
    if returned is None or (accepted is not None and accepted.id > returned.id):
        return accepted, None
    if against_accepted and accepted is not None:
        return accepted, returned
    return returned, accepted


def _last_decided(of: Submission, state: SubmissionState) -> Submission | None:
    query = select(Submission).where(
        Submission.catalog_id == of.catalog_id, Submission.state == state, Submission.id < of.id
    )
    latest = query.order_by(Submission.id.desc()).limit(1)
    return session().scalar(latest.options(joinedload(Submission.edition)))


def _items(edition_id: int | None) -> Sequence[EditionItem]:
    query = (
        select(EditionItem)
        .where(EditionItem.edition_id == edition_id)
        .options(
            joinedload(EditionItem.version),
            joinedload(EditionItem.entry).joinedload(Entry.standard_item),
            joinedload(EditionItem.entry).selectinload(Entry.publications),
        )
        .order_by(EditionItem.position)
    )
    return session().scalars(query).all() if edition_id else []


def _row(item: EditionItem, old: EditionItem | None) -> ReviewedItem:
    before = old.version if old else None
    changes = _changes(before, item.version) if before else []
    restated = before is not None and (before.disposition, before.reason) != (
        item.version.disposition,
        item.version.reason,
    )
    kind = "added" if before is None else "changed" if changes or restated else "same"
    return ReviewedItem(
        kind, item.entry, item.version, before, changes, _from_guide(item.entry, item.version)
    )


def _removed(old: Mapping[int, EditionItem], new: Sequence[EditionItem]) -> list[ReviewedItem]:
    kept = {item.entry_id for item in new}
    gone = [item for entry_id, item in old.items() if entry_id not in kept]
    return [ReviewedItem("removed", item.entry, item.version, None, [], []) for item in gone]


def _changes(before: EntryVersion, after: EntryVersion) -> list[FieldDifference]:
    if before.id == after.id:
        return []
    return catalogs.changes_between(before.as_content, after.as_content)


def _from_guide(entry: Entry, version: EntryVersion) -> list[FieldDifference]:
    if entry.standard_item is None or version.disposition != "current":
        return []
    return catalogs.differences_from_item(version.as_content, entry.standard_item)


def _is_shown(row: ReviewedItem, show: str) -> bool:
    if show == "comments":
        return bool(row.comments)
    if show == "findings":
        return bool(row.findings)
    return show == "all" or row.kind != "same"


def _comments(submission_id: int) -> dict[int | None, list[Comment]]:
    query = select(Comment).where(Comment.submission_id == submission_id).order_by(Comment.id)
    found: dict[int | None, list[Comment]] = {}
    for each in session().scalars(query.options(joinedload(Comment.author))):
        found.setdefault(each.entry_id, []).append(each)
    return found


def _page(rows: Sequence[ReviewedItem], number: int) -> Page[ReviewedItem]:
    last = max(1, -(-len(rows) // PAGE_SIZE))
    number = min(max(1, number), last)
    shown = rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    states = _link_states(shown)
    filled = [replace(row, links=_links(row.entry, states)) for row in shown]
    return Page(filled, number, PAGE_SIZE, len(rows))


def _link_states(rows: Sequence[ReviewedItem]) -> dict[str, str]:
    urls = [link.url for row in rows for link in row.entry.publications]
    seen = checks.last_checks(urls) if urls else {}
    return {url: check.link_state for url, check in seen.items()}


def _links(entry: Entry, states: Mapping[str, str]) -> list[tuple[Publication, str]]:
    return [(link, states.get(link.url, "unchecked")) for link in entry.publications]


def _missing(found: Submission, new: Sequence[EditionItem]) -> list[str]:
    held = {item.entry.standard_item_id for item in new}
    differences = catalogs.guide_differences(found.catalog_id)
    return [each.item.name for each in differences.missing if each.item.id not in held]
