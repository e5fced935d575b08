"""Files into catalogues and out again; other areas and views use the names listed here."""

from catalog_app.exchange.services.applying import apply
from catalog_app.exchange.services.batches import (
    STATE_NAMES,
    batch,
    choose_domains,
    compare_again,
    confirm_place,
    decide,
    decide_all,
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
from catalog_app.exchange.services.decisions import Decisions
from catalog_app.exchange.services.exporting import (
    MEDIA_TYPES,
    export_catalogs,
    export_file,
    template_file,
    write,
)
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
from catalog_app.exchange.services.undoing import Touched, touched, undo

__all__ = [
    "KINDS",
    "MEDIA_TYPES",
    "SEVERITIES",
    "STATE_NAMES",
    "Decisions",
    "Done",
    "Missing",
    "Offered",
    "Preview",
    "Row",
    "Status",
    "TablePreview",
    "Touched",
    "Wanted",
    "apply",
    "batch",
    "catalogs_touched",
    "changes_page",
    "choose_domains",
    "compare_again",
    "confirm_place",
    "counts_of",
    "decide",
    "decide_all",
    "discard",
    "earlier_batch",
    "edited_since",
    "export_catalogs",
    "export_file",
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
    "write",
]
