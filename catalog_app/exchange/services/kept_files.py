"""Uploaded files as they were sent in: kept under their hash, given back, let go of with old records."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from catalog_app.database import session, transaction
from catalog_app.exchange.models import KeptFile

FILES_AT_ONCE = 50
LEVEL = 3
"""zlib's level: workbooks are packed already, texts pack well at any."""


def digest(data: bytes) -> str:
    """The hash a file is kept under."""
    return sha256(data).hexdigest()


def keep(current: Session, data: bytes, *, at: datetime) -> str:
    """Keep the bytes within the running transaction (once, whoever sends them again); their hash."""
    packed = zlib.compress(data, LEVEL)
    smaller = len(packed) < len(data)
    row = {
        "hash": digest(data),
        "size": len(data),
        "packing": "zlib" if smaller else "none",
        "data": packed if smaller else data,
        "kept_at": at,
    }
    dialect: Any = postgresql if current.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(KeptFile).values(row)
    current.execute(statement.on_conflict_do_update(index_elements=["hash"], set_={"kept_at": at}))
    return str(row["hash"])


def kept_file(file_hash: str | None) -> bytes | None:
    """The bytes kept under a hash; None where they are gone, or never were kept."""
    query = select(KeptFile.packing, KeptFile.data).where(KeptFile.hash == file_hash)
    found = session().execute(query).first()
    if found is None:
        return None
    packing, data = found
    return zlib.decompress(data) if packing == "zlib" else bytes(data)


def is_kept(file_hash: str | None) -> bool:
    """Whether the file can be had."""
    return session().scalar(select(KeptFile.hash).where(KeptFile.hash == file_hash)) is not None


def forget(current: Session, file_hash: str | None) -> None:
    """Let go of a file at once, whoever else sent the same bytes: it must not be kept."""
    current.execute(delete(KeptFile).where(KeptFile.hash == file_hash))


def let_go(before: datetime) -> Iterator[int]:
    """Let go of files sent in before a moment, in short transactions; how many after each."""
    old = select(KeptFile.hash).where(KeptFile.kept_at < before).limit(FILES_AT_ONCE)
    while True:
        with transaction() as current:
            hashes = current.scalars(old).all()
            if not hashes:
                return
            current.execute(
                delete(KeptFile).where(KeptFile.hash.in_(hashes)),
                execution_options={"synchronize_session": False},
            )
        yield len(hashes)
