"""The jobs behind the commands: crawl, analyse, export, and all of them in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pipeline.errors import BaotinhError, StoreError
from pipeline.lock import alone
from pipeline.nightly import crawl_papers
from pipeline.settings import Settings
from pipeline.stores import SqliteStore
from pipeline.work import WATERMARK, Say, Work, complain

T = TypeVar("T")



@contextmanager
def opened(settings: Settings, *, make: bool = True) -> Iterator[Work]:
    """The open store of these settings; with ``make`` it is made and locked for a job that writes, without, it must be there.

    Raises StoreError when another run is at work, or when there is no store to read.
    """
    if not make and not settings.store.exists():
        raise StoreError(f"{settings.store}: there is no store yet; run: python -m pipeline.run")
    with alone(settings.folder) if make else nullcontext(), SqliteStore(settings.store) as store:
        if settings.sample and make:
            store.fact("watermark", WATERMARK)
        yield Work(settings=settings, store=store)


def run_everything(work: Work, say: Say) -> int:
    """Crawl, analyse what is stale, export; then say what there is and where. Returns how many pages or articles failed."""
    if work.settings.sample:
        say(f"{WATERMARK}: this is the sample newspaper of corpora/, served on this machine; name papers in pipeline.toml")
    failed = crawl_papers(work, say) + analyse_stale(work, say)
    link_tables(work, say)
    export_tables(work, say)
    say("")
    print_status(work, say)
    say("next      python -m pipeline.run search đảng viên")
    return failed


def analyse_stale(work: Work, say: Say) -> int:
    """Analyse every article whose results are missing or made by old rules, only the components that changed."""
    from pipeline.analysis import stale
    from pipeline.workers import analyse_all

    by_need: dict[tuple[str, ...], list[str]] = {}
    for id, made_by in work.store.made_by():
        if need := tuple(stale(made_by)):
            by_need.setdefault(need, []).append(id)
    done = failed = 0
    for need, ids in by_need.items():
        articles = (article for id in ids if (article := work.store.article(id)))
        for result in _progress(analyse_all(articles, jobs=work.settings.jobs, only=need), len(ids), "analyse"):
            if isinstance(result, BaotinhError):
                failed += 1
                complain(result)
            else:
                work.store.save_analysis(result, kinds=need)
                done += 1
    say(f"analysis  {done} articles analysed" + (f", {failed} failed" if failed else ""))
    return failed


def link_tables(work: Work, say: Say) -> None:
    """Rebuild what only the whole corpus tells, unless nothing has changed."""
    from pipeline.linking import link

    say("linked    " + (f"{', '.join(work.store.derived_tables())}" if link(work.store) else "up to date"))


def export_tables(work: Work, say: Say, out: Path | None = None) -> None:
    """Write the Parquet tables unless they are up to date."""
    from pipeline.stores.parquet import export

    folder = out or work.settings.tables
    written = export(work.store, folder)
    say(f"tables    {folder}/ " + ("written" if written else "up to date"))


def print_status(work: Work, say: Say) -> None:
    """Say how much of what the store holds, how much is stale, and where it is."""
    from pipeline.analysis import stale

    counts = work.store.counts()
    if watermark := work.store.fact("watermark"):
        say(f"watermark {watermark}")
    say(f"store     {work.store.path}")
    say("holds     " + ", ".join(f"{number} {name}" for name, number in counts.items()))
    waiting = sum(1 for _, made_by in work.store.made_by() if stale(made_by))
    say(f"stale     {waiting} articles" + ("; run: python -m pipeline.run analyse" if waiting else ""))


def print_analyses(paths: Iterable[str], settings: Settings, say: Say, *, paper: str | None, published: str | None) -> int:
    """Print one JSON line per article of the inputs, in their order; name each that fails on stderr. Returns how many failed."""
    from pipeline.contract import to_line
    from pipeline.inputs import articles_in
    from pipeline.workers import analyse_all

    items = chain.from_iterable(articles_in(path, paper=paper, published=published) for path in paths)
    failed = 0
    for result in analyse_all(items, jobs=settings.jobs):
        if isinstance(result, BaotinhError):
            failed += 1
            complain(result)
        else:
            say(to_line(result))
    return failed


def print_articles(paths: Iterable[str], say: Say, *, text: bool = False) -> int:
    """Print the article of each input as one JSON line; with ``text`` a saved plain text gives its article alone.

    Returns how many inputs failed, each named on stderr.
    """
    from pipeline.contract import article_row
    from pipeline.inputs import articles_in
    from pipeline.sources import article_of_dump

    failed = 0
    for item in chain.from_iterable(articles_in(path) for path in paths):
        if isinstance(item, BaotinhError):
            failed += 1
            complain(item)
            continue
        found = article_of_dump(item.text) if text and item.read_by in ("text", "dump") else item
        say(json.dumps(article_row(found), ensure_ascii=False))
    return failed


def _progress(items: Iterable[T], total: int, what: str) -> Iterable[T]:
    """A progress bar on a terminal, nothing elsewhere."""
    from tqdm import tqdm

    bar: Iterable[T] = tqdm(items, total=total, desc=what, unit=" article", disable=not sys.stderr.isatty())
    return bar
