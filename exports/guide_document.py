"""The compiled service guide as a Word document: cover, contents with pages, a chapter a domain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from exports.service_guide import GuideChapter, GuideItem, ServiceGuide
from exports.word import PageSetup, contents_line, document, heading, paragraph

PAGE = PageSetup(across=False, margin=1134, narrow=1134)


def write_guide(guide: ServiceGuide, target: Path | BinaryIO) -> None:
    """Write the guide. The pages in its contents are fields that the reader's program reckons."""
    with document(target, PAGE, title=guide.title) as body:
        for piece in _pieces(guide):
            body.write(piece)


def _pieces(guide: ServiceGuide) -> Iterator[str]:
    yield paragraph(guide.title, "Cover")
    yield paragraph(guide.date, "Under")
    if guide.notice:
        yield paragraph(guide.notice, "Under")
    yield paragraph("目　录", "Sheet", new_page=True)
    for number, chapter in enumerate(guide.chapters, start=1):
        yield contents_line(chapter.domain, "Contents1", f"domain{number}")
        for item in chapter.items:
            yield contents_line(f"{item.number}　{item.name}", "Contents2", f"item{item.number}")
    for number, chapter in enumerate(guide.chapters, start=1):
        yield from _chapter(number, chapter)


def _chapter(number: int, chapter: GuideChapter) -> Iterator[str]:
    # A bookmark's own number may be used once; those of items stand above those of domains.
    begins = number == 1
    yield heading(chapter.domain, "Chapter", f"domain{number}", number, new_page=begins)
    for item in chapter.items:
        yield from _item(item)
    if chapter.missing:
        yield paragraph("清单里有、目录里还没有的办事事项", "Item")
        for matter in chapter.missing:
            yield paragraph("，".join(filter(None, (matter.name, matter.owner))), "Words")


def _item(item: GuideItem) -> Iterator[str]:
    yield heading(f"{item.number}　{item.name}", "Item", f"item{item.number}", 1000 + item.number)
    for name, lines in item.facts:
        for place, line in enumerate(lines):
            told = f"{name}：" if place == 0 else "　" * (len(name) + 1)
            yield paragraph(f"{told}{line}", "Fact")
    for link in item.links:
        yield paragraph(f"{link.told}：{link.url}", "Fact")
