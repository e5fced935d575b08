"""The files that a command names: by themselves, in folders, in zips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from imports import archive
from imports.readers import MAX_BYTES
from imports.reading import FileReading, Refusal
from imports.refusal import Refused

ARCHIVE_MAX = 512 * 1024 * 1024  # bytes of a zip that a command opens


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `steps` are its folders, from what was named on, and its name; `one_of_many`
    tells that it was found in a folder or a zip. `refused` says why it is not read, `ignored` that
    it is what systems leave behind."""

    steps: tuple[str, ...]
    data: Callable[[], bytes]
    one_of_many: bool = False
    refused: str | None = None
    ignored: bool = False

    @property
    def name(self) -> str:
        return self.steps[-1]

    @property
    def shown(self) -> str:
        """The file by its name, one of many with its folders."""
        return "/".join(self.steps) if self.one_of_many else self.name

    def read(self, reader: Callable[[bytes, str], FileReading]) -> FileReading:
        """What `reader` makes of it; never raises for what is in the file."""
        if self.refused:
            return FileReading(self.shown, Refusal("archive", self.refused), ())
        try:
            return reader(self.data(), self.name)
        except Refused as refused:
            return FileReading(self.shown, Refusal(refused.code, refused.message), ())


def sources_of(paths: Iterable[Path]) -> list[Source]:
    """Every file of these paths, folders and zips opened, in the order of their names."""
    return [source for path in paths for source in _sources(path, (path.name,), many=False)]


def _sources(path: Path, steps: tuple[str, ...], *, many: bool) -> Iterator[Source]:
    if path.is_dir():
        for each in sorted(path.iterdir()):
            yield from _sources(each, (*steps, each.name), many=True)
        return
    load = partial(_load, path)
    if many and archive.is_litter(steps[-1:]):
        yield Source(steps, load, one_of_many=True, ignored=True)
        return
    head = _load(path, ARCHIVE_MAX) if path.suffix.lower() == ".zip" else b""
    if archive.is_archive(head, path.name):
        yield from _members(path, head, steps)
    else:
        yield Source(steps, load, one_of_many=many)


def _members(path: Path, data: bytes, steps: tuple[str, ...]) -> Iterator[Source]:
    try:
        members = archive.members(data)
    except Refused as refused:
        yield Source(steps, bytes, refused=refused.message)
        return
    for each in members:
        yield Source(
            (*steps[:-1], *each.steps),
            partial(_unpack, path, each.number),
            one_of_many=True,
            refused=each.refusal,
            ignored=each.ignored,
        )


def _load(path: Path, most: int = MAX_BYTES + 1) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _unpack(path: Path, number: int) -> bytes:
    return archive.unpack(_load(path, ARCHIVE_MAX), number)
