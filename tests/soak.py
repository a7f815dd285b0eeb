"""``make soak``: thousands of articles on misbehaving hosts, a crawl killed at random moments, and a second night.

``python -m tests.soak [--articles 10000] [--hosts 5] [--kills 10]`` prints what was measured; 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sources.misbehaving import serving
from tests.sources.newsroom import News, NewsServer, manners

ROOT = Path(__file__).parents[1]
PAUSE = 0.02
MOST_MEMORY = 300


class Newspapers:
    """The hosts, and the store that a crawl of them fills."""

    def __init__(self, servers: list[NewsServer], folder: Path) -> None:
        self.servers, self.folder = servers, folder

    @property
    def articles(self) -> int:
        return sum(len(server.news.numbers()) - len(server.news.removed) for server in self.servers)

    def start(self, **options: Any) -> subprocess.Popen[str]:
        papers = [(server.paper.key, server.url) for server in self.servers]
        asked = json.dumps({"papers": papers, "pause": PAUSE, **options})
        return subprocess.Popen([sys.executable, "-m", "tests.crawl_process", str(self.folder), asked], cwd=ROOT, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def run(self, **options: Any) -> Ended:
        with self.start(**options) as process:
            said = process.communicate()[0]
        lines = said.splitlines()
        return Ended(code=process.returncode, lines=lines[:-1], **json.loads(lines[-1]))

    def kill_at(self, articles: int) -> None:
        """Let a crawl run until the store has so many articles, and kill it."""
        with self.start() as process:
            while self.count("article") < articles and process.poll() is None:
                time.sleep(0.003)
            time.sleep(random.random() * 0.05)  # anywhere between two commits
            process.send_signal(signal.SIGKILL)
        time.sleep(0.05)
        while any(server.under_way for server in self.servers):
            time.sleep(0.01)  # what the killed one had asked for is still being answered

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.folder / 'news.db'}?mode=ro", uri=True, timeout=10)) as db:
            return db.execute(question).fetchall()

    def count(self, table: str) -> int:
        with suppress(sqlite3.OperationalError):
            return int(self.ask(f"SELECT count(*) FROM {table}")[0][0])
        return 0

    def summaries(self) -> Counter[str]:
        """The counts of the last run, of all papers together, as its log tells them."""
        logs = [path.read_text(encoding="utf-8") for path in sorted((self.folder / "log").glob("*.jsonl"))]
        lines = [line for log in logs for line in log.splitlines() if '"summary"' in line]
        counts: Counter[str] = Counter()
        for line in lines[-len(self.servers):]:
            counts.update({name: value for name, value in json.loads(line).items() if isinstance(value, int)})
        return counts

    def age(self, days: int) -> None:
        """Let days pass: what the store remembers was so much longer ago."""
        with closing(sqlite3.connect(self.folder / "news.db", isolation_level=None)) as db:
            for table, column in (("visit", "at"), ("night", "run")):
                earlier = f"strftime('%Y-%m-%dT%H:%M:%S', substr({column}, 1, 19), '-{days} days') || substr({column}, 20)"
                db.execute(f"UPDATE {table} SET {column} = {earlier}")
            db.execute("DELETE FROM spent")


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a crawl ended: its exit code, what it said, its memory (MB), and what it should not have imported."""

    code: int
    lines: list[str]
    memory: int
    engines: list[str]
    failed: int


