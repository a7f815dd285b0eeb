"""Where a corpus reads from: a store, or a folder of Parquet tables. Both filter where the data lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.corpus.columns import names_of
from pipeline.corpus.folders import FolderReader
from pipeline.errors import StoreError
from pipeline.stores.figures import Asked, select_figures
from pipeline.stores.selecting import Filter, articles_named, months_counted, open_reading, select, stories_named

if TYPE_CHECKING:
    import pandas as pd


class Reader(Protocol):
    """What a corpus needs of the place it reads from."""

    path: Path

    @property
    def watermark(self) -> str | None:
        """What marks demonstration data."""

    def read(self, table: str, wanted: Filter, columns: Sequence[str]) -> pd.DataFrame:
        """The rows of one table that belong to the articles wanted, untyped."""

    def stream(self, table: str, wanted: Filter, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The same row by row, for tables that memory does not hold."""

    def figures_of(self, asked: Asked, wanted: Filter, columns: Sequence[str]) -> pd.DataFrame:
        """The figures asked for, untyped."""

    def stories_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The story of each of these articles; one that no table names is a story of its own and may be missing here."""

    def articles(self, ids: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of the articles with these ids, untyped."""

    def months(self, wanted: Filter) -> pd.DataFrame:
        """How many of the articles wanted there are by ``paper`` and ``month`` (in Vietnam): ``articles``."""


class StoreReader:
    """Reads a store without ever writing to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = open_reading(path)
        row = self.db.execute("SELECT value FROM fact WHERE name = 'watermark'").fetchone()
        self._watermark: str | None = row["value"] if row else None

    @property
    def watermark(self) -> str | None:
        """What marks demonstration data, from the notes of the store."""
        return self._watermark

    def read(self, table: str, wanted: Filter, columns: Sequence[str]) -> pd.DataFrame:
        """See :class:`Reader`."""
        import pandas as pd

        return pd.DataFrame(list(self.stream(table, wanted, columns)), columns=list(columns), dtype="object")

    def stream(self, table: str, wanted: Filter, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """See :class:`Reader`."""
        return select(self.db, table, wanted, columns)

    def figures_of(self, asked: Asked, wanted: Filter, columns: Sequence[str]) -> pd.DataFrame:
        """See :class:`Reader`."""
        import pandas as pd

        return pd.DataFrame(list(select_figures(self.db, asked, wanted, columns)), columns=list(columns), dtype="object")

    def stories_of(self, ids: Sequence[str]) -> dict[str, str]:
        """See :class:`Reader`."""
        return {article: story for some in _chunks(ids) for article, story in stories_named(self.db, some)}

    def articles(self, ids: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
        """See :class:`Reader`."""
        import pandas as pd

        shown = ", ".join(f'article."{name}"' for name in columns if name != "sentences")
        shown += ", analysis.sentences" if "sentences" in columns else ""
        found = [row for some in _chunks(ids) for row in articles_named(self.db, some, shown)]
        names = [name for name in columns if name != "sentences"] + (["sentences"] if "sentences" in columns else [])
        return pd.DataFrame([tuple(row) for row in found], columns=names, dtype="object")


    def months(self, wanted: Filter) -> pd.DataFrame:
        """See :class:`Reader`."""
        import pandas as pd

        return pd.DataFrame(months_counted(self.db, wanted), columns=["paper", "month", "articles"], dtype="object")


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at:at + 900] for at in range(0, len(ids), 900))


def reader_of(path: Path) -> Reader:
    """The reader of a store or of a folder. Raises StoreError when ``path`` is neither."""
    return FolderReader(path) if path.is_dir() else StoreReader(path)


def shown(table: str, columns: Sequence[str] | None) -> list[str]:
    """The columns to read: those asked for, or all. Raises StoreError for one that the table does not have."""
    known = names_of(table)
    unknown = [name for name in columns or () if name not in known]
    if unknown:
        raise StoreError(f"{table} has no column {unknown[0]!r}; it has: {', '.join(known)}")
    return list(columns) if columns else known
