"""What the screens of lists send: the shape of it, not its meaning."""

from __future__ import annotations

from collections.abc import Mapping

from catalog_app.lists.services import ItemFilter
from catalog_app.visits import is_record_id

NO_DOMAIN = "-"
Values = Mapping[str, str]


def wanted_items(values: Values) -> ItemFilter:
    """The filter in an address."""
    return ItemFilter(values.get("text", ""), values.get("domain", ""), values.get("coverage", ""))


def chosen_region(values: Values) -> int | None:
    text = values.get("region", "")
    return int(text) if is_record_id(text) else None


def chosen_domain(values: Values) -> str | None:
    """None where a person says that the item belongs to no domain."""
    code = values.get("domain", NO_DOMAIN)
    return None if code == NO_DOMAIN else code


def chosen_entry(values: Values) -> int | None:
    text = values.get("entry", "")
    return int(text) if is_record_id(text) else None