@contextmanager
def newspapers(articles: int, hosts: int) -> Iterator[Newspapers]:
    """So many articles on so many misbehaving hosts; the last has a sitemap whose clock is always now."""
    with ExitStack() as stack:
        servers = [NewsServer(News(articles // hosts, clock=at == hosts - 1 and hosts > 2)) for at in range(hosts)]
        for server in servers:
            stack.enter_context(serving(server))
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        yield Newspapers(servers, Path(folder))


def first_night(papers: Newspapers, kills: int, until: float = 0.4) -> tuple[Ended, list[str]]:
    """Crawl, killed so many times while the first part is fetched, then to the end; returns the end and what was broken."""
    moments = sorted(random.Random(8).sample(range(1, max(kills + 1, int(papers.articles * until))), kills))
    broken, saved = [], 0
    for moment in moments:
        papers.kill_at(moment)
        if papers.count("article") < saved:
            broken.append("a kill lost articles that were saved")
        saved = papers.count("article")
    ended = papers.run()
    again = papers.run(limits={"again": 0})  # what failed for good the first time: teapots
    broken += _kept(papers, [ended, again])
    return ended, broken


def _kept(papers: Newspapers, runs: list[Ended]) -> Iterator[str]:
    total, ids = papers.ask("SELECT count(*), count(DISTINCT id) FROM article")[0]
    if (total, ids) != (papers.articles, papers.articles):
        yield f"{papers.articles} articles can be reached; {ids} are stored, in {total} versions"
        yield from _missing(papers)
    if waiting := papers.ask("SELECT waiting.url FROM waiting JOIN article ON article.id = waiting.url"):
        yield f"{len(waiting)} stored articles still wait"
    if (memory := max(run.memory for run in runs)) > MOST_MEMORY:
        yield f"the crawl took {memory} MB"
    if engines := {name for run in runs for name in run.engines}:
        yield f"the crawl imported {', '.join(sorted(engines))}"
    for server in papers.servers:
        at_once, window = manners(server, PAUSE)
        if at_once > 2:
            yield f"{server.host} saw {at_once} requests at once"
        if window < 0.85 * 50:
            yield f"{server.host} saw 51 requests in {window:.1f} pauses"


def _missing(papers: Newspapers) -> Iterator[str]:
    """What the store remembers of some that are not there."""
    stored = {id.lower() for (id,) in papers.ask("SELECT id FROM article")}
    for server in papers.servers:
        there = [f"{server.url}/bai-so-post1{500_000 + number}.html" for number in server.news.numbers()]
        for url in [url for url in there if url not in stored][:3]:
            seen = papers.ask(f"SELECT outcome, at, reason, failures FROM visit WHERE lower(url) = '{url}'")
            waits = papers.ask(f"SELECT url FROM waiting WHERE lower(url) = '{url}'")
            yield f"  {url}: asked for {server.counts[url.removeprefix(server.url)]} times, visited {seen}, waits {waits}"


@dataclass(frozen=True, kw_only=True)
class SecondNight:
    """What a second night cost and brought, and what of it was not as promised."""

    ended: Ended
    pages: int
    lists: int
    unmodified: int
    broken: list[str]


@dataclass
class Overnight:
    """What happened at the newspapers between two nights."""

    new: int = 0
    changed: int = 0
    removed: int = 0

    def add(self, server: NewsServer, share: float) -> None:
        """One in a hundred new, one changed (half in silence, all where the clock hides it), one of the young removed."""
        news, some = server.news, max(4, int(server.news.articles * share))
        recent = int(news.articles * 0.03)
        loud = [] if news.clock else [*range(recent + 5, recent + 5 + some // 2)]
        quiet = [*range(1, 1 + min(some // 2, recent - 2))]
        news.first, news.moody = some, False
        news.edits.update([*loud, *quiet])
        news.silent.update(quiet)
        news.removed.add(recent - 1)
        self.new, self.changed, self.removed = self.new + some, self.changed + len(loud) + len(quiet), self.removed + 1
        server.counts.clear()
        server.requests.clear()


def second_night(papers: Newspapers, share: float = 0.01) -> SecondNight:
    """A night later: some new, some changed, some removed; the first host has a new page system."""
    known, happened = papers.articles, Overnight()
    for server in papers.servers:
        happened.add(server, share)
    first = papers.servers[0].news
    first.changed_system = {*range(-first.first, 0)}
    papers.age(1)
    ended = papers.run()
    asked = [seen.path for server in papers.servers for seen in server.requests]
    lists = sum(path.startswith(("/s-", "/sitemap")) or path == "/" for path in asked)
    counts = papers.summaries()
    pages = counts["read"] + counts["other"]
    night = SecondNight(ended=ended, lists=lists, pages=pages, unmodified=counts["unchanged"], broken=[])
    night.broken.extend(_wrong(papers, happened, night, counts, known))
    return night


def _wrong(papers: Newspapers, happened: Overnight, night: SecondNight, counts: Counter[str], known: int) -> Iterator[str]:
    expected = (("new", happened.new), ("changed", happened.changed), ("gone", happened.removed))
    yield from (f"{number} articles were {name}, {counts[name]} came" for name, number in expected if counts[name] != number)
    if papers.count("article WHERE gone IS NOT NULL") != happened.removed:
        yield "not every removed article is marked"
    if known >= 1000 and night.pages + night.lists > 0.05 * known:
        yield f"{night.pages + night.lists} pages of {known} were downloaded"
    if night.unmodified > 0.3 * known:
        yield f"{night.unmodified} answers of 304 for {known} articles"
    alarms = [line for line in night.ended.lines if "ALARM" in line]
    if len(alarms) != 1 or papers.servers[0].paper.key not in alarms[0] or "page system" not in alarms[0]:
        yield f"the new page system should ring one alarm: {alarms}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=5)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    begun = time.monotonic()
    with newspapers(options.articles, options.hosts) as papers:
        ended, broken = first_night(papers, options.kills)
        asked = sum(len(server.requests) for server in papers.servers)
        print(f"first night   {papers.count('article')} articles stored, {options.kills} kills, {asked} requests, "
              f"{ended.memory} MB, {time.monotonic() - begun:.0f} s")
        for server in papers.servers:
            at_once, window = manners(server, PAUSE)
            print(f"              {server.host}: at most {at_once} at once, 51 requests in {window:.1f} pauses or more")
        night = second_night(papers)
        print(f"second night  {night.pages} pages and {night.lists} lists downloaded, {night.unmodified} answers of 304")
        print("\n".join(f"              {line}" for line in night.ended.lines))
    for problem in (*broken, *night.broken):
        print(f"BROKEN        {problem}")
    return 1 if broken or night.broken else 0


if __name__ == "__main__":
    sys.exit(main())
