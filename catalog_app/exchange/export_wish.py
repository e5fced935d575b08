"""What an export's address asks for: the shape of it, not its meaning."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from catalog_app.exchange.services.export_files import FORMATS
from catalog_app.exchange.services.export_scope import REACHES, SOURCES


@dataclass(frozen=True, slots=True)
class ExportWish:
    """A region as written, a domain's code or None, and the choices of the form."""

    region: str
    domain: str | None
    kind: str
    reach: str
    source: str
    complete: bool

    @classmethod
    def read(cls, arguments: MultiDict[str, str]) -> ExportWish:
        """Anything unknown falls back to the plain export: a region's own workbook as it stands."""
        return cls(
            region=arguments.get("region", "").strip(),
            domain=arguments.get("domain") or None,
            kind=_one_of(FORMATS, arguments.get("format"), "xlsx"),
            reach=_one_of(REACHES, arguments.get("reach"), "own"),
            source=_one_of(SOURCES, arguments.get("source"), "draft"),
            complete=arguments.get("complete") == "yes",
        )


def _one_of(known: Collection[str], chosen: str | None, usual: str) -> str:
    return chosen if chosen is not None and chosen in known else usual
