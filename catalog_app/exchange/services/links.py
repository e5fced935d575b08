"""The links of a row: those its entry has not yet, and what the file says of them."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_app.addresses import AddressGuard, normalise, refusal
from catalog_app.exchange.services.kept import Kept, LinkPlace
from domains.links import link_words
from imports.messages import Severity
from imports.problems import Problem
from imports.reading import ReadEntry

NewLinks = dict[str, LinkPlace | None]
"""Normalised address → channel and kind; None where the file does not tell them."""
NO_LINKS: NewLinks = {}


def new_links(
    read: ReadEntry, kept: Kept | None, guard: AddressGuard
) -> tuple[NewLinks, tuple[Problem, ...]]:
    """Links to register, and what is to be told of the others: addresses that may not be kept
    (rule L01), links that are another channel's or kind in the file than in the catalogue."""
    if not read.urls:
        return NO_LINKS, ()
    standing = kept.urls if kept else {}
    found: NewLinks = {}
    told: list[Problem] = []
    for url in read.urls:
        reason = refusal(url, guard)
        if reason:
            told.append(_problem(read, "warning", "link-refused", f"{url} 未登记：{reason}"))
            continue
        now = standing.get(normalise(url))
        if now is None:
            found[normalise(url)] = read.link_places.get(url)
        else:
            told.extend(_told_otherwise(read, url, now))
    return found, tuple(told)


def _told_otherwise(read: ReadEntry, url: str, now: LinkPlace) -> Iterator[Problem]:
    told = read.link_places.get(url)
    if told and told != now:
        words = (
            f"{url} 在目录里是“{link_words(*now)}”，文件里写的是“{link_words(*told)}”，没有改。"
            "要改请到事项页面修改这个链接。"
        )
        yield _problem(read, "info", "link-kept", words)


def _problem(read: ReadEntry, severity: Severity, code: str, message: str) -> Problem:
    return Problem(read.cells.get("urls"), read.row, "urls", severity, code, message)
