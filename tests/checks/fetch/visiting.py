"""Visits from tests: one address, or all of a host, with short limits and the loopback allowed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from catalog_app.addresses import AddressGuard
from catalog_app.checks.fetch import Engine, Fetched, FetchLimits, HostPlan, Wanted, fetch_host

LOOPBACK = AddressGuard(["127.0.0.0/8"])
SHORT = FetchLimits(seconds=2, body_bytes=256 * 1024)
IMPATIENT = FetchLimits(seconds=0.5, body_bytes=256 * 1024)
HASTY = HostPlan(connections=4, delay=0, backoff=0.01, backoff_cap=1)


def visit(
    wanted: Wanted | str, limits: FetchLimits = SHORT, guard: AddressGuard = LOOPBACK, **more: Any
) -> Fetched:
    """What one visit to the address finds."""

    async def go() -> Fetched:
        async with Engine(limits, guard, **more) as engine:
            return await engine.fetch(wanted)

    return asyncio.run(go())


def visit_host(
    urls: Iterable[Wanted | str], plan: HostPlan = HASTY, limits: FetchLimits = SHORT
) -> dict[str, Fetched]:
    """What the visits to all addresses of a host find, by address."""

    async def go() -> dict[str, Fetched]:
        async with Engine(limits, LOOPBACK) as engine:
            return {result.url: result async for result in fetch_host(urls, plan, engine)}

    return asyncio.run(go())


class Names(AbstractResolver):
    """A name server of our own: each look-up of a name takes the next of its answers."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): list(turns) for name, turns in answers.items()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        turns = self.answers.get(host)
        if not turns:
            raise OSError("no such name")
        addresses = turns.pop(0) if len(turns) > 1 else turns[0]
        return [_answer(host, address, port) for address in addresses]

    async def close(self) -> None:
        """Nothing to close."""


def _answer(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )
