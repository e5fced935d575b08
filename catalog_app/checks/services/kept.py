"""What is kept of a page so that the site may answer "not modified", and the page is judged again
all the same: what is judged by the day's date changes without the page changing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from catalog_app.among import among
from catalog_app.checks.fetch import Wanted
from catalog_app.checks.models import Finding, PageCheck, TextSnapshot, WebPage
from catalog_app.checks.page import PageReading, from_kept, keep
from catalog_app.checks.page.kept import can_be_read
from catalog_app.checks.privacy import masked
from catalog_app.checks.rules import LINK_RULES
from catalog_app.checks.services.targets import PlannedPage
from catalog_app.database import session

BELIEVED_DAYS = 7
"""A site may say "not modified" though it changed; so often the page is read in full all the same."""
READ_OUTCOMES = ("ok", "tls_error", "not_modified")
NO_CONTENT = frozenset(("blocked", "redirect", "error", "under_construction"))
RULES = hashlib.sha256(repr([(r.id, r.version) for r in LINK_RULES]).encode()).hexdigest()[:12]
"""A new rule, or a new reading of one, asks for the page itself, not for its masked text."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was when it was last read, and the marks by which the site knows its state."""

    url: str
    etag: str | None
    last_modified: str | None
    reading: Mapping[str, Any]
    compressed: bytes
    files: Sequence[Mapping[str, Any]] = ()

    @property
    def wanted(self) -> Wanted:
        """The page, but only if it has changed."""
        return Wanted(self.url, self.etag, self.last_modified)

    def page(self) -> PageReading:
        return from_kept(self.reading, zlib.decompress(self.compressed).decode())


def to_keep(page: PageReading, *, read_on: date) -> dict[str, Any]:
    """The reading as it is stored: masked, and believed later only where the mask changed nothing."""
    plain = keep(page)
    safe: dict[str, Any] = masked(plain) | {"text_hash": page.text_hash}
    if safe != plain:
        safe["kept"].pop("format", None)
    safe["kept"] |= {"rules": RULES, "read_on": read_on.isoformat()}
    return safe


def kept_pages(pages: Mapping[str, PlannedPage], *, today: date) -> Mapping[str, KeptPage]:
    """Those of the pages whose site can be asked for changes only, by address; at most two queries.

    A page with a finding that is not fixed is always read in full: whoever is accused, or was
    excused, is looked at."""
    found = {kept.url: kept for kept in _readable(pages, today)}
    if not found:
        return {}
    doubted = select(Finding.url).where(among(Finding.url, list(found)), Finding.state != "fixed")
    for url in session().scalars(doubted.distinct()):
        found.pop(url or "")
    return found


def _readable(pages: Mapping[str, PlannedPage], today: date) -> Iterator[KeptPage]:
    rows = session().execute(
        select(
            WebPage.url,
            WebPage.etag,
            WebPage.last_modified,
            PageCheck.reading,
            PageCheck.files,
            TextSnapshot.text,
        )
        .join(PageCheck, WebPage.last_check_id == PageCheck.id)
        .join(TextSnapshot, PageCheck.snapshot_hash == TextSnapshot.hash)
        .where(
            among(WebPage.id, [page.web_page_id for page in pages.values()]),
            or_(WebPage.etag.is_not(None), WebPage.last_modified.is_not(None)),
            PageCheck.outcome.in_(READ_OUTCOMES),
            PageCheck.rendered.is_(False),
        )
    )
    for row in rows:
        if row.reading and can_be_read(row.reading) and _is_believed(row.reading, today):
            yield KeptPage(row.url, row.etag, row.last_modified, row.reading, row.text, row.files)


def _is_believed(reading: Mapping[str, Any], today: date) -> bool:
    if reading["kind"] in NO_CONTENT or reading["refused"]:
        return False
    kept = reading["kept"]
    oldest = today - timedelta(days=BELIEVED_DAYS)
    return bool(kept["rules"] == RULES and date.fromisoformat(kept["read_on"]) > oldest)
