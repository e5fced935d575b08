"""The elements of one disclosure item, as every part of the system passes them on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryContent:
    """What a catalogue says of one item (国办发〔2019〕54号).

    Its elements: 名称、内容、依据、时限、主体、方式、渠道、对象、层级.
    Vocabulary fields (`method`, `channels`, `levels`, `phases`) hold standard names of
    `domains.vocabulary`; a channel outside the closed list is written "其他:名称".
    Texts are kept as written but for white space.
    """

    name: str
    group: str | None = None
    content: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    time_limit: str | None = None
    owner: str | None = None
    method: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    audience: str | None = None
    levels: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    note: str | None = None
