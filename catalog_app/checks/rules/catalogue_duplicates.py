"""K05: one item stands in a catalogue once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from catalog_app.checks.rules.model import (
    MET,
    EntryRule,
    EntrySubject,
    Judgement,
    Severity,
    Threshold,
    not_met,
)
from domains.coverage import plain_name, says_the_same

ALIKE = Threshold("K05.alike", "名称相同到多少算重复", 92, 80, 100, "%")


@dataclass(frozen=True, slots=True)
class Named:
    """An entry as others are compared with it; `item_id` is the guide's item it was made from."""

    id: int
    name: str
    group: str | None = None
    owner: str | None = None
    item_id: int | None = None


def twins_of(entries: Iterable[Named], least: float) -> dict[int, tuple[str, ...]]:
    """Entry id → names of the earlier entries of the same catalogue that it repeats.

    Two repeat each other when owner and group are the same (or a group is not written) and the
    names are `least` per cent alike and say the same. Two items of the guide never do.
    """
    owners: dict[str, list[Named]] = defaultdict(list)
    for each in entries:
        owners[plain_name(each.owner or "")].append(each)
    found: dict[int, tuple[str, ...]] = {}
    for same_owner in owners.values():
        found.update(_among(same_owner, least))
    return found


def _among(entries: Sequence[Named], least: float) -> Iterable[tuple[int, tuple[str, ...]]]:
    plain = [plain_name(each.name) for each in entries]
    for place, each in enumerate(entries):
        near = process.extract(
            plain[place], plain[:place], scorer=fuzz.ratio, score_cutoff=least, limit=None
        )
        repeated = tuple(
            entries[other].name
            for name, _, other in near
            if _may_be_one(entries[other], each) and says_the_same(name, plain[place])
        )
        if repeated:
            yield each.id, repeated


def _may_be_one(one: Named, other: Named) -> bool:
    if one.item_id is not None and other.item_id is not None and one.item_id != other.item_id:
        return False
    groups = {plain_name(each.group) for each in (one, other) if each.group}
    return len(groups) < 2


def not_repeated(subject: EntrySubject) -> Judgement:
    """K05, from what `twins_of` found."""
    if not subject.twins:
        return MET
    names = "”“".join(subject.twins)
    return not_met(f"与同一主体的“{names}”重复。", repeats=list(subject.twins))


DUPLICATES = EntryRule(
    "K05",
    1,
    Severity.WARNING,
    "重复事项",
    "同一个公开主体的同一个事项，在目录里只列一次。",
    "请核对两个事项：确属重复的，撤下其中一个；不同的，在名称里写出区别。",
    at_once=True,
    thresholds=(ALIKE,),
    judge=not_repeated,
)
