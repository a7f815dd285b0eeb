"""One night: crawl, save, log, count; at its end a line per paper, and its alarms."""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.nightly.alarms import NIGHTS
from pipeline.nightly.journal import Journal
from pipeline.nightly.newspapers import limits_of, newspapers
from pipeline.nightly.tally import FAILURES, Tally
from pipeline.sources import Archive, Event, Fetcher, Limits, Paper, Politeness, crawl
from pipeline.sources.fetch import now
from pipeline.sources.urls import host_of
from pipeline.work import Say, Work, complain

LEAST_FREE = 200_000_000
"""A run is not begun with fewer bytes free: a full disk in the middle of the night helps nobody."""

_SAVED_EVERY = 20
"""So many pages after the last time the counts are saved: what a kill may cost them."""


def crawl_papers(work: Work, say: Say) -> int:
    """Crawl the papers of the settings, or the sample newspaper served on this machine.

    Returns how many pages failed and alarms rang. Each article is in the store before its page counts as visited; each failure
    is one line on stderr and the crawl goes on. Raises SettingsError for an unknown paper or a missing contact, StoreError when
    nothing can be written; what was saved before is saved, and the next run goes on from there.
    """
    with newspapers(work.settings) as (wanted, politeness):
        return crawl_these(work, say, wanted, politeness, limits_of(work.settings))


def crawl_these(work: Work, say: Say, wanted: Sequence[Paper], politeness: Politeness, limits: Limits | None = None) -> int:
    """Crawl ``wanted``, whatever the settings name; see :func:`crawl_papers`."""
    _check_space(work.settings.folder)
    night = _Night(work, wanted)
    spent = work.store.spent(night.day)
    with (
        stopped_kindly(), Journal(work.settings.log, night.day) as journal, Fetcher(politeness, spent) as fetcher,
        Archive(work.settings.archive, index=work.settings.index) as archive,
    ):
        try:
            with closing(crawl(wanted, work.store, fetcher, archive, limits)) as events:
                for event in events:
                    night.take(event, journal, fetcher)
        finally:
            night.end(say, journal, fetcher)
    return night.failures


class _Night:
    """The counts of a run under way."""

    def __init__(self, work: Work, wanted: Sequence[Paper]) -> None:
        self.store, self.run = work.store, now()
        self.papers = {paper.key: paper for paper in wanted}
        self.tallies = {paper.key: Tally(paper.key) for paper in wanted}
        self.taken = self.rung = 0

    @property
    def day(self) -> str:
        return self.run[:10]

    @property
    def failures(self) -> int:
        return sum(tally.failures for tally in self.tallies.values()) + self.rung

    def take(self, event: Event, journal: Journal, fetcher: Fetcher) -> None:
        found = self.tallies[event.visit.paper].take(event, self.store)
        visit = event.visit
        journal.write(
            found, visit.at, paper=visit.paper, url=visit.url, status=visit.status,
            reason=visit.reason if event.problem else None, version=event.article.version[:12] if event.article else None)
        if visit.outcome in FAILURES:
            complain(event.problem)
        self.taken += 1
        if self.taken % _SAVED_EVERY == 0:
            self._save(fetcher)

    def _save(self, fetcher: Fetcher) -> None:
        with self.store.batch():
            for key, tally in self.tallies.items():
                home = self.papers[key].home
                self.store.save_night(self.run, key, tally.counts)
                self.store.save_spent(self.day, host_of(home), fetcher.spent(home))

    def end(self, say: Say, journal: Journal, fetcher: Fetcher) -> None:
        """Say and log how it went; what cannot be written any more is not worth hiding the trouble that ended the night."""
        for key, tally in self.tallies.items():
            before = self.store.nights(key, self.day, NIGHTS)
            say(f"crawl     {key}: {tally.line(before)}")
            rung = tally.alarms(before)
            self.rung += len(rung)
            for alarm in rung:
                say(f"ALARM     {key}: {alarm}")
            if not fetcher.may_ask(self.papers[key].home):
                say(f"crawl     {key}: the requests of the day are used up; the rest waits for tomorrow")
            with suppress(StoreError):
                journal.write("summary", now(), paper=key, **tally.counts)
                for alarm in rung:
                    journal.write("alarm", now(), paper=key, reason=alarm)
        with suppress(StoreError):
            self._save(fetcher)


def _check_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise StoreError(f"{folder}: the disk has only {free // 1_000_000} MB free; make room for {LEAST_FREE // 1_000_000} MB")


@contextmanager
def stopped_kindly() -> Iterator[None]:
    """Inside the block a SIGTERM (a timer's stop, a shutdown) ends the run like Ctrl-C: after the requests under way."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
