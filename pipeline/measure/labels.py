"""The labelled articles of ``corpora/labels/topics.jsonl``: stand-off rows, joined with their texts.

A row is ``{"source", "id", "sha1", "paper", "month", "part", "drawn", "topics", "by", "readings"}``; ``corpora/labels/README.md``
says what each means. ``part`` is ``train``, ``test`` and ``blind`` (papers and months no training article is from) or ``fresh``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.measure.gold import find_article, names, sha1_of
from pipeline.model import Article
from pipeline.topics.fitting import Example

LABELS = Path(__file__).parents[2] / "corpora" / "labels" / "topics.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One labelled article without its text; ``readings`` has the topics that each reader gave alone."""

    source: str
    id: str
    sha1: str
    paper: str
    month: str | None
    part: str
    drawn: str
    topics: tuple[str, ...]
    readings: dict[str, tuple[str, ...]]
    place: str


def labels(path: Path = LABELS) -> tuple[Label, ...]:
    """All rows of a labels file, in its order; raises InputError when it is missing."""
    if not path.exists():
        raise InputError(str(path), "there is no such labels file")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_label(json.loads(line), f"{path.name}:{number}") for number, line in enumerate(lines, start=1))


def examples(part: str, path: Path = LABELS) -> Iterator[Example]:
    """The labelled articles of one part with their texts; raises InputError when a text is missing or has changed."""
    for label in labels(path):
        if label.part == part:
            yield example(label)


def background(path: Path = LABELS) -> Iterator[Article]:
    """Every article of the files the labels speak of, in their order, but those held out for measuring: texts without labels."""
    rows = labels(path)
    out = {label.sha1 for label in rows if label.part != "train"}
    for source in sorted({label.source for label in rows}):
        for name in names(source):
            article = find_article(source, name, f"{source}:{name}")
            if sha1_of(article.text) not in out:
                yield article


def example(label: Label) -> Example:
    """A label with its text."""
    article = find_article(label.source, label.id, label.place, paper=label.paper)
    if sha1_of(article.text) != label.sha1:
        raise InputError(label.place, "the text has changed since it was labelled")
    return Example(article=article, topics=label.topics, group=_group(label))


def _group(label: Label) -> str:
    """Paper and month; of papers with one month only, the paper."""
    return f"{label.source} {label.paper} {label.month}"


def _label(row: dict[str, Any], place: str) -> Label:
    readings = {reader: tuple(topics) for reader, topics in row["readings"].items()}
    return Label(
        source=row["source"], id=row["id"], sha1=row["sha1"], paper=row["paper"], month=row["month"], part=row["part"],
        drawn=row["drawn"], topics=tuple(row["topics"]), readings=readings, place=place,
    )
