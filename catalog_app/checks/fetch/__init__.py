"""Fetching public pages: polite, limited, guarded. Knows nothing of entries or the database."""

from catalog_app.checks.fetch.engine import ROBOTS_NAME, USER_AGENT, Engine
from catalog_app.checks.fetch.host import HostGate, fetch_host
from catalog_app.checks.fetch.limits import FetchLimits, HostPlan
from catalog_app.checks.fetch.outcome import Fetched, Outcome, TlsFault, Wanted
from catalog_app.checks.fetch.probe import probe_missing
from catalog_app.checks.fetch.render import Renderer, rendering
from catalog_app.checks.fetch.robots import Robots

__all__ = [
    "ROBOTS_NAME",
    "USER_AGENT",
    "Engine",
    "FetchLimits",
    "Fetched",
    "HostGate",
    "HostPlan",
    "Outcome",
    "Renderer",
    "Robots",
    "TlsFault",
    "Wanted",
    "fetch_host",
    "probe_missing",
    "rendering",
]
