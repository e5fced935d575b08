"""No page, however large it becomes, takes more memory than its limit allows."""

from __future__ import annotations

import tracemalloc
import urllib.request
import zlib

import pytest

from catalog_app.checks.fetch import FetchLimits, Outcome
from catalog_app.demo.site import RunningSite
from tests.checks.fetch.visiting import visit

MEGABYTE = 1024 * 1024
LIMITS = FetchLimits(seconds=20, body_bytes=MEGABYTE)


@pytest.mark.parametrize("name", ["endless", "bomb"])
def test_memory_stays_within_a_few_times_the_limit(name: str, county: RunningSite) -> None:
    url = county.url(f"/faults/{name}.html")
    visit(url, LIMITS)  # the site makes its bomb, modules are loaded
    tracemalloc.start()
    try:
        found = visit(url, LIMITS)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (found.outcome, found.truncated) == (Outcome.TOO_LARGE, True)
    assert len(found.body) == MEGABYTE
    assert peak < 6 * MEGABYTE


def test_the_bomb_is_a_real_one(county: RunningSite) -> None:
    with urllib.request.urlopen(county.url("/faults/bomb.html")) as answer:
        wire = rest = answer.read()
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    unfolded = 0
    while rest:
        unfolded += len(inflater.decompress(rest, MEGABYTE))
        rest = inflater.unconsumed_tail
    assert unfolded == 1024 * MEGABYTE
    assert len(wire) < 2 * MEGABYTE
