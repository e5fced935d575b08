"""What is kept of the files of a page, so that an unchanged page can be judged with them again."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from catalog_app.checks.files.reading import FileReading
from catalog_app.checks.privacy import mask
from catalog_app.checks.rules.facts import AttachmentVisit

HEAD_KEPT = 32
"""Bytes of the beginning: enough to tell the kind of file, too few for anybody's data."""


def keep_file(file: AttachmentVisit) -> dict[str, Any]:
    """The file as a JSON object. What a person may ask of it stands in plain words; the whole
    reading, in which personal data is masked, is packed: it repeats itself and is seldom read."""
    reading = file.reading
    plain: dict[str, Any] = {
        "name": mask(file.name),
        "url": mask(file.url),
        "outcome": file.outcome,
        "size": file.size,
        "head": file.head[:HEAD_KEPT].hex(),
        "reading": None,
    }
    if reading is None:
        return plain
    told = {
        "kind": reading.kind,
        "pages": reading.pages,
        "scanned": reading.scanned,
        "encrypted": reading.encrypted,
        "fault": reading.fault,
        "leaks": [leak.to_dict() for leak in reading.leaks],
    }
    return plain | told | {"reading": _packed(reading)}


def files_from_kept(kept: Sequence[Mapping[str, Any]]) -> tuple[AttachmentVisit, ...]:
    """The files as they were read, in order; what `keep_file` wrote of each."""
    return tuple(
        AttachmentVisit(
            name=each["name"],
            url=each["url"],
            outcome=each["outcome"],
            head=bytes.fromhex(each["head"]),
            size=each["size"],
            reading=_unpacked(each["reading"]) if each["reading"] else None,
        )
        for each in kept
    )


def _packed(reading: FileReading) -> str:
    plain = replace(reading, names=tuple(mask(name) for name in reading.names)).to_dict()
    return b64encode(zlib.compress(json.dumps(plain).encode(), 6)).decode("ascii")


def _unpacked(packed: str) -> FileReading:
    return FileReading.from_dict(json.loads(zlib.decompress(b64decode(packed))))
