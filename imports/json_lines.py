"""Reads our own JSON lines (one entry a line), field by field; nothing has to be recognised.

Texts are tidied as everywhere. A line that is no entry, and a value outside the closed
vocabularies, is a problem of that line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from domains.entry import EntryContent
from domains.links import LINK_KINDS
from domains.standard import domain_named, load_domains
from domains.vocabulary import (
    LEVELS,
    METHODS,
    OTHER,
    PHASES,
    channel_named,
    channel_value,
    is_channel_value,
)
from imports.addresses import unique, urls_in
from imports.entries import ReadEntry
from imports.fields import DISPOSITIONS
from imports.problems import Problem, problem
from imports.refusal import Refused
from imports.wording import tidy, tidy_lines

LINE = "行"
"""Stands where other files have a column's letters: 行7 is the seventh line."""
MAX_LINES = 200_000
COLUMNS = (
    "number", "group", "name", "content", "basis", "time_limit", "owner", "method", "channels",
    "audience", "levels", "urls", "phases", "note", "identity", "disposition", "reason",
    "guide_item", "domain",
)  # fmt: skip
_UNKEPT = re.compile("[\0\ud800-\udfff]")
_CODES = {
    "method": {term.code for term in METHODS},
    "levels": {term.code for term in LEVELS},
    "phases": {term.code for term in PHASES},
}


class UnreadableLineError(ValueError):
    """A line is no entry; the message says why."""


