"""Tables made from the whole store (documents, people, stories …): replaced whole, never edited."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from typing import Any

_TYPES = {"int": "INTEGER", "bool": "INTEGER", "float": "REAL", "tuple": "JSON"}


class SqliteDerived:
    """The part of the store that keeps derived tables. Their columns are the fields of the rows' class."""

    db: sqlite3.Connection

    def batch(self) -> AbstractContextManager[None]:
        """Everything written inside is committed together."""
        raise NotImplementedError

    def save_derived(self, table: str, kind: type, rows: Sequence[Any]) -> None:
        """Replace the derived table ``table`` by ``rows``, instances of the dataclass ``kind``."""
        names = [item.name for item in fields(kind)]
        columns = ", ".join(f'"{item.name}" {_sql_type(str(item.type))}' for item in fields(kind))
        with self.batch():
            self.db.execute(f'DROP TABLE IF EXISTS "{_name(table)}"')
            self.db.execute(f'CREATE TABLE "{_name(table)}" ({columns})')
            self.db.executemany(
                f'INSERT INTO "{_name(table)}" VALUES ({", ".join("?" * len(names))})',
                ([_pack(getattr(row, name)) for name in names] for row in rows),
            )
            if "article" in names:
                self.db.execute(f'CREATE INDEX "{_name(table)}_of" ON "{_name(table)}" (article)')

    def derived_tables(self) -> list[str]:
        """The names of the derived tables that are there."""
        found = self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'derived\\_%' ESCAPE '\\'")
        return sorted(row["name"].removeprefix("derived_") for row in found)

    def derived_columns(self, table: str) -> list[tuple[str, str]]:
        """The columns of a derived table: (name, ``TEXT``, ``INTEGER``, ``REAL`` or ``JSON`` for lists)."""
        return [(row["name"], row["type"]) for row in self.db.execute(f'PRAGMA table_info("{_name(table)}")')]

    def derived_rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a derived table, in the order they were saved; lists as lists."""
        lists = {name for name, kind in self.derived_columns(table) if kind == "JSON"}
        for row in self.db.execute(f'SELECT * FROM "{_name(table)}" ORDER BY rowid'):
            yield {name: json.loads(row[name]) if name in lists and row[name] is not None else row[name] for name in row.keys()}  # noqa: SIM118


def _name(table: str) -> str:
    return f"derived_{table}"


def _sql_type(annotation: str) -> str:
    return next((kind for start, kind in _TYPES.items() if annotation.startswith(start)), "TEXT")


def _pack(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
