"""Rows of a store chosen by their articles: the filters of an analyst as SQL, so that only what is asked for is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.model import Era

_OF_MENTIONS = ("plans", "figures", "places", "persons")
_FROM_ARTICLE = ("paper", "published", "watermark")
_OF_ANALYSIS = ("sentences", "words", "topics", "made_by")
OF_ARTICLE = "{0}.id = article.id AND {0}.version = article.version"
"""The condition that a row, whose table has this name, belongs to the article."""
BY_ARTICLE = ("citations", "document_events", "document_relations", "stories", "offices")
"""The derived tables with a column ``article``."""
BY_OTHER = {"documents": ("id", "citations", "document"), "people": ("id", "offices", "person_id"),
            "people_joins": ("person_id", "offices", "person_id")}
"""The derived tables that another one ties to articles: their column, that table and its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which articles: ``since`` and ``until`` are ISO days in Vietnam, both included; ``papers`` are keys of newspapers;
    ``province`` is the name of a province that the article names a place of (``era`` narrows it to *63* or *34*);
    ``topic`` is one of CODEBOOK.md §5. None: no condition. Raises ValueError for a day that is none."""

    since: str | None = None
    until: str | None = None
    papers: tuple[str, ...] | None = None
    province: str | None = None
    era: Era | None = None
    topic: str | None = None

    def __post_init__(self) -> None:
        for day in (self.since, self.until):
            try:
                date.fromisoformat(day or "2000-01-01")
            except ValueError as problem:
                raise ValueError(f"{day!r} is no day ({problem}); write 2022-01-15") from problem


def open_reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, also where nothing may be written. Raises StoreError when ``path`` is no store."""
    if not path.is_file():
        raise StoreError(f"{path}: there is no store; run: python -m pipeline.run")
    where = path.resolve().as_uri()
    for way in ("?mode=ro", "?immutable=1"):
        try:
            db = sqlite3.connect(where + way, uri=True, timeout=30, check_same_thread=False)
            db.row_factory = sqlite3.Row
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'article'").fetchone():
                raise StoreError(f"{path}: this is no store of baotinh")
            db.execute("PRAGMA cache_size = -200000")
            return db
        except sqlite3.OperationalError as problem:
            trouble: sqlite3.Error = problem
        except sqlite3.DatabaseError as problem:
            raise StoreError(f"{path}: {problem}") from problem
    raise StoreError(f"{path}: {trouble}")


def articles_where(wanted: Filter) -> tuple[str, list[str]]:
    """The condition on ``article`` that ``wanted`` states, and its values in order."""
    tests, values = ["article.current = 1"], []
    if wanted.since is not None:
        tests.append("article.published >= ? AND date(article.published, '+7 hours') >= ?")
        values += [days_around(wanted.since, -1), wanted.since]
    if wanted.until is not None:
        tests.append("article.published < ? AND date(article.published, '+7 hours') <= ?")
        values += [days_around(wanted.until, 2), wanted.until]
    if wanted.papers is not None:
        tests.append(f"article.paper IN ({', '.join('?' * len(wanted.papers))})")
        values += wanted.papers
    if wanted.province is not None:
        of_era = " AND p.era = ?" if wanted.era else ""
        tests.append(f"EXISTS (SELECT 1 FROM places p WHERE {OF_ARTICLE.format('p')} AND p.province = ?{of_era})")
        values += [wanted.province, *([wanted.era] if wanted.era else [])]
    if wanted.topic is not None:
        tests.append(f"EXISTS (SELECT 1 FROM analysis a WHERE {OF_ARTICLE.format('a')} AND instr(a.topics, ?))")
        values.append(f'["{wanted.topic}", ')
    return " AND ".join(tests), values


