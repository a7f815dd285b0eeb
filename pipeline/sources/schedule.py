"""Whether a candidate is worth a visit, given the last one."""

from __future__ import annotations

from pipeline.model import Candidate, Visit
from pipeline.sources.discover import Source
from pipeline.sources.frontier import AGAIN
from pipeline.sources.papers import Paper

LEADS_ON = "leads on"
"""The ``reason`` of a source that names further sources: it is always read anew, since a run may have ended between them."""


def is_due(candidate: Candidate, last: Visit | None) -> bool:
    """True when ``candidate`` was never visited, failed the last time, or is announced with a newer ``lastmod`` than then."""
    if last is None or last.outcome in AGAIN:
        return True
    return candidate.lastmod is not None and candidate.lastmod > (last.lastmod or last.at)


def is_read(source: Source, last: Visit | None) -> bool:
    """True when a sitemap is announced no newer than when it was last read to the end."""
    if last is None or last.outcome not in ("source", "unchanged") or last.reason == LEADS_ON:
        return False
    return source.lastmod is not None and source.lastmod <= (last.lastmod or "")


def is_too_old(lastmod: str | None, since: str | None) -> bool:
    """True when ``lastmod`` proves that nothing behind it is of the days from ``since`` (an ISO day) on.

    Without a ``lastmod`` the page itself must tell.
    """
    return bool(since and lastmod and lastmod[:10] < since)


_PAGE = "page "


def waiting_page(source: Source, paper: Paper) -> Candidate:
    """A section page that is still to be turned to, as something that waits: a run that ends in between goes on there."""
    return Candidate(url=source.url, paper=paper.key, section=source.section, found_on=f"{_PAGE}{source.page}")


def page_of(candidate: Candidate) -> int | None:
    """The number of a :func:`waiting_page`, or None for a candidate that may be an article."""
    number = (candidate.found_on or "").removeprefix(_PAGE)
    return int(number) if number.isdigit() else None
