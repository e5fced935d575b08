"""Splits the cells 公开内容 and 公开依据 into their elements.

A cell's own numbering decides. Where there is none, line breaks and semicolons do, unless the
lines are one text that a narrow column or a scanner broke in the middle of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from domains.standard import load_domains
from imports.wording import tidy

_STYLES = (
    re.compile(r"(?<![\d第.〔\[(（])(\d{1,2})\s*[.、．](?!\d)\s*"),
    re.compile(r"(?<![\d第.〔\[(（])(\d{1,2})\s*[)）](?!\d)\s*"),
    re.compile(r"[(（](\d{1,2})[)）]\s*"),
    re.compile(r"([①-⑳])\s*"),
    re.compile(r"([⑴-⒇])\s*"),
    re.compile(r"([⒈-⒛])\s*"),
    re.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）]\s*"),
    re.compile(r"(?<![\w])([一二三四五六七八九十]{1,3})、\s*"),
    re.compile(r"([●○〇◆■◇□▪•·*])\s*"),
    re.compile(r"(?:^|(?<=\n))[ \t\u3000]*([-–—])(?!\s*\n)\s*"),
)
# Numbers set off by a comma or a blank alone: numbers only where a second follows the first.
_LOOSE_STYLES = (
    re.compile(r"(?:^|(?<=[\s;；,，、。]))(\d{1,2})[,，](?![\d\s])"),
    re.compile(r"(?:^|(?<=[\s;；,，、。]))(\d{1,2})[ \t\u3000\u00a0]+(?=[\u4e00-\u9fff《])"),
)
_FIRST_SIGNS = frozenset("0123456789０１２３４５６７８９(（①⑴⒈一二三四五六七八九十●○〇◆■◇□▪•·*-–—")
_COUNTED_SIGNS = (
    ("①", "⑳"),
    ("⑴", "⒇"),
    ("⒈", "⒛"),
)  # the first and last of their kind, twenty of each
_CHINESE_NUMBERS = {
    word: number
    for number, word in enumerate(
        "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split(), 1
    )
}
_NARROW_DIGITS = {0xFF10 + digit: ord("0") + digit for digit in range(10)}
_BLANKS = " \t\u3000\u00a0"
_DEEPEST_INDENT = 80  # blanks before a number that still begins its line
_BULLETS = "●○〇◆■◇□▪•·* "
_TAIL = ";；,，、 "
_OPEN, _CLOSE = "《〈(（〔[【“", "》〉)）〕]】”"
_CARRIES_ON = re.compile(r"^[、,，;；。.:：)）》〉〕】”的及和与或等(（〔]")
_UNFINISHED = re.compile(r"[、,，:：(（《〈〔【“及和与或]$")
_MOST_LINES = 300  # of one cell; more is no broken text
_WRAPPED = range(5, 15)  # characters in a line of a narrow column


@lru_cache(maxsize=4_096)
def content_elements(text: str) -> tuple[str, ...]:
    """The elements of 公开内容, without their numbers and bullets, each tidied."""
    if plain := _one_a_line(text):
        return plain
    listed = _enumerated(text)
    if listed is None:
        lines = _unwrapped(text.splitlines())
        listed = [part for line in lines for part in _outside_brackets(line, ";；●")]
    return _cleaned(listed)


@lru_cache(maxsize=4_096)
def basis_elements(text: str) -> tuple[str, ...]:
    """The laws, regulations and documents of 公开依据, each tidied, with its document number."""
    listed = _enumerated(text)
    if listed is None:
        lines = _unwrapped(text.splitlines())
        listed = [title for line in lines for title in _titles(tidy(line))]
    return _cleaned(listed)


def _cleaned(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple([part for part in map(_clean, parts) if part])


def _clean(part: str) -> str:
    return tidy(part.strip()).lstrip(_BULLETS).rstrip(_TAIL)


def _one_a_line(text: str) -> tuple[str, ...]:
    """The elements of a list numbered 1. 2. 3. line by line, as most are; () for any other.

    Its lines come again in other cells and are remembered: a third of the time of `_enumerated`.
    """
    numbers, words = zip(*map(_numbered_line, text.split("\n")), strict=True)
    first = numbers[0]
    if first is None or numbers != tuple(range(first, first + len(numbers))):
        return ()
    return tuple(filter(None, words))


@lru_cache(maxsize=4_096)
def _numbered_line(line: str) -> tuple[int | None, str]:
    """The number before a line and its words; None where it has no number, or others inside it."""
    first = _STYLES[0].match(line)
    if first is None or _STYLES[0].search(line, first.end()):
        return None, ""
    return int(first[1]), _clean(line[first.end() :])


def _enumerated(text: str) -> list[str] | None:
    """The parts of a numbered or bulleted list, or None where the text does not begin as one."""
    start = text.lstrip()
    if start[:1] not in _FIRST_SIGNS:
        return None
    start = start.translate(_NARROW_DIGITS)
    for style in _STYLES:
        first = style.match(start)
        if first:
            return _cut(start, style, _cuts(start, style, first))
    for style in _LOOSE_STYLES:
        first = style.match(start)
        if first and first[1] == "1" and (cuts := _cuts(start, style, first)):
            return _cut(start, style, cuts)
    return None


def _cut(text: str, style: re.Pattern[str], cuts: Sequence[int]) -> list[str]:
    """The parts of a list that begin at its start and at the cuts, without their numbers."""
    bounds = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return [style.sub("", text[begin:end], count=1) for begin, end in bounds]


def _cuts(text: str, style: re.Pattern[str], first: re.Match[str]) -> list[int]:
    """Where the further elements begin: at each next number, at a number that begins a line."""
    cuts, last = [], _value(first[1])
    for match in style.finditer(text, first.end()):
        value = _value(match[1])
        if last is None:
            wanted = value is None and (
                match[1] not in "·*-–—" or _begins_line(text, match.start())
            )
        else:
            follows = value == last + 1
            wanted = follows or (value not in (None, last) and _begins_line(text, match.start()))
        if wanted:
            cuts.append(match.start())
            last = value
    return cuts


def _begins_line(text: str, position: int) -> bool:
    if text[position - 1] not in _BLANKS:
        return text[position - 1] == "\n"
    before = text[max(0, position - _DEEPEST_INDENT) : position].rstrip(_BLANKS)
    return before.endswith("\n")


def _value(sign: str) -> int | None:
    if sign.isdigit() and sign.isascii():
        return int(sign)
    for first, last in _COUNTED_SIGNS:
        if first <= sign <= last:
            return ord(sign) - ord(first) + 1
    return _CHINESE_NUMBERS.get(sign)


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines joined where one text was broken: inside brackets, at a comma, in a narrow column."""
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > _MOST_LINES:
        return lines
    if _is_narrow_column(lines):
        return ["".join(lines)]
    joined: list[str] = []
    for line in lines:
        if joined and _is_broken(joined[-1], line):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


