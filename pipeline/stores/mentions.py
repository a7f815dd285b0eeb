"""The mentions of the store: one table a kind, written whole per article and version, read as nouns or as plain rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from pipeline.model import Article, Mention
from pipeline.stores import schema

_SOURCE = ("paper", "published", "url")


class SqliteMentions:
    """The part of the store that keeps mentions."""

    db: sqlite3.Connection

    def mentions(self, article: Article, kind: str) -> list[Mention]:
        """The mentions of one kind in this version of an article, in the order of the text."""
        found = self.db.execute(
            f'SELECT * FROM "{schema.TABLES[kind]}" WHERE id = ? AND version = ? ORDER BY start, "end"', (article.id, article.version)
        )
        return [schema.unpack_mention(kind, dict(row)) for row in found]

    def mention_rows(self, kind: str, id: str | None = None) -> Iterator[dict[str, Any]]:
        """The mentions of one kind in the current articles, or in the article ``id``, as plain values.

        Each row has every field of the kind, and its article's ``id``, ``version``, ``paper``, ``published`` and ``url``.
        """
        table = schema.TABLES[kind]
        only, values = (" AND article.id = ?", [id]) if id is not None else ("", [])
        found = self.db.execute(
            f'SELECT "{table}".*, {", ".join(f"article.{name}" for name in _SOURCE)} FROM "{table}" '
            f'JOIN article USING (id, version) WHERE article.current = 1{only} ORDER BY id, start, "end"', values
        )
        names = [item.name for item in fields(schema.KINDS[kind])]
        for row in found:
            mention = schema.unpack_mention(kind, dict(row))
            source = {name: row[name] for name in ("id", "version", *_SOURCE)}
            yield {**source, **{name: getattr(mention, name) for name in names}}

    def kind_rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of one kind's table as they are kept, with the paper, day and watermark of their article."""
        found = self.db.execute(
            f'SELECT "{table}".*, article.paper, article.published, article.watermark FROM "{table}" '
            'JOIN article USING (id, version) WHERE article.current = 1 ORDER BY id, start, "end"'
        )
        return (dict(row) for row in found)

    def all_rows(self) -> Iterator[dict[str, Any]]:
        """What mentions of every kind have in common, one kind after the other."""
        kept = ("id", "version", "start", "end", "text", "part", "paper", "published", "watermark")
        for kind, table in schema.TABLES.items():
            for row in self.kind_rows(table):
                yield {"kind": kind, **{name: row[name] for name in kept}}

    def replace_mentions(self, kind: str, article: Article, mentions: Sequence[Mention]) -> None:
        """Keep these mentions of one kind in place of those that this version of the article had."""
        table, key = schema.TABLES[kind], (article.id, article.version)
        self.db.execute(f'DELETE FROM "{table}" WHERE id = ? AND version = ?', key)
        names = ["start", "end", "text", "part", *(item.name for item in schema.own_fields(kind))]
        columns, marks = ", ".join(f'"{name}"' for name in ["id", "version", *names]), ", ".join("?" * (len(names) + 2))
        values = ([*key, *(schema.pack(getattr(mention, name)) for name in names)] for mention in mentions)
        self.db.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)
