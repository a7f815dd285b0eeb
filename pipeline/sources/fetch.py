"""The only network of the project: polite, bounded, and never fooled into the machine's own network.

One request to a host at a time, or two, with a pause; robots.txt with its Crawl-delay; retries with back-off where they can
help; redirects followed by hand, each target checked; bounded in seconds and in bytes after decompression.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.errors import FetchError
from pipeline.model import VIETNAM
from pipeline.sources import addresses
from pipeline.sources.connections import session_for
from pipeline.sources.hosts import Hosts
from pipeline.sources.responses import (
    BLOCKED,
    REDIRECTS,
    BlockedError,
    BudgetError,
    ForbiddenError,
    PassingError,
    Response,
    failure,
    raise_for,
)
from pipeline.sources.urls import host_of

if TYPE_CHECKING:
    import requests
    from tenacity import RetryCallState

AGENT = "baotinh/0.1 (research crawler of Vietnamese newspapers; +{contact})"
ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
CHUNK = 1 << 14
MOST_ROBOTS = 500_000

_Answer = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How a fetcher behaves; times in seconds. ``allowed`` are hosts that may be private (the sample's loopback).

    ``budget`` is the most requests to one host in one day, of every kind and with all repetitions; None for no end.
    """

    contact: str = "https://example.invalid/baotinh"
    pause: float = 2.0
    at_once: int = 2
    tries: int = 4
    backoff: float = 1.0
    longest_wait: float = 120.0
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    most_bytes: int = 20_000_000
    most_redirects: int = 5
    budget: int | None = None
    allowed: Set[str] = field(default_factory=frozenset)

    @property
    def agent(self) -> str:
        """The user agent: who we are, and how to reach us."""
        return AGENT.format(contact=self.contact)


