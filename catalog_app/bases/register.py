"""The register in memory: which row a citation means, and how it stands on a day. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalog_app.bases.citing import Citation, citations, plain_title, variants
from catalog_app.bases.standing import CitedBasis, Standing
from domains.coverage import closest, says_the_same

NEAR_TITLE = 90.0
"""Least likeness of a title that may be a row's, miswritten; it is never sure."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the register as plain data."""

    id: int
    title: str
    number: str = ""
    aliases: tuple[str, ...] = ()
    status: str = "unverified"
    confirmed: bool = False
    in_force_from: date | None = None
    ended_on: date | None = None
    articles_shifted: bool = False
    replaced_by_id: int | None = None

    @property
    def words(self) -> str:
        return Citation(self.title, self.number).words


@dataclass(frozen=True, slots=True)
class Found:
    """The row a citation means; `sure` unless only its title is near. `misfit` is the row whose
    number is cited beside another title."""

    row: Row | None = None
    sure: bool = False
    misfit: Row | None = None


class Register:
    """All rows, found by title, number, abbreviation or near title."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.id: row for row in rows}
        self._by_title: dict[str, list[Row]] = defaultdict(list)
        self._by_number: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows.values():
            for title in {plain_title(row.title), *map(plain_title, row.aliases)}:
                self._by_title[title].append(row)
            if row.number:
                self._by_number[row.number].append(row)

    def cited(self, texts: Sequence[str], day: date) -> tuple[CitedBasis, ...]:
        """Every text that the basis texts of an entry cite, as it stands on the day."""
        return tuple(self._standing(each, day) for text in texts for each in citations(text))

    def find(self, citation: Citation, day: date) -> Found:
        """The row meant: by title (and number), by number alone, by a near title."""
        numbered = self._by_number.get(citation.number, []) if citation.number else []
        if not citation.title:
            return Found(numbered[0], sure=len(numbered) == 1) if numbered else Found()
        for title in variants(citation.title):
            titled = self._by_title.get(title)
            if titled:
                same = [row for row in titled if row in numbered]
                row = same[0] if same else self._newest(titled, day)
                return Found(row, sure=True, misfit=None if same else _first(numbered))
        near = self._near(plain_title(citation.title), day)
        if near is not None and near in numbered:
            return Found(near, sure=True)
        return Found(near, misfit=_first(numbered))

    def standing(self, row: Row, day: date) -> Standing:
        """How the row's text stands on the day."""
        if self._is_dead(row, day):
            return Standing.REPLACED if row.replaced_by_id else Standing.REPEALED
        if row.status == "unverified":
            return Standing.UNVERIFIED
        begun = row.in_force_from is None or row.in_force_from <= day
        if row.status == "amended" and row.articles_shifted and begun:
            return Standing.SHIFTED
        return Standing.HOLDS

    def _is_dead(self, row: Row, day: date) -> bool:
        if row.status != "repealed":
            return False
        ended = self._ended(row)
        return ended is None or ended <= day

    def _ended(self, row: Row) -> date | None:
        """The day from which the row no longer holds: as written, or when its successor began."""
        successor = self._rows.get(row.replaced_by_id or 0)
        return row.ended_on or (successor.in_force_from if successor else None)

    def _newest(self, rows: Sequence[Row], day: date) -> Row:
        """Of the texts of one title the one that holds on the day, the last to come into force."""
        living = [row for row in rows if not self._is_dead(row, day)]
        begun = [row for row in living if (row.in_force_from or date.min) <= day]
        return max(begun or living or rows, key=lambda row: row.in_force_from or date.min)

    def _near(self, plain: str, day: date) -> Row | None:
        found = closest(plain, self._titles, least=NEAR_TITLE)
        if found is None or not says_the_same(plain, self._titles[found.place]):
            return None
        return self._newest(self._by_title[self._titles[found.place]], day)

    @cached_property
    def _titles(self) -> list[str]:
        return list(self._by_title)

    def _standing(self, citation: Citation, day: date) -> CitedBasis:
        found = self.find(citation, day)
        row = found.row
        if row is None:
            return CitedBasis(citation.words, misfit=_title(found.misfit))
        successor = self._rows.get(row.replaced_by_id or 0)
        standing = self.standing(row, day)
        since = row.in_force_from if standing is Standing.SHIFTED else self._ended(row)
        return CitedBasis(
            cited=citation.words,
            standing=standing,
            sure=found.sure,
            confirmed=row.confirmed,
            since=since,
            replaced_by=successor.words if successor else None,
            articles=citation.articles,
            misfit=_title(found.misfit),
            row_id=row.id,
        )


def _first(rows: Sequence[Row]) -> Row | None:
    return rows[0] if rows else None


def _title(row: Row | None) -> str | None:
    return row.title if row else None
