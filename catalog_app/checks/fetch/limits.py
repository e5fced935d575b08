"""How much of a stranger's server we accept, and how little of it we burden."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Limits of one visit. Fifteen seconds is the load limit of 国办秘函〔2019〕19号."""

    seconds: float = 15.0
    body_bytes: int = 8 * MEGABYTE  # on the wire, and again after decompression
    redirects: int = 10
    header_bytes: int = 16 * 1024  # of one header line
    header_count: int = 128


@dataclass(frozen=True, slots=True)
class HostPlan:
    """How one host is visited: all numbers of time in seconds.

    `delay` lies between the starts of two requests, over all `connections` together. After 429 or
    5xx the host rests for its Retry-After, else for `backoff`, doubled each time, at most
    `backoff_cap`. A longer delay that the host's robots.txt asks for is kept up to
    `crawl_delay_cap`. After `give_up_after` failures in a row nothing more is asked of it.
    """

    connections: int = 2
    delay: float = 0.5
    backoff: float = 1.0
    backoff_cap: float = 60.0
    give_up_after: int = 20
    second_pass: bool = True
    crawl_delay_cap: float = 30.0
