"""What the audit trail kept as data, in the words of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

WORDS = {
    "name": "事项名称",
    "group": "一级事项",
    "content": "公开内容（要素）",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "owner": "公开主体",
    "method": "公开方式",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "levels": "公开层级",
    "phases": "五公开环节",
    "note": "备注或意见",
    "disposition": "适用情况",
    "reason": "理由",
    "state": "状态",
    "version": "版本",
    "number": "版本",
    "position": "位置",
    "url": "网址",
    "channel": "渠道",
    "kind": "类型",
    "entries": "事项数",
    "domain": "领域",
}


class Changed(NamedTuple):
    """One value before and after, as text; empty where there was none."""

    label: str
    before: str
    after: str


def changed_values(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[Changed]:
    """The values that differ, in the order they were kept."""
    old, new = before or {}, after or {}
    keys = [*old, *(key for key in new if key not in old)]
    return [
        Changed(WORDS.get(key, key), _text(old.get(key)), _text(new.get(key)))
        for key in keys
        if old.get(key) != new.get(key)
    ]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "；".join(map(str, value)) if isinstance(value, list) else str(value)
