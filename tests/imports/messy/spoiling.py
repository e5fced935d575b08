"""Values lost or damaged as in real tables, and the problem that each must give."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Any

from tests.imports.messy.heading import Column
from tests.imports.messy.wanted import Wanted


class Spoiler:
    """Numbers and spoils the entries of one table before they are written."""

    def __init__(
        self, random: Random, columns: Sequence[Column], entries: list[Wanted], *, third: bool
    ) -> None:
        self.random, self.columns, self.entries, self.third = random, columns, entries, third

    def add_third_level(self) -> None:
        """Some items under one second-level name; the others have no third level."""
        second = 0
        for before, entry in pairwise(self.entries):
            entry.name = (entry.name or "").replace("/", "、")
            if entry.group == before.group and self.random.random() < 0.5:
                second = second or self.random.randint(1, 99)
                entry.name = f"第{second}类登记/{entry.name}"
            else:
                second = 0

    def number(self, serial: str) -> None:
        within = number = 0
        group: str | None = None
        groups = 0
        start = self.random.randint(2, 31) if serial == "from" else 1
        for place, entry in enumerate(self.entries):
            groups += entry.group != group
            within = within + 1 if entry.group == group else 1
            group, number = entry.group, place + start
            entry.number = {
                "1": str(number), "from": str(number), "1.": f"{number}.", "01": f"{groups:02}{within:02}",
                "restart": str(within), "group": str(groups) if within == 1 else None, "none": None,
            }[serial]  # fmt: skip
        if "number" not in [column.kind for column in self.columns]:
            for entry in self.entries:
                entry.number = None

    def spoil(self) -> None:
        """Values lost, as they are in real tables, and the problem each must give."""
        self._choose_levels()
        self._spoil_names()
        random = self.random
        spoilt: list[tuple[str, Any, str]] = [
            ("owner", None, "owner-missing"), ("basis", [], "basis-missing"),
            ("content", [], "content-missing"), ("time_limit", None, "time-limit-missing"),
            ("audience", None, "audience-missing"), ("method", [], "method-missing"),
            ("levels", [], "level-missing"), ("owner", "自然人、法人和其他组织", "owner-looks-like-audience"),
            ("time_limit", "自信息形成之日起   日内", "time-limit-unreadable"),
        ]  # fmt: skip
        for entry in self.entries[1:]:
            if random.random() < 0.12 and not self._inherits(entry):
                name, value, code = random.choice(spoilt)
                setattr(entry, name, "".join(value.split()) if isinstance(value, str) else value)
                entry.problems.append((name, code))
        if random.random() < 0.06:
            lost = (
                ("audience", "audience-missing"),
                ("method", "method-missing"),
                ("levels", "level-missing"),
            )
            for entry in self.entries:
                entry.audience, entry.method, entry.levels = None, [], []
                entry.problems += [each for each in lost if each not in entry.problems]

    def _spoil_names(self) -> None:
        random, seen = self.random, set[tuple[str | None, str | None]]()
        for place, entry in enumerate(self.entries):
            if place and not self.third and random.random() < 0.03 and not entry.problems:
                cut = f"{(entry.name or '')[:12]}(到期换"
                entry.name, code = random.choice(
                    ((None, "name-missing"), (cut, "name-truncated"), (self.entries[place - 1].name, ""))
                )  # fmt: skip
                if code:
                    entry.problems.append(("name", code))
            if entry.name and (entry.group, entry.name) in seen:
                entry.problems.append(("name", "duplicate-name"))
            seen.add((entry.group, entry.name))

    def _inherits(self, entry: Wanted) -> bool:
        return bool(entry.problems)

    def _choose_levels(self) -> None:
        columns = [column for column in self.columns if column.kind == "level"]
        for entry in self.entries:
            if not columns:
                entry.levels = self.random.choice((["county"], ["county", "township"]))
                continue
            chosen = self.random.sample(columns, self.random.randint(1, len(columns)))
            codes = [c for column in columns if column in chosen for c in column.codes]
            entry.levels = list(dict.fromkeys(codes))
