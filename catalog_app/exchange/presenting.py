"""Elements of entries as the preview shows them: words for codes, both texts with what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from catalog_app.catalogs.services import FIELD_NAMES, FieldDifference
from catalog_app.exchange.services import LINKS
from domains.vocabulary import label

CODED = frozenset({"method", "levels", "phases"})
DISPOSITIONS = {"withdrawn": "已撤下", "not_applicable": "已声明不适用"}
ORIGINS = {
    "edit": "修改",
    "import": "后来的导入",
    "undo": "撤销另一次导入",
    "restore": "恢复旧版",
    "guide": "按指引更新",
}
PROBLEM_NAMES = {
    "personal-data": "有个人信息",
    "name-missing": "没有事项名称",
    "name-truncated": "事项名称不完整",
    "name-from-group": "用一级事项作了名称",
    "name-too-long": "事项名称太长",
    "duplicate-name": "事项重复",
    "row-without-item": "没有事项的行",
    "continued-row": "并入上面事项的行",
    "serial-gap": "序号不连续",
    "group-missing": "没有一级事项",
    "content-missing": "没有公开内容",
    "basis-missing": "没有公开依据",
    "time-limit-missing": "没有公开时限",
    "time-limit-unreadable": "读不出的公开时限",
    "owner-missing": "没有公开主体",
    "owner-looks-like-audience": "公开主体像公开对象",
    "audience-missing": "没有公开对象",
    "audience-unnamed": "特定群体没有写明",
    "audience-both": "公开对象填了两种",
    "method-missing": "没有公开方式",
    "level-missing": "没有公开层级",
    "level-differs": "公开层级与表头不同",
    "tick-unclear": "看不清的勾选",
    "text-unclear": "不认识的文字",
    "phase-unclear": "看不清的五公开环节",
    "channel-mark-unclear": "看不清的渠道勾选",
    "no-channel-ticked": "渠道一个都没有勾选",
    "channel-missing": "没有公开渠道",
    "ditto": "“同上”",
    "ditto-without-source": "“同上”没有来处",
    "ditto-inside": "内容里的“同上”",
    "url-invalid": "写错的网址",
    "link-refused": "不能登记的网址",
    "link-kept": "链接的渠道或类型不同",
    "link-notes-uneven": "对不上的链接说明",
    "formula-cell": "公式",
    "formula-without-value": "没有结果的公式",
    "hidden-row": "隐藏的行",
    "hidden-sheet": "隐藏的工作表",
    "sheet-without-table": "没有目录的工作表",
    "header-ambiguous": "看不准的表头",
    "header-repeated": "重复的表头",
    "column-missing": "缺少的列",
    "column-without-header": "没有表头的列",
    "extra-column": "目录以外的列",
    "domain-unknown": "看不出领域",
}
LINES_SHOWN = 3
"""Parts that stay the same in a row are shown up to so many, then counted."""
ALIKE = 0.4
"""Least likeness of two parts whose differing words are marked; others are marked as a whole."""
LONGEST = 600
_TOKENS = re.compile(r"[A-Za-z0-9.]+|.", re.DOTALL)
_REMEDY = re.compile(r"(?<=。)(?=请|若|要|最好)")

Value = str | tuple[str, ...] | None
Piece = tuple[bool, str]
"""Whether the text differs, and the text."""


class Sides(NamedTuple):
    """Both texts of a change, part by part; each part in pieces."""

    before: list[list[Piece]]
    after: list[list[Piece]]


def words(field: str, value: Value) -> list[str]:
    """The value's parts in Chinese; an empty value has none."""
    parts = [value] if isinstance(value, str) else list(value or ())
    return [label(part) for part in parts] if field in CODED else parts


def field_name(field: str) -> str:
    """An element's name on screens; the links are one too."""
    return "公开链接" if field == LINKS else FIELD_NAMES[field]


def problem_name(code: str, field: str | None) -> str:
    """A problem's kind in a few words; of a kind without a name its element."""
    return PROBLEM_NAMES.get(code) or FIELD_NAMES.get(field or "") or "其他"


def told(message: str) -> tuple[str, str]:
    """A problem's message parted: what is wrong, and what to do (may be empty)."""
    what, *remedy = _REMEDY.split(message, maxsplit=1)
    return what, "".join(remedy)


def sides(change: FieldDifference) -> Sides:
    """Both texts of an element, the differing words marked, long unchanged stretches counted."""
    before, after = (words(change.field, value) for value in (change.before, change.after))
    found = Sides([], [])
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            for side in found:
                side.extend(_shortened(before[i1:i2]))
            continue
        for old, new in _paired(before[i1:i2], after[j1:j2]):
            if old:
                found.before.append(old)
            if new:
                found.after.append(new)
    return found


def _shortened(parts: Sequence[str]) -> list[list[Piece]]:
    if len(parts) <= LINES_SHOWN:
        return [[(False, part)] for part in parts]
    return [[(False, parts[0])], [(False, f"（另有 {len(parts) - 1} 条相同）")]]


def _paired(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[list[Piece], list[Piece]]]:
    for old, new in zip_longest(before, after, fillvalue=""):
        yield _marked(old, new)


def _marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Two parts with the words marked in which they differ."""
    whole = ([(True, old)] if old else [], [(True, new)] if new else [])
    if not old or not new or len(old) + len(new) > LONGEST:
        return whole
    first, second = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if i2 > i1:
            left.append((tag != "equal", "".join(first[i1:i2])))
        if j2 > j1:
            right.append((tag != "equal", "".join(second[j1:j2])))
    return left, right
