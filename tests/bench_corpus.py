"""The corpus at size: ``python -m tests.bench_corpus`` makes a store of 100,000 analysed articles and measures an analyst's work.

The articles are the sample newspaper's, analysed once and repeated with changes: other days, newspapers, topics, numbers, units
and years. Each word of the sample therefore stands in thousands of articles, which is harder for the search than a real corpus.
Exits with 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.link.stories import Story
from pipeline.model import Analysis, Figure, Mention
from pipeline.stores import SqliteStore, schema
from pipeline.text import bare

TURNS = 3
LIMITS = {"open": 1.0, "filtered frame": 1.0, "search (median)": 0.1, "panel": 3.0, "memory (GB)": 1.5}
PAPERS = ("baolaocai", "baophutho", "baosonla", "baonghean", "baotuyenquang", "baothanhhoa", "baolangson", "baocaobang")
UNITS = ("63-10", "63-15", "63-25", "63-14", "63-40", "63-08", "63-02", "63-38", "63-20", "63-04")
TOPICS = ("party_building", "economy", "agriculture", "rural_poverty", "education", "health", "administration", "culture_tourism")
QUERIES = ("phát triển đảng viên", "phat trien dang vien", '"kết nạp đảng viên"', "hoà bình", "nông thôn mới", "trồng rừng",
           "si ma cai", '"đảng viên mới"', "chuyển đổi số", "khánh yên", "ruong bac thang", "hợp tác xã chè")


def analysed_sample() -> list[Analysis]:
    """The sample newspaper's articles, analysed."""
    from pipeline.analysis import analyse
    from tests.bench import sample_articles

    return [analyse(one) for one in sample_articles()]


class Press:
    """Prints one analysed article again and again with changes, as rows of the store's tables; what stays is packed once."""

    def __init__(self, one: Analysis) -> None:
        self.one = one
        self.article = [schema.pack(getattr(one.article, name)) for name in schema.ARTICLE_COLUMNS]
        self.sentences = json.dumps([[s.start, s.end, s.part] for s in one.sentences])
        self.mentions = [(schema.TABLES[mention.kind], _packed(mention)) for mention in one.mentions]
        self.digits = [(n, mention.start, mention.end) for n, mention in enumerate(one.mentions)
                       if isinstance(mention, Figure) and mention.text.isdigit() and mention.unit]

    def print(self, n: int, dice: random.Random) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """(table, row) of everything of the article number ``n``."""
        day = date(2015, 1, 1) + timedelta(days=dice.randrange(4200))
        text, mentions = self.one.article.text, list(self.mentions)
        for at, start, end in self.digits:
            digits = str(dice.randrange(10 ** (end - start - 1), 10 ** (end - start)))
            text = text[:start] + digits + text[end:]
            mentions[at] = ("figures", _counted_anew(mentions[at][1], digits, day, dice))
        key = (f"https://example.vn/{n:06}-{self.one.article.id}", hashlib.sha256(f"{n}{text}".encode()).hexdigest())
        changed = {"id": key[0], "version": key[1], "paper": PAPERS[n % len(PAPERS)], "text": text,
                   "published": f"{day.isoformat()}T07:30:00+07:00", "watermark": "dữ liệu minh họa"}
        kept = zip(schema.ARTICLE_COLUMNS, self.article, strict=True)
        yield "article", (n, *(changed.get(name, value) for name, value in kept), 1, None, None)
        yield "words", (n, bare(text))
        topics = json.dumps([[name, 0.9] for name in dice.sample(TOPICS, 2)])
        yield "analysis", (*key, json.dumps(dict(self.one.made_by)), self.sentences, self.one.words, topics)
        yield from ((table, (*key, *row)) for table, row in mentions)


_COLUMNS = ["start", "end", "text", "part", *(item.name for item in schema.own_fields("figure"))]
_TEXT, _VALUE, _UNIT, _PERIOD = (_COLUMNS.index(name) for name in ("text", "value", "about_unit_id", "about_period"))


def _packed(mention: Mention) -> tuple[Any, ...]:
    own = (schema.pack(getattr(mention, item.name)) for item in schema.own_fields(mention.kind))
    return (mention.start, mention.end, mention.text, mention.part, *own)


def _counted_anew(row: tuple[Any, ...], digits: str, day: date, dice: random.Random) -> tuple[Any, ...]:
    """A figure with another number; every other one that has a place gets a province, every one that has a year another year."""
    new = list(row)
    new[_TEXT] = new[_VALUE] = digits
    if new[_UNIT] and dice.random() < 0.5:
        new[_UNIT] = dice.choice(UNITS)
    if new[_PERIOD]:
        new[_PERIOD] = str(day.year - dice.randrange(3))
    return tuple(new)


