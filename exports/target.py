"""Where an export goes: a file that is complete or absent, or an open binary stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO


@contextmanager
def opened(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A stream to write to. A path's file is replaced only when all was written.

    Raises OSError where the folder is missing or may not be written.
    """
    if not isinstance(target, Path):
        yield target
        return
    part = target.with_name(f".{token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            yield file
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(target)


def workbook_options(folder: str) -> dict[str, Any]:
    """How XlsxWriter is asked to write: in constant memory, its parts in `folder`, and every text
    as the text it is."""
    return {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
