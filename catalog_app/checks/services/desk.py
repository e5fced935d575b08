"""The desk at which a worker reads and writes the database, while the network is served."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from catalog_app.database import with_own_session

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Desk:
    """One thread, one piece of work after the other, each with a session of its own. To be used as
    `with Desk() as desk`, in the application's context; what was begun is ended when it is left."""

    def __enter__(self) -> Self:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown()

    async def do(
        self,
        work: Callable[Parameters, Result],
        *arguments: Parameters.args,
        **named: Parameters.kwargs,
    ) -> Result:
        """What the work gives back; what it raises is raised here. It must give back plain data: its
        session has ended by then."""
        piece = partial(with_own_session(work), *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self._thread, piece)
