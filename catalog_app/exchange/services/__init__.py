"""Files into catalogues and out again; other areas and views use the names listed here."""

from catalog_app.checks.services import Kind, carry_out_too, let_go_too
from catalog_app.exchange.services.applying import apply
from catalog_app.exchange.services.batches import (
    STATE_NAMES,
    batch,
    discard,
    earlier_batch,
    history,
    keep_reading,
    preview,
    read_upload,
)
from catalog_app.exchange.services.browsing import (
    KINDS,
    SEVERITIES,
    Wanted,
    counts_of,
    fields_changed,
    first_kind,
    page_of_row,
    problem_groups,
    problems_csv,
    runs_of,
    severity_counts,
    shown,
)
from catalog_app.exchange.services.bulk.arriving import Sent, is_bulk, take_in
from catalog_app.exchange.services.bulk.asking import (
    apply_chosen,
    apply_clean,
    ask_for_report,
    choose_region,
    discard_intake,
    go_on,
    intake_by_id,
    stop_intake,
    undo_intake,
)
from catalog_app.exchange.services.bulk.job import carry_out_intake
from catalog_app.exchange.services.bulk.listing import (
    SHOWS,
    SORTS,
    Progress,
    counts_of_intake,
    files_of_intake,
    origin_of,
    progress_of_intake,
    recent_intakes,
)
from catalog_app.exchange.services.bulk.reports import intake_report
from catalog_app.exchange.services.bulk.waiting import (
    WaitingIntake,
    waiting_files,
    waiting_intakes,
)
from catalog_app.exchange.services.bulk.whose import whose
from catalog_app.exchange.services.bulk.wording import INTAKE_STATES, state_words, to_do
from catalog_app.exchange.services.bulk.working import AT_WORK, next_step, unfinished_intakes
from catalog_app.exchange.services.candidates import candidates
from catalog_app.exchange.services.comparing import Missing, Row, Status
from catalog_app.exchange.services.deciding import (
    RowDecisions,
    change_region,
    choose_domains,
    compare_again,
    confirm_place,
    decide,
    decide_all,
    decide_field,
)
from catalog_app.exchange.services.decisions import LINKS, Decisions
from catalog_app.exchange.services.export_files import FORMATS, ExportFile, ExportTally, export_of
from catalog_app.exchange.services.export_scope import REACHES, SOURCES, ExportScope
from catalog_app.exchange.services.export_source import catalogs_of_scope
from catalog_app.exchange.services.following import Following, followed_by
from catalog_app.exchange.services.guide_book import draft_guide
from catalog_app.exchange.services.kept_files import digest, is_kept, let_go
from catalog_app.exchange.services.later_edits import LaterEdit, later_edits
from catalog_app.exchange.services.own_regions import Offered, likely_regions, own_regions
from catalog_app.exchange.services.pasting import read_paste
from catalog_app.exchange.services.places import (
    named_elsewhere,
    region_for_export,
    region_for_import,
    region_in,
    region_of,
)
from catalog_app.exchange.services.preview import Preview, TablePreview
from catalog_app.exchange.services.problem_reports import original_file, problem_report
from catalog_app.exchange.services.reading import read_upload_apart
from catalog_app.exchange.services.results import (
    Done,
    catalogs_touched,
    changes_page,
)
from catalog_app.exchange.services.rights import granted_domain
from catalog_app.exchange.services.screening import has_personal_data, tables_hold_personal_data
from catalog_app.exchange.services.template import template_file
from catalog_app.exchange.services.undoing import Touched, touched, undo

# The one worker also carries out intakes, and lets go of old files with other old records.
carry_out_too(Kind("intake", unfinished_intakes, carry_out_intake))
let_go_too("files", let_go)

__all__ = [
    "AT_WORK",
    "FORMATS",
    "INTAKE_STATES",
    "KINDS",
    "LINKS",
    "REACHES",
    "SEVERITIES",
    "SHOWS",
    "SORTS",
    "SOURCES",
    "STATE_NAMES",
    "Decisions",
    "Done",
    "ExportFile",
    "ExportScope",
    "ExportTally",
    "Following",
    "LaterEdit",
    "Missing",
    "Offered",
    "Preview",
    "Progress",
    "Row",
    "RowDecisions",
    "Sent",
    "Status",
    "TablePreview",
    "Touched",
    "WaitingIntake",
    "Wanted",
    "apply",
    "apply_chosen",
    "apply_clean",
    "ask_for_report",
    "batch",
    "candidates",
    "carry_out_intake",
    "catalogs_of_scope",
    "catalogs_touched",
    "change_region",
    "changes_page",
    "choose_domains",
    "choose_region",
    "compare_again",
    "confirm_place",
    "counts_of",
    "counts_of_intake",
    "decide",
    "decide_all",
    "decide_field",
    "digest",
    "discard",
    "discard_intake",
    "draft_guide",
    "earlier_batch",
    "export_of",
    "fields_changed",
    "files_of_intake",
    "first_kind",
    "followed_by",
    "go_on",
    "granted_domain",
    "has_personal_data",
    "history",
    "intake_by_id",
    "intake_report",
    "is_bulk",
    "is_kept",
    "keep_reading",
    "later_edits",
    "likely_regions",
    "named_elsewhere",
    "next_step",
    "origin_of",
    "original_file",
    "own_regions",
    "page_of_row",
    "preview",
    "problem_groups",
    "problem_report",
    "problems_csv",
    "progress_of_intake",
    "read_paste",
    "read_upload",
    "read_upload_apart",
    "recent_intakes",
    "region_for_export",
    "region_for_import",
    "region_in",
    "region_of",
    "runs_of",
    "severity_counts",
    "shown",
    "state_words",
    "stop_intake",
    "tables_hold_personal_data",
    "take_in",
    "template_file",
    "to_do",
    "touched",
    "undo",
    "undo_intake",
    "unfinished_intakes",
    "waiting_files",
    "waiting_intakes",
    "whose",
]
