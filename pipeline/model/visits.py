"""What a crawl remembers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    the next conditional request, ``lastmod`` the announcement that led to the visit, ``reason`` one phrase for a failure.
    ``published`` is the day of the article that was read there, now or earlier (the day it was fetched, if it tells none);
    ``twin`` is what this URL has in common with its other spellings, ``failures`` how many nights running it has failed."""

    url: str
    paper: str
    outcome: Outcome
    at: str
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    lastmod: str | None = None
    reason: str | None = None
    published: str | None = None
    twin: str | None = None
    failures: int = 0
