"""How much of a stranger's file is read."""

from __future__ import annotations

import time

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_PAGES = 500
MAX_CHARACTERS = 3_000_000  # read and searched for leaks
MAX_XML = 40 * MEGABYTE  # of one part of a document
MAX_MEMBERS = 100  # read of one archive
MAX_UNPACKED = 100 * MEGABYTE  # of one archive
MAX_RATIO = 200  # of a member packed into an archive
TEXT_KEPT = 20_000  # characters that a reading carries
SHEETS_KEPT = 20
ROWS_KEPT = 200  # of one sheet
CELLS_KEPT = 6_000  # of all sheets
CELL_KEPT = 200  # characters of one cell
SECONDS = 8.0  # after which the rest of a file is left unread


class Unreadable(Exception):
    """Why nothing of a file can be read, in Chinese."""


class Encrypted(Unreadable):
    """The file opens only with a password."""


class Budget:
    """What is left of the characters and seconds one file may take; `cut` once either is used up."""

    def __init__(self, characters: int = MAX_CHARACTERS, seconds: float = SECONDS) -> None:
        self.characters = characters
        self.ends = time.monotonic() + seconds
        self.cut = False

    def take(self, text: str) -> str:
        """As much of the text as may still be read."""
        if len(text) > self.characters:
            text, self.cut = text[: self.characters], True
        self.characters -= len(text)
        return text

    @property
    def spent(self) -> bool:
        """Whether to stop here; what was read until now stays."""
        if self.characters <= 0 or time.monotonic() > self.ends:
            self.cut = True
        return self.cut
