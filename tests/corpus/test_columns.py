"""The data dictionary describes every column there is, and nothing else."""

import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.corpus.columns import described, dictionary_lines
from pipeline.corpus.frames import empty
from pipeline.link.documents import Citation, Document
from pipeline.link.lives import DocumentEvent, DocumentRelation
from pipeline.link.people import Join, OfficeRow, Someone
from pipeline.link.stories import Story
from pipeline.stores import SqliteStore
from pipeline.stores.parquet import export

DERIVED = {"documents": Document, "citations": Citation, "document_events": DocumentEvent,
           "document_relations": DocumentRelation, "stories": Story, "offices": OfficeRow, "people": Someone,
           "people_joins": Join}
TYPES = {"text", "integer", "number", "real", "flag", "moment", "day", "list", "json"}


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "s.db")
    for table, kind in DERIVED.items():
        store.save_derived(table, kind, [])
    return store


def test_every_column_of_the_store_is_described_and_nothing_else(store: SqliteStore) -> None:
    made = {row[0] for row in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    made -= {name for name in made if name.startswith("words_")}  # SQLite's own, behind the index
    assert {name for table in described().values() for name in table.store} == made
    for table in described().values():
        if table.store:
            there = set().union(*(_columns(store.db, name) for name in table.store))
            assert {column.name for column in table.of("store")} == there, table.name


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}


def test_every_column_of_the_parquet_tables_is_described_and_nothing_else(store: SqliteStore, tmp_path: Path) -> None:
    export(store, tmp_path / "t")
    made = {path.stem: set(pq.read_schema(path).names) for path in (tmp_path / "t").glob("*.parquet")}
    told = {name: {column.name for column in table.of("parquet")} for name, table in described().items()}
    assert made == {name: columns for name, columns in told.items() if columns}


def test_rows_are_whole() -> None:
    for table in described().values():
        assert table.meaning.endswith("."), table.name
        assert len({column.name for column in table.columns}) == len(table.columns), table.name
        for column in table.columns:
            assert column.type in TYPES, (table.name, column.name)
            assert column.meaning.endswith((".", "…")), (table.name, column.name)
            assert set(column.where) <= set(table.where), (table.name, column.name)


def test_an_empty_frame_has_its_types() -> None:
    assert str(empty("figures")["value"].dtype) == "float64"
    assert str(empty("figures")["start"].dtype) == "Int64"
    assert str(empty("articles")["published"].dtype) == "datetime64[us, UTC+07:00]"


def test_the_dictionary_for_people_is_made_of_the_table() -> None:
    """Repair: python -m pipeline.corpus.columns"""
    there = (Path(__file__).parents[2] / "DATA.md").read_text(encoding="utf-8")
    assert there == "\n".join(dictionary_lines()) + "\n"
