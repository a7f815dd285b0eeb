"""A finished panel: its cells, what was left out and refused, and the way back from a cell to the sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.corpus.columns import names_of
from pipeline.corpus.frames import typed
from pipeline.corpus.panels.asking import Question
from pipeline.corpus.panels.judging import judged
from pipeline.stores.figures import Asked

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.corpus.readers import Reader
    from pipeline.stores.selecting import Filter

_EMPTY = {"no_article": "no article", "nothing_reported": "nothing reported"}
_SIGNS = {"almost": "almost ", "about": "about ", "over": "over ", "under": "under ", "at_least": "≥ ", "at_most": "≤ "}


class Panel:
    """What :func:`pipeline.corpus.panels.make_panel` answers.

    ``cells`` has a row for each value (and for each empty cell), ``left_out`` one for each figure of the noun in no cell, with
    the reason, ``refused`` one for each sum that cannot be made; ``DATA.md`` describes their columns.
    """

    def __init__(self, question: Question, reader: Reader, wanted: Filter, *, cells: pd.DataFrame, refused: pd.DataFrame) -> None:
        self.question = question
        self.reader = reader
        self.wanted = wanted
        self.cells = cells
        self.refused = refused

    @cached_property
    def left_out(self) -> pd.DataFrame:
        """Every figure of the noun and verb that is tied to a unit and in no cell, with the reason; read when asked for."""
        every = Asked(nouns=tuple(self.question.nouns), predicates=self.question.predicates)
        figures = judged(self.reader, self.wanted, self.question, every)
        out = figures.loc[figures["reason"] != "", names_of("left_out")]
        return typed(out.reset_index(drop=True), "left_out", self.reader.watermark)

    def __repr__(self) -> str:
        return repr(self.cells)

    def _repr_html_(self) -> str:
        return str(self.cells.to_html())

    def evidence(self, cell: Hashable | pd.Series[Any]) -> pd.DataFrame:
        """The figures behind one cell, with their articles, sentences and offsets: a row of ``cells`` or its label.

        >>> panel.evidence(0)[["url", "sentence", "start", "end"]]   # doctest: +SKIP
        """
        import pandas as pd

        row = cell if isinstance(cell, pd.Series) else self.cells.loc[cell]
        return evidence(self.reader, row["evidence"])

    def wide(self) -> pd.DataFrame:
        """The cells to look at: a row a unit and series, a column a period. Different values of a cell stand side by side
        (*2.015 | 2.051*); an empty cell says *nothing reported* or *no article*."""
        import pandas as pd

        keys = ["unit_id", "place", "measure_type", "status", "subset", "predicate", "unit", "how"]
        told: defaultdict[tuple[str, ...], defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        gaps: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in self.cells.to_dict("records"):
            if row["state"] == "value":
                told[tuple(_word(row[key]) for key in keys)][row["period"]].append(_shown(row))
            else:
                gaps[row["unit_id"], row["place"]][row["period"]] = _EMPTY[row["state"]]
        lines = {key: {**gaps.get((key[0], key[1]), {}), **{period: " | ".join(values) for period, values in row.items()}}
                 for key, row in told.items()}
        named = {(key[0], key[1]) for key in told}
        lines.update({(*key, *("",) * 6): row for key, row in gaps.items() if key not in named})
        levels: list[Any] = list(zip(*sorted(lines), strict=True)) or [[] for _ in keys]
        index = pd.MultiIndex.from_arrays(levels, names=keys)
        periods = sorted(set(self.cells["period"]))
        rows = [[lines[key].get(period, "") for period in periods] for key in sorted(lines)]
        wide = pd.DataFrame(rows, index=index, columns=periods)
        wide.attrs.update(self.cells.attrs)
        return wide


def evidence(reader: Reader, where: list[tuple[str, str, int, int]]) -> pd.DataFrame:
    """Figures, given as (article, version, start, end), with article, sentence and offsets."""
    import pandas as pd

    kept = ["id", "version", "paper", "published", "title", "url", "text", "parts", "sentences", "watermark"]
    ids = sorted({id for id, *_ in where})
    articles = {row["id"]: row for row in typed(reader.articles(ids, kept), "articles").to_dict("records")}
    story = reader.stories_of(ids)
    rows = [_told(articles[id], start, end, story.get(id, id)) for id, _, start, end in where if id in articles]
    columns = ["id", "version", "paper", "published", "title", "url", "start", "end", "text", "sentence_start", "sentence_end",
               "sentence", "story", "watermark"]
    return typed(pd.DataFrame(rows, columns=columns), "evidence", reader.watermark)


def _told(article: dict[Any, Any], start: int, end: int, story: str) -> dict[str, Any]:
    text = article["text"]
    first, last = _sentence(article, start, end)
    kept = {name: article[name] for name in ("id", "version", "paper", "published", "title", "url", "watermark")}
    return {**kept, "start": start, "end": end, "text": text[start:end], "sentence_start": first, "sentence_end": last,
            "sentence": text[first:last], "story": story}


def _sentence(article: dict[Any, Any], start: int, end: int) -> tuple[int, int]:
    """The stored sentence around a figure, else the paragraph."""
    for one in article["sentences"] or ():
        if one["start"] <= start < one["end"]:
            return one["start"], max(one["end"], end)
    text = article["text"]
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _shown(row: dict[Any, Any]) -> str:
    number = f"{row['value']:,.10g}" if row["value"] == row["value"] else f"{row['low']:,.10g}–{row['high']:,.10g}"
    covered = f" ({row['coverage']})" if isinstance(row["coverage"], str) else ""
    return f"{_SIGNS.get(row['qualifier'], '')}{number}{covered}"
