"""Every article read again from the archive, without the network: after a rule of reading pages changed, or a store was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from pipeline.errors import InputError, NotAnArticle
from pipeline.model import Article
from pipeline.sources import Entry, Paper, Response, entries, paper_named, paper_of, parse, read_at
from pipeline.sources.urls import canonical
from pipeline.work import Say, Work, complain

PaperAt = Callable[[str], Paper | None]


def reparse(work: Work, say: Say, paper_at: PaperAt | None = None) -> int:
    """Rebuild all articles of the store from the archive; returns how many records of it cannot be read.

    Every version of an article is read again in the order they were fetched; versions that the rules of today read from no page
    are dropped with what was read from them, so that a new rule makes no revision. Articles not in the archive stay.
    ``paper_at`` names the paper of a URL.
    """
    paper_at = paper_at or (_sample if work.settings.sample else paper_of)
    counts: Counter[str] = Counter()
    files = sorted(work.settings.archive.glob("*.warc*"))
    for _, group in groupby(_by_url(files, work.settings.index, counts), key=lambda entry: entry.url):
        _rebuild(work, [*group], paper_at, counts)
    say(f"reparse   {counts['pages']} pages of {len(files)} files: {counts['articles']} articles, {counts['gone']} of them gone; "
        f"{counts['rebuilt']} not as they were, {counts['other']} other pages, {counts['broken']} broken records")
    return counts["broken"]


def _by_url(files: Iterable[Path], index: Path, counts: Counter[str]) -> list[Entry]:
    found: list[Entry] = []
    for path in files:
        try:
            found.extend(entries(path, index))
        except InputError as problem:
            counts["broken"] += 1
            complain(problem)
    return sorted(found, key=lambda entry: (entry.url, entry.fetched))


def _rebuild(work: Work, group: list[Entry], paper_at: PaperAt, counts: Counter[str]) -> None:
    """Read the pages of one URL again and replace its article."""
    history: list[Article] = []
    last: Response | None = None
    for response in _responses(group, counts):
        last = response
        if response.status == 200 and (found := _article(response, paper_at, counts)):
            history.append(found)
    if not history or last is None:
        return
    counts["articles"] += 1
    gone = last.fetched if last.status != 200 else work.store.gone(history[0].id)
    gone = gone if gone and gone >= last.fetched else None
    counts["gone"] += gone is not None
    counts["rebuilt"] += work.store.rebuild_article(history, gone)


def _responses(group: Iterable[Entry], counts: Counter[str]) -> Iterator[Response]:
    for entry in group:
        counts["pages"] += 1
        try:
            yield read_at(entry.place)
        except InputError as problem:
            counts["broken"] += 1
            complain(problem)


def _article(response: Response, paper_at: PaperAt, counts: Counter[str]) -> Article | None:
    url = canonical(response.final_url) or response.final_url
    try:
        if (paper := paper_at(url)) is None:
            raise NotAnArticle(url, "a page of no known paper")
        return parse(response.body, url, fetched=response.fetched, paper=paper)
    except NotAnArticle:
        counts["other"] += 1
        return None


def _sample(url: str) -> Paper:
    return replace(paper_named("baomau"), url=url)
