"""Sixty hosts of 200 pages that each take 300 ms, with four connections a host: how near two
processes come to the bound that politeness sets.

The bound is the time of the pages (200 x 0.3 s / 4 connections = 15 s) and of the look-around before
them, one request after the other: robots.txt, the home page, an address that cannot exist (0.9 s).
Reading, judging and storing must happen meanwhile; what does not is the excess. Closing the runs comes
after the last page, and is told apart.
"""

from __future__ import annotations

from tests.benchmarks.crew_bench import CREW, crew
from tests.benchmarks.measure import show
from tests.benchmarks.pages import Plan, addresses, sites
from tests.servers import postgres_url

HOSTS = 60
PAGES_A_HOST = 200
LATENCY = 0.3
CONNECTIONS = 4
LOOKED_AROUND = 3
LINKS = 1
BOUND = PAGES_A_HOST * LATENCY / CONNECTIONS + LOOKED_AROUND * LATENCY


def main() -> None:
    url = postgres_url()
    what = f"{HOSTS} hosts x {PAGES_A_HOST} pages of {LATENCY * 1000:.0f} ms, {CONNECTIONS} a host"
    if url is None:
        show(what, "no PostgreSQL")
        return
    half = HOSTS // CREW
    pages = half * PAGES_A_HOST
    with sites(*(Plan(half, pages, LATENCY, part=part) for part in range(CREW))) as ports:
        parts = [addresses(ports[n * half : (n + 1) * half], pages) for n in range(CREW)]
        seconds, closed = crew(url, parts, CONNECTIONS, LINKS)
    show(what, f"{seconds:.1f} s", f"bound {BOUND:.1f} s", f"{seconds / BOUND:.2f}", "≤ 1.15")
    show("  the same with the runs closed", f"{closed:.1f} s")


if __name__ == "__main__":
    main()
