"""The data dictionary: what every column of every table means, from ``tables/columns.toml``, and ``DATA.md`` made of it.

``python -m pipeline.corpus.columns`` writes ``DATA.md`` anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: ``type`` is a word of the head of ``columns.toml``, ``where`` the forms of the corpus that have it."""

    name: str
    type: str
    meaning: str
    unit: str | None = None
    source: str | None = None
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: ``where`` it stands (*store*, *parquet*, *frame*) and, in the store, the names of its SQLite tables."""

    name: str
    meaning: str
    where: tuple[str, ...]
    store: tuple[str, ...]
    columns: tuple[Column, ...]

    def of(self, form: str) -> tuple[Column, ...]:
        """The columns that the table has in one form (*store*, *parquet*, *frame*)."""
        return tuple(column for column in self.columns if form in column.where)


@cache
def described() -> dict[str, Table]:
    """Every table by name, in the order of the dictionary.

    >>> [column.unit for column in described()["figures"].columns if column.name == "start"]
    ['code points']
    """
    rows = tables.load("columns")
    return {name: _table(name, row, rows["group"]) for name, row in rows["table"].items()}


def names_of(table: str, form: str = "frame") -> list[str]:
    """The names of a table's columns in one form."""
    return [column.name for column in described()[table].of(form)]


def dictionary_lines() -> Iterator[str]:
    """The lines of ``DATA.md``."""
    yield "# Data dictionary"
    yield ""
    yield "Made from `pipeline/tables/columns.toml` by `python -m pipeline.corpus.columns`; edit that, not this."
    yield "Offsets count code points of the article's text. An empty cell is an unknown value, never a guess."
    for table in described().values():
        yield from ("", f"## `{table.name}`", "", table.meaning + _places(table), "")
        yield from ("| column | type | unit | meaning | in | source |", "|---|---|---|---|---|---|")
        for column in table.columns:
            where, unit, source = ", ".join(column.where), column.unit or "", column.source or ""
            cells = (f"`{column.name}`", column.type, unit, column.meaning, where, source)
            yield "| " + " | ".join(cells) + " |"


def _places(table: Table) -> str:
    if not table.store:
        return f" ({', '.join(table.where)})"
    return f" ({', '.join(table.where)}; in the store: {', '.join(f'`{name}`' for name in table.store)})"


def _table(name: str, row: dict[str, Any], groups: dict[str, Any]) -> Table:
    where, source = tuple(row["where"]), row.get("source")
    like = [groups[group]["columns"] for group in row.get("like", ())]
    given = [*like[:1], row["columns"], *like[1:]]  # the span first, then what is its own, then the source
    columns = tuple(_column(one, where, source) for part in given for one in part)
    return Table(name=name, meaning=row["meaning"], where=where, store=tuple(row.get("store", ())), columns=columns)


def _column(row: dict[str, Any], where: tuple[str, ...], source: str | None) -> Column:
    return Column(**{"source": source, **row, "where": tuple(row.get("where", where))})


if __name__ == "__main__":
    (Path(__file__).parents[2] / "DATA.md").write_text("\n".join(dictionary_lines()) + "\n", encoding="utf-8")
