"""Entries that a site keeps as records in a script and lets its own script show."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape, unescape

OPENING = re.compile(r"<script\b([^<>]{0,500})>", re.IGNORECASE)
CLOSING = re.compile(r"</script", re.IGNORECASE)
WRITTEN = re.compile(
    r"""document\.write(?:ln)?\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')"""
)
A_DAY = re.compile(r"\d[-./年]\d")
# An object without objects in it, and the fields of an entry by the names that sites give them.
OBJECT = re.compile(r"\{[^{}]{20,4000}\}")
STRING = r"""["']?\s*:\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')"""
TITLE = re.compile(r"(?:title|biaoti|subject|infoname|docname)" + STRING, re.IGNORECASE)
ADDRESS = re.compile(r"(?:url|href|link|linkurl)" + STRING, re.IGNORECASE)
DAY = re.compile(
    r"""(?:date|time|riqi)\w{0,12}["']?\s*:\s*["']?(\d{13}(?!\d)|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})""",
    re.IGNORECASE,
)
CHINA = timedelta(hours=8)
MIN_TITLE = 4
MIN_ENTRIES = 2
Unfold = Callable[[str, str], str | None]


def unfold_records(html: str) -> str:
    """The page with the records of its scripts of type text/xml in their place, as readers see them."""
    # Without its last sign, which every tag ends with, it is sought in half the time.
    return _unfolded(html, _stored) if "<record" in html else html


def unfold_scripts(html: str) -> str:
    """The page with the rows that a script writes, or holds by title and date, in the script's place."""
    return _unfolded(html, _written_or_held)


def _unfolded(html: str, unfold: Unfold) -> str:
    """Every script for which `unfold` gives an answer is replaced by it."""
    parts: list[str] = []
    done = 0
    for opening in OPENING.finditer(html):
        if opening.start() < done:
            continue
        closing = CLOSING.search(html, opening.end())
        if closing is None:
            break
        shown = unfold(opening[1], html[opening.end() : closing.start()])
        if shown is not None:
            end = html.find(">", closing.end()) + 1 or len(html)
            parts += [html[done : opening.start()], shown]
            done = end
    return "".join([*parts, html[done:]]) if parts else html


def _stored(attributes: str, script: str) -> str | None:
    if "text/xml" not in attributes.lower():
        return None
    shown = "".join(_record(part) for part in script.split("<record>")[1:])
    return f"<table>{shown}</table>" if shown.lstrip()[:3].lower() == "<tr" else shown or None


def _record(part: str) -> str:
    """One record, between its marks or written out with &lt; and &gt;."""
    held = part.partition("</record>")[0].strip()
    if held.startswith("<![CDATA["):
        return held[9:].partition("]]>")[0]
    return unescape(held)


def _written_or_held(attributes: str, script: str) -> str | None:
    if "document.write" in script:
        rows = [_text(found) for found in WRITTEN.finditer(script)]
        if any("<a " in row and A_DAY.search(row) for row in rows):  # a page turner has no day
            return "".join(rows)
    entries = list(_entries(script)) if "{" in script else []
    return f"<ul>{''.join(entries)}</ul>" if len(entries) >= MIN_ENTRIES else None


def _entries(script: str) -> Iterator[str]:
    """Objects with a title and a date, as rows of a list."""
    for record in OBJECT.finditer(script):
        title, day = TITLE.search(record[0]), DAY.search(record[0])
        name = _text(title) if title else ""
        if day is not None and len(name) >= MIN_TITLE:
            address = ADDRESS.search(record[0])
            link = escape(_text(address) if address else "")
            yield f'<li><a href="{link}">{escape(name)}</a><span>{_day(day[1])}</span></li>'


def _text(found: re.Match[str]) -> str:
    """What a string of a script says."""
    written = found[1] if found[1] is not None else found[2]
    try:
        return str(
            json.loads(
                '"' + written.replace("\\'", "'").replace('\\"', '"').replace('"', '\\"') + '"'
            )
        )
    except ValueError:
        return written.replace("\\", "")


def _day(written: str) -> str:
    """The day as written, or that of a moment in milliseconds, in China's time."""
    if not written.isdigit():
        return written
    return (datetime.fromtimestamp(int(written) / 1000, UTC) + CHINA).date().isoformat()
