"""Whose turn it is at each host: how many at once, how long between two, and what its robots.txt says."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from pipeline.sources.responses import BudgetError

if TYPE_CHECKING:
    from protego import Protego

LONGEST_DELAY = 60.0
"""A longer Crawl-delay is read as this: a paper that asks for more would not be read in a night anyway."""


@dataclass(slots=True)
class _Host:
    """One host: ``free`` counts the connections left, ``next`` is when the next request may begin (monotonic seconds)."""

    free: threading.Semaphore
    lock: threading.Lock = field(default_factory=threading.Lock)
    next: float = 0.0
    pause: float = 0.0
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Protego | None = None


class Hosts:
    """The hosts a fetcher knows. ``read_robots`` returns the text of a robots.txt, empty for none.

    ``budget`` is how many requests a host may be sent, ``spent`` how many it was sent earlier on this day.
    """

    def __init__(
        self, pause: float, at_once: int, read_robots: Callable[[str], str], agent: str,
        sleep: Callable[[float], object] = time.sleep, budget: int | None = None, spent: Mapping[str, int] | None = None,
    ) -> None:
        self._budget, self._spent = budget, Counter(spent or {})
        self._sleep = sleep
        self._pause, self._at_once, self._read_robots, self._agent = pause, at_once, read_robots, agent
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _host(self, name: str) -> _Host:
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = _Host(free=threading.Semaphore(self._at_once), pause=self._pause)
            return self._hosts[name]

    def spent(self, name: str) -> int:
        """How many requests the host was sent on this day."""
        return self._spent[name]

    def may_ask(self, name: str) -> bool:
        """True while the budget of the day is not used up."""
        return self._budget is None or self._spent[name] < self._budget

    def _spend(self, name: str) -> None:
        with self._lock:
            if not self.may_ask(name):
                raise BudgetError(name, f"the {self._budget} requests of the day are used up")
            self._spent[name] += 1

    @contextmanager
    def turn(self, name: str, *, paced: bool = True) -> Iterator[None]:
        """Wait for a connection and for the pause since the last request began; hold the connection inside the block.

        Raises BudgetError, without waiting, when the host was asked often enough today.
        """
        host = self._host(name)
        with host.free:
            self._spend(name)
            with host.lock:
                wait = host.next - time.monotonic() if paced else 0.0
                host.next = max(time.monotonic(), host.next) + host.pause
            if wait > 0:
                self._sleep(wait)
            yield

    def allows(self, url: str) -> bool:
        """True when robots.txt lets us fetch ``url``. Raises BlockedError as long as the host cannot be asked."""
        return bool(self._robots(url).can_fetch(url, self._agent))

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that robots.txt names. Raises BlockedError as long as the host cannot be asked."""
        return list(self._robots(url).sitemaps)

    def _robots(self, url: str) -> Protego:
        from protego import Protego

        parts = urlsplit(url)
        host = self._host(parts.netloc.rpartition("@")[2].lower())
        with host.robots_lock:
            if host.robots is None:
                text = self._read_robots(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
                host.robots = Protego.parse(text)
                delay = host.robots.crawl_delay(self._agent)
                host.pause = max(self._pause, min(float(delay or 0), LONGEST_DELAY))
            return host.robots
