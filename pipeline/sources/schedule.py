"""When a page is worth a visit: at first sight, when it is announced as changed, and from time to time after that.

A removal is never announced, and many an edit is not. So articles are asked for again, conditionally (an unchanged one
answers 304, without a body): daily in their first week, weekly in their first month, monthly in their first half year, twice
a year until they are two years old, then once a year. In one night a fifth of the articles known of a paper at most, and no
more than 2,000: half of them for the youngest that are due, half of the rest for the next, so that none waits for ever.

What failed is tried again the next night, and from the third failure on once a week.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from pipeline.model import Candidate, Visit
from pipeline.sources.discover import Source
from pipeline.sources.frontier import AGAIN, Frontier
from pipeline.sources.limits import Limits
from pipeline.sources.papers import Paper

LEADS_ON = "leads on"
"""The ``reason`` of a source that is always read anew: it names further sources, or the limits of the run left out some of it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Articles up to ``age`` days old are asked for again after ``every`` days."""

    age: int
    every: int


RUNGS = (Rung(7, 1), Rung(30, 7), Rung(180, 30), Rung(730, 182), Rung(100_000, 365))

SLACK = timedelta(hours=4)
"""A timer fires a little earlier one night than the other: so much less than ``every`` days is enough."""

HOPELESS = 3

FEW = 20
"""A list with fewer known articles may announce as many changes as it likes."""


def is_due(candidate: Candidate, last: Visit | None) -> bool:
    """True when ``candidate`` was never visited, failed the last time, or is announced with a newer ``lastmod`` than then."""
    if last is None or last.outcome in AGAIN:
        return True
    return candidate.lastmod is not None and candidate.lastmod > (last.lastmod or last.at)


def is_hopeless(last: Visit | None, now: str) -> bool:
    """True when a page failed three nights running and less than a week ago: it may wait."""
    if last is None or last.outcome != "failed" or last.failures < HOPELESS:
        return False
    return datetime.fromisoformat(now) - datetime.fromisoformat(last.at) < timedelta(days=7) - SLACK


def is_read(source: Source, last: Visit | None) -> bool:
    """True when a sitemap is announced as it was when it was last read to the end; a clock may have gone back meanwhile."""
    if last is None or last.outcome not in ("source", "unchanged") or last.reason == LEADS_ON:
        return False
    return source.lastmod is not None and source.lastmod == last.lastmod


def is_a_clock(named: Sequence[tuple[Candidate, Visit | None]]) -> bool:
    """True when a list announces more than half of its known articles as changed: its ``lastmod`` is the hour it was asked.

    Such announcements are not followed; the articles are asked for again by the rungs.
    """
    known = [(candidate, last) for candidate, last in named if last is not None and last.published]
    return len(known) >= FEW and sum(is_due(candidate, last) for candidate, last in known) > len(known) / 2


def asked_again(frontier: Frontier, paper: str, limits: Limits, now: str) -> Iterator[Candidate]:
    """The articles of ``paper`` whose time has come at ``now`` (ISO), as many as the limits allow.

    Each rung may take half of what those before it left, then they are asked in turn for the rest.
    """
    left = limits.asked_again(frontier.articles_read(paper))
    due = [_due(frontier, paper, limits, rung, now, left) for rung in range(len(RUNGS))]
    for share in (2, 1):
        for visits in due:
            for visit in islice(visits, -(-left // share)):
                left -= 1
                yield Candidate(url=visit.url, paper=paper, lastmod=visit.lastmod)


def _due(frontier: Frontier, paper: str, limits: Limits, rung: int, now: str, most: int) -> Iterator[Visit]:
    """The articles of one rung, those visited longest ago first."""
    before = (datetime.fromisoformat(now) - timedelta(days=RUNGS[rung].every) + SLACK).isoformat(timespec="seconds")
    since, until = _day(now, RUNGS[rung].age), _day(now, RUNGS[rung - 1].age) if rung else "9999"
    found = frontier.read_before(paper, before, since=since, until=until, most=most)
    return (visit for visit in found if not limits.leaves_out(visit.published))


def _day(now: str, ago: int) -> str:
    """The day so many days before ``now``."""
    day = datetime.fromisoformat(now).date()
    return (day - timedelta(days=min(ago, day.toordinal() - 1))).isoformat()


_PAGE = "page "


def waiting_page(source: Source, paper: Paper) -> Candidate:
    """A section page that is still to be turned to, as something that waits: a run that ends in between goes on there."""
    return Candidate(url=source.url, paper=paper.key, section=source.section, found_on=f"{_PAGE}{source.page}")


def page_of(candidate: Candidate) -> int | None:
    """The number of a :func:`waiting_page`, or None for a candidate that may be an article."""
    number = (candidate.found_on or "").removeprefix(_PAGE)
    return int(number) if number.isdigit() else None
