"""One host in one run: its pace, its rests, and a second pass over what failed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from catalog_app.checks.fetch.engine import Engine
from catalog_app.checks.fetch.limits import HostPlan
from catalog_app.checks.fetch.outcome import Fetched, Outcome, Wanted

_RETRIED = {Outcome.TIMEOUT, Outcome.UNREACHABLE}
_THROTTLING_STATUSES = {429, 503}
_FAILURES = {Outcome.TIMEOUT, Outcome.UNREACHABLE, Outcome.SERVER_ERROR, Outcome.BLOCKED}
_ASKED_TO_STOP = "网站要求暂停访问，本次没有再访问这个网页。"
_GAVE_UP = "网站接连多次打不开或拒绝访问，本次没有再访问这个网页。"

Job = tuple[Wanted, Fetched | None]


class HostGate:
    """Lets requests to one host pass at the plan's pace, and remembers how the host answers."""

    def __init__(self, plan: HostPlan) -> None:
        self.plan = plan
        self.closed_because: str | None = None
        self.rests = 0
        self._free_at = 0.0
        self._rests_until = 0.0
        self._throttled = 0
        self._failures = 0

    async def turn(self) -> None:
        """Wait until the next request may start."""
        clock = asyncio.get_running_loop().time
        while (wait := self._free_at - clock()) > 0:
            await asyncio.sleep(wait)
        if self.plan.delay:
            self._free_at = clock() + self.plan.delay

    def heard(self, answer: Fetched, now: datetime) -> None:
        """Learn from an answer: rest, give up, or carry on. `now` reads a dated Retry-After."""
        failed = answer.outcome in _FAILURES and not answer.scripted
        self._failures = self._failures + 1 if failed else 0
        if self._failures >= self.plan.give_up_after:
            self.closed_because = _GAVE_UP
        if answer.status is not None and (answer.status == 429 or answer.status >= 500):
            self._rest(answer, now)
        else:
            self._throttled = 0

    def _rest(self, answer: Fetched, now: datetime) -> None:
        asked = retry_after(answer.headers.get("retry-after"), now)
        if asked is not None and asked > self.plan.backoff_cap and answer.status == 429:
            self.closed_because = _ASKED_TO_STOP
        own = self.plan.backoff * 2.0 ** min(self._throttled, 20)
        rest = min(own if asked is None else asked, self.plan.backoff_cap)
        self._throttled += 1
        self.rests += 1
        self._rests_until = asyncio.get_running_loop().time() + rest
        self._free_at = max(self._free_at, self._rests_until)

    @property
    def rest_seconds(self) -> float:
        """How much longer the host rests, because it asked for it or fails; 0.0 when it does not."""
        return max(0.0, self._rests_until - asyncio.get_running_loop().time())


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds a Retry-After header asks for (a number, or a date); None if absent or unreadable."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


async def fetch_host(
    urls: Iterable[Wanted | str], plan: HostPlan, engine: Engine, gate: HostGate | None = None
) -> AsyncGenerator[Fetched, None]:
    """Visit all addresses of one host by its plan and yield each one's result, in any order.

    `gate` carries the host's pace and its failures over from an earlier call.

    What timed out, could not be reached or was put off (429, 503) is visited once more at the
    end, with twice the time. Close the iterator (`contextlib.aclosing`) when leaving it early.
    """
    gate = gate or HostGate(plan)
    later: list[Job] = []
    jobs: Iterable[Job] = ((w if isinstance(w, Wanted) else Wanted(w), None) for w in urls)
    async with aclosing(_all(jobs, gate, engine)) as results:
        async for job, result in results:
            if plan.second_pass and _worth_another_visit(result):
                later.append((job[0], result))
            else:
                yield result
    async with aclosing(_all(later, gate, engine)) as results:
        async for _, result in results:
            yield result


def _worth_another_visit(result: Fetched) -> bool:
    return result.outcome in _RETRIED or result.status in _THROTTLING_STATUSES


async def _visit(job: Job, gate: HostGate, engine: Engine) -> Fetched:
    wanted, earlier = job
    if gate.closed_because is not None:
        return earlier or _not_fetched(wanted, gate.closed_because)
    seconds = engine.limits.seconds * (1 if earlier is None else 2)
    result = await engine.fetch(wanted, seconds=seconds, turn=gate.turn)
    gate.heard(result, datetime.now(UTC))
    return result if earlier is None else replace(result, attempts=earlier.attempts + 1)


def _not_fetched(wanted: Wanted, reason: str) -> Fetched:
    return Fetched(wanted.url, wanted.url, Outcome.NOT_FETCHED, reason, attempts=0)


async def _all(
    jobs: Iterable[Job], gate: HostGate, engine: Engine
) -> AsyncGenerator[tuple[Job, Fetched], None]:
    """Work through the jobs with the plan's connections; results wait until they are taken."""
    waiting: Iterator[Job] = iter(jobs)
    done: asyncio.Queue[tuple[Job, Fetched] | Exception | None]
    done = asyncio.Queue(4 * gate.plan.connections)

    async def work() -> None:
        try:
            for job in waiting:
                await done.put((job, await _visit(job, gate, engine)))
        except Exception as error:
            await done.put(error)  # raised again where the results are taken
        else:
            await done.put(None)

    workers = [asyncio.create_task(work()) for _ in range(gate.plan.connections)]
    try:
        working = len(workers)
        while working:
            item = await done.get()
            if isinstance(item, Exception):
                raise item
            if item is None:
                working -= 1
            else:
                yield item
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
