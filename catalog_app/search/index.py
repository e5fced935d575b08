"""The token index beside the search documents: FTS5 on SQLite, tsvectors on PostgreSQL.

A row's key orders it: the newest accepted first, then in the order of the entries' ids. It is
computed from the document, so that no lookup stands between the index and the entry.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog_app.search.tokens import Phrase

ENTRY_BITS = 31
ENTRY_MASK = (1 << ENTRY_BITS) - 1
BEGINNING = 1 << 62
"""A key above every row: reading starts below it."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document's tokens, separated by blanks: `title` (name and group), `body` (its other
    texts), `tags` (what it can be filtered by)."""

    key: int
    title: str
    body: str
    tags: str


class Where(StrEnum):
    """Where the phrases must stand."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    BESIDE_TITLE = "beside_title"  # anywhere, but not all of them in the title


@dataclass(frozen=True, slots=True)
class Wanted:
    """All `phrases`, and of each group in `tags` at least one."""

    phrases: tuple[Phrase, ...]
    tags: tuple[tuple[str, ...], ...]
    where: Where = Where.ANYWHERE


def key_of(entry_id: int, accepted_at: datetime) -> int:
    """The index key of an entry accepted at this moment (whole seconds)."""
    return int(accepted_at.timestamp()) << ENTRY_BITS | (ENTRY_MASK - entry_id)


def entry_id_of(key: int) -> int:
    return ENTRY_MASK - (key & ENTRY_MASK)


def add(session: Session, rows: Sequence[IndexRow]) -> None:
    """Put rows into the index. Flushes nothing, commits nothing."""
    if not rows:
        return
    if _is_sqlite(session):
        session.execute(
            text("INSERT INTO search_index(rowid, title, body, tags) VALUES (:k, :t, :b, :g)"),
            [{"k": row.key, "t": row.title, "b": row.body, "g": row.tags} for row in rows],
        )
        return
    session.execute(
        text(
            "INSERT INTO search_index(id, title, everything) "
            "VALUES (:k, CAST(:t AS tsvector), CAST(:e AS tsvector))"
        ),
        [{"k": row.key, "t": _tsvector(row.title), "e": _everything(row)} for row in rows],
    )


def remove(session: Session, rows: Sequence[IndexRow]) -> None:
    """Take rows out. The contentless FTS5 table keeps no text: it must be given the row's tokens
    exactly as they were put in."""
    if not rows:
        return
    if _is_sqlite(session):
        session.execute(
            text(
                "INSERT INTO search_index(search_index, rowid, title, body, tags) "
                "VALUES ('delete', :k, :t, :b, :g)"
            ),
            [{"k": row.key, "t": row.title, "b": row.body, "g": row.tags} for row in rows],
        )
        return
    keys = [row.key for row in rows]
    session.execute(text("DELETE FROM search_index WHERE id = ANY(:keys)"), {"keys": keys})


def clear(session: Session) -> None:
    """Empty the index."""
    if _is_sqlite(session):
        session.execute(text("INSERT INTO search_index(search_index) VALUES ('delete-all')"))
    else:
        session.execute(text("DELETE FROM search_index"))


def keys(session: Session, wanted: Wanted, *, limit: int, below: int = BEGINNING) -> list[int]:
    """Keys of the rows that hold what is wanted, the newest first, under `below`."""
    values: dict[str, Any] = {"below": below, "limit": limit}
    if _is_sqlite(session):
        return list(session.scalars(text(_MATCHING), values | {"match": _match(wanted)}))
    said, tagged = _said(wanted), _tagged(wanted)
    together = " & ".join(part for part in (said, tagged) if part)
    values |= {"said": said, "together": together}
    return list(session.scalars(text(_HOLDING[wanted.where]), values))


def counts(session: Session, found: Sequence[int]) -> list[tuple[str, str, int]]:
    """How many of the rows of these keys belong to which (domain, level of the publishing body)."""
    ids = [entry_id_of(key) for key in found]
    if _is_sqlite(session):
        rows = session.execute(text(_COUNTING_SQLITE), {"ids": json.dumps(ids)})
    else:
        rows = session.execute(text(_COUNTING), {"ids": ids})
    return [(domain, level, count) for domain, level, count in rows]


_MATCHING = """
    SELECT rowid FROM search_index WHERE search_index MATCH :match AND rowid < :below
    ORDER BY rowid DESC LIMIT :limit
"""
# "id + 0" keeps PostgreSQL from walking the whole table backwards by its primary key: the GIN
# indexes find the rows of a rare word in a millisecond, and sorting them costs little.
_HOLDING = {
    Where.ANYWHERE: """
        SELECT id FROM search_index WHERE everything @@ CAST(:together AS tsquery)
        AND id < :below ORDER BY id + 0 DESC LIMIT :limit
    """,
    Where.TITLE: """
        SELECT id FROM search_index WHERE title @@ CAST(:said AS tsquery)
        AND everything @@ CAST(:together AS tsquery)
        AND id < :below ORDER BY id + 0 DESC LIMIT :limit
    """,
    Where.BESIDE_TITLE: """
        SELECT id FROM search_index WHERE everything @@ CAST(:together AS tsquery)
        AND NOT title @@ CAST(:said AS tsquery)
        AND id < :below ORDER BY id + 0 DESC LIMIT :limit
    """,
}
_COUNTING = """
    SELECT d.domain_code, r.level, count(*) FROM search_document d
    JOIN region r ON r.id = d.region_id WHERE d.id = ANY(:ids) GROUP BY 1, 2
"""
_COUNTING_SQLITE = """
    SELECT d.domain_code, r.level, count(*)
    FROM search_document d INDEXED BY ix_search_document_facets
    JOIN region r ON r.id = d.region_id
    WHERE d.id IN (SELECT value FROM json_each(:ids)) GROUP BY 1, 2
"""


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _match(wanted: Wanted) -> str:
    """An FTS5 expression; tokens are letters and digits only, so that quoting cannot be escaped."""
    parts = [f"(tags : ({' OR '.join(group)}))" for group in wanted.tags]
    if not wanted.phrases:
        return " AND ".join(parts)
    said = " AND ".join(_quoted(phrase) for phrase in wanted.phrases)
    columns = "title" if wanted.where is Where.TITLE else "title body"
    match = " AND ".join([f"({{{columns}}} : ({said}))", *parts])
    return f"({match}) NOT (title : ({said}))" if wanted.where is Where.BESIDE_TITLE else match


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.prefix else ""}'


def _tagged(wanted: Wanted) -> str:
    groups = ["(" + " | ".join(f"'{tag}'" for tag in group) + ")" for group in wanted.tags]
    return " & ".join(groups)


def _said(wanted: Wanted) -> str:
    return " & ".join(_followed_by(phrase) for phrase in wanted.phrases)


def _followed_by(phrase: Phrase) -> str:
    terms = [f"'{token}'" for token in phrase.tokens]
    terms[-1] += ":*" if phrase.prefix else ""
    return "(" + " <-> ".join(terms) + ")"


def _everything(row: IndexRow) -> str:
    """Title and body with positions; tags need none."""
    tags = " ".join(f"'{tag}'" for tag in row.tags.split())
    return f"{_tsvector(f'{row.title} {row.body}')} {tags}"


def _tsvector(tokens: str) -> str:
    places: dict[str, list[str]] = {}
    for place, token in enumerate(tokens.split(), start=1):
        places.setdefault(token, []).append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items())