class Fetcher:
    """Fetches pages; may be shared by threads. Use it as a context manager, or close it.

    ``spent`` says how many requests each host was sent on this day before.
    """

    def __init__(self, politeness: Politeness | None = None, spent: Mapping[str, int] | None = None) -> None:
        self.politeness = politeness or Politeness()
        polite = self.politeness
        self._ended = threading.Event()
        self._hosts = Hosts(polite.pause, polite.at_once, self._robots_text, polite.agent, self._sleep, polite.budget, spent)
        self.session = session_for(allowed=polite.allowed, total=polite.total, at_once=polite.at_once)
        self.session.headers.update({
            "User-Agent": polite.agent, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "vi,en;q=0.5", "Accept-Encoding": "gzip, deflate"})

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.session.close()

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Inside the block whoever waits for a turn or another try gives up with a FetchError: a crawl ends soon."""
        self._ended.set()
        try:
            yield
        finally:
            self._ended.clear()

    def _sleep(self, seconds: float) -> None:
        if self._ended.wait(seconds):
            raise FetchError("crawl", "ended before its turn")

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """Fetch ``url``; with ``etag`` or ``last_modified`` of the last time, an unchanged page answers 304 without a body.

        Raises BlockedError when the host refuses us, ForbiddenError when robots.txt forbids the page, FetchError for
        everything else that brings no page (BudgetError: the day's requests are used up). 404 and 410 are answers, not errors.
        """
        conditions = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
        deadline = time.monotonic() + self.politeness.total * self.politeness.tries
        return self._follow(url, conditions, deadline)

    def allows(self, url: str) -> bool:
        """True when robots.txt of its host lets us fetch ``url``. Raises BlockedError when the host cannot be asked."""
        return self._hosts.allows(url)

    def may_ask(self, url: str) -> bool:
        """True while the host of ``url`` may be sent another request today."""
        return self._hosts.may_ask(host_of(url))

    def spent(self, url: str) -> int:
        """How many requests the host of ``url`` was sent today."""
        return self._hosts.spent(host_of(url))

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that robots.txt of the host of ``url`` names."""
        return self._hosts.sitemaps(url)

    def _follow(self, url: str, conditions: Mapping[str, str], deadline: float, *, robots: bool = True) -> Response:
        at, seen = url, {url}
        while True:
            if robots and not self._hosts.allows(at):
                raise ForbiddenError(at, "robots.txt forbids it")
            status, headers, body = self._tried(at, conditions, deadline, paced=robots)
            if status not in REDIRECTS:
                return Response(url=url, final_url=at, status=status, headers=headers, body=body, fetched=now())
            at = self._target(url, at, headers, seen)
            seen.add(at)

    def _target(self, url: str, at: str, headers: Mapping[str, str], seen: Set[str]) -> str:
        if not (location := headers.get("location")):
            raise FetchError(at, "a redirect without a target")
        try:
            target = urljoin(at, location)
        except ValueError as problem:
            raise FetchError(at, f"a redirect to no address: {location[:200]}") from problem
        if target in seen:
            raise FetchError(url, "redirected in a circle")
        if len(seen) > self.politeness.most_redirects:
            raise FetchError(url, f"more than {self.politeness.most_redirects} redirects")
        addresses.check(target, self.politeness.allowed)
        return target

    def _tried(self, url: str, conditions: Mapping[str, str], deadline: float, *, paced: bool) -> _Answer:
        """One answer of one address, tried again where that helps, the waits growing with jitter or as Retry-After says."""
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

        retrying = Retrying(
            stop=stop_after_attempt(self.politeness.tries), wait=_wait(self.politeness), reraise=True,
            retry=retry_if_exception_type(PassingError), sleep=lambda seconds: self._wait_until(url, seconds, deadline))
        try:
            return retrying(self._once, url, conditions, deadline, paced)
        except PassingError as problem:
            kind = BlockedError if problem.status in BLOCKED else FetchError
            raise kind(url, problem.reason, problem.status) from problem

    def _wait_until(self, url: str, seconds: float, deadline: float) -> None:
        if time.monotonic() + seconds > deadline:
            raise FetchError(url, f"the host asks to wait {seconds:.0f} seconds")
        self._sleep(seconds)

    def _once(self, url: str, conditions: Mapping[str, str], deadline: float, paced: bool) -> _Answer:
        import requests
        import urllib3

        addresses.check(url, self.politeness.allowed)
        with self._hosts.turn(host_of(url), paced=paced):
            try:
                return self._answer(url, conditions, min(deadline, time.monotonic() + self.politeness.total))
            except requests.exceptions.InvalidURL as problem:
                raise FetchError(url, f"no address: {problem}") from problem
            except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
                raise failure(url, problem) from problem

    def _answer(self, url: str, conditions: Mapping[str, str], deadline: float) -> _Answer:
        timeout = (self.politeness.connect, self.politeness.read)
        request = self.session.get(url, headers=dict(conditions), timeout=timeout, stream=True, allow_redirects=False)
        with closing(request) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            raise_for(url, answer.status_code, headers)
            body = self._body(url, answer, deadline) if answer.status_code in (200, 404, 410) else b""
        return answer.status_code, headers, body

    def _body(self, url: str, answer: requests.Response, deadline: float) -> bytes:
        """The body, decompressed as it comes, so that neither a bomb nor a trickle gets far."""
        if (encoding := answer.headers.get("content-encoding", "identity").lower()) not in ENCODINGS:
            raise FetchError(url, f"compressed with {encoding}, which we did not ask for")
        most, body = self.politeness.most_bytes, bytearray()
        while chunk := answer.raw.read1(CHUNK, decode_content=True):
            body += chunk
            if len(body) > most:
                raise FetchError(url, f"larger than {most:,} bytes")
            if time.monotonic() > deadline:
                raise FetchError(url, f"not complete after {self.politeness.total:.0f} seconds")
        return bytes(body)

    def _robots_text(self, robots_url: str) -> str:
        """The text of a robots.txt. After RFC 9309 a client error means no rules, a host that fails means: fetch nothing."""
        try:
            answer = self._follow(robots_url, {}, time.monotonic() + self.politeness.total, robots=False)
        except BudgetError:
            raise
        except FetchError as problem:
            if problem.status and 400 <= problem.status < 500 and problem.status != 429:
                return ""
            raise BlockedError(robots_url, problem.reason, problem.status) from problem
        return answer.body[:MOST_ROBOTS].decode("utf-8", "replace") if answer.status == 200 else ""


def _wait(politeness: Politeness) -> Callable[[RetryCallState], float]:
    from tenacity import wait_exponential, wait_random

    growing = wait_exponential(multiplier=politeness.backoff, max=politeness.longest_wait) + wait_random(0, politeness.backoff)

    def wait(state: RetryCallState) -> float:
        asked = getattr(state.outcome.exception(), "after", None) if state.outcome else None
        return max(float(growing(state)), asked or 0.0)

    return wait


def now() -> str:
    """The time in Vietnam, to the second."""
    return datetime.now(VIETNAM).isoformat(timespec="seconds")
