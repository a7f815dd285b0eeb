"""The store: one SQLite file in WAL mode. Idempotent by article and content; a commit survives the end of the process."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.errors import StoreError
from pipeline.model import Analysis, Article, Sentence, Topic
from pipeline.stores import schema
from pipeline.stores.contract import Hit
from pipeline.stores.derived import SqliteDerived
from pipeline.stores.mentions import SqliteMentions
from pipeline.stores.nights import STATEMENTS, SqliteNights
from pipeline.stores.search import find_hits
from pipeline.stores.visits import SqliteFrontier
from pipeline.text import bare

_CURRENT = "article.current = 1"


class SqliteStore(SqliteFrontier, SqliteNights, SqliteMentions, SqliteDerived):
    """A :class:`pipeline.stores.Store` and the memory of the crawl in the file ``path``, made when it is not there.

    Raises StoreError, which names the path, when the file is no store, is locked for more than ``patience`` seconds or cannot be
    written.
    """

    def __init__(self, path: str | Path, patience: float = 30.0) -> None:
        self.path = Path(path)
        with self._naming():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.db = sqlite3.connect(self.path, timeout=patience, isolation_level=None)
            self.db.row_factory = sqlite3.Row
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
            with self.batch():
                for statement in (*schema.create_statements(), *STATEMENTS):
                    self.db.execute(statement)
                self._add_columns()
                for statement in schema.INDEXES:
                    self.db.execute(statement)
                self.prepare_visits()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.db.close()
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"{self.path}: {error}") from error

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Everything written inside is committed together at the end, or not at all; batches may be nested."""
        if self.db.in_transaction:
            yield
            return
        with self._naming():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                self.db.rollback()
                raise

    def save_article(self, article: Article) -> bool:
        """See :class:`pipeline.stores.Store`."""
        key = (article.id, article.version)
        values = [schema.pack(getattr(article, name)) for name in schema.ARTICLE_COLUMNS]
        with self.batch():
            if self._one("SELECT 1 FROM article WHERE id = ? AND version = ? AND current = 1", key):
                self._refresh(article)
                return False
            new = self._one("SELECT 1 FROM article WHERE id = ? AND version = ?", key) is None
            self._retire(article.id)
            names = ", ".join(f'"{name}"' for name in schema.ARTICLE_COLUMNS)
            marks = ", ".join("?" * (len(values) + 1))
            done = self.db.execute(
                f"INSERT INTO article ({names}, first_seen) VALUES ({marks}) "
                "ON CONFLICT (id, version) DO UPDATE SET current = 1, gone = NULL RETURNING rowid",
                [*values, article.fetched or datetime.now(UTC).isoformat(timespec="seconds")],
            ).fetchone()
            self.db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (done[0], bare(article.text)))
            self._changed()
            return new

    def save_analysis(self, analysis: Analysis, kinds: Collection[str] | None = None) -> None:
        """See :class:`pipeline.stores.Store`."""
        key = (analysis.article.id, analysis.article.version)
        with self.batch():
            self.save_article(analysis.article)
            before = self._one("SELECT * FROM analysis WHERE id = ? AND version = ?", key)
            made_by = {**(json.loads(before["made_by"]) if before and kinds is not None else {}), **analysis.made_by}
            words = analysis.words if analysis.words is not None else before and before["words"]
            topics = json.dumps([[topic.name, topic.score] for topic in analysis.topics])
            if before and kinds is not None and "topics" not in kinds:
                topics = before["topics"]
            self.db.execute(
                "INSERT OR REPLACE INTO analysis VALUES (?, ?, ?, ?, ?, ?)",
                (*key, json.dumps(made_by, sort_keys=True), json.dumps([[s.start, s.end, s.part] for s in analysis.sentences]),
                 words, topics),
            )
            for kind in schema.TABLES:
                if kinds is None or kind in kinds:
                    self.replace_mentions(kind, analysis.article, [*analysis.of_kind(kind)])
            self._changed()

    def article(self, id: str) -> Article | None:
        """See :class:`pipeline.stores.Store`."""
        row = self._one(f"SELECT * FROM article WHERE id = ? AND {_CURRENT}", (id,))
        return schema.unpack_article(dict(row)) if row else None

    def current(self) -> Iterator[Article]:
        """See :class:`pipeline.stores.Store`."""
        for id in [row["id"] for row in self.db.execute(f"SELECT id FROM article WHERE {_CURRENT} ORDER BY id")]:
            if article := self.article(id):
                yield article

    def analysis(self, id: str) -> Analysis | None:
        """See :class:`pipeline.stores.Store`."""
        article = self.article(id)
        row = article and self._one("SELECT * FROM analysis WHERE id = ? AND version = ?", (id, article.version))
        if not article or not row:
            return None
        mentions = [mention for kind in schema.TABLES for mention in self.mentions(article, kind)]
        return Analysis(
            article=article, words=row["words"], made_by=json.loads(row["made_by"]),
            sentences=tuple(Sentence(start=a, end=b, part=part) for a, b, part in json.loads(row["sentences"])),
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.kind))),
            topics=tuple(Topic(name=name, score=score) for name, score in json.loads(row["topics"])),
        )

    def made_by(self) -> Iterator[tuple[str, dict[str, str]]]:
        """See :class:`pipeline.stores.Store`."""
        found = self.db.execute(
            "SELECT article.id, made_by FROM article LEFT JOIN analysis USING (id, version) "
            f"WHERE {_CURRENT} ORDER BY article.rowid"
        )
        return ((row["id"], json.loads(row["made_by"] or "{}")) for row in found.fetchall())

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """See :class:`pipeline.stores.Store`."""
        if table == "articles":
            found = self.db.execute(
                "SELECT article.*, analysis.words, analysis.topics, analysis.sentences, analysis.made_by FROM article "
                f"LEFT JOIN analysis USING (id, version) WHERE {_CURRENT} ORDER BY article.id"
            )
            yield from (dict(row) for row in found)
        elif table == "mentions":
            yield from self.all_rows()
        elif table in schema.TABLES.values():
            yield from self.kind_rows(table)
        else:
            raise StoreError(f"{self.path}: there is no table {table!r}")

    def counts(self) -> Mapping[str, int]:
        """See :class:`pipeline.stores.Store`."""
        joined = f"JOIN article USING (id, version) WHERE {_CURRENT}"
        asked = {"articles": f"SELECT count(*) FROM article WHERE {_CURRENT}"}
        asked |= {"analysed": f"SELECT count(*) FROM analysis {joined}"}
        asked |= {table: f'SELECT count(*) FROM "{table}" {joined}' for table in schema.TABLES.values()}
        return {name: self.db.execute(question).fetchone()[0] for name, question in asked.items()}

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """See :class:`pipeline.stores.Store`."""
        return find_hits(self.db, words, limit)

    @property
    def changes(self) -> int:
        """A number that grows with every change of the content: an export made at the same number is up to date."""
        row = self._one("SELECT value FROM fact WHERE name = 'changes'", ())
        return int(row["value"]) if row else 0

    def fact(self, name: str, value: str | None = None) -> str | None:
        """Read a note the store keeps about itself (its watermark, say), or write it when ``value`` is given."""
        if value is not None:
            with self.batch():
                self.db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))
        row = self._one("SELECT value FROM fact WHERE name = ?", (name,))
        return row["value"] if row else None

    def _retire(self, id: str) -> None:
        """Make the version that was current an old one: kept, no longer searched."""
        for row in self.db.execute("SELECT rowid, text FROM article WHERE id = ? AND current = 1", (id,)).fetchall():
            gone = ("delete", row["rowid"], bare(row["text"]))
            self.db.execute("INSERT INTO words (words, rowid, text) VALUES (?, ?, ?)", gone)
        self.db.execute("UPDATE article SET current = 0 WHERE id = ?", (id,))

    def _refresh(self, article: Article) -> None:
        """The same text again: keep what may have changed around it (dates, tags, author …), except when it was fetched."""
        names = [name for name in schema.ARTICLE_COLUMNS if name not in ("id", "version", "fetched", "text", "parts")]
        values = [schema.pack(getattr(article, name)) for name in names]
        same = " AND ".join(f'"{name}" IS ?' for name in names)
        key = (article.id, article.version)
        if not self._one(f"SELECT 1 FROM article WHERE {same} AND id = ? AND version = ?", (*values, *key)):
            setting = ", ".join(f'"{name}" = ?' for name in names)
            self.db.execute(f"UPDATE article SET {setting} WHERE id = ? AND version = ?", (*values, *key))
            self._changed()

    def _changed(self) -> None:
        self.db.execute("INSERT INTO fact VALUES ('changes', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1")

    def _add_columns(self) -> None:
        """Give a store of an earlier version the columns of new fields."""
        wanted = {table: {item.name: schema.column_type(item) for item in schema.own_fields(kind)}
                  for kind, table in schema.TABLES.items()}
        for table, columns in {**wanted, "article": dict.fromkeys(schema.ARTICLE_COLUMNS, "TEXT")}.items():
            there = {row["name"] for row in self.db.execute(f'PRAGMA table_info("{table}")')}
            for name, kind in columns.items():
                if name not in there:
                    self.db.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}')

    def _one(self, question: str, values: tuple[Any, ...]) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self.db.execute(question, values).fetchone()
        return found

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as problem:
            raise StoreError(f"{self.path}: {problem}") from problem
