"""What a reader asked in the address of a search page. Odd values are put right, not refused:
the address may have been typed by hand or cut short in a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

TEXT_MAX = 60
PAGE_MAX = 1000
PUBLISHERS = ("prefecture", "county", "township", "village")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`region` and `domain` are codes as given; None where nothing was."""

    text: str = ""
    region: str | None = None
    domain: str | None = None
    by: str | None = None
    page: int = 1

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> SearchQuery:
        by = arguments.get("by")
        return cls(
            text=typed(arguments, "q"),
            region=typed(arguments, "region") or None,
            domain=typed(arguments, "domain") or None,
            by=by if by in PUBLISHERS else None,
            page=page_number(arguments),
        )

    def but(self, **changes: str | int | None) -> dict[str, str | int]:
        """The address's arguments with these changed, from page 1; empty ones left out."""
        values = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        found: dict[str, str | int | None] = {
            "q": values.text,
            "region": values.region,
            "domain": values.domain,
            "by": values.by,
            "page": values.page if values.page > 1 else None,
        }
        return {name: value for name, value in found.items() if value}


def typed(arguments: Mapping[str, str], name: str) -> str:
    """A text of the address: blanks squeezed, cut to length, without the null no database takes."""
    return " ".join(arguments.get(name, "").replace("\x00", "").split())[:TEXT_MAX]


def page_number(arguments: Mapping[str, str]) -> int:
    digits = arguments.get("page", "1")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 1
    return min(max(1, number), PAGE_MAX)
