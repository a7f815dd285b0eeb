"""The tables that are made when they are asked for: topics, and how many articles there are of each newspaper and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import gazetteer
from pipeline.corpus.columns import names_of
from pipeline.corpus.frames import typed
from pipeline.gazetteer.levels import split_level
from pipeline.model import Era

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.corpus.readers import Reader
    from pipeline.stores.selecting import Filter


def topics(reader: Reader, wanted: Filter) -> pd.DataFrame:
    """One row a topic of an article wanted."""
    import pandas as pd

    kept = ["id", "version", "topics", "paper", "published", "watermark"]
    found = typed(reader.read("articles", wanted, kept), "articles", reader.watermark).explode("topics").dropna(subset="topics")
    assigned = found["topics"]
    frame = found.drop(columns="topics").assign(
        topic=pd.Series([one["name"] for one in assigned], index=found.index, dtype="object"),
        score=pd.Series([one["score"] for one in assigned], index=found.index, dtype="float64"),
    )
    return _ready(frame, "topics", reader)


def denominators(reader: Reader, wanted: Filter) -> pd.DataFrame:
    """How many of the articles wanted there are of each newspaper and month."""
    return _ready(reader.months(wanted).assign(watermark=reader.watermark), "denominators", reader)


def provinces_asked(province: str) -> tuple[str, Era | None]:
    """The name of a province and, for a unit id, its era. Raises ValueError when there is no such province.

    >>> provinces_asked("63-10"), provinces_asked("tỉnh lào cai")
    (('Lào Cai', '63'), ('Lào Cai', None))
    """
    places = gazetteer.load()
    unit = places.unit(province)
    if unit is not None and unit.rank == "province":
        return unit.name, unit.era
    _, name = split_level(province)
    for key in (province, name):
        for found in places.named(gazetteer.name_key(key)):
            if found.rank == "province":
                return found.name, None
    raise ValueError(f"there is no province {province!r}; give a name (Lào Cai) or a unit id (63-10, 34-15)")


def _ready(frame: pd.DataFrame, table: str, reader: Reader) -> pd.DataFrame:
    return typed(frame[names_of(table)].reset_index(drop=True), table, reader.watermark)
