"""Cells from figures: equal values together, sources counted by story, different values side by side and never averaged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.corpus.panels.asking import Question
from pipeline.text import fold

if TYPE_CHECKING:
    import pandas as pd

SERIES = ["unit_id", "period", "measure_type", "status", "subset", "predicate", "unit"]
"""What makes one cell; more than one value in it is a conflict."""
_VALUE = ["value", "low", "high", "qualifier", "as_of"]


def in_panel_units(figures: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The figures made comparable: values brought to the measure asked for, or counts of the noun; words folded."""
    frame = figures.copy(deep=False)
    for name in ("subset", "predicate"):
        frame[name] = _folded(frame[name])
    if question.predicates:
        frame["predicate"] = " / ".join(question.predicates)  # asked for together, they are one thing
    else:
        # *có*, *gồm*, *hiện có* tell the same stock
        frame["predicate"] = frame["predicate"].mask(frame["measure_type"] == "stock", "")
    if not question.measured:
        return frame.assign(unit=frame["unit"].astype("object").where(frame["measure"].notna(), question.indicator))
    factor = frame["factor"].fillna(1.0)
    return frame.assign(unit=question.indicator, **{name: frame[name] * factor for name in ("value", "low", "high")})


def _folded(words: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    known = {word: fold(word) for word in words.dropna().unique()}
    return pd.Series([known.get(word, "") for word in words], index=words.index, dtype="object")


def cells_of(figures: pd.DataFrame) -> pd.DataFrame:
    """One row a value of a cell, of figures that :func:`judge` admitted; ``told_by`` holds the stories behind it."""
    import pandas as pd

    names = ["about_unit_id", *SERIES[1:], *_VALUE]
    columns = [[None if value != value else value for value in figures[name].astype("object")] for name in names]
    groups: defaultdict[tuple[Any, ...], _Sources] = defaultdict(_Sources)
    sources = (figures[name] for name in ("id", "version", "start", "end", "story", "paper", "watermark"))
    for *key, id, version, start, end, story, paper, watermark in zip(*columns, *sources, strict=True):
        groups[tuple(key)].add((id, version, int(start), int(end)), story, paper, watermark)
    rows = [(*key, *told.row()) for key, told in sorted(groups.items(), key=lambda item: tuple(map(str, item[0])))]
    made = pd.DataFrame(rows, columns=[*SERIES, *_VALUE, "told_by", "articles", "papers", "evidence", "watermark"])
    for name in ("value", "low", "high"):
        made[name] = made[name].astype("float64")
    made["as_of"] = pd.to_datetime(made["as_of"]).astype("datetime64[us]")
    return made.assign(sources=made["told_by"].map(len), conflict=conflicts(made), how="stated", coverage=None, state="value")


@dataclass(slots=True)
class _Sources:
    """What tells one value of one cell."""

    evidence: set[tuple[str, str, int, int]] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    watermark: str | None = None

    def add(self, where: tuple[str, str, int, int], story: str, paper: object, watermark: object) -> None:
        self.evidence.add(where)
        self.stories.add(story)
        if isinstance(paper, str):
            self.papers.add(paper)
        if isinstance(watermark, str):
            self.watermark = watermark

    def row(self) -> tuple[Any, ...]:
        articles = len({id for id, *_ in self.evidence})
        return frozenset(self.stories), articles, sorted(self.papers), sorted(self.evidence), self.watermark


def conflicts(cells: pd.DataFrame) -> pd.Series[Any]:
    """Whether a cell has another value as well (the same number under another qualifier is none)."""
    import pandas as pd

    if cells.empty:
        return pd.Series([], dtype="bool")
    value = pd.Series([str(row) for row in zip(cells["value"], cells["low"], cells["high"], strict=True)], index=cells.index)
    return value.groupby([cells[key] for key in SERIES], dropna=False).transform("nunique") > 1

