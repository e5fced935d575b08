"""The compiled service guide (办事指南一本通) of a place: what one can apply for, where, with whom.

Only what the catalogues and lists really keep; what is not kept is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from domains.entry import EntryContent
from domains.service_items import is_service_item, papers_in

PLACES = frozenset(
    {"公开查阅点", "政务服务中心", "便民服务站", "入户/现场", "社区/企事业单位/村公示栏(电子屏)"}
)
"""Channels that are places to go to."""
GENERAL = frozenset({"办事指南", "服务指南"})
"""Names that say nothing without the group above them."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the county's list of service matters: its official name, who does it, its page."""

    name: str
    owner: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A page of an item, told by what it is: 办事页面, 公开栏目."""

    told: str
    url: str


@dataclass(frozen=True, slots=True)
class GuideSource:
    """An entry from which an item of the guide may be made. `place` is whose entry it is."""

    domain: str
    place: str
    content: EntryContent
    links: Sequence[tuple[str, str]] = ()
    matters: Sequence[Matter] = ()

    @property
    def is_service(self) -> bool:
        kinds = tuple(kind for _, kind in self.links)
        return bool(self.matters) or is_service_item(self.content, kinds)


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One service as the guide tells it; `number` runs through the whole guide. `facts` are what is
    told of it, each a label and its lines, in the order of print."""

    number: int
    name: str
    facts: Sequence[tuple[str, Sequence[str]]]
    links: Sequence[GuideLink]


@dataclass(frozen=True, slots=True)
class GuideChapter:
    """The services of one domain; `missing` are matters of the list that no entry covers yet."""

    domain: str
    items: Sequence[GuideItem]
    missing: Sequence[Matter] = ()


@dataclass(frozen=True, slots=True)
class ServiceGuide:
    """A guide to be printed: `date` in words; `notice` stands on the cover, as of a draft."""

    place: str
    title: str
    date: str
    notice: str
    chapters: Sequence[GuideChapter]

    @property
    def total(self) -> int:
        return sum(len(chapter.items) for chapter in self.chapters)


LINK_WORDS = {
    "service": "办事页面",
    "column": "公开栏目",
    "article": "公开文章",
    "attachment": "附件",
}
_LINK_ORDER = tuple(LINK_WORDS)


def compile_guide(
    place: str,
    date: str,
    sources: Iterable[GuideSource],
    *,
    notice: str = "",
    missing: dict[str, Sequence[Matter]] | None = None,
) -> ServiceGuide:
    """The guide of a place from its entries, which come domain by domain; only services get in.

    `missing` holds, by domain, matters of the list that no entry covers; they are told in drafts.
    """
    numbers = count(1)
    left = dict(missing or {})
    chapters = []
    for domain, members in groupby(sources, key=lambda source: source.domain):
        items = [_item(next(numbers), each) for each in members if each.is_service]
        lacking = left.pop(domain, ())
        if items or lacking:
            chapters.append(GuideChapter(domain, items, lacking))
    chapters += [GuideChapter(domain, (), lacking) for domain, lacking in left.items()]
    return ServiceGuide(place, f"{place}办事指南一本通", date, notice, chapters)


def _item(number: int, source: GuideSource) -> GuideItem:
    content = source.content
    name = content.name
    if name in GENERAL and content.group:
        name = f"{name}（{content.group}）"
    told = [(label, lines) for label, lines in _facts(source) if lines]
    return GuideItem(number, name, told, _links(source))


def _facts(source: GuideSource) -> Iterator[tuple[str, list[str]]]:
    content = source.content
    group = content.group if content.group != content.name else None
    papers = [papers for each in content.content if (papers := papers_in(each))]
    others = [each for each in content.content if not papers_in(each)]
    yield "事项类别", _line(group)
    yield "平台名称", [each.name for each in source.matters if each.name != content.name]
    yield "办理对象", _line(content.audience)
    yield "负责单位", [content.owner or source.place]
    yield "线下地点", _line("、".join(each for each in content.channels if each in PLACES))
    yield (
        "公开渠道",
        _line("、".join(_channel(each) for each in content.channels if each not in PLACES)),
    )
    yield "所需材料", papers
    yield "可查内容", _line("；".join(others))
    yield "公开时限", _line(content.time_limit)
    yield "依据", list(content.basis)
    yield "备注", content.note.split("\n") if content.note else []


def _line(text: str | None) -> list[str]:
    return [text] if text else []


def _channel(value: str) -> str:
    """A channel without "其他:"."""
    return value.partition(":")[2] or value


def _links(source: GuideSource) -> list[GuideLink]:
    """Pages where one applies first, those of the list of matters before all."""
    found = {each.url: "在线办理" for each in source.matters if each.url}
    for url, kind in sorted(source.links, key=lambda link: _LINK_ORDER.index(link[1])):
        found.setdefault(url, LINK_WORDS[kind])
    return [GuideLink(told, url) for url, told in found.items()]
