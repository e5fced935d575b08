"""Figures in the words of Prometheus, for those only who may see them."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from http import HTTPStatus
from ipaddress import ip_address

from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from catalog_app.checks.services.figures import CheckFigures
from catalog_app.errors import DomainError


class MetricsRefused(DomainError):
    """Asked from another machine without the token."""

    status = HTTPStatus.FORBIDDEN
    code = "metrics-refused"
    title = "监控数据不对外公开"
    detail = "监控数据只有本机能看；从别处读取，请设置 CATALOG_METRICS_TOKEN 并在请求中带上它。"


def refuse_strangers(token: str, *, given: str, address: str | None, forwarded: bool) -> None:
    """With a `token`, whoever gives it ("Bearer …") may see the figures; without, this machine
    alone. `forwarded`: the request came through a proxy that was not declared, so that its address
    says nothing. Raises MetricsRefused."""
    if token:
        allowed = hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    else:
        allowed = address is not None and not forwarded and ip_address(address).is_loopback
    if not allowed:
        raise MetricsRefused()


def exposition(found: CheckFigures) -> bytes:
    """This process's own figures, and those of the checker as the database has them."""
    registry = CollectorRegistry()
    registry.register(_Checks(found))
    return generate_latest(REGISTRY) + generate_latest(registry)


class _Checks(Collector):
    def __init__(self, found: CheckFigures) -> None:
        self.found = found

    def collect(self) -> Iterator[Metric]:
        found = self.found
        pages = GaugeMetricFamily(
            "catalog_pages_checked_last_hour", "Pages checked in the last hour", labels=["outcome"]
        )
        for outcome, count in found.pages.items():
            pages.add_metric([outcome], count)
        runs = GaugeMetricFamily("catalog_runs", "Check runs not finished", labels=["state"])
        for state, count in found.runs.items():
            runs.add_metric([state], count)
        yield from (pages, runs)
        yield _one("catalog_pages_waiting", "Pages planned and not visited", found.pages_waiting)
        yield _one(
            "catalog_oldest_queued_seconds",
            "How long the oldest run waits for a worker",
            found.oldest_queued_seconds,
        )
        yield _one(
            "catalog_seconds_since_last_page", "Since a page was stored", found.since_last_page
        )
        yield _one("catalog_hosts_broke_last_day", "Hosts we broke down on", found.hosts_broke)
        yield from self._queue()

    def _queue(self) -> Iterator[Metric]:
        queue = self.found.queue
        if queue is None:
            return
        jobs = GaugeMetricFamily("catalog_jobs", "Jobs in the queue", labels=["queue", "status"])
        for labels, count in queue.jobs.items():
            jobs.add_metric(list(labels), count)
        yield jobs
        yield _one(
            "catalog_oldest_job_seconds", "How long the oldest job waits", queue.oldest_seconds
        )
        yield _one("catalog_queue_takers", "Live takers, three a worker", queue.takers)


def _one(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)
