"""One newspaper under way: its sources, then what waits, then what is asked for again. Only one thread calls a lane."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.model import Candidate, Visit
from pipeline.sources.archive import Archive
from pipeline.sources.discover import Found, Source, belongs, first_sources
from pipeline.sources.fetch import Fetcher, now
from pipeline.sources.frontier import AGAIN, Frontier
from pipeline.sources.limits import Limits
from pipeline.sources.papers import Paper
from pipeline.sources.responses import BlockedError, BudgetError
from pipeline.sources.schedule import LEADS_ON, asked_again, is_a_clock, is_due, is_hopeless, is_read, page_of, waiting_page
from pipeline.sources.urls import canonical, twin
from pipeline.sources.visit import Event, visit_page, visit_source

MOST_SOURCES = 5000
"""So many sitemaps, feeds and section pages a run reads of one paper; a site that makes them up as it goes has no end."""

Result = tuple[Event, Found] | list[Source] | Event
Job = Callable[[], Result]


@dataclass
class Lane:
    """What a run does for ``paper``; it ends when it is ``blocked``, when the day's requests are spent, or with nothing to do."""

    paper: Paper
    frontier: Frontier
    limits: Limits
    running: int = 0
    ended: bool = False
    pages: int = 0
    begun: bool = False
    sources: deque[Source] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    tried: dict[str, str] = field(default_factory=dict)
    waiting: Iterator[Candidate] = field(default_factory=lambda: iter(()))
    again: Iterator[Candidate] | None = None

    def next_job(self, fetcher: Fetcher, archive: Archive | None) -> Job | None:
        """The next thing to do in a thread, or None when there is nothing, or nothing yet."""
        if self.ended or not fetcher.may_ask(self.paper.home):
            return None
        if not self.begun:
            self.begun = True
            return lambda: self._first(fetcher)
        if self.sources:
            source = self.sources.popleft()
            last = self.frontier.known(source.url)
            return lambda: visit_source(source, last, self.paper, fetcher)
        if (candidate := self._next_candidate()) is None:
            self.ended = self.running == 0
            return None
        self.pages += 1
        known = self.frontier.known(candidate.url)
        return lambda: visit_page(candidate, known, self.paper, fetcher, archive)

    def take(self, result: Result) -> Iterator[Event]:
        """Take what a thread brought: new sources and candidates, and the event to tell."""
        if isinstance(result, list):
            self._add_sources([*result, *self._unread_pages()])
            return
        event, found = result if isinstance(result, tuple) else (result, Found())
        if isinstance(event.problem, BudgetError):
            self.ended = True  # nothing came of it: what waited, waits
            return
        with self.frontier.batch():
            news, whole = self._add_candidates(found.candidates)
            whole = self._add_sources(one for one in found.sources if one.page == 1 or self._turns(one, news)) and whole
        if not whole:
            event = replace(event, visit=replace(event.visit, reason=LEADS_ON))
        self.ended = self.ended or event.visit.outcome == "blocked"
        yield event
        self._record(event)

    def _first(self, fetcher: Fetcher) -> list[Source]:
        if self.limits.sections:
            urls = [url for name in self.limits.sections if (url := canonical("/" + name.strip("/"), self.paper.home))]
            return [Source(url=url, kind="section", section=url) for url in urls]
        try:
            declared = fetcher.sitemaps(self.paper.home)
        except (BlockedError, BudgetError):
            declared = []  # the front page will meet the same refusal and report it
        return first_sources(self.paper, declared)

    def _next_candidate(self) -> Candidate | None:
        """The next one to visit, each once a run; the list of those that wait is asked for anew when it is at its end."""
        if self.limits.pages is not None and self.pages >= self.limits.pages:
            return None
        for candidates in (self.waiting, self._waiting_again(), self._asked_again()):
            for candidate in candidates:
                if page_of(candidate) is None and self._wanted(candidate) and self._is_untried(candidate):
                    return candidate
        return None

    def _wanted(self, candidate: Candidate) -> bool:
        """Whether it is to be visited tonight: what an earlier run left waiting may be of another section or time."""
        known = self.frontier.known(candidate.url)
        if is_hopeless(known, now()) or (known is None and self.limits.leaves_out(candidate.lastmod)):
            return False
        names = {name.strip("/") for name in self.limits.sections}
        return not names or (candidate.section or "").removeprefix(self.paper.home).strip("/") in names

    def _is_untried(self, candidate: Candidate) -> bool:
        same = twin(candidate.url)
        first = self.tried.get(same) or self._read_as(candidate.url, same)
        if first is None:
            self.tried[same] = candidate.url
        elif first != candidate.url:
            self._drop(candidate, first)
        return first is None

    def _read_as(self, url: str, same: str) -> str | None:
        """The other spelling under which the article of a new address was read before, if it was."""
        known = self.frontier.known_article(same) if self.frontier.known(url) is None else None
        return known.url if known else None

    def _drop(self, candidate: Candidate, first: str) -> None:
        """Another spelling of an address: it waits no longer, and is no article of its own."""
        self.frontier.done(Visit(url=candidate.url, paper=self.paper.key, outcome="not_article", at=now(),
                                 lastmod=candidate.lastmod, reason=f"the same page as {first}"))

    def _waiting_again(self) -> Generator[Candidate]:
        if self.running == 0 or not self.tried:
            self.waiting = self.frontier.waiting(self.paper.key)
            for candidate in self.waiting:  # noqa: UP028 - "yield from" would close the list when we stop at its first
                yield candidate

    def _asked_again(self) -> Iterator[Candidate]:
        """What is asked for again, begun when nothing else is left or under way."""
        if self.again is None:
            if self.running:
                return iter(())
            self.again = asked_again(self.frontier, self.paper.key, self.limits, now())
        return self.again

    def _record(self, event: Event) -> None:
        with self.frontier.batch():
            final = event.final_url
            if final and final != event.url and belongs(final, self.paper):
                # It may also be linked by the address it redirects to: http and https, old and new names of a paper.
                self.tried[twin(final)] = final
                self.frontier.done(replace(event.visit, url=final, twin=twin(final)))
                self.frontier.done(replace(event.visit, published=None))
            else:
                self.frontier.done(event.visit)
            if event.visit.outcome in AGAIN and event.candidate is not None:
                self.frontier.add(event.candidate)

    def _unread_pages(self) -> Iterator[Source]:
        """The section pages that an ended run had still to turn to."""
        for candidate in self.frontier.waiting(self.paper.key):
            if (page := page_of(candidate)) is not None and self._wanted(candidate):
                yield Source(url=candidate.url, kind="section", section=candidate.section, page=page)

    def _turns(self, source: Source, news: int) -> bool:
        """Whether to turn to the next page of a section: for news, or when it was never read. It waits like a candidate."""
        if source.page > self.limits.turned or not (news or self.frontier.known(source.url) is None):
            return False
        self.frontier.add(waiting_page(source, self.paper))
        return True

    def _add_sources(self, sources: Iterable[Source]) -> bool:
        """Let sources be read; False when the limits left one out."""
        whole = True
        for source in sources:
            # Twins that differ in case lead to one page; a section of the menu may also be one of the table.
            if len(self.seen) >= MOST_SOURCES:
                return whole
            if twin(source.url) in self.seen:
                continue
            if self.limits.since and source.lastmod and source.lastmod[:10] < self.limits.since:
                whole = False
                continue
            self.seen.add(twin(source.url))
            if not is_read(source, self.frontier.known(source.url)):
                self.sources.append(source)
        return whole

    def _add_candidates(self, candidates: Iterable[Candidate]) -> tuple[int, bool]:
        """Let candidates wait; returns how many were unknown before this run, and False when the limits left one out."""
        named = [(candidate, self._known(candidate.url)) for candidate in candidates]
        clock, news, whole = is_a_clock(named), 0, True
        for candidate, last in named:
            if self.limits.leaves_out(candidate.lastmod):
                whole = False
            elif twin(candidate.url) in self.tried:
                news += 1
            else:
                if is_due(candidate, last) and not (clock and last is not None and last.published):
                    self.frontier.add(replace(candidate, url=last.url) if last else candidate)
                news += last is None
        return news, whole

    def _known(self, url: str) -> Visit | None:
        """The last visit, to the article's other spelling where it has one."""
        return self.frontier.known_article(twin(url)) or self.frontier.known(url)
