"""The corpus in an analyst's hands: a store or a folder of Parquet tables as pandas DataFrames.

>>> import pipeline
>>> corpus = pipeline.open_corpus("data/news.db")                        # doctest: +SKIP
>>> corpus.where(paper="baolaocai", since="2022-01-01").figures          # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.corpus import panels
from pipeline.corpus.frames import gathered
from pipeline.corpus.readers import Reader, StoreReader, reader_of, shown
from pipeline.corpus.tables import denominators, provinces_asked, topics
from pipeline.errors import StoreError
from pipeline.stores.selecting import Filter

if TYPE_CHECKING:
    import pandas as pd

_FRAMES = ("articles", "mentions", "plans", "figures", "places", "persons", "topics", "documents", "citations", "document_events",
           "document_relations", "stories", "offices", "people", "people_joins", "denominators")


def open_corpus(path: str | Path) -> Corpus:
    """Open a store (*data/news.db*) or a folder that ``export`` wrote. Nothing is read until a table is asked for.

    Raises StoreError, which names the path, when it is neither.
    """
    return Corpus(reader_of(Path(path)), Filter())


class Corpus:
    """Everything read from the articles, as DataFrames; each is read when first asked for and then kept.

    Its tables are ``articles, mentions, plans, figures, places, persons, topics, documents, citations, document_events,
    document_relations, stories, offices, people, people_joins`` and ``denominators``; ``DATA.md`` describes every column. The
    watermark of demonstration data stands in a column of the rows and in ``frame.attrs["watermark"]``.
    """

    articles: pd.DataFrame
    mentions: pd.DataFrame
    plans: pd.DataFrame
    figures: pd.DataFrame
    places: pd.DataFrame
    persons: pd.DataFrame
    topics: pd.DataFrame
    documents: pd.DataFrame
    citations: pd.DataFrame
    document_events: pd.DataFrame
    document_relations: pd.DataFrame
    stories: pd.DataFrame
    offices: pd.DataFrame
    people: pd.DataFrame
    people_joins: pd.DataFrame
    denominators: pd.DataFrame

    def __init__(self, reader: Reader, wanted: Filter) -> None:
        self.reader = reader
        self.wanted = wanted

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name in Filter.__slots__ if (value := getattr(self.wanted, name)) is not None)
        return f"<Corpus {self.reader.path}{': ' + told if told else ''}>"

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *_FRAMES]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in _FRAMES:
            raise AttributeError(f"a corpus has no table {name!r}; it has: {', '.join(_FRAMES)}")
        frame = self.read(name)
        setattr(self, name, frame)
        return frame

    @property
    def watermark(self) -> str | None:
        """What marks demonstration data (*dữ liệu minh họa*); None for a real corpus."""
        return self.reader.watermark

    def where(
        self, *, since: str | None = None, until: str | None = None, paper: str | Sequence[str] | None = None,
        province: str | None = None, topic: str | None = None,
    ) -> Corpus:
        """The part of the corpus that the chosen articles hold, filtered where the data lies; conditions add up.

        ``since`` and ``until`` are ISO days in Vietnam, both included; ``paper`` is a newspaper's key or several; ``province``
        is a province (its name, or a unit id such as *63-10*) that the article names a place of; ``topic`` is one of
        CODEBOOK.md §5. Raises ValueError for a day or a province that is none.
        """
        name, era = provinces_asked(province) if province else (None, None)
        given: dict[str, Any] = {
            "since": since, "until": until, "province": name, "era": era, "topic": topic,
            "papers": (paper,) if isinstance(paper, str) else tuple(paper) if paper is not None else None,
        }
        return Corpus(self.reader, replace(self.wanted, **{key: value for key, value in given.items() if value is not None}))

    def read(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One table, all its columns or only some; a fresh frame each time. Raises StoreError for a name that is none."""
        if table not in _FRAMES:
            raise StoreError(f"a corpus has no table {table!r}; it has: {', '.join(_FRAMES)}")
        names = shown(table, columns)
        if table in ("topics", "denominators"):
            made = topics(self.reader, self.wanted) if table == "topics" else denominators(self.reader, self.wanted)
            return made[names]
        return gathered(self.reader.stream(table, self.wanted, names), table, names, self.watermark)

    def search(
        self, words: str, *, exact: bool = False, since: str | None = None, until: str | None = None,
        paper: str | Sequence[str] | None = None, province: str | None = None, topic: str | None = None,
        place: str | None = None, limit: int = 20,
    ) -> pd.DataFrame:
        """The articles that hold ``words``, best first: a row each, with the words around the first match in ``snippet``.

        Words typed without marks match any (*dong cuong* finds *Đông Cuông*), words typed with marks only those, wherever the
        tone is placed (*hoà bình* finds *hòa bình*); ``exact`` takes every letter and mark as typed and minds only the case no
        more. Words in quotes are a phrase. ``place`` is a unit id or a place as articles name it (*xã Pha Long*). Raises
        StoreError for a Parquet folder: its index is in the store.
        """
        from pipeline.corpus.searching import hits

        if not isinstance(self.reader, StoreReader):
            raise StoreError(f"{self.reader.path}: a folder of Parquet tables has no index; search the store it was made from")
        narrowed = self.where(since=since, until=until, paper=paper, province=province, topic=topic)
        return hits(self.reader, words, narrowed.wanted, exact=exact, place=place, limit=limit)

    def panel(self, indicator: str, **asked: Any) -> panels.Panel:
        """Indicator × place × period; see :func:`pipeline.corpus.panels.make_panel` for what can be asked.

        >>> corpus.panel("đảng viên", predicate="kết nạp", by="province", freq="YE").cells   # doctest: +SKIP
        """
        return panels.make_panel(self.reader, self.wanted, indicator, **asked)

    def export(self, folder: str | Path, format: str = "csv") -> Path:
        """Write the chosen articles and all that was read from them to ``folder`` as *csv*, *parquet*, *jsonl* or *docbin*.

        See :func:`pipeline.corpus.export.write_export`. Returns the folder.
        """
        from pipeline.corpus.export import write_export

        return write_export(self.reader, self.wanted, Path(folder), format)
