"""Which newspapers a run reads, and how it behaves towards them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

from pipeline.errors import SettingsError
from pipeline.settings import Settings
from pipeline.sources import Limits, Paper, Politeness, paper_named, papers, papers_of

ALL = "all"
"""In the setting ``papers``: every newspaper of the tables."""


@contextmanager
def newspapers(settings: Settings) -> Iterator[tuple[list[Paper], Politeness]]:
    """The papers to crawl and how to behave; the sample newspaper is served while the block runs.

    Raises SettingsError for an unknown paper or province, and for a missing contact.
    """
    if not settings.sample:
        yield chosen(settings), _politeness(settings)
        return
    from corpora.sample.server import serve

    try:
        with serve(night=settings.sample_night, port=settings.sample_port) as base:
            paper = replace(paper_named("baomau"), url=base)
            host = urlsplit(base).hostname or ""
            yield [paper], Politeness(pause=0.0, backoff=0.1, allowed=frozenset({host}), budget=settings.budget)
    except OSError as problem:
        raise SettingsError(
            f"the sample newspaper cannot be served on port {settings.sample_port} ({problem.strerror}); "
            "set PIPELINE_SAMPLE_PORT to a free one"
        ) from problem


def chosen(settings: Settings) -> list[Paper]:
    """The papers named and those of the provinces named, each once."""
    found = [paper for key in settings.papers for paper in _named(key)]
    found += [paper for province in settings.provinces for paper in _of(province)]
    return list({paper.key: paper for paper in found}.values())


def limits_of(settings: Settings) -> Limits:
    """How much of each paper the settings ask for."""
    return Limits(
        pages=settings.limit, sections=settings.sections, since=settings.since.isoformat() if settings.since else None,
        until=settings.until.isoformat() if settings.until else None)


def _named(key: str) -> list[Paper]:
    if found := [paper for paper in papers() if key in (paper.key, ALL)]:
        return found
    raise SettingsError(f"there is no paper {key!r}; known are {', '.join(paper.key for paper in papers())} and {ALL}")


def _of(province: str) -> tuple[Paper, ...]:
    if found := papers_of(province):
        return found
    known = sorted({paper.province for paper in papers() if paper.province})
    raise SettingsError(f"no paper is of the province {province!r}; known are {', '.join(known)} and those before July 2025")


def _politeness(settings: Settings) -> Politeness:
    if not settings.contact:
        raise SettingsError("set contact = \"you@example.org\" in pipeline.toml: a paper's webmaster must be able to reach you")
    return Politeness(contact=settings.contact, pause=settings.pause, budget=settings.budget)
