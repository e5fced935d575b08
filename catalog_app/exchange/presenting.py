"""Elements of entries as the preview shows them: words for codes, and what goes and what comes."""

from __future__ import annotations

from difflib import SequenceMatcher

from catalog_app.catalogs.services import FieldDifference
from domains.vocabulary import label

CODED = frozenset({"method", "levels", "phases"})
DISPOSITIONS = {"withdrawn": "已撤下", "not_applicable": "已声明不适用"}
Value = str | tuple[str, ...] | None


def words(field: str, value: Value) -> list[str]:
    """The value's parts in Chinese; an empty value has none."""
    parts = [value] if isinstance(value, str) else list(value or ())
    return [label(part) for part in parts] if field in CODED else parts


def pieces(change: FieldDifference) -> list[tuple[str, str]]:
    """(del, ins or same; text) of each part, in reading order."""
    before, after = (words(change.field, value) for value in (change.before, change.after))
    found: list[tuple[str, str]] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[i1:i2] == after[j1:j2]:
            found += [("same", part) for part in before[i1:i2]]
            continue
        found += [("del", part) for part in before[i1:i2]]
        found += [("ins", part) for part in after[j1:j2]]
    return found
