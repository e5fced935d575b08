"""What to look at before a catalogue is submitted: what prevents it, and what is better mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog, Edition, Entry
from catalog_app.checks import services as checks
from catalog_app.checks.rules.catalogue_fields import fields_filled
from catalog_app.checks.rules.model import Verdict
from catalog_app.database import session
from catalog_app.reviews.models import Comment, SubmissionState
from catalog_app.reviews.services.reading import latest_submission
from catalog_app.reviews.services.submitting import ownerless, rows_of

Place = tuple[int | None, str, str]


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One thing to mend: what, at which entries (id or None, name, what is wrong there)."""

    title: str
    entries: Sequence[Place] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """`blocks` prevent the submission, `advice` does not. `items` in force, `linked` of them."""

    catalog: Catalog
    blocks: Sequence[CheckPoint]
    advice: Sequence[CheckPoint]
    items: int
    linked: int


def checklist(catalog_id: int) -> Checklist:
    """The catalogue as it would be submitted now; a fixed number of statements. Raises NotFound."""
    catalog = catalogs.catalog(catalog_id)
    kept = _kept(catalog_id)
    current = [entry for entry in kept if entry.version.disposition == "current"]
    return Checklist(
        catalog=catalog,
        blocks=[*_blocks(catalog, kept)],
        advice=[*_advice(catalog, current)],
        items=len(current),
        linked=sum(bool(entry.publications) for entry in current),
    )


def _kept(catalog_id: int) -> list[Entry]:
    query = (
        select(Entry)
        .where(Entry.catalog_id == catalog_id)
        .options(joinedload(Entry.version), selectinload(Entry.publications))
        .order_by(Entry.position, Entry.id)
    )
    found = session().scalars(query).all()
    return [entry for entry in found if entry.version.disposition != "withdrawn"]


def _blocks(catalog: Catalog, kept: Sequence[Entry]) -> Iterator[CheckPoint]:
    last = latest_submission(catalog.id)
    if last is not None and last.state == SubmissionState.SUBMITTED:
        yield CheckPoint("目录已经报送，正在等待验收")
    if not kept:
        yield CheckPoint("目录里还没有事项")
    elif rows_of(session(), catalog.published_edition_id) == [
        (entry.id, entry.current_version_id) for entry in kept
    ]:
        number = session().get_one(Edition, catalog.published_edition_id).number
        yield CheckPoint(f"自第 {number} 版验收通过以来，事项没有改动")
    nobody = [(id_, name, "没有填写公开主体") for id_, name in ownerless(session(), catalog.id)]
    if nobody:
        yield CheckPoint(f"{len(nobody)} 个事项没有填写公开主体", nobody)


def _advice(catalog: Catalog, current: Sequence[Entry]) -> Iterator[CheckPoint]:
    points: dict[str, list[Place]] = {
        "{} 条退回意见还没有标为已处理": _unresolved(catalog),
        "{} 个标准事项没有列入，也没有标明不适用": [
            (None, each.item.name, "标准指引中有")
            for each in catalogs.guide_differences(catalog.id).missing
        ],
        "{} 个事项要素不全": [*_unfilled(current)],
        "{} 个事项没有公开链接": [
            (entry.id, entry.version.name, "没有登记链接")
            for entry in current
            if not entry.publications
        ],
        "{} 个已确认的问题还没有解决": [*_confirmed(current)],
    }
    for title, found in points.items():
        if found:
            yield CheckPoint(title.format(len(found)), found)


def _unresolved(catalog: Catalog) -> list[Place]:
    last = latest_submission(catalog.id)
    if last is None or last.state != SubmissionState.RETURNED:
        return []
    query = (
        select(Comment)
        .where(Comment.submission_id == last.id, Comment.resolved_at.is_(None))
        .options(joinedload(Comment.entry).joinedload(Entry.version))
        .order_by(Comment.id)
    )
    return [
        (each.entry_id, each.entry.version.name if each.entry else "整份目录", each.text)
        for each in session().scalars(query)
    ]


def _unfilled(current: Sequence[Entry]) -> Iterator[Place]:
    for entry in current:
        judged = fields_filled(entry.version.as_content)
        if judged.verdict is not Verdict.MET:
            yield entry.id, entry.version.name, judged.message


def _confirmed(current: Sequence[Entry]) -> Iterator[Place]:
    findings = checks.open_findings([entry.id for entry in current])
    for entry in current:
        for found in findings.get(entry.id, ()):
            if found.state == "confirmed" and found.rule_id != "K09":  # shown as its own point
                yield entry.id, entry.version.name, found.message
