"""What the office does with catalogues; other areas use the names listed here."""

from catalog_app.catalogs.services.browsing import EntryFilter, entries_page, owners
from catalog_app.catalogs.services.bulk import EntryDraft
from catalog_app.catalogs.services.changes import when_entries_change
from catalog_app.catalogs.services.comparison import (
    Change,
    FieldDifference,
    GuideDifferences,
    MissingItem,
    changes_between,
    differences_from_item,
    guide_differences,
)
from catalog_app.catalogs.services.content import FIELD_NAMES, as_plain, item_content
from catalog_app.catalogs.services.coverage import missing_items
from catalog_app.catalogs.services.disposition import (
    declare_missing_not_applicable,
    declare_not_applicable,
    take_back,
    take_in,
    withdraw_entry,
)
from catalog_app.catalogs.services.editing import (
    add_entry,
    relate_entry,
    restore_version,
    revise_entry,
)
from catalog_app.catalogs.services.editions import (
    changed_catalogs,
    changed_since_accepted,
    freeze_edition,
    publish_edition,
)
from catalog_app.catalogs.services.links import (
    add_link,
    change_link,
    link_entry,
    remove_link,
    unlink_entry,
    when_links_change,
    with_scheme,
)
from catalog_app.catalogs.services.listing import (
    CatalogRow,
    Figures,
    RegionRow,
    catalog_figures,
    catalog_rows_narrowed,
    catalog_rows_sorted,
    domains_of,
    region_catalogs,
    regions_below,
    standard_item_counts,
    totals,
)
from catalog_app.catalogs.services.local_owners import usual_owner
from catalog_app.catalogs.services.merging import Dispute, disputes, merged
from catalog_app.catalogs.services.ordering import move_entry, move_entry_by
from catalog_app.catalogs.services.reading import (
    catalog,
    catalog_of,
    catalog_target,
    entry,
    entry_target,
    publication,
    version,
    versions,
)
from catalog_app.catalogs.services.starting import concerns, domains_for, start_catalog
from catalog_app.catalogs.services.writing import (
    create_entries,
    create_entry,
    write_version,
)

__all__ = [
    "FIELD_NAMES",
    "CatalogRow",
    "Change",
    "Dispute",
    "EntryDraft",
    "EntryFilter",
    "FieldDifference",
    "Figures",
    "GuideDifferences",
    "MissingItem",
    "RegionRow",
    "add_entry",
    "add_link",
    "as_plain",
    "catalog",
    "catalog_figures",
    "catalog_of",
    "catalog_rows_narrowed",
    "catalog_rows_sorted",
    "catalog_target",
    "change_link",
    "changed_catalogs",
    "changed_since_accepted",
    "changes_between",
    "concerns",
    "create_entries",
    "create_entry",
    "declare_missing_not_applicable",
    "declare_not_applicable",
    "differences_from_item",
    "disputes",
    "domains_for",
    "domains_of",
    "entries_page",
    "entry",
    "entry_target",
    "freeze_edition",
    "guide_differences",
    "item_content",
    "link_entry",
    "merged",
    "missing_items",
    "move_entry",
    "move_entry_by",
    "owners",
    "publication",
    "publish_edition",
    "region_catalogs",
    "regions_below",
    "relate_entry",
    "remove_link",
    "restore_version",
    "revise_entry",
    "standard_item_counts",
    "start_catalog",
    "take_back",
    "take_in",
    "totals",
    "unlink_entry",
    "usual_owner",
    "version",
    "versions",
    "when_entries_change",
    "when_links_change",
    "with_scheme",
    "withdraw_entry",
    "write_version",
]
