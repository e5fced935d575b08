"""K09: every element of an entry is filled (国办发〔2019〕54号)."""

from __future__ import annotations

from catalog_app.checks.rules.model import MET, EntryRule, Judgement, Severity, not_met
from domains.entry import EntryContent

DITTO = ("同上", "同前", "〃")
REQUIRED = (
    ("content", "公开内容（要素）"),
    ("basis", "公开依据"),
    ("time_limit", "公开时限"),
    ("owner", "公开主体"),
    ("method", "公开方式"),
    ("channels", "公开渠道和载体"),
    ("audience", "公开对象"),
    ("levels", "公开层级"),
)


def fields_filled(entry: EntryContent) -> Judgement:
    """K09: no empty element, no 同上, not both 主动公开 and 依申请公开 at once."""
    empty = [label for name, label in REQUIRED if not getattr(entry, name)]
    ditto = [label for name, label in REQUIRED if _is_ditto(getattr(entry, name))]
    faults = [f"没有填写：{'、'.join(empty)}"] if empty else []
    faults += [f"写的是“同上”：{'、'.join(ditto)}"] if ditto else []
    if len(entry.method) > 1:
        faults.append("公开方式同时选了主动公开和依申请公开")
    return not_met("；".join(faults) + "。", fields=empty + ditto) if faults else MET


def _is_ditto(value: str | tuple[str, ...] | None) -> bool:
    texts = value if isinstance(value, tuple) else (value or "",)
    return any(text.strip() in DITTO for text in texts)


FIELDS = EntryRule(
    "K09",
    1,
    Severity.WARNING,
    "要素填写",
    "目录中每个事项的内容、依据、时限、主体、方式、渠道、对象、层级都应填写清楚。",
    "请打开事项补填；“同上”请写成实际内容。",
    at_once=True,
    judge=lambda subject: fields_filled(subject.entry),
)
