"""What the neighbouring areas know of the catalogues and entries a screen shows.

They stand above this area, so they are looked up when a page is made and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from catalog_app.catalogs.models import Entry, Publication

if TYPE_CHECKING:
    from catalog_app.bases.standing import CitedBasis
    from catalog_app.checks.models import Finding, PageCheck
    from catalog_app.duties.models import Duty

WORST_FIRST = ("broken", "unsure", "unchecked", "ok")


@dataclass(frozen=True, slots=True)
class LinkOutlook:
    """The last checks by address."""

    checks: Mapping[str, PageCheck]

    def state(self, url: str) -> str:
        """ok, broken, unsure or unchecked."""
        check = self.checks.get(url)
        return check.link_state if check else "unchecked"

    def checked_at(self, url: str) -> datetime | None:
        check = self.checks.get(url)
        return check.at if check else None

    def files_unseen(self, url: str) -> int:
        """How many files of the page the last check did not look at."""
        check = self.checks.get(url)
        return check.files_unseen if check else 0

    def elements(self, link: Publication) -> Sequence[Mapping[str, str]]:
        """What the last check made of each promised content element: name, verdict, quote."""
        check = self.checks.get(link.url)
        return check.elements.get(str(link.id), ()) if check else ()

    def of(self, entry: Entry) -> tuple[str, datetime | None]:
        """The worst state of an entry's links and when that page was seen; none without links."""
        urls = [link.url for link in entry.publications]
        if not urls:
            return "none", None
        worst = min(urls, key=lambda url: WORST_FIRST.index(self.state(url)))
        return self.state(worst), self.checked_at(worst)


def link_outlook(entries: Iterable[Entry]) -> LinkOutlook:
    """One statement for all links of the entries."""
    from catalog_app.checks import services as checks  # noqa: PLC0415 - stands above this area

    urls = [link.url for entry in entries for link in entry.publications]
    return LinkOutlook(checks.last_checks(urls) if urls else {})


def open_findings(entry_ids: Sequence[int]) -> Mapping[int, Sequence[Finding]]:
    from catalog_app.checks import services as checks  # noqa: PLC0415 - stands above this area

    return checks.open_findings(entry_ids) if entry_ids else {}


def duties(entry_ids: Sequence[int]) -> Mapping[int, Sequence[Duty]]:
    """What the entries must publish next and what they did, by entry."""
    from catalog_app.duties import services  # noqa: PLC0415 - stands above this area

    return services.of_entries(entry_ids) if entry_ids else {}


def submission_states(catalog_ids: Sequence[int]) -> Mapping[int, str]:
    """The state of each catalogue's latest submission; none where nothing was submitted."""
    from catalog_app.reviews import services as reviews  # noqa: PLC0415 - stands above this area

    return reviews.state_of(catalog_ids) if catalog_ids else {}


def cited_bases(texts: Sequence[str], day: date) -> Mapping[str, Sequence[CitedBasis]]:
    """By basis text: the laws and documents it cites, as they stand on the day; one statement."""
    from catalog_app.bases import services as bases  # noqa: PLC0415 - stands above this area

    register = bases.register() if texts else None
    return {text: register.cited([text], day) for text in texts} if register else {}
