"""Looking up names: through the system, and without one dead name holding up the others."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any

import pytest

from catalog_app.checks.fetch import Engine, Fetched, Outcome
from catalog_app.demo.site import RunningSite
from tests.checks.fetch.visiting import LOOPBACK, SHORT, visit


def test_a_name_of_the_machine_is_found(county: RunningSite) -> None:
    found = visit(f"http://localhost:{county.port}/")
    assert found.outcome is Outcome.OK


def test_dead_names_do_not_hold_up_the_living(
    county: RunningSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_the_system = socket.getaddrinfo

    def slow_for_dead_names(host: str, *arguments: Any, **named: Any) -> Any:
        if host.endswith(".dead.cn"):
            time.sleep(1)
            raise socket.gaierror("nobody answers")
        return ask_the_system(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", slow_for_dead_names)

    async def go() -> Fetched:
        async with Engine(SHORT, LOOPBACK) as engine:
            dead = [
                asyncio.create_task(engine.fetch(f"http://{number}.dead.cn/"))
                for number in range(40)
            ]
            await asyncio.sleep(0.05)
            living = await engine.fetch(f"http://localhost:{county.port}/")
            outcomes = {found.outcome for found in await asyncio.gather(*dead)}
            assert outcomes == {Outcome.UNREACHABLE}
            return living

    living = asyncio.run(go())
    assert living.outcome is Outcome.OK
    assert living.elapsed_ms < 800
