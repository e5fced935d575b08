"""What stands in a file linked from a page: one frozen record, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from catalog_app.checks.privacy import Leak


@dataclass(frozen=True, slots=True)
class FileReading:
    """`kind` is what the bytes are: pdf, docx, doc, xlsx, xls, pptx, ofd, rtf, text, zip, image, html,
    other.

    `text` is the text of all pages and sheets, hidden sheets too, personal numbers masked, cut at
    the reader's cap (then `cut`). `sheets` are tables as rows of masked cell texts, their first
    rows only, hidden sheets not; `labels` say for each where it stands: 第2个工作表“名单”. `names` are the names
    of an archive's members. `leaks` were looked for in the whole file, before anything was cut.
    `fault` says in Chinese why nothing could be read (damaged, took too long, no known format);
    `scanned` is a document of pictures; `blank` one that opens and holds nothing.
    """

    kind: str
    text: str = ""
    pages: int = 0
    sheets: tuple[tuple[tuple[str, ...], ...], ...] = ()
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    scanned: bool = False
    encrypted: bool = False
    blank: bool = False
    fault: str | None = None
    cut: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values only, for a pipe or a JSON column."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return plain | {"leaks": [leak.to_dict() for leak in self.leaks]}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The reading that `to_dict` wrote, lists in place of tuples allowed."""
        tuples = {
            "sheets": tuple(tuple(map(tuple, sheet)) for sheet in plain["sheets"]),
            "labels": tuple(plain["labels"]),
            "names": tuple(plain["names"]),
            "leaks": tuple(map(Leak.from_dict, plain["leaks"])),
        }
        return cls(**{**plain, **tuples})