@lru_cache(maxsize=4_096)  # the same laws stand below one another in many cells
def _is_broken(before: str, after: str) -> bool:
    if after[0] == "《" and before[-1] in "》)）" and before.count("《") == before.count("》"):
        return False
    return bool(_depth(before) or _UNFINISHED.search(before) or _CARRIES_ON.match(after))


def _is_narrow_column(lines: Sequence[str]) -> bool:
    widths = [len(line) for line in lines]
    return (
        len(widths) > 2
        and max(widths) in _WRAPPED
        and max(widths[:-1]) - min(widths[:-1]) <= 1
        and widths[-1] < widths[0]  # a list of words equally long ends with one as long
        and sum(line in _standard_elements() for line in lines) * 2 < len(lines)
        and not any(re.search(r"[;；。》]$", line) for line in lines[:-1])
    )


@cache
def _standard_elements() -> frozenset[str]:
    """Every element that stands in a standard: a line that is one is no piece of another."""
    items = (item for domain in load_domains() for item in domain.items)
    return frozenset(
        each for item in items for each in (*item.content.content, *item.content.basis)
    )


def _depth(text: str) -> int:
    return max(0, sum(text.count(sign) for sign in _OPEN) - sum(text.count(s) for s in _CLOSE))


def _outside_brackets(text: str, separators: str) -> list[str]:
    if not any(sign in text for sign in separators):
        return [text]
    parts, start, depth = [], 0, 0
    for position, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif sign in separators and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    return [*parts, text[start:]]


_LEADS_IN = re.compile(r"(?:印发|发布|关于|转发|修改|贯彻|执行|落实|公布|实施)$|[】\]]$")
_GAP = re.compile(r"^((?:[(（〔\[][^)）〕\]]*[)）〕\]])*)([、,，\s]*)(.*)$", re.DOTALL)


def _titles(line: str) -> list[str]:
    """One line of 公开依据 cut between its titles: 《甲法》、《乙条例》(文号)《丙办法》."""
    if line.count("《") < 2 and ";" not in line and "；" not in line:
        return [line]
    return [
        title
        for part in _outside_brackets(line, ";；")
        for title in _cut_at(part, _title_starts(part))
    ]


def _cut_at(text: str, cuts: Sequence[int]) -> list[str]:
    return [text[i:j] for i, j in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _title_starts(text: str) -> list[int]:
    """Where a further title begins: at its 《, or at the words that lead in to it."""
    starts: list[int] = []
    spans = _title_spans(text)
    for (_, end), (begin, _) in pairwise(spans):
        gap = _GAP.match(text[end:begin])
        if gap is None:
            continue
        bracket, separator, words = gap.groups()
        if not words or separator or _LEADS_IN.search(words) or words.startswith("【"):
            starts.append(end + len(bracket) + len(separator))
        else:  # 《甲条例》及实施办法《乙》: the words belong to the title before
            starts.append(begin)
    return starts


def _title_spans(text: str) -> list[tuple[int, int]]:
    """First and last position of every outermost 《…》."""
    spans, depth, begin = [], 0, 0
    for position, sign in enumerate(text):
        if sign == "《":
            begin = position if depth == 0 else begin
            depth += 1
        elif sign == "》" and depth:
            depth -= 1
            if depth == 0:
                spans.append((begin, position + 1))
    return spans
