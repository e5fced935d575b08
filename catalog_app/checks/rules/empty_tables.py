"""C10: an empty table of a budget says why it is empty (预算法实施条例; 地方预决算公开操作规程)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.files import unopened
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    AttachmentVisit,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable

BUDGET = re.compile(r"预算|决算|三公|经费|收支")
TABLE = re.compile(
    r"[\u4e00-\u9fff“”、（）()]{0,40}(?:预算|决算|收支|支出|收入|经费|拨款)[\u4e00-\u9fff“”（）()]{0,12}表"
)
EXPLAINED = re.compile(
    r"(?:无|没有|未|不涉及)[^。\n]{0,24}(?:预算|决算|收支|支出|收入|拨款|安排|经费|资金|数据|内容)|空表|为空|空白"
)
FIGURE = re.compile(r"-?[\d,，]+(?:\.\d+)?%?")
AMOUNT = re.compile(r"\d\s*(?:万|亿)?元|\d%")
YEAR = re.compile(r"(?:19|20)\d\d")
HEAD = re.compile(
    r"项\s*目|科目.*|单位名称|预算数|决算数|合\s*计|本年.*|.*支出|.*收入|金\s*额|小\s*计"
)
HEADS_AT_LEAST = 3
SHOWN = 3


def empty_tables_explained(subject: LinkSubject) -> Judgement:
    """C10: a table without any figure, in the page or in a workbook, is explained somewhere."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if page.kind != "article" or not BUDGET.search(f"{subject.entry.name} {page.title}"):
        return NOT_CHECKED
    sheets = [sheet for file in subject.attachments for sheet in _sheets(file)]
    cells = tuple((line,) for line in page.text.split("\n"))
    empty = [name for sheet in (*sheets, cells) if (name := _empty_table(sheet))]
    if not empty:
        return MET if sheets or _heads(cells) >= HEADS_AT_LEAST else NOT_CHECKED
    if any(EXPLAINED.search(text) for text in _texts(page, subject.attachments)):
        return MET
    if any(file.reading is not None and file.reading.cut for file in subject.attachments):
        return cannot_judge("附件太长，只读了开头，看不出是不是空表。", tables=empty)
    if unopened(subject) or not all(map(_was_read, subject.attachments)):
        return cannot_judge("有空表，但有的附件没有读到，原因可能写在那里。", tables=empty)
    return not_met(
        f"{'、'.join(f'“{name}”' for name in empty[:SHOWN])}是空表，没有说明原因。", tables=empty
    )


def _was_read(file: AttachmentVisit) -> bool:
    reading = file.reading
    if reading is None:
        return file.outcome == "dead"
    return not (reading.fault or reading.scanned or reading.encrypted)


def _sheets(file: AttachmentVisit) -> Sequence[Sequence[Sequence[str]]]:
    return file.reading.sheets if file.reading is not None else ()


def _texts(page: PageReading, files: Sequence[AttachmentVisit]) -> Iterator[str]:
    yield page.text
    yield from (file.reading.text for file in files if file.reading is not None)


def _empty_table(rows: Sequence[Sequence[str]]) -> str | None:
    """The name of a budget table that has heads and no figure, not even a zero; else None."""
    cells = [cell.strip() for row in rows for cell in row if cell.strip()]
    name = next((found[0] for cell in cells if (found := TABLE.fullmatch(cell))), None)
    if name is None or _heads(rows) < HEADS_AT_LEAST or any(map(_is_figure, cells)):
        return None
    return name


def _heads(rows: Sequence[Sequence[str]]) -> int:
    return sum(HEAD.fullmatch(cell.strip()) is not None for row in rows for cell in row)


def _is_figure(cell: str) -> bool:
    """An amount, alone or within a sentence; the year of the budget is none."""
    alone = FIGURE.fullmatch(cell) is not None and YEAR.fullmatch(cell) is None
    return alone or AMOUNT.search(cell) is not None


RULES = (
    LinkRule(
        "C10",
        1,
        Severity.WARNING,
        "空表说明",
        "预算、决算中没有数据的表也要公开，并说明为什么是空的。",
        "请在空表下方或正文里写明，例如“本单位没有政府性基金预算拨款，故本表无数据”。",
        judge=empty_tables_explained,
    ),
)
