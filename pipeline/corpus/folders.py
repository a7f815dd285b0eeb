"""Reading a folder of Parquet tables; its filters are tested by pyarrow while it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.corpus.frames import moments
from pipeline.errors import StoreError
from pipeline.stores.figures import Asked
from pipeline.stores.selecting import BY_ARTICLE, BY_OTHER, Filter, days_around
from pipeline.text import fold

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

class FolderReader:
    """Reads a folder that :func:`pipeline.stores.parquet.export` wrote."""

    def __init__(self, path: Path) -> None:
        if not (path / "articles.parquet").is_file():
            raise StoreError(f"{path}: no corpus; give a store (.db) or a folder that `export` wrote")
        self.path = path

    @property
    def watermark(self) -> str | None:
        """What marks demonstration data, from the metadata of the files."""
        found = (self._data("articles").schema.metadata or {}).get(b"watermark")
        return found.decode() if found else None

    def read(self, table: str, wanted: Filter, columns: Sequence[str]) -> pd.DataFrame:
        """See :class:`pipeline.corpus.readers.Reader`."""
        return self._frame(table, columns, self._wanted(table, wanted)) if self._has(table) else _blank(columns)

    def stream(self, table: str, wanted: Filter, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """See :class:`pipeline.corpus.readers.Reader`."""
        if not self._has(table):
            return
        data = self._data(table)
        there = [name for name in columns if name in data.schema.names]
        for batch in data.to_batches(columns=there, filter=self._wanted(table, wanted)):
            plain = {name: batch.column(name).to_pylist() for name in there}
            missing = [None] * batch.num_rows
            yield from zip(*(plain.get(name, missing) for name in columns), strict=True)

    def copy(self, table: str, wanted: Filter, path: Path) -> None:
        """Write the rows of one table that belong to the articles wanted to a Parquet file of their own."""
        import pyarrow.parquet as pq

        if self._has(table):
            pq.write_table(self._data(table).to_table(filter=self._wanted(table, wanted)), path, compression="zstd")

    def figures_of(self, asked: Asked, wanted: Filter, columns: Sequence[str]) -> pd.DataFrame:
        """See :class:`pipeline.corpus.readers.Reader`."""
        import pyarrow.compute as pc
        import pyarrow.dataset as ds

        nouns, verbs = {fold(noun) for noun in asked.nouns}, {fold(verb) for verb in asked.predicates}
        spelled = [ds.field(name).isin(_texts(self._spelled(name, nouns))) for name in ("unit", "counted")]
        test = (spelled[0] | spelled[1]) & ds.field("about_unit_id").is_valid()
        if verbs:
            test = test & ds.field("predicate").isin(_texts(self._spelled("predicate", verbs)))
        for name, allowed in asked.only.items():
            test = test & (ds.field(name).isin(_texts(allowed)) if allowed else ds.field(name).is_null())
        if asked.codes:
            test = test & pc.utf8_length(ds.field("about_unit_id")).isin(list(asked.codes))
        if wanted != Filter():
            test = test & ds.field("id").isin(_texts(self._chosen(wanted)))
        return self._frame("figures", columns, test)

    def stories_of(self, ids: Sequence[str]) -> dict[str, str]:
        """See :class:`pipeline.corpus.readers.Reader`."""
        import pyarrow.dataset as ds

        if not self._has("stories"):
            return {}
        found = self._table("stories", ["article", "story"], ds.field("article").isin(_texts(ids)))
        return dict(zip(found["article"].to_pylist(), found["story"].to_pylist(), strict=True))

    def articles(self, ids: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
        """See :class:`pipeline.corpus.readers.Reader`."""
        import pyarrow.dataset as ds

        return self._frame("articles", columns, ds.field("id").isin(_texts(ids)))

    def months(self, wanted: Filter) -> pd.DataFrame:
        """See :class:`pipeline.corpus.readers.Reader`."""
        found = self.read("articles", wanted, ["paper", "published"])
        month = moments(found["published"]).dt.strftime("%Y-%m")
        return found.assign(month=month).groupby(["paper", "month"], dropna=False).size().rename("articles").reset_index()

    def _has(self, table: str) -> bool:
        return (self.path / f"{table}.parquet").is_file()

    def _wanted(self, table: str, wanted: Filter) -> Any:
        """The test that picks the rows of the articles wanted; None picks all."""
        import pyarrow.dataset as ds

        if wanted == Filter():
            return None
        ids = _texts(self._chosen(wanted))
        if table in BY_OTHER:
            key, other, name = BY_OTHER[table]
            tied = self._table(other, [name], ds.field("article").isin(ids))[name].to_pylist()
            return ds.field(key).isin(_texts(tied))
        if table in BY_ARTICLE:
            return ds.field("article").isin(ids)
        test, early = ds.field("id").isin(ids), _early(wanted)
        return test if early is None else early & test

    def _data(self, table: str) -> Any:
        import pyarrow.dataset as ds

        return ds.dataset(self.path / f"{table}.parquet")

    def _table(self, table: str, columns: Sequence[str], test: Any) -> pa.Table:
        return self._data(table).to_table(columns=list(columns), filter=test)

    def _frame(self, table: str, columns: Sequence[str], test: Any) -> pd.DataFrame:
        """The columns as a frame; those that an older export lacks are empty."""
        there = set(self._data(table).schema.names)
        frame = self._table(table, [name for name in columns if name in there], test).to_pandas()
        return frame.reindex(columns=list(columns))

    def _spelled(self, column: str, asked: set[str]) -> list[str]:
        """The values of a column of figures that fold to one of ``asked``."""
        import pyarrow.compute as pc

        values = pc.unique(self._table("figures", [column], None)[column]).to_pylist()
        return [value for value in values if value is not None and fold(value) in asked]

    def _chosen(self, wanted: Filter) -> list[str]:
        """The ids of the articles wanted."""
        frame = self._frame("articles", ["id", "published", "topics"], _early(wanted))
        keep = frame["id"].notna()
        if wanted.since or wanted.until:
            days = moments(frame["published"]).dt.strftime("%Y-%m-%d").fillna("")
            keep &= (days >= (wanted.since or "0")) & (days <= (wanted.until or "9")) & (days != "")
        if wanted.topic:
            keep &= frame["topics"].map(lambda topics: topics is not None and any(one["name"] == wanted.topic for one in topics))
        if wanted.province:
            keep &= frame["id"].isin(self._in_province(wanted))
        return list(frame.loc[keep, "id"])

    def _in_province(self, wanted: Filter) -> set[str]:
        import pyarrow.dataset as ds

        test = ds.field("province") == wanted.province
        if wanted.era:
            test = test & (ds.field("era") == wanted.era)
        return set(self._table("places", ["id"], test)["id"].to_pylist())


def _early(wanted: Filter) -> Any:
    """What Parquet can test by itself; a day wider at each end, since times have their own offsets."""
    import pyarrow.dataset as ds

    tests = []
    if wanted.since:
        tests.append(ds.field("published") >= days_around(wanted.since, -1))
    if wanted.until:
        tests.append(ds.field("published") < days_around(wanted.until, 2))
    if wanted.papers is not None:
        tests.append(ds.field("paper").isin(list(wanted.papers)))
    test = tests[0] if tests else None
    for one in tests[1:]:
        test = test & one
    return test


def _texts(values: Sequence[str]) -> pa.Array:
    """Values to test against; an empty list has a type too."""
    import pyarrow as pa

    return pa.array(values, pa.string())


def _blank(columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(columns=list(columns), dtype="object")
