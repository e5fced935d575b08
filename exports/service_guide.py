"""The compiled service guide (办事指南一本通) of a place: what one can apply for, where, with whom.

Only what the catalogues and lists really keep; what is not kept is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from domains.entry import EntryContent
from domains.service_items import is_service_item, papers_in
from domains.vocabulary import OTHER, label

ONLINE = frozenset({"政府网站", "两微一端", "精准推送"})


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
    papers = [papers for each in content.content if (papers := papers_in(each))]
    facts: list[tuple[str, Sequence[str]]] = [
        ("事项类别", [content.group] if content.group and content.group != content.name else []),
        ("平台名称", [each.name for each in source.matters if each.name != content.name]),
        ("办理对象", [content.audience] if content.audience else []),
        ("负责单位", [content.owner or source.place]),
        ("线下地点", _offline(content.channels)),
        ("所需材料", papers),
        ("可查到的内容", [each for each in content.content if not papers_in(each)]),
        ("公开时限", [content.time_limit] if content.time_limit else []),
        ("公开方式", ["、".join(label(code) for code in content.method)] if content.method else []),
        ("依据", content.basis),
        ("备注", content.note.split("\n") if content.note else []),
    ]
    told = [(name, lines) for name, lines in facts if lines]
    return GuideItem(number, content.name, told, _links(source))


def _offline(channels: Iterable[str]) -> list[str]:
    places = [each.partition(":")[2] or each for each in channels if each not in ONLINE]
    return ["、".join(places)] if places and places != [OTHER] else []


def _links(source: GuideSource) -> list[GuideLink]:
    """Pages where one applies first, those of the list of matters before all."""
    found = {each.url: "在线办理" for each in source.matters if each.url}
    for url, kind in sorted(source.links, key=lambda link: _LINK_ORDER.index(link[1])):
        found.setdefault(url, LINK_WORDS[kind])
    return [GuideLink(told, url) for url, told in found.items()]
