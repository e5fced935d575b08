"""Files into catalogues and out again; other areas and views use the names listed here."""

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
    first_kind,
    problems_csv,
    shown,
)
from catalog_app.exchange.services.comparing import Missing, Row, Status
from catalog_app.exchange.services.deciding import (
    RowDecisions,
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
from catalog_app.exchange.services.results import (
    Done,
    catalogs_touched,
    changes_page,
    edited_since,
)
from catalog_app.exchange.services.rights import granted_domain
from catalog_app.exchange.services.screening import has_personal_data, tables_hold_personal_data
from catalog_app.exchange.services.template import template_file
from catalog_app.exchange.services.undoing import Touched, touched, undo

__all__ = [
    "FORMATS",
    "KINDS",
    "LINKS",
    "REACHES",
    "SEVERITIES",
    "SOURCES",
    "STATE_NAMES",
    "Decisions",
    "Done",
    "ExportFile",
    "ExportScope",
    "ExportTally",
    "Missing",
    "Offered",
    "Preview",
    "Row",
    "RowDecisions",
    "Status",
    "TablePreview",
    "Touched",
    "Wanted",
    "apply",
    "batch",
    "catalogs_of_scope",
    "catalogs_touched",
    "changes_page",
    "choose_domains",
    "compare_again",
    "confirm_place",
    "counts_of",
    "decide",
    "decide_all",
    "decide_field",
    "discard",
    "earlier_batch",
    "edited_since",
    "export_of",
    "first_kind",
    "granted_domain",
    "has_personal_data",
    "history",
    "keep_reading",
    "likely_regions",
    "named_elsewhere",
    "own_regions",
    "preview",
    "problems_csv",
    "read_paste",
    "read_upload",
    "region_for_export",
    "region_for_import",
    "region_in",
    "region_of",
    "shown",
    "tables_hold_personal_data",
    "template_file",
    "touched",
    "undo",
]
