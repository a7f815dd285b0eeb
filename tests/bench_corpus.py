"""The corpus at size: ``python -m tests.bench_corpus`` makes a store of 100,000 analysed articles and measures what an analyst does.

The articles are the sample newspaper's, analysed once and repeated with changes: other days, newspapers, topics, numbers, units and
years. Each word of the sample therefore stands in thousands of articles, which is harder for the search than a real corpus. Exits
with 1 when a limit is passed.
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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.model import Analysis, Article, Figure, Topic
from pipeline.stores import SqliteStore, schema
from pipeline.text import bare

LIMITS = {"open": 1.0, "filtered frame": 1.0, "search (median)": 0.1, "panel": 3.0, "memory (GB)": 1.5}
PAPERS = ("baolaocai", "baophutho", "baosonla", "baonghean", "baotuyenquang", "baothanhhoa", "baolangson", "baocaobang")
UNITS = ("63-10", "63-15", "63-25", "63-14", "63-40", "63-08", "63-02", "63-38", "63-20", "63-04", "63-084", "63-089", "63-02812")
TOPICS = ("party_building", "economy", "agriculture", "rural_poverty", "education", "health", "administration", "culture_tourism")
QUERIES = ("phát triển đảng viên", "phat trien dang vien", '"kết nạp đảng viên"', "hoà bình", "nông thôn mới", "trồng rừng",
           "si ma cai", '"đảng viên mới"', "chuyển đổi số", "khánh yên", "ruong bac thang", "hợp tác xã chè")


def analysed_sample() -> list[Analysis]:
    """The sample newspaper's articles, analysed."""
    from pipeline.analysis import analyse
    from tests.bench import sample_articles

    return [analyse(one) for one in sample_articles()]


def copies(sample: Sequence[Analysis], number: int) -> Iterator[Analysis]:
    """``number`` articles made of the sample with changes; the same each time."""
    dice = random.Random(10)
    first = date(2015, 1, 1)
    for n in range(number):
        yield _changed(sample[n % len(sample)], n, first + timedelta(days=dice.randrange(4200)), dice)


def _changed(one: Analysis, n: int, day: date, dice: random.Random) -> Analysis:
    text, mentions = one.article.text, []
    for mention in one.mentions:
        if isinstance(mention, Figure) and mention.text.isdigit() and mention.unit:
            digits = str(dice.randrange(10 ** (len(mention.text) - 1), 10 ** len(mention.text)))
            text = text[:mention.start] + digits + text[mention.end:]
            mention = replace(mention, text=digits, value=Decimal(digits), about_unit_id=dice.choice(UNITS),  # noqa: PLW2901
                              about_period=str(day.year - dice.randrange(3)))
        mentions.append(mention)
    article = replace(
        one.article, id=f"https://example.vn/{n}-{one.article.id}", paper=PAPERS[n % len(PAPERS)], published=f"{day.isoformat()}T07:30:00+07:00",
        text=text, version=hashlib.sha256(f"{n}{text}".encode()).hexdigest(), watermark="dữ liệu minh họa")
    topics = tuple(Topic(name=name, score=0.9) for name in dice.sample(TOPICS, 2))
    return replace(one, article=article, mentions=tuple(mentions), topics=topics)


