"""What one visit to one address found, before anything on the page is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How a visit ended. Only DEAD says that a page is gone; a refused robot never does."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"  # the page is the one we know (conditional request)
    DEAD = "dead"  # 404 or 410
    BLOCKED = "blocked"  # robots, strangers or too frequent visitors are refused: nobody can judge
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # no such name, refused or broken connection
    REDIRECT_LOOP = "redirect_loop"
    REFUSED_ADDRESS = "refused_address"  # ours to refuse: malformed, private, not http
    TOO_LARGE = "too_large"  # the beginning of the page is kept
    TLS_ERROR = "tls_error"  # the page was read all the same, its certificate not believed
    BAD_RESPONSE = "bad_response"  # not HTTP, cut short, unreadable compression, odd status
    SERVER_ERROR = "server_error"  # 5xx
    NOT_FETCHED = "not_fetched"  # the host asked us to stop, or answered nothing many times


class TlsFault(StrEnum):
    """What is wrong with a site's certificate or encryption (rule L04)."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_NAME = "wrong_name"
    SELF_SIGNED = "self_signed"
    UNKNOWN_ISSUER = "unknown_issuer"  # also: the site sends no intermediate certificate
    OLD_PROTOCOL = "old_protocol"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to visit, and what its last visit said (for a conditional request)."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One visit: where it led, what came back, and how it is to be understood.

    `detail` is a plain Chinese sentence for the evidence. `body` is decompressed and cut at the
    limit (`truncated`). `scripted`: it is nothing but a script that shows the page when a browser
    runs it; `rendered`: a browser did. `redirects` lists each hop left behind as (status, its URL). `elapsed_ms`
    counts the network only, not the pauses we make for the host.
    """

    url: str
    final_url: str
    outcome: Outcome
    detail: str
    status: int | None = None
    redirects: tuple[tuple[int, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    truncated: bool = False
    elapsed_ms: int = 0
    tls_fault: TlsFault | None = None
    attempts: int = 1
    scripted: bool = False
    rendered: bool = False

    @property
    def etag(self) -> str | None:
        """The page's version mark, to be sent with the next visit."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The page's date of change as the server says it, to be sent with the next visit."""
        return self.headers.get("last-modified")
