"""Writes one untidy catalogue on a sheet, and notes what must be read from it."""

from __future__ import annotations

from itertools import groupby, pairwise
from random import Random
from typing import Any

from domains.guide import Domain
from tests.imports.messy import heading, writing
from tests.imports.messy.cells import CellWriter, Manner
from tests.imports.messy.heading import Column
from tests.imports.messy.sheet import Sheet
from tests.imports.messy.spoiling import Spoiler
from tests.imports.messy.wanted import Wanted, draw_items

NOTES = (
    ("注：本目录自公布之日起施行",),
    ("填报人：张三", "联系电话：0432-62000001"),
    ("备注：空格处请各单位补充",),
    ("填表人：李四", "审核人：王五", "填表时间：2024年3月1日"),
    ("说明：“■”为必选项",),
)

TICK_KINDS = frozenset({"public", "people", "proactive", "on_request", "level"})


class TableWriter:
    """Writes one table from a position downwards; `row` is the next free row."""

    def __init__(self, random: Random, sheet: Sheet, row: int, column: int, *, merges: bool):
        self.random, self.sheet, self.row, self.left = random, sheet, row, column
        self.merges = merges
        self.manner = Manner.draw(random, merges=merges)
        self.flat = random.random() < 0.12
        self.third = not self.flat and random.random() < 0.1
        self.cells = CellWriter(random, self.manner, third=self.third)
        self.merged_ticks = merges and random.random() < 0.08
        self.columns: list[Column] = []
        self.entries: list[Wanted] = []
        self.problems: list[dict[str, Any]] = []

    def write(self, domain: Domain, county: str, title: str | None) -> dict[str, Any]:
        """The table as expected; `domain` decides the items only."""
        self.columns = heading.draw_columns(self.random, third=self.third, flat=self.flat)
        self.entries = draw_items(self.random, domain, county)
        if title:
            self._title(title)
        header = self._header()
        if "channel_tick" in self._kinds:
            for entry in self.entries:
                entry.channels = [c for c in entry.channels if not c.startswith("其他")]
        spoiler = Spoiler(self.random, self.columns, self.entries, third=self.third)
        if self.third:
            spoiler.add_third_level()
        spoiler.number(self.manner.serial)
        spoiler.spoil()
        self._body()
        self._notes()
        return {
            "sheet": self.sheet.name,
            "title": title,
            "domain": domain.code,
            "header": header,
            "entries": [entry.expected(self._judged) for entry in self.entries],
            "problems": self.problems
            + [
                {"row": entry.row, "field": name, "code": code}
                for entry in self.entries
                for name, code in entry.problems
            ],
        }

    @property
    def _kinds(self) -> list[str]:
        return [column.kind for column in self.columns]

    @property
    def _judged(self) -> set[str]:
        number = set() if self.manner.serial == "group" else {"number"}
        return number | {"group", "name", "content", "basis", "time_limit", "owner", "method",
                "channels", "audience", "levels", "urls"}  # fmt: skip

    def _title(self, title: str) -> None:
        width = len(self.columns)
        if self.random.random() < 0.1:
            self.sheet.put(self.row, self.left, f"附件{self.random.randint(1, 26)}")
            self.row += 1
        self.sheet.put(self.row, self.left, writing.broken(self.random, title, self._rare(0.1)))
        if self.merges and self.random.random() < 0.8:
            self.sheet.merge(self.row, self.left, self.row, self.left + width - 1)
        self.row += 1
        if self.random.random() < 0.1:
            self.sheet.put(self.row, self.left, "填报单位：县政务公开办")
            self.sheet.put(self.row, self.left + 6, "填报时间：2024年10月21日")
            self.row += 1

    def _rare(self, often: float) -> float:
        return often if self.random.random() < 0.15 else 0

    # header

    def _header(self) -> list[int]:
        first = self.row
        for column in self.columns:
            column.word = heading.torn(self.random, column.word)
        if self.flat:
            for place, column in enumerate(self.columns, self.left):
                self.sheet.put(first, place, column.word)
            self.row += 1
        else:
            self._two_rows(first)
        return [first, self.row - 1]

    def _two_rows(self, first: int) -> None:
        self.row += 2
        place = self.left
        for over, members in groupby(
            self.columns, key=lambda c: (c.over, c.kind if not c.over else "")
        ):
            columns = list(members)
            for offset, column in enumerate(columns):
                if over[0] is None:
                    self.sheet.put(first, place + offset, column.word)
                    if self.merges:
                        self.sheet.merge(first, place + offset, first + 1, place + offset)
                else:
                    self.sheet.put(first + 1, place + offset, column.word)
            if over[0] is not None:
                self.sheet.put(first, place, over[0])
                if self.merges:
                    self.sheet.merge(first, place, first, place + len(columns) - 1)
            place += len(columns)

    def _repeat_header(self, header: list[int]) -> None:
        height = header[1] - header[0] + 1
        down = self.row - header[0]
        for (row, column), text in list(self.sheet.cells.items()):
            if header[0] <= row <= header[1]:
                self.sheet.put(row + down, column, text)
        for r1, c1, r2, c2 in list(self.sheet.merges):
            if header[0] <= r1 and r2 <= header[1]:
                self.sheet.merge(r1 + down, c1, r2 + down, c2)
        self.row += height

    # values

    # body

    def _body(self) -> None:
        random = self.random
        header = [self.row - (1 if self.flat else 2), self.row - 1]
        break_at = (
            random.randint(2, 6) if random.random() < 0.15 and not self.merged_ticks else None
        )
        merged = self._merged_columns() if break_at is None else set()
        group: str | None = None
        before: Wanted | None = None
        group_row = self.row
        for place, entry in enumerate(self.entries):
            if break_at == place:
                self._repeat_header(header)
                group = None if random.random() < 0.5 else group
            entry.row = self.row
            same = entry.group == group
            if not same:
                self._merge_group(group_row)
                group, group_row = entry.group, self.row
            height = self._write_entry(entry, before, same, merged)
            self.row += height
            before = entry
            if (
                break_at is None
                and random.random() < 0.02
                and self.manner.group != "merged"
                and not merged
            ):
                self.row += 1  # a blank row
            elif self.random.random() < 0.01 and not merged and self.manner.serial == "1":
                self._empty_numbered_row()
        self._merge_group(group_row)

    def _empty_numbered_row(self) -> None:
        if "number" in self._kinds:
            self.sheet.put(self.row, self._kinds.index("number") + self.left, "99")
            self.problems.append({"row": self.row, "field": "name", "code": "row-without-item"})
            self.row += 1

    def _merge_group(self, first: int) -> None:
        if self.manner.group == "merged" and self.row - 1 > first:
            place = self._kinds.index("group") + self.left
            inside = range(first, self.row)
            if not any(self.sheet.cells.get((row, place)) for row in inside[1:]):
                self.sheet.merge(first, place, self.row - 1, place)
                if self.manner.serial == "group" and "number" in self._kinds:
                    number = self._kinds.index("number") + self.left
                    self.sheet.merge(first, number, self.row - 1, number)

    def _merged_columns(self) -> set[str]:
        """Text columns in which equal successive values stand in one merged cell."""
        if not self.merges or self.random.random() > 0.2:
            return set()
        texts = [n for n in ("basis", "time_limit", "owner", "channels") if n in self._kinds]
        chosen = set(self.random.sample(texts, 2))
        self.cells.shared_channels = "channels" in chosen
        for before, entry in pairwise(self.entries):
            for name in chosen:
                clean = not any(f == name for f, _ in (*before.problems, *entry.problems))
                if clean and self.random.random() < 0.6:
                    setattr(entry, name, getattr(before, name))
        return chosen

    def _write_entry(
        self, entry: Wanted, before: Wanted | None, same: bool, merged: set[str]
    ) -> int:
        tall = len(entry.content) > 1 and not merged and self.random.random() < 0.04
        dittos = self._dittos(entry, before) if not merged else set()
        for place, column in enumerate(self.columns, self.left):
            if column.kind in dittos:
                text = self.random.choice(("同上", "同 上", "〃"))
            else:
                text = self.cells.text(column, entry, same)
            if self._is_same_above(
                column, place, entry, before, text=text, merged=merged, tall=tall
            ):
                continue
            if tall and column.kind == "content":
                for offset, element in enumerate(entry.content):
                    self.sheet.put(entry.row + offset, place, element)
                continue
            self.sheet.put(entry.row, place, text)
        if tall and self.merges and self.random.random() < 0.6:
            self._merge_tall(entry.row, len(entry.content))
        self._oddities(entry)
        return len(entry.content) if tall else 1

    def _is_same_above(
        self,
        column: Column,
        place: int,
        entry: Wanted,
        before: Wanted | None,
        *,
        text: str,
        merged: set[str],
        tall: bool,
    ) -> bool:
        """Whether the cell was joined to the one above it, which says the same."""
        if column.kind in merged and before:
            same = getattr(entry, column.kind) == getattr(before, column.kind)
        elif self.merged_ticks and column.kind in TICK_KINDS and text and not tall:
            above = self.sheet.cells.get((entry.row - 1, place))
            same = above == text or self._tick_above(place, entry.row, text)
        else:
            return False
        return same and self._merge_up(place, entry.row)

    def _tick_above(self, place: int, row: int, text: str) -> bool:
        return any(
            c1 == c2 == place and r2 == row - 1 and self.sheet.cells.get((r1, c1)) == text
            for r1, c1, r2, c2 in self.sheet.merges
        )

    def _merge_up(self, place: int, row: int) -> bool:
        """Join a cell to the one above, or to the merged cell that ends there."""
        for n, (r1, c1, r2, c2) in enumerate(self.sheet.merges):
            if c1 == c2 == place and r2 == row - 1:
                self.sheet.merges[n] = (r1, c1, row, c2)
                return True
        if (row - 1, place) not in self.sheet.cells:
            return False
        self.sheet.merge(row - 1, place, row, place)
        return True

    def _merge_tall(self, row: int, height: int) -> None:
        for place, column in enumerate(self.columns, self.left):
            if column.kind not in ("content", "group") and self.manner.serial != "group":
                self.sheet.merge(row, place, row + height - 1, place)

    def _dittos(self, entry: Wanted, before: Wanted | None) -> set[str]:
        chosen: set[str] = set()
        if self.random.random() < 0.05 and not any(
            f in ("basis", "time_limit") for f, _ in entry.problems
        ):
            name = self.random.choice(("basis", "time_limit", "owner", "channels"))
            if name not in self._kinds:
                return chosen
            if any(f == name for f, _ in entry.problems):
                return chosen
            value = getattr(before, name) if before else None
            lost = not before or (not value and name != "channels")
            setattr(entry, name, value or ([] if name in ("basis", "channels") else None))
            entry.problems.append((name, "ditto-without-source" if lost else "ditto"))
            if before and not lost:  # what is wrong above is wrong here too
                passed_on = ("owner-looks-like-audience", "time-limit-unreadable")
                entry.problems += [p for p in before.problems if p[0] == name and p[1] in passed_on]
            chosen.add(name)
        return chosen

    def _oddities(self, entry: Wanted) -> None:
        """A hidden row, a formula, a link on the name."""
        random, sheet = self.random, self.sheet
        if self.random.random() < 0.02:
            url = f"http://www.example.gov.cn/art/{random.randrange(1000)}.html"
            place = (entry.row, self._kinds.index("name") + self.left)
            if place in sheet.cells:
                sheet.cells[place] += random.choice((" ", "\n", "")) + url
                entry.urls.append(url)
        if not self.merges:
            return
        if random.random() < 0.02:
            sheet.hidden_rows.add(entry.row)
            entry.problems.append(("name", "hidden-row"))
        owner = (entry.row, self._kinds.index("owner") + self.left)
        ditto = any("ditto" in code for _, code in entry.problems)
        if owner in sheet.cells and not ditto and random.random() < 0.02 and not self.manner.wrap:
            sheet.formulas[owner] = f'="{sheet.cells[owner]}"'
            entry.problems.append(("owner", "formula-cell"))
        number = self._kinds.index("number") + self.left if "number" in self._kinds else 0
        if random.random() < 0.02 and sheet.cells.get((entry.row, number), "").isdigit():
            sheet.formulas[entry.row, number] = "=ROW()-3"
            entry.problems.append(("number", "formula-cell"))
        name = (entry.row, self._kinds.index("name") + self.left)
        if name in sheet.cells and random.random() < 0.02:
            url = f"https://www.example.gov.cn/link/{random.randrange(1000)}.html"
            sheet.links[name] = url
            entry.urls.append(url)

    def _notes(self) -> None:
        if self.random.random() < 0.25:
            self.row += self.random.choice((0, 0, 1))
            note = self.random.choice(NOTES)
            for place, text in zip((0, 4, 7), note, strict=False):
                self.sheet.put(self.row, self.left + place, text)
            if len(note) == 1 and self.merges and self.random.random() < 0.7:
                self.sheet.merge(self.row, self.left, self.row, self.left + len(self.columns) - 1)
            self.problems.append({"row": self.row, "field": "name", "code": "row-without-item"})
            self.row += 1
