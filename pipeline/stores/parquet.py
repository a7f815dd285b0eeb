"""Parquet tables: an export of the store, written as a new folder and swapped in whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import Field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.stores import schema
from pipeline.stores.describing import describe, write_description
from pipeline.stores.selecting import Filter
from pipeline.stores.sqlite import SqliteStore
from pipeline.stores.swapping import new_folder, stamp_of

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 20_000
_TEXT = ("id", "version", "paper", "url", "published", "title", "dateline", "lead", "author", "section", "text", "modified",
         "fetched", "read_by", "watermark", "origins", "first_seen", "gone")
_LISTS = ("body", "captions", "tags")


def export(store: SqliteStore, folder: Path) -> bool:
    """Write every table of ``store`` to ``folder``, with a README and a citation file; False when the export there is up to date.

    The old folder stays whole until the new one is; a folder that holds anything but an export is refused (StoreError).
    """
    stamp = json.dumps({"store": str(store.path.resolve()), "changes": store.changes, "linked": store.fact("linked"),
                        "columns": _columns_stamp()})
    if stamp_of(folder) == stamp:
        return False
    with new_folder(folder, stamp) as new:
        mark = store.fact("watermark")
        for table in ("articles", "mentions", *schema.TABLES.values()):
            write_table(new / f"{table}.parquet", columns_of(table), store.rows(table), mark)
        for table in store.derived_tables():
            write_table(new / f"{table}.parquet", derived_columns(store.db, table), store.derived_rows(table), mark)
        write_description(new, describe(store.db, store.path, Filter()), "parquet")
    return True


def write_table(
    path: Path, columns: list[tuple[str, pa.DataType]], rows: Iterator[dict[str, Any]], watermark: str | None
) -> None:
    """Write rows of plain values as one Parquet file with these columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    plan = pa.schema(columns, metadata={"watermark": watermark} if watermark else None)
    with pq.ParquetWriter(path, plan, compression="zstd") as writer:
        while batch := list(islice(rows, _ROWS)):
            arrays = [pa.array([_value(row.get(name), kind) for row in batch], kind) for name, kind in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=plan))


def derived_columns(db: sqlite3.Connection, table: str) -> list[tuple[str, pa.DataType]]:
    """The columns of a derived table with their Arrow types; a list holds text. Empty when the table is not there."""
    import pyarrow as pa

    types = {"INTEGER": pa.int64(), "REAL": pa.float64(), "JSON": pa.list_(pa.string())}
    return [(row[1], types.get(row[2], pa.string())) for row in db.execute(f'PRAGMA table_info("derived_{table}")')]


def columns_of(table: str) -> list[tuple[str, pa.DataType]]:
    """The columns of one table with their Arrow types; decimals stay decimals, exact to nine places."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    if table == "articles":
        related = pa.list_(pa.struct([("title", text), ("link", text), ("lead", text)]))
        spans = pa.list_(pa.struct([("part", text), ("start", number), ("end", number)]))
        topics = pa.list_(pa.struct([("name", text), ("score", pa.float64())]))
        return [*((name, text) for name in _TEXT), *((name, pa.list_(text)) for name in _LISTS), ("related", related),
                ("parts", spans), ("sentences", spans), ("words", number), ("topics", topics), ("made_by", text)]
    span = [("id", text), ("version", text), ("start", number), ("end", number), ("text", text), ("part", text)]
    source = [("paper", text), ("published", text), ("watermark", text)]
    if table == "mentions":
        return [("kind", text), *span, *source]
    kind = next(kind for kind, name in schema.TABLES.items() if name == table)
    return [*span, *((item.name, _arrow_type(item)) for item in schema.own_fields(kind)), *source]


def _arrow_type(item: Field[Any]) -> pa.DataType:
    import pyarrow as pa

    kind = str(item.type)
    for start, arrow in (("Decimal", pa.decimal128(38, 9)), ("bool", pa.bool_()), ("int", pa.int64()), ("float", pa.float64()),
                         ("tuple[int", pa.list_(pa.int64())), ("tuple", pa.list_(pa.string()))):
        if kind.startswith(start):
            return arrow
    return pa.string()


def _value(value: Any, kind: pa.DataType) -> Any:
    """A value of the store as Arrow wants it."""
    import pyarrow as pa

    if value is None:
        return None
    if pa.types.is_decimal(kind):
        return Decimal(value).quantize(Decimal("1e-9"))
    if pa.types.is_boolean(kind):
        return bool(value)
    if pa.types.is_list(kind):
        items = json.loads(value) if isinstance(value, str) else value
        if pa.types.is_string(kind.value_type):
            return [str(item) for item in items]
        if pa.types.is_struct(kind.value_type) and items and isinstance(items[0], list):
            return [_struct(item) for item in items]
        return items
    return value


def _struct(item: list[Any]) -> dict[str, Any]:
    """A topic ``[name, score]``, a part ``[part, start, end]`` or a sentence ``[start, end, part]`` with its names."""
    if len(item) == 2:
        return {"name": item[0], "score": item[1]}
    start, end, part = item if isinstance(item[0], int) else (item[1], item[2], item[0])
    return {"part": part, "start": start, "end": end}


def _columns_stamp() -> list[str]:
    return [f"{table}.{name}" for table in ("articles", *schema.TABLES.values()) for name, _ in columns_of(table)]

