"""One export folder: its files, README, citation and stamp, swapped in whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.corpus.columns import described
from pipeline.corpus.export.csv_files import write_csv
from pipeline.corpus.export.docbins import write_docbins
from pipeline.corpus.export.lines import write_lines
from pipeline.corpus.folders import FolderReader
from pipeline.corpus.frames import typed
from pipeline.corpus.readers import Reader, StoreReader
from pipeline.errors import StoreError
from pipeline.model import Analysis
from pipeline.stores import parquet
from pipeline.stores.describing import Description, describe, told, write_description
from pipeline.stores.loading import analyses
from pipeline.stores.selecting import Filter, select
from pipeline.stores.swapping import new_folder

FORMATS = ("csv", "parquet", "jsonl", "docbin")


def write_export(reader: Reader, wanted: Filter, folder: Path, form: str) -> Path:
    """Write the articles wanted and all that was read from them to ``folder`` as *csv*, *parquet*, *jsonl* or *docbin*.

    A README and ``CITATION.cff`` stand beside the files; demonstration data keeps its watermark in both and in every row. The
    old folder stays whole until the new one is; a folder of anything but an export is refused. Raises StoreError for that, and
    for JSON lines or DocBin from a Parquet folder (they are made from the store). Returns ``folder``.
    """
    if form not in FORMATS:
        raise ValueError(f"format={form!r} means nothing here; choose of {', '.join(FORMATS)}")
    if folder.resolve() == reader.path.resolve():
        raise StoreError(f"{folder}: this is what is read from; choose another folder")
    with new_folder(folder, json.dumps({"format": form, "chosen": told(wanted)})) as new:
        if form == "csv":
            write_csv(reader, wanted, new)
        elif form == "parquet":
            _write_parquet(reader, wanted, new)
        elif form == "jsonl":
            write_lines(_analyses(reader, wanted), new / "articles.jsonl")
        else:
            write_docbins(_analyses(reader, wanted), new)
        write_description(new, _description(reader, wanted), form)
    return folder


def _analyses(reader: Reader, wanted: Filter) -> Iterator[Analysis]:
    if not isinstance(reader, StoreReader):
        raise StoreError(f"{reader.path}: this form is made from the store; open that")
    return analyses(reader.db, wanted)


def _description(reader: Reader, wanted: Filter) -> Description:
    if isinstance(reader, StoreReader):
        return describe(reader.db, reader.path, wanted)
    frame = typed(reader.read("articles", wanted, ["paper", "published"]), "articles")
    days = frame["published"].dropna().dt.strftime("%Y-%m-%d")
    papers = frame["paper"].fillna("").value_counts().sort_index()
    return Description(
        papers={str(key): int(count) for key, count in papers.items()}, first=days.min() if len(days) else None,
        last=days.max() if len(days) else None, watermark=reader.watermark, origin=reader.path.name, chosen=told(wanted),
    )


def _write_parquet(reader: Reader, wanted: Filter, folder: Path) -> None:
    for table in (table.name for table in described().values() if "parquet" in table.where):
        if isinstance(reader, StoreReader):
            columns = parquet.derived_columns(reader.db, table) if _is_derived(table) else parquet.columns_of(table)
            names = [name for name, _ in columns]
            rows = (dict(zip(names, row, strict=True)) for row in select(reader.db, table, wanted, names))
            if columns:
                parquet.write_table(folder / f"{table}.parquet", columns, rows, reader.watermark)
        elif isinstance(reader, FolderReader):
            reader.copy(table, wanted, folder / f"{table}.parquet")


def _is_derived(table: str) -> bool:
    """Whether a table is made from the whole store, and so perhaps not there yet."""
    return any(name.startswith("derived_") for name in described()[table].store)
