"""A night's crawl: discover, leave out what is known, fetch, archive, parse, tell.

Papers are crawled side by side, each in a lane with at most two requests under way; threads do the network and the
parsing, while the frontier is only ever called from the thread that iterates.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.model import Candidate
from pipeline.sources.archive import Archive
from pipeline.sources.discover import Found, Source, belongs, first_sources
from pipeline.sources.fetch import Fetcher
from pipeline.sources.frontier import AGAIN, Frontier
from pipeline.sources.papers import Paper
from pipeline.sources.responses import BlockedError
from pipeline.sources.schedule import is_due, is_read, is_too_old, page_of, waiting_page
from pipeline.sources.urls import twin
from pipeline.sources.visit import Event, visit_page, visit_source

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

PAGES_OF_A_SECTION = 20
"""A section is turned so far at most, and no further than the first page without news."""

MOST_SOURCES = 5000
"""So many sitemaps, feeds and section pages a run reads of one paper; a site that makes them up as it goes has no end."""

AT_ONCE = 2
MOST_THREADS = 32

_Result = tuple[Event, Found] | list[Source] | Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a paper is crawled: ``pages`` at most, and nothing that is known to be older than the ISO day ``since``."""

    pages: int | None = None
    since: str | None = None
    section_pages: int = PAGES_OF_A_SECTION


def crawl(
    papers: Iterable[Paper], frontier: Frontier, fetcher: Fetcher, archive: Archive | None = None, limits: Limits | None = None
) -> Iterator[Event]:
    """Crawl ``papers`` and yield what happened, as it happens; ``frontier`` records an :class:`Event` after it was taken.

    What waits from an ended run is done first or with the rest; nothing is visited twice. A host that refuses us is left
    alone for the rest of the run, its candidates keep waiting. Raises StoreError when the archive cannot be written;
    every other trouble is an event. Closing the iterator ends the crawl after the requests under way.
    """
    from concurrent.futures import ThreadPoolExecutor

    lanes = [_Lane(paper, frontier, limits or Limits()) for paper in papers]
    pool = ThreadPoolExecutor(max_workers=max(1, min(MOST_THREADS, AT_ONCE * len(lanes))), thread_name_prefix="crawl")
    try:
        yield from _run(lanes, fetcher, archive, pool)
    finally:
        with fetcher.ending():
            pool.shutdown(wait=True, cancel_futures=True)


def _run(lanes: list[_Lane], fetcher: Fetcher, archive: Archive | None, pool: ThreadPoolExecutor) -> Iterator[Event]:
    from concurrent.futures import FIRST_COMPLETED, wait

    running: dict[Future[_Result], _Lane] = {}
    while True:
        for lane in lanes:
            while lane.running < AT_ONCE and (job := lane.next_job(fetcher, archive)) is not None:
                lane.running += 1
                running[pool.submit(job)] = lane
        if not running:
            return
        ended, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in ended:
            lane = running.pop(future)
            lane.running -= 1
            yield from lane.take(future.result())


@dataclass
class _Lane:
    """One paper under way: first its sources, then the candidates that wait."""

    paper: Paper
    frontier: Frontier
    limits: Limits
    running: int = 0
    blocked: bool = False
    pages: int = 0
    begun: bool = False
    sources: deque[Source] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    waiting: Iterator[Candidate] = field(default_factory=lambda: iter(()))

    def next_job(self, fetcher: Fetcher, archive: Archive | None) -> Callable[[], _Result] | None:
        """The next thing to do in a thread, or None when there is nothing, or nothing yet."""
        if self.blocked:
            return None
        if not self.begun:
            self.begun = True
            return lambda: self._first(fetcher)
        if self.sources:
            source = self.sources.popleft()
            last = self.frontier.known(source.url)
            return lambda: visit_source(source, last, self.paper, fetcher)
        if (candidate := self._next_candidate()) is None:
            return None
        self.pages += 1
        last = self.frontier.known(candidate.url)
        return lambda: visit_page(candidate, last, self.paper, fetcher, archive)

    def _first(self, fetcher: Fetcher) -> list[Source]:
        try:
            declared = fetcher.sitemaps(self.paper.home)
        except BlockedError:
            declared = []  # the front page will meet the same refusal and report it
        return first_sources(self.paper, declared)

    def _next_candidate(self) -> Candidate | None:
        """The next one waiting; each is tried once a run, and asked for anew when the list is at its end."""
        if self.limits.pages is not None and self.pages >= self.limits.pages:
            return None
        for candidates in (self.waiting, self._again()):
            for candidate in candidates:
                if candidate.url not in self.tried and page_of(candidate) is None:
                    self.tried.add(candidate.url)
                    return candidate
        return None

    def _again(self) -> Generator[Candidate]:
        if self.running == 0 or not self.tried:
            self.waiting = self.frontier.waiting(self.paper.key)
            yield from self.waiting

    def take(self, result: _Result) -> Iterator[Event]:
        """Take what a thread brought: new sources and candidates, and the event to tell."""
        if isinstance(result, list):
            self._add_sources([*result, *self._unread_pages()])
            return
        event, found = result if isinstance(result, tuple) else (result, Found())
        with self.frontier.batch():
            news = sum([self._add(candidate) for candidate in found.candidates])
            self._add_sources(source for source in found.sources if source.page == 1 or self._turns(source, news))
        self.blocked = self.blocked or event.visit.outcome == "blocked"
        yield event
        with self.frontier.batch():
            self.frontier.done(event.visit)
            if event.final_url and event.final_url != event.url and belongs(event.final_url, self.paper):
                # It may also be linked by the address it redirects to: http and https, old and new names of a paper.
                self.tried.add(event.final_url)
                self.frontier.done(replace(event.visit, url=event.final_url))
            if event.visit.outcome in AGAIN and event.candidate is not None:
                self.frontier.add(event.candidate)

    def _unread_pages(self) -> Iterator[Source]:
        """The section pages that an ended run had still to turn to."""
        for candidate in self.frontier.waiting(self.paper.key):
            if (page := page_of(candidate)) is not None:
                yield Source(url=candidate.url, kind="section", section=candidate.section, page=page)

    def _turns(self, source: Source, news: int) -> bool:
        """Whether to turn to the next page of a section: for news, or when it was never read. It waits like a candidate."""
        if source.page > self.limits.section_pages or not (news or self.frontier.known(source.url) is None):
            return False
        self.frontier.add(waiting_page(source, self.paper))
        return True

    def _add_sources(self, sources: Iterable[Source]) -> None:
        for source in sources:
            # Twins that differ in case lead to one page; a section of the menu may also be one of the table.
            if len(self.seen) >= MOST_SOURCES:
                return
            if twin(source.url) in self.seen or is_too_old(source.lastmod, self.limits.since):
                continue
            self.seen.add(twin(source.url))
            if not is_read(source, self.frontier.known(source.url)):
                self.sources.append(source)

    def _add(self, candidate: Candidate) -> bool:
        """Let a candidate wait if it is worth a visit; True when it was unknown before this run."""
        if is_too_old(candidate.lastmod, self.limits.since):
            return False
        if candidate.url in self.tried:
            return True
        last = self.frontier.known(candidate.url)
        if is_due(candidate, last):
            self.frontier.add(candidate)
        return last is None
