"""What a server can answer: a page, a refusal, a failure that may pass or one that will not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.errors import FetchError

BLOCKED = (401, 403, 407, 429, 451)
"""Answers that say we are not welcome, now or at all: never fought, the host is left alone."""

PASSING = (408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524)
"""Answers that a later try may better."""

REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer as it came: ``body`` decompressed but not decoded, header names in small letters, ``fetched`` ISO at +07:00.

    ``url`` is what was asked for, ``final_url`` what answered after redirects. ``status`` is 200, 304, 404 or 410.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched: str

    @property
    def etag(self) -> str | None:
        """What to send as If-None-Match next time."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """What to send as If-Modified-Since next time."""
        return self.headers.get("last-modified")


class BlockedError(FetchError):
    """The host does not want us: 403, 429 and their kin, or no robots.txt to be had. Leave it alone for this night."""


class ForbiddenError(FetchError):
    """robots.txt forbids this page; others of the host may be fetched."""


class BudgetError(FetchError):
    """The requests that a host may be sent in one day are used up; what waits, waits for the next."""


class PassingError(FetchError):
    """A failure that may pass; ``after`` is what the host asks us to wait, in seconds."""

    def __init__(self, url: str, reason: str, status: int | None = None, after: float | None = None) -> None:
        super().__init__(url, reason, status)
        self.after = after


def raise_for(url: str, status: int, headers: Mapping[str, str]) -> None:
    """Raise for an answer that brings no page. 429 with a Retry-After is an invitation to wait; without, a refusal."""
    after = retry_after(headers)
    if status in PASSING or (status == 429 and after is not None):
        raise PassingError(url, f"the host answers {status}", status, after)
    if status in BLOCKED:
        raise BlockedError(url, f"the host answers {status}", status)
    if status not in (200, 304, 404, 410, *REDIRECTS):
        raise FetchError(url, f"the host answers {status}", status)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """How many seconds the host asks us to wait, as a number or a date, or None."""
    from email.utils import parsedate_to_datetime

    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError):
        return None


def failure(url: str, problem: Exception) -> FetchError:
    """What went wrong on the way, in one short phrase; a refused address will be refused again."""
    import requests
    import urllib3

    if "refused: " in str(problem) and " is the private address " in str(problem):
        return FetchError(url, "refused: it leads to a private address")
    ours, theirs = requests.exceptions, urllib3.exceptions
    for kinds, phrase in (
        ((ours.ConnectTimeout,), "no connection in time"),
        ((ours.ReadTimeout, theirs.ReadTimeoutError), "no answer in time"),
        ((ours.SSLError,), "its certificate is not good"),
        ((ours.ContentDecodingError, theirs.DecodeError), "its compression is broken"),
        ((ours.ChunkedEncodingError, theirs.ProtocolError), "cut off"),
        ((ours.ConnectionError,), "no connection"),
    ):
        if isinstance(problem, kinds):
            return PassingError(url, phrase)
    return PassingError(url, type(problem).__name__)
