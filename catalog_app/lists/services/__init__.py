"""What the office does with lists; other areas use the names listed here."""

from catalog_app.lists.services.browsing import (
    ItemFilter,
    item,
    item_list,
    item_target,
    items_page,
    list_target,
    regions_for_import,
    require_view,
    versions,
    visible_lists,
)
from catalog_app.lists.services.correcting import correct_item, entries_to_choose
from catalog_app.lists.services.differences import ListDifferences, differences
from catalog_app.lists.services.exporting import list_workbook
from catalog_app.lists.services.matters import ServiceMatters, service_matters
from catalog_app.lists.services.standing import Placed, placed, placed_in_catalog
from catalog_app.lists.services.taking_in import apply_list, discard_list, read_upload

__all__ = [
    "ItemFilter",
    "ListDifferences",
    "Placed",
    "ServiceMatters",
    "apply_list",
    "correct_item",
    "differences",
    "discard_list",
    "entries_to_choose",
    "item",
    "item_list",
    "item_target",
    "items_page",
    "list_target",
    "list_workbook",
    "placed",
    "placed_in_catalog",
    "read_upload",
    "regions_for_import",
    "require_view",
    "service_matters",
    "versions",
    "visible_lists",
]
