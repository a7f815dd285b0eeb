"""The figures of one noun, found by the indexes of the store: what a panel is made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.stores.selecting import Filter, articles_where
from pipeline.text import fold

_TIED = {"unit": "t.about_unit_id IS NOT NULL", "counted": "t.counted IS NOT NULL AND t.about_unit_id IS NOT NULL"}
_OF_ARTICLE = ("paper", "published", "watermark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which figures: those tied to a unit whose ``unit`` or ``counted`` noun is one of ``nouns`` under one of ``predicates``
    (none: any), whatever the case and tone placement; ``only`` maps a column to the values it may have (none: it must be
    empty), ``codes`` are the lengths that the unit's id may have (none: any)."""

    nouns: tuple[str, ...]
    predicates: tuple[str, ...] = ()
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)
    codes: tuple[int, ...] = ()


def select_figures(db: sqlite3.Connection, asked: Asked, wanted: Filter, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The figures asked for, of the articles wanted, with these columns in this order; each once."""
    nouns = {fold(noun) for noun in asked.nouns}
    units = [word for word in _words(db, "unit") if fold(word) in nouns]
    counted = [word for word in _words(db, "counted") if fold(word) in nouns]
    yield from _rows(db, "unit", units, "1", asked, wanted, columns)
    other = f"(t.unit IS NULL OR t.unit NOT IN ({', '.join('?' * len(units))}))"
    yield from _rows(db, "counted", counted, other, asked, wanted, columns, units)


def _rows(
    db: sqlite3.Connection, column: str, words: Sequence[str], also: str, asked: Asked, wanted: Filter, columns: Sequence[str],
    also_values: Sequence[str] = (),
) -> Iterator[tuple[object, ...]]:
    if not words:
        return
    tests, values = [f"t.{column} IN ({', '.join('?' * len(words))})", _TIED[column], also], [*words, *also_values]
    only = dict(asked.only)
    if asked.predicates:
        verbs = {fold(verb) for verb in asked.predicates}
        only["predicate"] = [form for form in _predicates(db, column, words) if fold(form) in verbs] or [""]
    for name, allowed in only.items():
        tests.append(f't."{name}" IN ({", ".join("?" * len(allowed))})' if allowed else f't."{name}" IS NULL')
        values += allowed
    if asked.codes:
        tests.append(f"length(t.about_unit_id) IN ({', '.join(map(str, asked.codes))})")
    condition, more = articles_where(wanted)
    shown = ", ".join(f'article."{name}"' if name in _OF_ARTICLE else f't."{name}"' for name in columns)
    plain = db.cursor()
    plain.row_factory = None
    yield from plain.execute(
        f"SELECT {shown} FROM figures AS t CROSS JOIN article ON article.id = t.id AND article.version = t.version "
        f"WHERE {' AND '.join(tests)} AND {condition}", [*values, *more])


def _words(db: sqlite3.Connection, column: str) -> list[str]:
    """The different values of a column, by leaps over its index."""
    return _leaps(db, column, f"{column} IS NOT NULL AND about_unit_id IS NOT NULL", ())


def _predicates(db: sqlite3.Connection, column: str, words: Sequence[str]) -> list[str]:
    """The verbs over figures of these words, by leaps over the index of each word."""
    test = f"{column} = ? AND about_unit_id IS NOT NULL AND {column} IS NOT NULL"
    return sorted({verb for word in words for verb in _leaps(db, "predicate", test, (word,))})


def _leaps(db: sqlite3.Connection, column: str, test: str, values: Sequence[str]) -> list[str]:
    """The different values of an indexed column, each found from the one before, so that nothing between is read."""
    found = db.execute(
        f"WITH RECURSIVE leap(word) AS (SELECT min({column}) FROM figures WHERE {test} UNION ALL SELECT "
        f"(SELECT min({column}) FROM figures WHERE {test} AND {column} > leap.word) FROM leap WHERE leap.word IS NOT NULL) "
        "SELECT word FROM leap WHERE word IS NOT NULL", [*values, *values])
    return [row[0] for row in found]
