"""Whole analyses out of a store that is only read, for exports."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from pipeline.model import Analysis, Mention, Sentence, Topic
from pipeline.stores import schema
from pipeline.stores.selecting import OF_ARTICLE, Filter, articles_where


def analyses(db: sqlite3.Connection, wanted: Filter) -> Iterator[Analysis]:
    """The articles wanted with all that was read from them (nothing, when not analysed yet), in the order of their ids."""
    condition, values = articles_where(wanted)
    found = db.execute(
        "SELECT article.*, analysis.words, analysis.made_by, analysis.sentences, analysis.topics FROM article "
        f"LEFT JOIN analysis ON {OF_ARTICLE.format('analysis')} WHERE {condition} ORDER BY article.id", values)
    return (_analysis(db, {**dict.fromkeys(schema.ARTICLE_COLUMNS), **dict(row)}) for row in found)


def _analysis(db: sqlite3.Connection, row: dict[str, Any]) -> Analysis:
    mentions = [mention for kind in schema.TABLES for mention in _mentions(db, kind, row["id"], row["version"])]
    return Analysis(
        article=schema.unpack_article(row), words=row["words"], made_by=json.loads(row["made_by"] or "{}"),
        sentences=tuple(Sentence(start=a, end=b, part=part) for a, b, part in json.loads(row["sentences"] or "[]")),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.kind))),
        topics=tuple(Topic(name=name, score=score) for name, score in json.loads(row["topics"] or "[]")),
    )


def _mentions(db: sqlite3.Connection, kind: str, id: str, version: str) -> Iterator[Mention]:
    table = schema.TABLES[kind]
    found = db.execute(f'SELECT * FROM "{table}" WHERE id = ? AND version = ? ORDER BY start, "end"', (id, version))
    return (schema.unpack_mention(kind, dict(row)) for row in found)
