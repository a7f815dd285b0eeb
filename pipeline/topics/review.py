"""The way to improve the model: the articles it is least sure of go out as a CSV, and come back corrected as labels.

The file opens in a spreadsheet: no cell can start a formula. A person corrects the column ``topics`` (names of
``tables/topics.toml``, main one first, separated by spaces); rows whose ``checked`` is empty are left out on the way back.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path
from typing import TextIO

from pipeline.errors import InputError
from pipeline.language import read
from pipeline.model import Article, Topic
from pipeline.topics.assign import load, predict
from pipeline.topics.features import NAMES, syllables
from pipeline.topics.weights import Weights

COLUMNS = ("id", "version", "title", "start", "topics", "scores", "checked")
START = 400
"""Letters of the lead and body shown."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's topics for one version of an article, main one first."""

    id: str
    version: str
    topics: tuple[str, ...]


def uncertain(articles: Iterable[Article], most: int, model: Weights | None = None) -> list[Article]:
    """The ``most`` articles whose topics are least sure: those with a probability nearest to its threshold."""
    model = model or load()
    ranked = ((_doubt(article, model), number, article) for number, article in enumerate(articles) if article.text)
    return [article for _, _, article in nsmallest(most, ranked, key=lambda row: row[:2])]


def export_csv(articles: Iterable[Article], out: TextIO, model: Weights | None = None) -> int:
    """Write articles with their predicted topics for a person to correct; returns how many."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    number = 0
    for article in articles:
        topics = predict(read(article.text, article.parts), article, model)
        writer.writerow([_safe(cell) for cell in _row(article, topics)])
        number += 1
    return number


def import_csv(lines: Iterable[str], place: str) -> Iterator[Correction]:
    """The checked rows of a corrected file; ``place`` names it in errors.

    Raises InputError for a missing column, an unknown topic, a topic twice, none or more than three.
    """
    rows = csv.DictReader(lines)
    missing = {"id", "version", "topics", "checked"} - set(rows.fieldnames or ())
    if missing:
        raise InputError(place, f"has no column {', '.join(sorted(missing))}")
    for number, row in enumerate(rows, start=2):
        if (row["checked"] or "").strip():
            topics = tuple(_plain(row["topics"] or "").replace(",", " ").split())
            _check(topics, f"{place}:{number}")
            yield Correction(id=_plain(row["id"]), version=_plain(row["version"]), topics=topics)


def save_corrections(corrections: Iterable[Correction], path: Path) -> int:
    """Add corrections to a labels file (JSON lines), a later one for a version in place of an earlier; returns how many."""
    kept = {(row.id, row.version): row for row in (read_corrections(path) if path.exists() else ())}
    new = {(row.id, row.version): row for row in corrections}
    lines = [json.dumps({"id": row.id, "version": row.version, "topics": row.topics}, ensure_ascii=False)
             for row in (kept | new).values()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(new)


def read_corrections(path: Path) -> Iterator[Correction]:
    """The rows of a labels file written by :func:`save_corrections`; their texts stay in the store they came from."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        topics = tuple(row["topics"])
        _check(topics, f"{path}:{number}")
        yield Correction(id=row["id"], version=row["version"], topics=topics)


def _doubt(article: Article, model: Weights) -> float:
    chances = model.probabilities(model.scores(syllables(read(article.text, article.parts))))
    return float(abs(chances - model.thresholds).min())


def _row(article: Article, topics: tuple[Topic, ...]) -> Iterator[str]:
    start = " ".join([article.lead or "", *article.body])[:START]
    yield from (article.id, article.version, article.title or "", start, " ".join(topic.name for topic in topics))
    yield " ".join(f"{topic.score:.2f}" for topic in topics)
    yield ""


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before the signs that could begin one."""
    cell = " ".join(cell.split())
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell.strip()


def _check(topics: tuple[str, ...], place: str) -> None:
    unknown = [topic for topic in topics if topic not in NAMES]
    if unknown:
        raise InputError(place, f"{unknown[0]!r} is no topic; the names are those of tables/topics.toml")
    if not 1 <= len(set(topics)) == len(topics) <= 3:
        raise InputError(place, "an article has one to three topics, each once")
