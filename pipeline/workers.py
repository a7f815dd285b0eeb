"""The analysis spread over processes: input order kept, only the parent writes, a dead worker costs one chunk at most.

Threads would not help: the tagger holds the GIL (ENGINES.md). Workers are spawned, never forked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context

from pipeline.analysis import analyse
from pipeline.errors import BaotinhError, InputError
from pipeline.inputs import Item
from pipeline.model import Analysis, Article

Result = Analysis | BaotinhError
_CHUNK = 8
_ALONE = 24
"""Up to this many articles are analysed here: two workers take longer to start."""


def analyse_all(items: Iterable[Item], *, jobs: int = 2, only: Collection[str] | None = None) -> Iterator[Result]:
    """Analyse every article, in order; an error passes through in its place, and a failing article becomes one."""
    items = iter(items)
    first = list(islice(items, _ALONE + 1))
    if jobs == 1 or len(first) <= _ALONE:
        for item in chain(first, items):
            yield from _chunk([item], only)
        return
    yield from _spread(chain(first, items), jobs, only)


def _spread(items: Iterator[Item], jobs: int, only: Collection[str] | None) -> Iterator[Result]:
    waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            while len(waiting) < 2 * jobs and (chunk := list(islice(items, _CHUNK))):
                waiting.append((chunk, pool.submit(_chunk, chunk, only)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                for again in [chunk, *(other for other, _ in waiting)]:
                    yield from _once_more(again, only)
                waiting.clear()
                pool = _pool(jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _once_more(chunk: list[Item], only: Collection[str] | None) -> list[Result]:
    """Try a chunk that a worker may have died of in a process of its own; if that dies too, report its articles."""
    with _pool(1) as pool:
        try:
            return pool.submit(_chunk, chunk, only).result()
        except BrokenProcessPool:
            return [
                InputError(item.id, "the worker process died twice while it was analysed") if isinstance(item, Article) else item
                for item in chunk
            ]


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _chunk(items: list[Item], only: Collection[str] | None) -> list[Result]:
    return [_one(item, only) if isinstance(item, Article) else item for item in items]


def _one(article: Article, only: Collection[str] | None) -> Result:
    try:
        return analyse(article, only=only)
    except BaotinhError as problem:
        return problem
    except Exception as problem:  # a bug must cost one article, not the night
        return InputError(article.id, f"the analysis failed: {type(problem).__name__}: {problem}")
