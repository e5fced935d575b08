"""What a preview says in figures, kept beside the file so that a list of files needs no preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.addresses import AddressGuard
from catalog_app.exchange.models import ImportBatch, IntakeFile
from catalog_app.exchange.services.places import named_elsewhere
from catalog_app.exchange.services.preview import Preview, build

NOTHING_NEW = "与现在的目录一致，没有要导入的"


def note_figures(current: Session, file: IntakeFile, preview: Preview) -> None:
    """Keep the figures of the batch's preview, and why a person must look; flushes nothing."""
    counts, severities = preview.counts, Counter(each.severity for _, each in preview.problems)
    file.domains = list(dict.fromkeys(t.domain.name for t in preview.tables if t.domain))
    file.entries = sum(len(table.rows) for table in preview.tables)
    file.added, file.changed = counts["added"], counts["changed"]
    file.unchanged, file.missing = counts["unchanged"], counts["missing"]
    file.errors, file.warnings = severities["error"], severities["warning"]
    file.matters = [*matters_of(preview), *_twins(current, file, preview)]
    file.clean = not file.matters


def refresh_figures(
    current: Session, batch: ImportBatch, *, by: Actor, guard: AddressGuard
) -> None:
    """The same after the clerk decided something about a batch, where it came with an intake."""
    file = current.scalar(select(IntakeFile).where(IntakeFile.batch_id == batch.id))
    if file is not None:
        part_from_twins(current, file)
        file.region_id = batch.region_id
        note_figures(current, file, build(batch, by=by, guard=guard))


def matters_of(preview: Preview) -> Sequence[str]:
    """Why a batch is not applied without a person's look: what is wrong or undecided in it."""
    elsewhere = None
    if not preview.place_confirmed:
        elsewhere = named_elsewhere(preview.reading, preview.batch.region)
    errors = sum(each.severity == "error" for _, each in preview.problems)
    doubtful = sum(table.doubtful for table in preview.tables)
    undecided = sum(row.choosable and not row.taken for row in preview.rows)
    told = (
        (elsewhere, f"文件里写的是“{elsewhere.name if elsewhere else ''}”，请核对地区"),
        (errors, f"{errors} 处错误"),
        (doubtful, f"{doubtful} 张表的领域要看一下"),
        (preview.doubtful, f"{preview.doubtful} 项与目录里的不是完全同名，请核对配对"),
        (preview.personal, f"{preview.personal} 行有个人信息，已遮盖"),
        (undecided, f"{undecided} 项没有采用，请决定"),
        (preview.moved_on, f"{preview.moved_on} 项在核对期间有人改动"),
    )
    matters = [words for there_is, words in told if there_is]
    return matters if matters or preview.to_apply else [NOTHING_NEW]


def _twins(current: Session, file: IntakeFile, preview: Preview) -> Sequence[str]:
    """Other files of the intake for the same region and domain: the one would change what the other
    was compared with. They are told of this one, too."""
    query = select(IntakeFile).where(
        IntakeFile.intake_id == file.intake_id,
        IntakeFile.id != file.id,
        IntakeFile.state == "read",
        IntakeFile.region_id == preview.batch.region_id,
    )
    twins = [each for each in current.scalars(query) if set(each.domains) & set(file.domains)]
    for each in twins:
        told = _twin(file)
        each.matters = [*(matter for matter in each.matters if matter != told), told]
        each.clean = False
    return [_twin(each) for each in twins]


def part_from_twins(current: Session, file: IntakeFile) -> None:
    """The other files of the intake are not told of this one any more: its region or domain changes."""
    told = _twin(file)
    query = select(IntakeFile).where(
        IntakeFile.intake_id == file.intake_id,
        IntakeFile.id != file.id,
        IntakeFile.state == "read",
        IntakeFile.region_id == file.region_id,
    )
    for each in current.scalars(query):
        if told in each.matters:
            each.matters = [matter for matter in each.matters if matter != told]
            each.clean = not each.matters


def _twin(other: IntakeFile) -> str:
    return f"与“{other.path}”是同一地区、同一领域，请先核对"