def select(db: sqlite3.Connection, table: str, wanted: Filter, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The rows of ``table`` that belong to the articles wanted, with these columns in this order.

    A table that is not there (nothing was linked yet) has no rows; a column the store does not have is None. ``documents``
    are those that the articles cite, ``people`` those whose offices they tell.
    """
    if table == "mentions":
        kinds = ((kind, ["kind" if name == "kind" else name for name in columns]) for kind in _OF_MENTIONS)
        yield from (row for kind, names in kinds for row in select(db, kind, wanted, names))
        return
    source = _source(table)
    there = _columns(db, table)
    if not there:
        return
    condition, values = articles_where(wanted)
    if (table in BY_ARTICLE or table in BY_OTHER) and wanted == Filter():
        source, condition, values = f'"derived_{table}" AS t', "1", []
    elif table in BY_OTHER:
        key, other, name = BY_OTHER[table]
        tied = f'SELECT o."{name}" FROM "derived_{other}" o JOIN article ON o.article = article.id WHERE {condition}'
        condition = f't."{key}" IN ({tied})'
    shown = ", ".join(_expression(table, name, there) for name in columns)
    plain = db.cursor()
    plain.row_factory = None
    yield from plain.execute(f"SELECT {shown} FROM {source} WHERE {condition}", values)


def articles_named(db: sqlite3.Connection, ids: Sequence[str], shown: str) -> list[sqlite3.Row]:
    """The columns ``shown`` (in SQL) of the current articles with these ids, a thousand at most."""
    return db.execute(
        f"SELECT {shown} FROM article LEFT JOIN analysis ON {OF_ARTICLE.format('analysis')} "
        f"WHERE article.current = 1 AND article.id IN ({', '.join('?' * len(ids))})", list(ids)).fetchall()


def months_counted(db: sqlite3.Connection, wanted: Filter) -> list[tuple[str | None, str | None, int]]:
    """(newspaper, month in Vietnam, number of articles) of the articles wanted, in order."""
    condition, values = articles_where(wanted)
    found = db.execute(
        f"SELECT paper, strftime('%Y-%m', published, '+7 hours') AS month, count(*) FROM article WHERE {condition} "
        "GROUP BY paper, month ORDER BY paper, month", values)
    return [(row[0], row[1], row[2]) for row in found]


def stories_named(db: sqlite3.Connection, ids: Sequence[str]) -> list[tuple[str, str]]:
    """(article, story) of these articles, a thousand at most; none when stories were never put together."""
    if not _columns(db, "stories"):
        return []
    marks = ", ".join("?" * len(ids))
    found = db.execute(f"SELECT article, story FROM derived_stories WHERE article IN ({marks})", list(ids))
    return [(row["article"], row["story"]) for row in found]


def _source(table: str) -> str:
    """The tables to read, the article first: its filters are the narrow ones."""
    if table == "articles":
        return f"article LEFT JOIN analysis ON {OF_ARTICLE.format('analysis')}"
    if table in _OF_MENTIONS:
        return f'article CROSS JOIN "{table}" AS t ON {OF_ARTICLE.format("t")}'
    if table in BY_OTHER:
        return f'"derived_{table}" AS t'
    if table in BY_ARTICLE:
        return f'article JOIN "derived_{table}" AS t ON t.article = article.id'
    raise StoreError(f"there is no table {table!r}")


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    names = ["article", "analysis"] if table == "articles" else [table if table in _OF_MENTIONS else f"derived_{table}"]
    return {row[1] for name in names for row in db.execute(f'PRAGMA table_info("{name}")')}


def _expression(table: str, name: str, there: set[str]) -> str:
    if table == "articles" and name in there:
        return f'analysis."{name}"' if name in _OF_ANALYSIS else f'article."{name}"'
    if table in _OF_MENTIONS:
        if name == "kind":
            return f"'{table[:-1]}'"
        if name in _FROM_ARTICLE:
            return f"article.{name}"
    return f't."{name}"' if name in there else "NULL"


def days_around(day: str, by: int) -> str:
    """The ISO day ``by`` days after ``day``."""
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
