"""Ticked and empty boxes before words: ■政府网站 □政府公报, and what fonts and scanners made of them.

A mark that cannot be read is never guessed: its word is given back as unclear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from domains.vocabulary import (
    CHANNELS,
    OTHER,
    PHASES,
    Term,
    channel_named,
    phase_named,
)
from imports.addresses import without_urls
from imports.wording import simplified, squeeze

# Filled boxes and ticks; the last five are Wingdings signs as Word stores them.
TICKED = "■▄█▇▮◼◾⬛▣●⚫⬤◉◆▲★☑☒⊠🗹✅√✓✔🗸Ö\uf06e\uf0fe\uf052\uf050\uf0fc"
# Empty boxes, their crossed-out forms, and £ ¨ = the empty boxes of Wingdings 2 and Wingdings.
EMPTY = "□☐▢◻◽⬜❏❐❑❒◇○◯〇⚪△☆£￡¨×✕✖✗✘❌❎\uf06f\uf0a8\uf0a3\uf071\uf0a1"
_LETTER_TICKED = "Rtþünl"  # Wingdings signs that lost their font: boxes, ticks, filled circles
_LETTER_EMPTY = "oq"  # empty boxes, as above
_LOST = "?？\ufffd"  # a sign lost to encoding

# The character 口 where it stands for a box, not in a word (窗口).
MOUTH = r"(?<![窗人户出入进港路关接])[口囗ロ](?![岸头径号罩碑])"
_BRACKETED = re.compile(f"[(（\\[【]\\s*([{TICKED}{EMPTY}]?)\\s*[)）\\]】]")
_BEHIND = re.compile(f"(?<=[\\w)）])[{TICKED}{EMPTY}](?=[\\s;；,，、。]|$)")
_SURE = re.compile(f"[{TICKED}{EMPTY}]")
_SEPARATORS = re.compile(r"[;；,，。]|(?<!\d)\d{1,2}[.、．)）]")
_TRIM = " \t:：;；,，、。._＿—–-─?？\ufffd·"
_LIST_SEPARATORS = re.compile(r"[;；,，、。]|(?:^|(?<=\s))\(?\d{1,2}[.、)．]|[①-⑳]")
_NEXT_NUMBER = re.compile(r"[(（]?(?<!\d)(?:\d{1,2}[.、．)）]|[①-⑳])$")
_OTHER = re.compile(r"^其[他它]")
_CHOICE = re.compile(r"[(（](?:必选|可选|必|可)项?[)）]$")
_AND_SO_ON = re.compile(r"等(?:渠道|方式|载体|平台|媒体|途径)?$")
_ANSWERED = re.compile(r"^(.+?)[:：]([是有否无])$")  # 政府网站：是；政府公报：否
_LONGEST_RUN = 200  # characters; all standard channels together have 70
_PLAIN_LIST_MAX = 8  # this many standard channels without a mark: the whole printed list


@dataclass(frozen=True, slots=True)
class Marked:
    """What a cell of boxes says: the words ticked, and those whose mark cannot be read."""

    ticked: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    has_marks: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """A closed list of words as cells use it: the standard word or None, and the pattern of all."""

    named: Callable[[str], str | None]
    words: tuple[str, ...]

    def split_known(self, key: str) -> list[str] | None:
        """The words a run of characters consists of, or None where it is not made of them."""
        if len(key) > _LONGEST_RUN:
            return None
        reached: dict[int, list[str]] = {0: []}
        for place in range(len(key)):
            if place in reached:
                for word in self.words:
                    if key.startswith(word, place):
                        reached.setdefault(place + len(word), [*reached[place], word])
        return reached.get(len(key))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def _word_list(terms: Iterable[Term], named: Callable[[str], str | None]) -> WordList:
    words = {_key(word) for term in terms for word in term.words}
    return WordList(named, tuple(sorted(words, key=len, reverse=True)))


@cache
def _channels() -> WordList:
    return _word_list(CHANNELS, channel_named)


@cache
def _phases() -> WordList:
    return _word_list(PHASES, phase_named)


@lru_cache(maxsize=4_096)
def read_channels(text: str) -> Marked:
    """The channels ticked in a cell, as an entry keeps them (standard name or "其他:…")."""
    marked = read_marks(without_urls(text), _channels())
    values = map(_channel, marked.ticked)
    return Marked(tuple(dict.fromkeys(values)), marked.unclear, marked.has_marks)


@lru_cache(maxsize=4_096)
def _channel(label: str) -> str:
    """The standard name, or "其他:" and the text as the county wrote it."""
    label = _CHOICE.sub("", label)
    named = channel_named(label) or channel_named(simplified(_AND_SO_ON.sub("", label)))
    other = _OTHER.sub("", label).strip(_TRIM)
    return named or (f"{OTHER}:{other}" if other else OTHER)


@lru_cache(maxsize=2_000)
def read_phases(text: str) -> Marked:
    """The codes of the five disclosures ticked in a cell; other words are unclear."""
    marked = read_marks(text, _phases())
    codes = {label: phase_named(label) for label in marked.ticked}
    return Marked(
        tuple(dict.fromkeys(code for code in codes.values() if code)),
        (*marked.unclear, *(label for label, code in codes.items() if code is None)),
        marked.has_marks,
    )


def without_brackets(text: str) -> str:
    """The text with a mark that stands in brackets alone: （√） and [ ] become √ and □."""
    return _BRACKETED.sub(lambda found: found[1] or "□", text)


def read_marks(text: str, words: WordList) -> Marked:
    """The labels ticked in a cell, as written, and those whose mark is lost or unreadable."""
    text = without_brackets(text)
    plain = squeeze(text)
    signs = list(_signs(plain, words))
    if not signs:
        return _plain_list(text, words)
    if len(_BEHIND.findall(text)) == len(signs):
        return _marked_behind(text, words)
    head = _without_number(plain[: signs[0].start()]).strip(_TRIM)
    labels = [
        _without_number(plain[sign.end() : following.start()]) if following else plain[sign.end() :]
        for sign, following in zip(signs, [*signs[1:], None], strict=True)
    ]
    if head and not labels[-1].strip(_TRIM):  # 政府网站■政府公报□: the mark stands behind
        head, labels = "", [head, *labels[:-1]]
    return _sorted_out(head, zip((sign[0] for sign in signs), labels, strict=True), words)


def _marked_behind(text: str, words: WordList) -> Marked:
    """A list with the marks behind the words: 政府网站√ 政府公报 两微一端√.

    A word without a mark is not ticked, unless others have an empty box.
    """
    ticked: list[str] = []
    bare: list[str] = []
    start = 0
    for sign in _BEHIND.finditer(text):
        *before, label = [each for each in _listed(text[start : sign.start()], words) if each] or [
            ""
        ]
        bare.extend(before)
        if sign[0] in TICKED:
            ticked.append(label)
        start = sign.end()
    bare.extend(each for each in _listed(text[start:], words) if each)
    boxed = any(sign[0] in EMPTY for sign in _BEHIND.finditer(text))
    return Marked(tuple(filter(None, ticked)), tuple(bare) if boxed else (), has_marks=True)


@lru_cache(maxsize=4_096)
def _without_number(label: str) -> str:
    """The label without the number of the next one: 1.■政府网站 2.□政府公报."""
    return _NEXT_NUMBER.sub("", label)


def _sorted_out(head: str, pairs: Iterable[tuple[str, str]], words: WordList) -> Marked:
    ticked: list[str] = []
    unclear: list[str] = list(_parts(head, words)) if head else []
    signs = ""
    for sign, label in pairs:
        first, *lost = _parts(label, words) or [""]
        signs += sign
        if first:
            unclear.extend(lost)
            said = set(map(_is_ticked, signs))
            if said == {True}:
                ticked.append(first)
            elif said != {False}:  # lost, or ■□ before one word
                unclear.append(first)
            signs = ""
    return Marked(tuple(ticked), tuple(dict.fromkeys(filter(None, unclear))), has_marks=True)


def _is_ticked(sign: str) -> bool | None:
    """Whether a mark says yes; None where it is lost."""
    return None if sign in _LOST else sign in TICKED or sign in _LETTER_TICKED


def _signs(plain: str, words: WordList) -> Iterator[re.Match[str]]:
    any_sure = _SURE.search(plain) is not None
    return _sign_pattern(words, any_sure).finditer(plain)


@cache
def _sign_pattern(words: WordList, any_sure: bool) -> re.Pattern[str]:
    """A mark; a letter is one before any Chinese word where others are sure, else before known ones."""
    known = _known_words(words)
    letter = r"(?=[\u4e00-\u9fff])" if any_sure else known
    return re.compile(
        f"[{TICKED}{EMPTY}]|{MOUTH}(?=\\w)"
        f"|(?<![A-Za-z:：])[{_LETTER_TICKED}{_LETTER_EMPTY}]{letter}|[{_LOST}]{known}"
    )


def _known_words(words: WordList) -> str:
    """Looks ahead for any of the words, whatever punctuation stands between its characters."""
    return "(?=" + "|".join("[\\W_]*".join(map(re.escape, word)) for word in words.words) + ")"


@lru_cache(maxsize=4_096)  # the printed list has the same labels in every row
def _parts(label: str, words: WordList) -> Sequence[str]:
    """The label a mark belongs to, and behind it the words that stand there without a mark."""
    label = label.strip(_TRIM)
    if words.named(label) or _OTHER.match(label):
        return [label]
    parts = [part.strip(_TRIM) for part in _SEPARATORS.split(label)]
    return [word for part in parts if part for word in _split_run(part, words)]


def _split_run(part: str, words: WordList) -> list[str]:
    if words.named(part):
        return [part]
    known = words.split_known(_key(part))
    return known if known and len(known) > 1 else [part]


def _plain_list(text: str, words: WordList) -> Marked:
    """A list without any mark: what is listed is meant, unless the whole printed list stands there."""
    labels: list[str] = []
    for piece in _LIST_SEPARATORS.split(text):
        labels.extend(_listed(piece, words))
    labels = _rejoined([label for label in dict.fromkeys(labels) if label], words)
    answers = [_ANSWERED.match(label) for label in labels]
    if any(answer and words.named(answer[1]) for answer in answers):
        yes = tuple(each[1] for each in answers if each and each[2] in "是有")
        bare = tuple(label for label, each in zip(labels, answers, strict=True) if not each)
        return Marked(yes, bare, has_marks=True)
    if sum(words.named(label) is not None for label in labels) >= _PLAIN_LIST_MAX:
        return Marked(unclear=tuple(labels))
    return Marked(ticked=tuple(labels))


def _rejoined(labels: list[str], words: WordList) -> list[str]:
    """Words that hold a separator themselves put together again: 社区/企事业单位、村公示栏."""
    joined: list[str] = []
    for label in labels:
        if joined and _belongs_together(joined[-1], label, words):
            joined[-1] += label
        else:
            joined.append(label)
    return joined


def _belongs_together(before: str, label: str, words: WordList) -> bool:
    if words.named(label):
        return False
    return words.named(before + label) is not None or before in ("其他", "其它")


def _listed(piece: str, words: WordList) -> list[str]:
    """One piece of a plain list: a word, or several parted by blanks or slashes."""
    whole = squeeze(piece).strip(_TRIM)
    if not whole or words.named(whole):
        return [whole]
    both = re.split("[及和与或]", whole, maxsplit=1)
    if all(words.named(part) or (part is both[-1] and _OTHER.match(part)) for part in both):
        return both
    for separator in (r"\s+", r"\s+|[/／]"):
        parts = [part.strip(_TRIM) for part in re.split(separator, piece.strip())]
        if len(parts) > 1 and any(words.named(part) for part in parts):
            return parts
    return _split_run(whole, words)
