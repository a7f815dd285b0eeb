"""Whether a candidate is worth a visit, given the last one."""

from __future__ import annotations

from pipeline.sources.frontier import Candidate, Visit

AGAIN = ("failed", "blocked")
"""Visits that brought nothing and may bring something the next night."""


def is_due(candidate: Candidate, last: Visit | None) -> bool:
    """True when ``candidate`` was never visited, failed the last time, or is announced with a newer ``lastmod`` than then."""
    if last is None or last.outcome in AGAIN:
        return True
    return candidate.lastmod is not None and candidate.lastmod > (last.lastmod or last.at)


def is_too_old(lastmod: str | None, since: str | None) -> bool:
    """True when ``lastmod`` proves that nothing behind it is of the days from ``since`` (an ISO day) on.

    Without a ``lastmod`` the page itself must tell.
    """
    return bool(since and lastmod and lastmod[:10] < since)
