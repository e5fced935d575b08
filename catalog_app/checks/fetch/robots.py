"""What a site's robots.txt asks of visitors (RFC 9309, and the unofficial Crawl-delay). Pure.

The standard library's parser knows neither wildcards nor parts of seconds, and raises on some texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes, urlsplit

ROBOTS_PATH = "/robots.txt"
ROBOTS_BYTES = 500 * 1024
"""RFC 9309, 2.5: so much must be read; the rest is passed over."""
RULES_MAX = 2000
PATTERN_MAX = 500
_MARK = b"\xef\xbb\xbf"
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?|\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """Allow or Disallow with the pattern of paths it is about."""

    allows: bool
    pattern: str

    def covers(self, path: str) -> bool:
        """Does the pattern, with its * and its $ at the end, begin the path?"""
        ends = self.pattern.endswith("$")
        first, *parts = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        place = len(first)
        for part in parts[:-1] if ends and parts else parts:
            found = path.find(part, place)
            if found < 0:
                return False
            place = found + len(part)
        if not ends:
            return True
        if not parts:
            return place == len(path)
        return path.endswith(parts[-1]) and len(path) - len(parts[-1]) >= place


@dataclass(slots=True)
class Group:
    """What is asked of the visitors named."""

    agents: list[str]
    lines: list[Line] = field(default_factory=list)
    delay: float | None = None
    closed: bool = False
    """A rule has been read: the next name begins another group."""


class Robots:
    """The wishes of one host. `agent` is a product name such as "JilinDisclosureCatalog"."""

    def __init__(self, text: str = "") -> None:
        self._groups = _groups(text)

    @classmethod
    def read(cls, body: bytes) -> Robots:
        """From the bytes of a robots.txt; whatever they are, never raises."""
        return cls(robots_text(body))

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds between two visits that are asked of `agent`; the longest where several are."""
        delays = (group.delay for group in self._of(agent))
        return max((delay for delay in delays if delay is not None), default=None)

    def allowed(self, agent: str, url: str) -> bool:
        """May `agent` walk to this address of the host? The longest pattern decides, Allow on a tie."""
        path = _path(url)
        if path == ROBOTS_PATH:
            return True
        lines = (line for group in self._of(agent) for line in group.lines if line.covers(path))
        told = max(lines, key=lambda line: (len(line.pattern), line.allows), default=None)
        return told is None or told.allows

    def _of(self, agent: str) -> Sequence[Group]:
        """The groups that name the agent, else those for everybody."""
        name = agent.partition("/")[0].strip().lower()
        named = [group for group in self._groups if name in group.agents]
        return named or [group for group in self._groups if "*" in group.agents]


def robots_text(body: bytes) -> str:
    """The text of a robots.txt, within its limit; empty where a web page stands in its place."""
    text = body[:ROBOTS_BYTES].removeprefix(_MARK).decode("utf-8", "replace")
    return "" if text.lstrip()[:1] == "<" else text.replace("\x00", "")


def _groups(text: str) -> list[Group]:
    groups: list[Group] = []
    count = 0
    for name, value in _fields(text):
        if name == "user-agent":
            if not groups or groups[-1].closed:
                groups.append(Group([]))
            groups[-1].agents.append(value.partition("/")[0].strip().lower())
        elif groups and name in ("allow", "disallow"):
            groups[-1].closed = True
            count += 1
            if value and count <= RULES_MAX:
                groups[-1].lines.append(Line(name == "allow", _pattern(value)))
        elif groups and name == "crawl-delay":
            groups[-1].closed = True
            groups[-1].delay = _longest(groups[-1].delay, _seconds(value))
    return groups


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _seconds(value: str) -> float | None:
    """A length of time that makes sense; others are as not written."""
    seconds = float(value) if _NUMBER.fullmatch(value) and value.isascii() else math.nan
    return seconds if seconds >= 0 else None


def _longest(one: float | None, other: float | None) -> float | None:
    return max((each for each in (one, other) if each is not None), default=None)


def _pattern(value: str) -> str:
    """Runs of * say no more than one; what is percent-encoded is compared as what it stands for."""
    return re.sub(r"\*+", "*", _plain(value[:PATTERN_MAX]))


def _path(url: str) -> str:
    """Path and query of an address, as patterns are compared with it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _plain(text: str) -> str:
    return unquote_to_bytes(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
