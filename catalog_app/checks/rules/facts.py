"""What a rule may know besides the page: the visit, the host, the place, the page's past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog_app.checks.files.reading import FileReading


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to the address found; `outcome` is a value of `fetch.Outcome`."""

    url: str
    final_url: str
    outcome: str
    detail: str = ""
    status: int | None = None
    tls_fault: str | None = None


@dataclass(frozen=True, slots=True)
class HostFacts:
    """How the host looks otherwise: its home page's text, and its answer for a page that cannot
    exist (None where that answer is an honest 404)."""

    home_text: str | None = None
    missing_text: str | None = None


@dataclass(frozen=True, slots=True)
class AttachmentVisit:
    """A file linked from the page: its name, outcome of the visit, its first bytes, and what stands
    in it (None where it could not be fetched, or is of a kind that is not read)."""

    name: str
    url: str
    outcome: str
    head: bytes = b""
    size: int = 0
    reading: FileReading | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item belongs: the catalogue's region, by all its names, and the sites it publishes on.

    `names` and `above` are names as pages write them (敦化市, 敦化; 延边朝鲜族自治州, 延边州);
    `townships` those below a county. `sites` are hosts, `site_codes` the beginnings of the national
    site code (SiteIDCode) that the county's and its superiors' sites bear. `owners` gives the names
    and aliases of the item's owner, `domain` the name of its domain (领域).
    """

    level: str = ""
    names: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()
    sites: frozenset[str] = frozenset()
    site_codes: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    domain: str = ""


@dataclass(frozen=True, slots=True)
class PageHistory:
    """What earlier visits saw of the page, as days in China; `titles` and `published` oldest first,
    each value once. `last_good` is the last day on which its content was read."""

    first_good: date | None = None
    last_good: date | None = None
    titles: tuple[str, ...] = ()
    published: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class TriggerFact:
    """A day a clerk entered on which a limit of the entry began: `trigger` as in `LimitPart`."""

    trigger: str
    day: date


@dataclass(frozen=True, slots=True)
class Published:
    """One link of an entry as its catalogue keeps it: address, channel, kind of page."""

    url: str
    channel: str = "政府网站"
    kind: str = "article"


NO_FACTS = HostFacts()
NOWHERE = Place()
UNSEEN = PageHistory()
