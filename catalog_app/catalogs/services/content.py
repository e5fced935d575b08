"""The elements of an entry: their names on screens, and their forms for storing and comparing."""

from __future__ import annotations

from typing import Any

from catalog_app.catalogs.errors import EntryNameMissing
from catalog_app.catalogs.models import CONTENT_FIELDS
from catalog_app.guides.models import StandardItem
from domains.entry import EntryContent

NAME_MAX = 300
FIELD_NAMES = {
    "group": "一级事项",
    "name": "二级事项（事项名称）",
    "content": "公开内容（要素）",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "owner": "公开主体",
    "method": "公开方式",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "levels": "公开层级",
    "phases": "五公开环节",
    "note": "备注",
}

ELEMENTS = (
    "name",
    "content",
    "basis",
    "time_limit",
    "owner",
    "method",
    "channels",
    "audience",
    "levels",
)


def as_plain(content: EntryContent) -> dict[str, Any]:
    """The elements as JSON can hold them: lists and texts."""
    values = {name: getattr(content, name) for name in CONTENT_FIELDS}
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in values.items()
    }


def item_content(item: StandardItem) -> EntryContent:
    """The entry a catalogue starts with for a guide's item; its maintainers' note is left out."""
    elements: dict[str, Any] = {}
    for name in CONTENT_FIELDS:
        value = None if name == "note" else getattr(item, name)
        elements[name] = tuple(value) if isinstance(value, list) else value
    return EntryContent(**elements)


def require_name(content: EntryContent) -> None:
    """Raises EntryNameMissing."""
    if not content.name.strip() or len(content.name) > NAME_MAX:
        raise EntryNameMissing(longest=NAME_MAX)


def unfilled(content: EntryContent) -> list[str]:
    """The names of the nine elements of the standard (国办发〔2019〕54号) that are still empty."""
    return [FIELD_NAMES[name] for name in ELEMENTS if not getattr(content, name)]
