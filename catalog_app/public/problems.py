"""Every refusal the system knows, for the handbook and the open interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import catalog_app
from catalog_app.errors import DomainError, NotFound

_FACT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of refusal: its code, HTTP status, title, and what to do about it."""

    code: str
    status: int
    title: str
    detail: str


@cache
def problem_kinds() -> tuple[ProblemKind, ...]:
    """All kinds, by code. What differs from case to case reads …"""
    _load_errors()
    kinds: list[type[DomainError]] = [DomainError, *_below(DomainError)]
    found = {each.code: each for each in kinds}
    return tuple(
        ProblemKind(code, int(each.status), each.title, _FACT.sub("…", each.detail))
        for code, each in sorted(found.items())
    )


def problem_kind(code: str) -> ProblemKind:
    """Raises NotFound."""
    for kind in problem_kinds():
        if kind.code == code:
            return kind
    raise NotFound(what="错误类型")


def _load_errors() -> None:
    for area in iter_modules(catalog_app.__path__, "catalog_app."):
        if area.ispkg and find_spec(f"{area.name}.errors"):
            import_module(f"{area.name}.errors")


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
