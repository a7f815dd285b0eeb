"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.corpus.columns import Column, described
from pipeline.corpus.frames import typed

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.corpus.readers import Reader
    from pipeline.stores.selecting import Filter

_NUMBERS = ("integer", "number", "real")
# Where a spreadsheet may begin a cell: at the start, and, when it separates by semicolons or tabs, after those and line ends.
_DANGER = re.compile(r"(^|[;\t\r\n])('*[=+\-@＝＋－＠])")
_MARKED = re.compile(r"(^|[;\t\r\n])'('*[=+\-@＝＋－＠])")


def write_csv(reader: Reader, wanted: Filter, folder: Path) -> None:
    """Write every table of the corpus as ``<table>.csv``; decimals exact, lists as JSON, empty cells for unknown values."""
    for table in described().values():
        if "parquet" not in table.where:
            continue
        columns = table.of("parquet")
        rows = reader.stream(table.name, wanted, [column.name for column in columns])
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name for column in columns)
            writer.writerows([_cell(value, column) for value, column in zip(row, columns, strict=True)] for row in rows)


def read_csv(path: Path) -> pd.DataFrame:
    """A file that :func:`write_csv` wrote, as the frame it was made from; its name tells the table."""
    import pandas as pd

    limit = csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            names, *rows = csv.reader(file)
    finally:
        csv.field_size_limit(limit)
    types = {column.name: column.type for column in described()[path.stem].columns}
    numbers = [types[name] in _NUMBERS for name in names]
    plain = [[(cell if number else unmarked(cell)) or None for cell, number in zip(row, numbers, strict=True)] for row in rows]
    return typed(pd.DataFrame(plain, columns=names, dtype="object"), path.stem)


def marked(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would begin a formula.

    >>> marked("=1+1"), marked("a;@b"), marked("Xã có 2 - 3 hộ")
    ("'=1+1", "a;'@b", 'Xã có 2 - 3 hộ')
    """
    return _DANGER.sub(r"\1'\2", text)


def unmarked(text: str) -> str:
    """The text that :func:`marked` was given."""
    return _MARKED.sub(r"\1\2", text)


def _cell(value: Any, column: Column) -> str:
    if value is None:
        return ""
    if column.type == "flag":
        return "1" if value else "0"
    if column.type in _NUMBERS:
        return _number(value, column)
    return marked(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _number(value: Any, column: Column) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(int(value)) if column.type == "integer" else str(value)
