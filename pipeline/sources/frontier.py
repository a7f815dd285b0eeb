"""What the crawl must remember between nights: a small protocol that a store implements and ``run.py`` wires.

Every call comes from the one thread that iterates over :func:`pipeline.sources.crawl.crawl`, so an implementation
needs no lock. URLs are canonical (:func:`pipeline.sources.urls.canonical`) on both sides. :class:`MemoryFrontier` is
the whole contract in a few lines, for tests and for a crawl that nobody wants to remember.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

Outcome = Literal["article", "unchanged", "not_article", "gone", "blocked", "failed", "source"]
"""How a visit ended. ``unchanged`` is a 304 answer, ``gone`` a 404 or 410; ``blocked`` and ``failed`` are worth another try;
``source`` is a sitemap, feed or section page, read for the links on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A URL that may be an article of ``paper``: ``lastmod`` as the sitemap or feed states it (ISO, or None), ``found_on``
    the page that named it, ``section`` the section page it stood on, if any."""

    url: str
    paper: str
    lastmod: str | None = None
    section: str | None = None
    found_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to a URL: ``at`` is when (ISO with offset), ``etag`` and ``last_modified`` what the server gave for
    the next conditional request, ``lastmod`` the announcement that led to the visit, ``reason`` one phrase for a failure."""

    url: str
    paper: str
    outcome: Outcome
    at: str
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    lastmod: str | None = None
    reason: str | None = None


class Frontier(Protocol):
    """The memory of a crawl. A store must survive ``kill -9`` between any two calls."""

    def known(self, url: str) -> Visit | None:
        """The last visit to ``url``, or None when it was never visited (it may still be waiting)."""

    def add(self, candidate: Candidate) -> None:
        """Remember that ``candidate`` waits for a visit. Adding twice is one; the newer ``lastmod`` wins."""

    def waiting(self, paper: str) -> Iterator[Candidate]:
        """The candidates of ``paper`` that wait, in the order they were added, also those of an earlier, ended run.

        The caller may call :meth:`add` and :meth:`done` while it iterates.
        """

    def done(self, visit: Visit) -> None:
        """Record ``visit``: its URL waits no longer.

        Called after the consumer took the event of that visit, so a store that saves the article when it takes the event
        and commits here keeps both in one transaction: after a kill the URL still waits, or both are there.
        """


class MemoryFrontier:
    """A :class:`Frontier` in memory."""

    def __init__(self) -> None:
        self.visits: dict[str, Visit] = {}
        self._waiting: dict[str, Candidate] = {}

    def known(self, url: str) -> Visit | None:
        """See :meth:`Frontier.known`."""
        return self.visits.get(url)

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
