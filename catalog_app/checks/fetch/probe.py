"""How a host answers for a page that cannot exist (soft 404, rule L06)."""

from __future__ import annotations

from urllib.parse import urljoin

from catalog_app.checks.fetch.engine import Engine
from catalog_app.checks.fetch.outcome import Fetched
from catalog_app.checks.fetch.visit import Turn


async def probe_missing(
    engine: Engine, host_root: str, token: str, *, turn: Turn | None = None
) -> Fetched:
    """Visit an address below `host_root` that no site has: "<root>/<token>.html".

    An honest site answers 404 (outcome dead). Any page it gives instead (outcome ok) is what its
    missing pages look like, to be compared with the pages judged. `token` is a random-looking
    word, an argument so that a run can be repeated.
    """
    return await engine.fetch(urljoin(host_root.rstrip("/") + "/", f"{token}.html"), turn=turn)
