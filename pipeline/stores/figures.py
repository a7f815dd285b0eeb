"""The figures of one noun, found by the indexes of the store: what a panel is made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pipeline.stores.selecting import Filter, articles_where
from pipeline.text import fold

_TIED = "t.about_unit_id IS NOT NULL"
_OF_ARTICLE = ("paper", "published", "watermark")


def select_figures(
    db: sqlite3.Connection, nouns: Sequence[str], predicates: Sequence[str], wanted: Filter, columns: Sequence[str]
) -> list[tuple[object, ...]]:
    """The figures tied to a unit whose ``unit`` or ``counted`` noun folds to one of ``nouns``, under one of ``predicates``
    (none: any), with these columns in this order; of the articles wanted."""
    asked = {fold(noun) for noun in nouns}
    verbs = {fold(verb) for verb in predicates}
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for column, test in (("unit", _TIED), ("counted", f"t.counted IS NOT NULL AND {_TIED}")):
        spelled = [word for word in _words(db, column) if fold(word) in asked]
        if spelled:
            for row in _rows(db, column, spelled, test, verbs, wanted, columns):
                found[row[:4]] = row[4:]
    return list(found.values())


def _rows(
    db: sqlite3.Connection, column: str, spelled: Sequence[str], test: str, verbs: set[str], wanted: Filter, columns: Sequence[str]
) -> list[tuple[object, ...]]:
    marks = ", ".join("?" * len(spelled))
    condition, values = articles_where(wanted)
    if verbs:
        forms = [form for form in _predicates(db, column, spelled) if fold(form) in verbs]
        test += f" AND t.predicate IN ({', '.join('?' * len(forms))})"
        values = [*forms, *values]
    shown = ", ".join(f'article."{name}"' if name in _OF_ARTICLE else f't."{name}"' for name in ("id", "version", "start", "end", *columns))
    plain = db.cursor()
    plain.row_factory = None
    return plain.execute(
        f"SELECT {shown} FROM figures AS t CROSS JOIN article ON article.id = t.id AND article.version = t.version "
        f"WHERE t.{column} IN ({marks}) AND {test} AND {condition}", [*spelled, *values]
    ).fetchall()


def _words(db: sqlite3.Connection, column: str) -> list[str]:
    """The different values of a column, by leaps over its index."""
    test = f"{column} IS NOT NULL AND about_unit_id IS NOT NULL"
    return [row[0] for row in db.execute(
        f"WITH RECURSIVE leap(word) AS (SELECT min({column}) FROM figures WHERE {test} UNION ALL "
        f"SELECT (SELECT min({column}) FROM figures WHERE {column} > leap.word AND {test}) FROM leap WHERE leap.word IS NOT NULL) "
        "SELECT word FROM leap WHERE word IS NOT NULL")]


def _predicates(db: sqlite3.Connection, column: str, spelled: Sequence[str]) -> list[str]:
    marks = ", ".join("?" * len(spelled))
    found = db.execute(f"SELECT DISTINCT predicate FROM figures WHERE {column} IN ({marks}) "
                       f"AND {column} IS NOT NULL AND about_unit_id IS NOT NULL AND predicate IS NOT NULL", list(spelled))
    return [row[0] for row in found]
