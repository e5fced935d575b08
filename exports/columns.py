"""The columns of the guide's table, and those that make an export come back without loss.

The first fourteen to seventeen are the table of the ministries' 标准指引 (国办发〔2019〕54号); the
next four are ours: 五公开, 备注, 公开链接 and 事项标识. A complete export has four more, for what the
guide's table has no place for: items declared not applicable or withdrawn, the guide's item, and
what each link is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domains.links import link_words
from domains.vocabulary import AUDIENCE_PUBLIC, PHASES, label
from exports.cells import NO_GROUP, channel_boxes, lines_of, numbered, one_line, tick
from exports.model import ExportEntry


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what it shows of an entry, and how it looks.

    `over` is the upper header it stands under in the guide's two-row header; `width` is in
    Excel's unit, the width of a digit; columns not `printed` stay outside the print area; `lists`
    marks those with one element a line.
    """

    name: str
    width: float
    text: Callable[[ExportEntry], str]
    over: str | None = None
    centred: bool = False
    printed: bool = True
    lists: bool = False


def _method(name: str, code: str) -> Column:
    return Column(name, 6.5, lambda e: tick(code in e.content.method), "公开方式", centred=True)


def _level(code: str) -> Column:
    return Column(
        label(code), 5.5, lambda e: tick(code in e.content.levels), "公开层级", centred=True
    )


def _group(entry: ExportEntry) -> str:
    """A blank cell would be read as the group above, so an entry without one gets a dash."""
    return one_line(entry.content.group or "") or NO_GROUP


def _specific_audience(entry: ExportEntry) -> str:
    audience = one_line(entry.content.audience or "")
    return "" if audience == AUDIENCE_PUBLIC else audience


def _phases(entry: ExportEntry) -> str:
    return "、".join(term.name for term in PHASES if term.code in entry.content.phases)


SERIAL = Column("序号", 5.5, lambda e: e.serial or "", centred=True)
GROUP = Column("一级事项", 11, _group, "公开事项", centred=True)
NAME = Column("二级事项", 17, lambda e: one_line(e.content.name), "公开事项")
PREFECTURE = _level("prefecture")

_BEFORE_LEVELS = (
    SERIAL,
    GROUP,
    NAME,
    Column("公开内容（要素）", 32, lambda e: numbered(e.content.content), lists=True),
    Column("公开依据", 36, lambda e: numbered(e.content.basis), lists=True),
    Column("公开时限", 16, lambda e: one_line(e.content.time_limit or "")),
    Column("公开主体", 13, lambda e: one_line(e.content.owner or "")),
    Column("公开渠道和载体", 34, lambda e: channel_boxes(e.content.channels)),
    Column(
        AUDIENCE_PUBLIC,
        5.5,
        lambda e: tick(e.content.audience == AUDIENCE_PUBLIC),
        "公开对象",
        centred=True,
    ),
    Column("特定群体", 9, _specific_audience, "公开对象", centred=True),
    _method("主动", "proactive"),
    _method("依申请公开", "on_request"),
)
_LEVELS = (_level("county"), _level("township"), _level("village"))
_OURS = (
    Column("五公开", 9, _phases, centred=True, printed=False),
    Column("备注", 20, lambda e: e.content.note or "", printed=False),
    Column("公开链接", 42, lambda e: lines_of(e.urls), printed=False),
    Column("事项标识", 14, lambda e: e.identity or "", printed=False),
)

DISPOSITION_WORDS = {"current": "", "not_applicable": "不适用", "withdrawn": "已撤下"}
_STANDING = (
    Column("适用情况", 9, lambda e: DISPOSITION_WORDS[e.disposition], centred=True, printed=False),
    Column("适用情况说明", 24, lambda e: e.reason or "", printed=False),
    Column("指引事项", 24, lambda e: one_line(e.guide_item or ""), printed=False),
)

LINK_NOTES = Column(
    "链接说明", 20, lambda e: lines_of(link_words(*each) for each in e.link_places), printed=False
)

ALL_COLUMNS = (*_BEFORE_LEVELS, PREFECTURE, *_LEVELS, *_OURS)
COMPLETE_COLUMNS = (*ALL_COLUMNS, *_STANDING, LINK_NOTES)


def columns_for(entries: Sequence[ExportEntry]) -> tuple[Column, ...]:
    """The columns of one catalogue's table: 市级 only where an entry has that level, how an item
    stands only where one does not apply or names the guide's item it follows, what links are
    only where that is told."""
    unused = [] if any("prefecture" in each.content.levels for each in entries) else [PREFECTURE]
    if not any(each.disposition != "current" or each.guide_item for each in entries):
        unused.extend(_STANDING)
    if not any(each.link_places for each in entries):
        unused.append(LINK_NOTES)
    return tuple(column for column in COMPLETE_COLUMNS if column not in unused)


def printed(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of the guide's own table."""
    return tuple(column for column in columns if column.printed)
