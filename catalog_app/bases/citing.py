"""What a basis text cites: titles in 《》, document numbers, articles. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

STATE = "中华人民共和国"
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千0-9]+条(?:之[一二三四五六七八九十])?")
_YEARED = re.compile(
    r"([\u4e00-\u9fff]{1,14}?)\s*[〔\[(【]\s*((?:19|20)\d\d)\s*[〕\])】]\s*第?\s*(\d{1,5})\s*号"
)
_ORDERED = re.compile(r"([\u4e00-\u9fff]*?令)\s*\(?第?\s*(\d{1,5})\s*号")
_SIGNS = re.compile(r"[\W_]+")
_QUOTES = str.maketrans('〈〉<>“”"', "《》《》《》《")
_PASSED_ON = re.compile(r"印发|转发|公布|发布")
_FILLERS = re.compile(r"^[根据依照按和及与、,，;；。]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """One text cited: its title ("" where only a number is written), its number in the register's one
    form ("" for none), the articles named with it."""

    title: str = ""
    number: str = ""
    articles: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        named = f"《{self.title}》" if self.title else ""
        return f"{named}（{self.number}）" if named and self.number else named or self.number


@lru_cache(maxsize=20_000)  # a county cites a few laws hundreds of times
def citations(text: str) -> tuple[Citation, ...]:
    """Every text cited, in the order of the words; what is neither title nor number is passed over."""
    plain = unicodedata.normalize("NFKC", text).replace("\n", " ")
    marks = list(_TITLE.finditer(plain))
    if not marks:
        number = first_number(plain)
        return (Citation("", number, _articles(plain)),) if number else ()
    ends = [mark.start() for mark in marks[1:]] + [len(plain)]
    return tuple(
        replace(_after(plain[mark.end() : end]), title=tidy_title(mark[1]))
        for mark, end in zip(marks, ends, strict=True)
    )


def _after(text: str) -> Citation:
    """What stands between one title and the next belongs to the first."""
    return Citation("", first_number(text), _articles(text))


def _articles(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ARTICLE.findall(text)))


@lru_cache(maxsize=20_000)
def first_number(text: str) -> str:
    """The first document number of a text in one form: 国发〔2016〕8号, 国务院令第711号; "" for none."""
    plain = unicodedata.normalize("NFKC", text)
    yeared = _YEARED.search(plain)
    if yeared:
        return f"{_FILLERS.sub('', yeared[1])}〔{yeared[2]}〕{int(yeared[3])}号"
    ordered = _ORDERED.search(plain)
    if ordered:
        issuer = ordered[1].removeprefix(STATE)
        return f"{'国务院令' if issuer in {'国令', '令'} else issuer}第{int(ordered[2])}号"
    return ""


def tidy_title(title: str) -> str:
    """A title without the white space that copying brings; a Chinese one has none at all."""
    return re.sub(r"\s+", "", title) if _cjk(title) else title.strip()


def _cjk(title: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in title)


@lru_cache(maxsize=20_000)
def plain_title(title: str) -> str:
    """A title as titles are compared: no signs, no white space, no 中华人民共和国 before it."""
    bare = _SIGNS.sub("", unicodedata.normalize("NFKC", title)).removeprefix(STATE)
    return bare or _SIGNS.sub("", title)


def variants(title: str) -> Iterator[str]:
    """The plain title, and that of the text inside it (印发〈…〉的通知), surest first."""
    yield plain_title(title)
    if not _PASSED_ON.search(title):  # 关于修改〈…〉的决定 is not the law it changes
        return
    for inner in _TITLE.findall(title.translate(_QUOTES)):
        yield plain_title(inner)
