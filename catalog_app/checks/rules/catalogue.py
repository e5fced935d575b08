"""K rules: the catalogue itself is complete (国办发〔2019〕54号), one file a kind of fault."""

from __future__ import annotations

from catalog_app.checks.rules import (
    catalogue_bases,
    catalogue_duplicates,
    catalogue_fields,
    catalogue_levels,
    catalogue_limits,
    catalogue_lists,
    catalogue_places,
)
from catalog_app.checks.rules.model import EntryRule, Judgement, Rule, Severity, not_met

MISSING_ITEM = Rule(
    "K01",
    2,
    Severity.ERROR,
    "缺少国家标准事项",
    "国家标准指引中的事项应全部列入目录；本地没有的，应标明“不适用”并写明理由。",
    "请从指引中补入这个事项，或标明不适用及理由。",
    at_once=True,
)
LISTED_ITEM = catalogue_lists.LISTED_ITEM
CATALOGUE_RULES: tuple[Rule, ...] = (MISSING_ITEM, LISTED_ITEM)
"""Rules about what a catalogue lacks, which no entry can be the subject of."""
ENTRY_RULES: tuple[EntryRule, ...] = (
    *catalogue_lists.ENTRY_RULES,
    catalogue_duplicates.DUPLICATES,
    catalogue_levels.LEVEL,
    catalogue_bases.BASES,
    catalogue_limits.LIMIT,
    catalogue_fields.FIELDS,
    catalogue_places.PLACE,
)


def item_missing(name: str, group: str | None) -> Judgement:
    """K01, of an item that `catalogs.services.missing_items` names."""
    return not_met(f"目录里没有国家标准事项“{name}”。", item=name, group=group)
