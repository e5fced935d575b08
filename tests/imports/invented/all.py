"""All invented cases."""

from __future__ import annotations

from tests.imports.invented import (
    books,
    cells,
    delimited,
    documents,
    further,
    heads,
    last,
    layouts,
    packages,
    pages,
    rarer,
    shapes,
    texts,
    unusual,
)

CASES = [
    *cells.CHANNELS,
    *cells.TICKS,
    *texts.DITTO,
    *texts.SERIALS,
    *texts.NAMES,
    *texts.LISTS,
    *texts.LIMITS,
    *texts.OWNERS,
    *texts.URLS,
    *heads.WORDS,
    *heads.LEVELS,
    *shapes.SHAPES,
    *layouts.LAYOUTS,
    *further.FURTHER,
    *rarer.RARER,
    *last.LAST,
    *unusual.UNUSUAL,
]
FILES = [
    *delimited.DELIMITED,
    *pages.PAGES,
    *documents.DOCUMENTS,
    *books.WORKBOOKS,
    *packages.FOURTH,
    *unusual.FIFTH,
]
