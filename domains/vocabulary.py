"""The closed vocabularies of an entry: channels, levels, methods, phases (国办发〔2019〕54号).

The words and their known variants are data (`data/vocabularies.yaml`). A text is recognised only
when it is one of them exactly; width, blanks and punctuation do not count. Nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, fields, post_load, validate

AUDIENCE_PUBLIC = "全社会"
OTHER = "其他"
DATA_FILE = Path(__file__).parent / "data" / "vocabularies.yaml"

_PUNCTUATION = re.compile(r"[\W_]+")
_MARKS = r"[\s_:;,.、。—–-]"
_OTHER_PREFIX = re.compile(rf"^{_MARKS}*(?:其[他它]{_MARKS}*)*")
_TRAILING = re.compile(rf"{_MARKS}+$")
_PLACE = re.compile(r"^\w{0,8}[省市县区州盟旗镇乡](?=(?:人民)?政府(?:门户)?网站?$)")
_PLACE_AND_LEVEL = re.compile(r"^[^\W级]{2,8}(?=[市县区州]级$)")
_LEVEL_ENDING = re.compile(r"(?:本?级(?:层面)?|直)$")
_COUNTED_LEVELS = re.compile(r"^(\w+)[两二三四]级$")
_LEVEL_SEPARATOR = re.compile(r"级|[、/⁄,;|]|和|及")


@dataclass(frozen=True)
class Term:
    """One word of a closed list: its code, its standard Chinese name, other spellings met."""

    code: str
    name: str
    variants: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (self.name, *self.variants)


class TermSchema(Schema):
    code = fields.String(required=True, validate=validate.Regexp(r"^[a-z_]+$"))
    name = fields.String(required=True, validate=validate.Length(1, 40))
    variants = fields.List(fields.String(), load_default=list)

    @post_load
    def to_term(self, data: dict[str, Any], **_: Any) -> Term:
        return Term(data["code"], data["name"], tuple(data["variants"]))


class VocabulariesSchema(Schema):
    channels = fields.List(fields.Nested(TermSchema), required=True)
    platforms = fields.List(fields.Nested(TermSchema), required=True)
    levels = fields.List(fields.Nested(TermSchema), required=True)
    methods = fields.List(fields.Nested(TermSchema), required=True)
    phases = fields.List(fields.Nested(TermSchema), required=True)


@cache
def _vocabularies() -> Mapping[str, tuple[Term, ...]]:
    raw = yaml.safe_load(DATA_FILE.read_text(encoding="utf-8"))
    loaded: dict[str, list[Term]] = VocabulariesSchema().load(raw)
    return {kind: tuple(terms) for kind, terms in loaded.items()}


def _key(text: str) -> str:
    """What counts of a word when it is compared: no width, no blanks, no punctuation."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text))


def _index(terms: Sequence[Term]) -> dict[str, Term]:
    index: dict[str, Term] = {}
    for term in terms:
        for word in term.words:
            other = index.setdefault(_key(word), term)
            if other is not term:
                raise ValueError(f"词表中“{word}”同时属于“{other.name}”和“{term.name}”")
    return index


CHANNELS = _vocabularies()["channels"]
PLATFORMS = _vocabularies()["platforms"]
LEVELS = _vocabularies()["levels"]
METHODS = _vocabularies()["methods"]
PHASES = _vocabularies()["phases"]
_CHANNEL_OF = _index(CHANNELS)
_PLATFORM_OF = _index(PLATFORMS)
_METHOD_OF = _index(METHODS)
_PHASE_OF = _index(PHASES)
_LABELS = {t.code: t.name for t in (*CHANNELS, *PLATFORMS, *LEVELS, *METHODS, *PHASES)}


def channel_named(text: str) -> str | None:
    """The standard name of a channel of the closed list, or None where the text is none of them.

    A place name before 政府网站 ("铁力市政府网站") does not count.
    """
    key = _key(text)
    term = _CHANNEL_OF.get(key) or _CHANNEL_OF.get(_PLACE.sub("", key))
    return term.name if term else None


def channel_value(text: str) -> str:
    """What an entry keeps for a channel: its standard name, or "其他:" and the text as written."""
    known = channel_named(text)
    if known:
        return known
    rest = _TRAILING.sub("", _OTHER_PREFIX.sub("", unicodedata.normalize("NFKC", text)))
    platform = _PLATFORM_OF.get(_key(rest))
    name = platform.name if platform else rest
    return f"{OTHER}:{name}" if _key(name) else OTHER


def is_channel_value(text: str) -> bool:
    """Whether a text is a channel as an entry keeps it: a standard name or "其他:名称"."""
    prefix, colon, rest = text.partition(":")
    return any(text == term.name for term in CHANNELS) or (
        prefix == OTHER and bool(colon) and bool(rest.strip())
    )


def method_named(text: str) -> str | None:
    """The code of a way of disclosure (主动公开, 依申请公开), or None."""
    term = _METHOD_OF.get(_key(text))
    return term.code if term else None


def phase_named(text: str) -> str | None:
    """The code of one of the five disclosures (决策、执行、管理、服务、结果), or None."""
    term = _PHASE_OF.get(_key(text))
    return term.code if term else None


def label(code: str) -> str:
    """The Chinese word on screens for any code of these vocabularies; KeyError for another."""
    return _LABELS[code]


def _level_key(text: str) -> str:
    return _LEVEL_ENDING.sub("", _key(text))


_LEVEL_OF = {_level_key(word): term.code for term in LEVELS for word in term.words}
_CITY = _level_key("市级")


def levels_named(text: str, *, beside: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes of the levels a header or cell names, e.g. 乡、村级 → township, village; else ().

    A bare 市级 is a county-level city's own level, unless the text itself or another level column
    (`beside`) names 县级 or 区级: then it is the prefecture.
    """
    named = _levels(text)
    all_named = {code for header in beside for code in _levels(header)} | set(named)
    city = "prefecture" if "county" in all_named else "county"
    return tuple(dict.fromkeys(city if code == "city" else code for code in named))


def _levels(text: str) -> tuple[str, ...]:
    """As `levels_named`, but with "city" where the text says no more than 市级."""
    key = _key(text)
    for whole in (key, _PLACE_AND_LEVEL.sub("", key)):
        if code := _level_code(whole):
            return (code,)
    counted = _COUNTED_LEVELS.match(key)  # 县乡村三级
    if counted and len(counted[1]) > 1 and all(map(_level_code, counted[1])):
        return tuple(code for code in map(_level_code, counted[1]) if code)
    parts = _LEVEL_SEPARATOR.split(unicodedata.normalize("NFKC", text))
    if not all(_level_code(part) for part in parts if _key(part)):  # 乡(村)级
        parts = [piece for part in parts for piece in re.split(r"[()]", part)]
    codes = [_level_code(part) for part in parts if _key(part)]
    return () if None in codes else tuple(code for code in codes if code)


def _level_code(text: str) -> str | None:
    key = _level_key(text)
    return "city" if key == _CITY else _LEVEL_OF.get(key)
