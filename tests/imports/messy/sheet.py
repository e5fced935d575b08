"""A sheet before it is written to a file: texts by position, and what lies around them."""

from __future__ import annotations

from dataclasses import dataclass, field

Position = tuple[int, int]


@dataclass
class Sheet:
    """Counted from 1, as people do."""

    name: str
    cells: dict[Position, str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    formulas: dict[Position, str] = field(default_factory=dict)  # value stands in `cells`
    links: dict[Position, str] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str) -> None:
        if text:
            self.cells[row, column] = text

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        if (row, column) != (last_row, last_column):
            self.merges.append((row, column, last_row, last_column))

    def rows(self) -> list[list[str]]:
        height = max(row for row, _ in self.cells)
        width = max(column for _, column in self.cells)
        return [
            [self.cells.get((row, column), "") for column in range(1, width + 1)]
            for row in range(1, height + 1)
        ]
