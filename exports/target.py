"""Where an export goes: a file that is complete or absent, or an open binary stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast


@contextmanager
def opened(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A stream to write to. A path's file is replaced only when all was written.

    Raises OSError where the folder is missing or may not be written.
    """
    if not isinstance(target, Path):
        yield target
        return
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        part = Path(file.name)
        try:
            yield cast(BinaryIO, file)
        except BaseException:
            part.unlink()
            raise
    part.replace(target)
