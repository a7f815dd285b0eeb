"""Raw columns as an analyst wants them: numbers as float64, dates parsed, lists as lists, by the types of the data dictionary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.corpus.columns import Column, described

if TYPE_CHECKING:
    import pandas as pd

_PIECE = 100_000
_ZONE = "+07:00"
_STRUCTS = {"topics": ("name", "score"), "parts": ("part", "start", "end"), "sentences": ("start", "end", "part")}


def typed(raw: pd.DataFrame, table: str, watermark: str | None = None, *, texts: bool = True) -> pd.DataFrame:
    """The frame ``raw`` with every described column in its type; what marks the corpus goes to ``attrs``.

    Integers are Int64 and flags boolean (both may be missing), moments are at +07:00, days have no time. ``texts=False`` leaves
    texts as they are, for code that goes over them one by one.
    """
    frame = raw.copy(deep=False)
    for column in described()[table].columns:
        if column.name in frame.columns and (texts or column.type != "text"):
            frame[column.name] = _READERS.get(column.type, _text)(frame[column.name], column)
    frame.attrs.update({"table": table, "watermark": watermark})
    return frame


def gathered(rows: Iterator[tuple[Any, ...]], table: str, names: Sequence[str], watermark: str | None = None) -> pd.DataFrame:
    """Rows as a typed frame, put together piece by piece: a big table is never in memory as Python objects."""
    import pandas as pd

    pieces = []
    while some := list(islice(rows, _PIECE)):
        pieces.append(typed(pd.DataFrame(some, columns=list(names), dtype="object"), table))
    if not pieces:
        pieces.append(typed(pd.DataFrame(columns=list(names), dtype="object"), table))
    frame = pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else pieces[0]
    frame.attrs.update({"table": table, "watermark": watermark})
    return frame


def empty(table: str, watermark: str | None = None) -> pd.DataFrame:
    """A frame of this table without rows."""
    import pandas as pd

    return typed(pd.DataFrame({column.name: [] for column in described()[table].of("frame")}), table, watermark)


def moments(values: Iterable[Any]) -> pd.Series[Any]:
    """ISO days and times as moments in Vietnam; a day alone is its midnight there.

    >>> list(moments(["2026-02-03T18:45:00+00:00", "2026-02-03"]).astype(str))
    ['2026-02-04 01:45:00+07:00', '2026-02-03 00:00:00+07:00']
    """
    import pandas as pd

    whole = [f"{value}T00:00:00{_ZONE}" if isinstance(value, str) and len(value) == 10 else value for value in values]
    parsed = pd.to_datetime(pd.Series(whole, dtype="object"), utc=True, format="ISO8601", errors="coerce")
    return parsed.dt.tz_convert(f"UTC{_ZONE}").dt.as_unit("us")


def _text(series: pd.Series[Any], column: Column) -> pd.Series[Any]:  # noqa: ARG001 - every reader has this shape
    return series.astype("str")


def _moment(series: pd.Series[Any], column: Column) -> pd.Series[Any]:  # noqa: ARG001
    return moments(series).set_axis(series.index)


def _day(series: pd.Series[Any], column: Column) -> pd.Series[Any]:  # noqa: ARG001
    import pandas as pd

    return pd.to_datetime(series.astype("object"), format="ISO8601", errors="coerce").astype("datetime64[us]")


def _number(series: pd.Series[Any], column: Column) -> pd.Series[Any]:  # noqa: ARG001
    import pandas as pd

    if series.dtype == object and any(isinstance(value, Decimal) for value in series):
        series = series.map(lambda value: None if value is None else float(value))
    return pd.to_numeric(series, errors="coerce").astype("float64")


def _integer(series: pd.Series[Any], column: Column) -> pd.Series[Any]:  # noqa: ARG001
    import pandas as pd

    return pd.to_numeric(series, errors="coerce").astype("Int64")


def _flag(series: pd.Series[Any], column: Column) -> pd.Series[Any]:  # noqa: ARG001
    import pandas as pd

    known = [None if value is None or value != value else value not in (0, "0") for value in series.astype("object")]
    return pd.Series(known, index=series.index, dtype="boolean")


def _list(series: pd.Series[Any], column: Column) -> pd.Series[Any]:
    as_ = int if column.unit == "years" else None
    return _mapped(series, lambda items: [as_(item) if as_ else item for item in items])


def _json(series: pd.Series[Any], column: Column) -> pd.Series[Any]:
    names = _STRUCTS.get(column.name)
    return _mapped(series, lambda items: [_named(item, names) for item in items] if names else items)


def _named(item: Any, names: tuple[str, ...]) -> Any:
    return dict(zip(names, item, strict=True)) if isinstance(item, list) else item


def _mapped(series: pd.Series[Any], read: Callable[[Any], Any]) -> pd.Series[Any]:
    import pandas as pd

    def value_of(value: Any) -> Any:
        if isinstance(value, str):
            value = json.loads(value)
        elif hasattr(value, "tolist"):
            value = value.tolist()
        return None if value is None or isinstance(value, float) else read(value)

    return pd.Series([value_of(value) for value in series.astype("object")], index=series.index, dtype="object")


_READERS: dict[str, Callable[[Any, Column], Any]] = {
    "moment": _moment, "day": _day, "number": _number, "real": _number, "integer": _integer, "flag": _flag, "list": _list,
    "json": _json,
}
