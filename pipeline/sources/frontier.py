"""What the crawl must remember between nights: a small protocol that a store implements and ``run.py`` wires.

Every call comes from the one thread that iterates over :func:`pipeline.sources.crawl`, so an implementation
needs no lock. URLs are canonical (:func:`pipeline.sources.urls.canonical`) on both sides. :class:`MemoryFrontier` is
the whole contract in a few lines, for tests and for a crawl that nobody wants to remember.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from pipeline.model import Candidate, Visit

AGAIN = ("failed", "blocked")
"""Outcomes after which a URL keeps waiting: they brought nothing and may bring something the next night."""


class Frontier(Protocol):
    """The memory of a crawl. A store must survive ``kill -9`` between any two calls."""

    def batch(self) -> AbstractContextManager[None]:
        """What is added and done inside the block is kept together or not at all."""

    def known(self, url: str) -> Visit | None:
        """The last visit to ``url``, or None when it was never visited (it may still be waiting)."""

    def known_article(self, twin: str) -> Visit | None:
        """The last visit to the article that has this twin (:func:`pipeline.sources.urls.twin`), under whichever spelling."""

    def articles_read(self, paper: str) -> int:
        """How many articles of ``paper`` were read so far, the removed ones among them."""

    def read_before(self, paper: str, at: str, *, since: str, until: str, most: int) -> Iterator[Visit]:
        """The last visits to articles of ``paper`` before the time ``at``, those longest ago first, ``most`` at most.

        Only articles published from the day ``since`` on and before ``until`` (ISO); the removed ones are among them.
        """

    def add(self, candidate: Candidate) -> None:
        """Remember that ``candidate`` waits for a visit. Adding twice is one; the newer ``lastmod`` wins."""

    def waiting(self, paper: str) -> Iterator[Candidate]:
        """The candidates of ``paper`` that wait, in the order they were added, also those of an earlier, ended run.

        The caller may call :meth:`add` and :meth:`done` while it iterates.
        """

    def done(self, visit: Visit) -> None:
        """Record ``visit``: its URL waits no longer, unless it failed or was blocked; then the crawl adds it again.

        Called after the consumer took the event of that visit, so a store that saves the article when it takes the event
        and commits here keeps both in one transaction: after a kill the URL still waits, or both are there.
        """


class MemoryFrontier:
    """A :class:`Frontier` in memory."""

    def __init__(self) -> None:
        self.visits: dict[str, Visit] = {}
        self._waiting: dict[str, Candidate] = {}

    def batch(self) -> AbstractContextManager[None]:
        """See :meth:`Frontier.batch`."""
        return nullcontext()

    def known(self, url: str) -> Visit | None:
        """See :meth:`Frontier.known`."""
        return self.visits.get(url)

    def known_article(self, twin: str) -> Visit | None:
        """See :meth:`Frontier.known_article`."""
        return next((visit for visit in self.visits.values() if visit.published and visit.twin == twin), None)

    def articles_read(self, paper: str) -> int:
        """See :meth:`Frontier.articles_read`."""
        return sum(visit.paper == paper and visit.published is not None for visit in self.visits.values())

    def read_before(self, paper: str, at: str, *, since: str, until: str, most: int) -> Iterator[Visit]:
        """See :meth:`Frontier.read_before`."""
        found = [visit for visit in self.visits.values()
                 if visit.paper == paper and visit.at < at and since <= (visit.published or "") < until]
        return iter(sorted(found, key=lambda visit: visit.at)[:most])

    def add(self, candidate: Candidate) -> None:
        """See :meth:`Frontier.add`."""
        before = self._waiting.get(candidate.url)
        if before is None or (candidate.lastmod or "") > (before.lastmod or ""):
            self._waiting[candidate.url] = candidate

    def waiting(self, paper: str) -> Iterator[Candidate]:
        """See :meth:`Frontier.waiting`."""
        return iter([candidate for candidate in self._waiting.values() if candidate.paper == paper])

    def done(self, visit: Visit) -> None:
        """See :meth:`Frontier.done`."""
        self._waiting.pop(visit.url, None)
        self.visits[visit.url] = visit