@dataclass(slots=True)
class LinesTable:
    """The entries of one region's catalogue of one domain, with their problems."""

    title: str
    domain: str | None
    entries: list[ReadEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def looks_like_lines(data: bytes) -> bool:
    """Whether a file's first line is an object with an entry's name: our JSON lines."""
    first = data[:4].removeprefix(b"\xef\xbb\xbf")
    line = data.partition(b"\n")[0]
    return first.startswith(b"{") and b'"name"' in line and line.rstrip().endswith(b"}")


def read_lines(data: bytes) -> list[LinesTable]:
    """The catalogues of a file, in the order in which they begin.

    Raises Refused where the text is not UTF-8, has too many lines, or no line is an entry.
    """
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as damage:
        raise Refused("unreadable") from damage
    if len(lines) > MAX_LINES:
        raise Refused("too-large", limit=f"最多{MAX_LINES}行")
    tables: dict[tuple[str, str], LinesTable] = {}
    lost: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            _read_line(number, line, tables, lost)
    if not tables:
        raise Refused("not-a-catalogue", hint="")
    found = list(tables.values())
    found[0].problems.extend(lost)
    return found


def _read_line(
    number: int, line: str, tables: dict[tuple[str, str], LinesTable], lost: list[Problem]
) -> None:
    try:
        plain = _object(line)
        region, domain = _text(plain, "region") or "", _text(plain, "domain") or ""
        entry, problems = _entry(number, plain)
    except UnreadableLineError as error:
        lost.append(problem("line-unreadable", row=number, reason=str(error)))
        return
    table = tables.get((region, domain))
    if table is None:
        title = f"{region}{domain}领域基层政务公开标准目录"
        table = tables[region, domain] = LinesTable(title, _domain_code(plain, domain))
        if table.domain is None:
            table.problems.append(problem("domain-unknown", row=number, field="domain"))
    table.entries.append(entry)
    table.problems.extend(problems)


def _object(line: str) -> dict[str, Any]:
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableLineError("不是JSON") from None
    if not isinstance(plain, dict):
        raise UnreadableLineError("不是一个对象")
    return plain


def _entry(number: int, plain: dict[str, Any]) -> tuple[ReadEntry, list[Problem]]:
    problems: list[Problem] = []
    content = EntryContent(
        name=_text(plain, "name") or "",
        group=_text(plain, "group"),
        content=_texts(plain, "content"),
        basis=_texts(plain, "basis"),
        time_limit=_text(plain, "time_limit"),
        owner=_text(plain, "owner"),
        method=_codes(number, plain, "method", problems),
        channels=tuple(dict.fromkeys(map(_channel, _texts(plain, "channels")))),
        audience=_text(plain, "audience"),
        levels=_codes(number, plain, "levels", problems),
        phases=_codes(number, plain, "phases", problems),
        note=_lines(plain, "note"),
    )
    if not content.name:
        problems.append(problem("name-missing", row=number, field="name", header="name"))
    entry = ReadEntry(
        row=number,
        number=_text(plain, "serial"),
        content=content,
        urls=_urls(number, plain, problems),
        identity=_text(plain, "identity"),
        domain=_text(plain, "domain"),
        columns=_COLUMNS,
        disposition=_disposition(number, plain, problems),
        reason=_lines(plain, "reason"),
        guide_item=_text(plain, "guide_item"),
        link_places=_link_places(number, plain, problems),
    )
    return entry, problems


_COLUMNS = dict.fromkeys(COLUMNS, LINE)


def _domain_code(plain: dict[str, Any], name: str) -> str | None:
    code = _text(plain, "domain_code")
    if any(each.code == code for each in load_domains()):
        return code
    found = domain_named(name) if name else None
    return found[0].code if found else None


def _value(plain: dict[str, Any], name: str, kind: type) -> Any:
    value = plain.get(name)
    if value is not None and not isinstance(value, kind):
        raise UnreadableLineError(f"“{name}”的写法不对")
    return value


def _text(plain: dict[str, Any], name: str) -> str | None:
    return tidy(_seen(_value(plain, name, str) or "")) or None


def _lines(plain: dict[str, Any], name: str) -> str | None:
    return tidy_lines(_seen(_value(plain, name, str) or "")) or None


def _texts(plain: dict[str, Any], name: str) -> tuple[str, ...]:
    listed = _value(plain, name, list) or []
    if not all(isinstance(each, str) for each in listed):
        raise UnreadableLineError(f"“{name}”的写法不对")
    return tuple(text for text in (tidy(_seen(each)) for each in listed) if text)


def _channel(text: str) -> str:
    """A channel as an entry keeps it stays as it is written."""
    return text if text == OTHER or is_channel_value(text) else channel_value(text)


def _codes(
    number: int, plain: dict[str, Any], name: str, problems: list[Problem]
) -> tuple[str, ...]:
    listed = _texts(plain, name)
    for unknown in (each for each in listed if each not in _CODES[name]):
        told = problem("text-unclear", row=number, field=name, header=name, text=unknown)
        problems.append(told)
    return tuple(dict.fromkeys(each for each in listed if each in _CODES[name]))


def _disposition(number: int, plain: dict[str, Any], problems: list[Problem]) -> str | None:
    written = _text(plain, "disposition")
    if written is not None and written not in set(DISPOSITIONS.values()):
        told = problem("disposition-unclear", row=number, field="disposition", text=written)
        problems.append(told)
        return None
    return written


def _urls(number: int, plain: dict[str, Any], problems: list[Problem]) -> tuple[str, ...]:
    found = [url for link in _links(plain) if (url := _text(link, "url"))]
    for broken in (url for url in found if not urls_in(url)):
        problems.append(problem("url-invalid", row=number, field="urls", text=broken))
    return unique(url for url in found if urls_in(url))


def _link_places(
    number: int, plain: dict[str, Any], problems: list[Problem]
) -> dict[str, tuple[str, str]]:
    """Channel and kind of the addresses that tell both."""
    found: dict[str, tuple[str, str]] = {}
    for link in _links(plain):
        url, channel, kind = (_text(link, name) for name in ("url", "channel", "kind"))
        known = channel_named(channel) if channel else None
        if url and known and kind and kind in LINK_KINDS:
            found[url] = (known, kind)
        elif channel or kind:
            text = "，".join(filter(None, (channel, kind)))
            problems.append(
                problem("text-unclear", row=number, field="urls", header="links", text=text)
            )
    return found


def _links(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    listed: Sequence[Any] = _value(plain, "links", list) or []
    for link in listed:
        if not isinstance(link, dict):
            raise UnreadableLineError("“links”的写法不对")
        yield link


def _seen(text: str) -> str:
    """The text without what no database keeps: null characters, halves of characters."""
    return _UNKEPT.sub("", text)