def build(path: Path, number: int) -> None:
    """Write the store in bulk: rows first, indexes after."""
    sample = analysed_sample()
    with SqliteStore(path) as store:
        store.fact("watermark", "dữ liệu minh họa")
        store.db.execute("PRAGMA synchronous = OFF")
        for name in [row[0] for row in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")]:
            store.db.execute(f"DROP INDEX {name}")
        with store.batch():
            rows: dict[str, list[tuple[Any, ...]]] = {}
            for n, one in enumerate(copies(sample, number), 1):
                _add(rows, n, one)
                if n % 500 == 0 or n == number:
                    _insert(store, rows)
        _save_stories(store)
    SqliteStore(path).db.close()  # makes the indexes


def _add(rows: dict[str, list[tuple[Any, ...]]], n: int, one: Analysis) -> None:
    article, key = one.article, (one.article.id, one.article.version)
    rows.setdefault("article", []).append((n, *(schema.pack(getattr(article, name)) for name in schema.ARTICLE_COLUMNS), 1, None, None))
    rows.setdefault("words", []).append((n, bare(article.text)))
    rows.setdefault("analysis", []).append((
        *key, json.dumps(dict(one.made_by)), json.dumps([[s.start, s.end, s.part] for s in one.sentences]), one.words,
        json.dumps([[topic.name, topic.score] for topic in one.topics])))
    for mention in one.mentions:
        own = (schema.pack(getattr(mention, item.name)) for item in schema.own_fields(mention.kind))
        rows.setdefault(schema.TABLES[mention.kind], []).append((*key, mention.start, mention.end, mention.text, mention.part, *own))


def _insert(store: SqliteStore, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    names = {"article": ["rowid", *schema.ARTICLE_COLUMNS, "current", "first_seen", "gone"], "words": ["rowid", "text"]}
    for table, values in rows.items():
        columns = f" ({', '.join(chr(34) + name + chr(34) for name in names[table])})" if table in names else ""
        store.db.executemany(f'INSERT INTO "{table}"{columns} VALUES ({", ".join("?" * len(values[0]))})', values)
        values.clear()


def _save_stories(store: SqliteStore) -> None:
    """Every third article is a print of the one before."""
    from pipeline.link.stories import Story

    known = [(row["id"], row["version"]) for row in store.db.execute("SELECT id, version FROM article ORDER BY rowid")]
    store.save_derived("stories", Story, [
        Story(article=id, version=version, story=known[n - 1][0] if n % 3 == 2 else id, likeness=1.0) for n, (id, version) in enumerate(known)])


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(path: Path) -> dict[str, float]:
    """What an analyst does, in a process of its own: each time the first call counts, as in a new notebook."""
    import pipeline

    found = {"open": seconds(lambda: pipeline.open_corpus(path))}
    corpus = pipeline.open_corpus(path)
    import pandas  # noqa: F401 - a notebook has it already

    frames = {
        "figures of a paper and month": lambda: corpus.where(paper="baolaocai", since="2021-03-01", until="2021-03-31").figures,
        "articles of a topic and month": lambda: corpus.where(topic="economy", since="2021-03-01", until="2021-03-31").articles,
        "plans of a province and month": lambda: corpus.where(province="Lào Cai", since="2021-03-01", until="2021-03-31").plans,
        "denominators": lambda: corpus.denominators,
    }
    for name, work in frames.items():
        found[f"  {name}"] = seconds(work)
    found["filtered frame"] = max(found[f"  {name}"] for name in list(frames)[:3])
    times = []
    for query in QUERIES:
        times.append(seconds(lambda query=query: corpus.search(query)))  # type: ignore[misc]
        found[f"  search {query}"] = times[-1]
    found["search (median)"] = statistics.median(times)
    found["  search in a year and topic"] = seconds(lambda: corpus.search("đảng viên", since="2021-01-01", until="2021-12-31", topic="economy"))
    found["panel"] = seconds(lambda: corpus.panel("đảng viên", predicate="kết nạp", by="province", freq="YE"))
    found["  panel of every verb"] = seconds(lambda: corpus.panel("đảng viên", by="province"))
    panel = corpus.panel("đảng viên", predicate="kết nạp")
    found["  evidence of a cell"] = seconds(lambda: panel.evidence(panel.cells.index[panel.cells["state"] == "value"][0]))
    found["memory (GB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return found


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
            print(f"built {given.articles:,} articles in {seconds(lambda: build(path, given.articles)):.0f} s, {path.stat().st_size / 1e9:.1f} GB")
        told = subprocess.run([sys.executable, "-m", "tests.bench_corpus", "--measure", str(path)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(told.stdout)
    for name, value in found.items():
        limit = f"   limit {LIMITS[name]}" if name in LIMITS else ""
        print(f"{name:<36} {value:>8.3f}{limit}")
    return 1 if any(found[name] > limit for name, limit in LIMITS.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
