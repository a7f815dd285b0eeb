"""A night's crawl: discover, leave out what is known, fetch, archive, parse, tell.

Papers are crawled side by side, each in a lane with at most two requests under way; threads do the network and the
parsing, while the frontier is only ever called from the thread that iterates.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.sources.archive import Archive
from pipeline.sources.fetch import Fetcher
from pipeline.sources.frontier import Frontier
from pipeline.sources.lanes import Lane, Result
from pipeline.sources.limits import Limits
from pipeline.sources.papers import Paper
from pipeline.sources.visit import Event

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

AT_ONCE = 2
MOST_THREADS = 32


def crawl(
    papers: Iterable[Paper], frontier: Frontier, fetcher: Fetcher, archive: Archive | None = None, limits: Limits | None = None
) -> Generator[Event, None, None]:
    """Crawl ``papers`` and yield what happened, as it happens; ``frontier`` records an :class:`Event` after it was taken.

    What waits from an ended run is done first or with the rest; nothing is visited twice; at the end known articles whose time
    has come are asked for again. A host that refuses us, or was asked often enough today, is left alone for the rest of the run,
    its candidates keep waiting. Raises StoreError when the archive cannot be written; every other trouble is an event.
    Closing the iterator ends the crawl after the requests under way.
    """
    from concurrent.futures import ThreadPoolExecutor

    lanes = [Lane(paper, frontier, limits or Limits()) for paper in papers]
    pool = ThreadPoolExecutor(max_workers=max(1, min(MOST_THREADS, AT_ONCE * len(lanes))), thread_name_prefix="crawl")
    try:
        yield from _run(lanes, fetcher, archive, pool)
    finally:
        with fetcher.ending():
            pool.shutdown(wait=True, cancel_futures=True)


def _run(lanes: list[Lane], fetcher: Fetcher, archive: Archive | None, pool: ThreadPoolExecutor) -> Iterator[Event]:
    from concurrent.futures import FIRST_COMPLETED, wait

    running: dict[Future[Result], Lane] = {}
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
