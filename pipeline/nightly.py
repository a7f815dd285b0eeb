"""The crawl as a job: papers in, articles into the store, raw pages into the archive, a line per paper out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

from pipeline.errors import SettingsError
from pipeline.settings import Settings
from pipeline.sources import Archive, Event, Fetcher, Limits, Paper, Politeness, crawl, paper_named, papers
from pipeline.work import Say, Work, complain

_FAILURES = ("failed", "blocked")


def crawl_papers(work: Work, say: Say) -> int:
    """Crawl the papers of the settings, or the sample newspaper served on this machine. Returns how many pages failed.

    Each article is in the store before its page counts as visited; each failure is one line on stderr and the crawl
    goes on. Raises SettingsError for an unknown paper or a missing contact, StoreError when nothing can be written.
    """
    with _newspapers(work.settings) as (wanted, politeness):
        told: dict[str, Counter[str]] = {paper.key: Counter() for paper in wanted}
        limits = Limits(pages=work.settings.limit)
        with Fetcher(politeness) as fetcher, Archive(work.settings.archive) as archive:
            for event in crawl(wanted, work.store, fetcher, archive, limits):
                told[event.visit.paper][_take(work, event)] += 1
    for key, counts in told.items():
        say(f"crawl     {key}: " + _summary(counts))
    return sum(counts[name] for counts in told.values() for name in _FAILURES)


def _take(work: Work, event: Event) -> str:
    """Save what an event brought; returns what to count it as."""
    outcome = event.visit.outcome
    if event.article is not None:
        before = work.store.article(event.article.id)
        new = work.store.save_article(event.article)
        return "same" if not new else "changed" if before else "new"
    if outcome in _FAILURES:
        complain(event.problem)
    return outcome


def _summary(counts: Counter[str]) -> str:
    names = {
        "new": "articles new", "changed": "changed", "same": "fetched again unchanged", "unchanged": "not modified", "gone": "gone",
        "not_article": "other pages", "source": "lists read", "failed": "failed", "blocked": "blocked",
    }
    return ", ".join(f"{counts[name]} {words}" for name, words in names.items() if counts[name] or name in ("new", "failed"))


@contextmanager
def _newspapers(settings: Settings) -> Iterator[tuple[list[Paper], Politeness]]:
    """The papers to crawl and how to behave; the sample newspaper is served while the block runs."""
    if not settings.sample:
        yield [_known(key) for key in settings.papers], _politeness(settings)
        return
    from corpora.sample.server import serve

    try:
        with serve(port=settings.sample_port) as base:
            paper = replace(paper_named("baomau"), url=base)
            host = urlsplit(base).hostname or ""
            yield [paper], Politeness(pause=0.0, backoff=0.1, allowed=frozenset({host}))
    except OSError as problem:
        raise SettingsError(
            f"the sample newspaper cannot be served on port {settings.sample_port} ({problem.strerror}); "
            "set PIPELINE_SAMPLE_PORT to a free one"
        ) from problem


def _known(key: str) -> Paper:
    found = next((paper for paper in papers() if paper.key == key), None)
    if found is None:
        raise SettingsError(f"there is no paper {key!r}; known are {', '.join(paper.key for paper in papers())}")
    return found


def _politeness(settings: Settings) -> Politeness:
    if not settings.contact:
        raise SettingsError("set contact = \"you@example.org\" in pipeline.toml: a paper's webmaster must be able to reach you")
    return Politeness(contact=settings.contact, pause=settings.pause)
