"""What stands in a file linked from a page: one frozen record, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_app.checks.privacy import PersonalDatum


@dataclass(frozen=True, slots=True)
class FileReading:
    """`kind` is what the bytes are: pdf, docx, doc, xlsx, xls, zip, image, html, other.

    `text` is all text of all pages and sheets, hidden sheets too, cut at the reader's cap (then
    `cut`). `fault` says in Chinese why nothing could be read (encrypted, damaged, took too long);
    `scanned` is a document of pictures. `sheets` are tables as rows of cell texts; `names` are the
    names of an archive's members.
    """

    kind: str
    text: str = ""
    pages: int = 0
    sheets: tuple[tuple[tuple[str, ...], ...], ...] = ()
    names: tuple[str, ...] = ()
    personal_hits: tuple[PersonalDatum, ...] = ()
    scanned: bool = False
    encrypted: bool = False
    fault: str | None = None
    cut: bool = False