def build(path: Path, number: int) -> None:
    """Write the store in bulk: rows first, indexes after."""
    presses = [Press(one) for one in analysed_sample()]
    dice = random.Random(10)
    with SqliteStore(path) as store:
        store.fact("watermark", "dữ liệu minh họa")
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            store.db.execute(f"PRAGMA {pragma}")
        indexes = store.db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for (name,) in indexes:
            store.db.execute(f"DROP INDEX {name}")
        rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        with store.batch():
            for n in range(1, number + 1):
                for table, row in presses[n % len(presses)].print(n, dice):
                    rows[table].append(row)
                if n % 1000 == 0 or n == number:
                    _insert(store, rows)
            _save_stories(store)
    SqliteStore(path).db.close()  # makes the indexes


def _insert(store: SqliteStore, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """The rows in the order of their keys, which SQLite writes fastest."""
    names = {"article": ["rowid", *schema.ARTICLE_COLUMNS, "current", "first_seen", "gone"], "words": ["rowid", "text"]}
    for table, values in rows.items():
        columns = f" ({', '.join(chr(34) + name + chr(34) for name in names[table])})" if table in names else ""
        store.db.executemany(f'INSERT INTO "{table}"{columns} VALUES ({", ".join("?" * len(values[0]))})', values)
        values.clear()


def _save_stories(store: SqliteStore) -> None:
    """Every third article is a print of the one before."""
    known = [(row["id"], row["version"]) for row in store.db.execute("SELECT id, version FROM article ORDER BY rowid")]
    store.save_derived("stories", Story, [
        Story(article=id, version=version, story=known[n - 1][0] if n % 3 == 2 else id, likeness=1.0)
        for n, (id, version) in enumerate(known)])


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(path: Path) -> dict[str, float]:
    """What an analyst does, in a process of its own; each time is the best of three turns, since a shared machine slows some."""
    import pandas  # noqa: F401 - a notebook has it already

    turns = [_turn(path) for _ in range(TURNS)]
    found = {name: min(turn[name] for turn in turns) for name in turns[0]}
    found["filtered frame"] = max(value for name, value in found.items() if name.startswith("  frame"))
    found["search (median)"] = statistics.median(value for name, value in found.items() if name.startswith("  search:"))
    found["memory (GB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return found


def _turn(path: Path) -> dict[str, float]:
    """One turn, with a corpus opened anew."""
    import pipeline

    found = {"open": seconds(lambda: pipeline.open_corpus(path))}
    corpus = pipeline.open_corpus(path)
    march = {"since": "2021-03-01", "until": "2021-03-31"}
    work: dict[str, Callable[[], object]] = {
        "  frame: figures of a paper and month": lambda: corpus.where(paper="baolaocai", **march).figures,
        "  frame: articles of a topic and month": lambda: corpus.where(topic="economy", **march).articles,
        "  frame: plans of a province and month": lambda: corpus.where(province="Lào Cai", **march).plans,
        "  denominators": lambda: corpus.denominators,
        **{f"  search: {query}": partial(corpus.search, query) for query in QUERIES},
        "  searched in a year and topic": lambda: corpus.search(
            "đảng viên", since="2021-01-01", until="2021-12-31", topic="economy"),
        "panel": lambda: corpus.panel("đảng viên", predicate="kết nạp", by="province", freq="YE"),
        "  panel of every verb": lambda: corpus.panel("đảng viên", by="province"),
    }
    found |= {name: seconds(done) for name, done in work.items()}
    panel = corpus.panel("đảng viên", predicate="kết nạp")
    cell = panel.cells.index[panel.cells["state"] == "value"][0]
    return {**found, "  evidence of a cell": seconds(lambda: panel.evidence(cell))}


def main(arguments: list[str] | None = None) -> int:
    """Build, measure, print; returns 1 when a limit is passed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=100_000)
    asked.add_argument("--store", type=Path, help="a store that is there already; else one is made in a temporary folder")
    asked.add_argument("--keep", type=Path, help="make the store here and keep it")
    asked.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args(arguments)
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or given.keep or Path(folder) / "bench.db"
        if not given.store:
            took = seconds(lambda: build(path, given.articles))
            print(f"built {given.articles:,} articles in {took:.0f} s, {path.stat().st_size / 1e9:.1f} GB")
        command = [sys.executable, "-m", "tests.bench_corpus", "--measure", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(told.stdout)
    for name, value in found.items():
        limit = f"   limit {LIMITS[name]}" if name in LIMITS else ""
        print(f"{name:<40} {value:>8.3f}{limit}")
    return 1 if any(found[name] > limit for name, limit in LIMITS.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
