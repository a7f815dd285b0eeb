"""The life of one document: what the press says happened to it, and when it was cited."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipeline.corpus.pictures.labels import count, days, labels
from pipeline.corpus.pictures.picture import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    RED,
    SKY,
    Picture,
    canvas,
    finish,
    style,
    watermark_of,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from pipeline.corpus.pictures.frames import Frames

_MARKS = {"drafted": ("o", SKY), "issued": ("s", BLUE), "disseminated": ("^", GREEN), "reviewed": ("D", ORANGE),
          "amended": ("P", PURPLE), "replaced": ("X", RED), "cited": ("|", INK)}
_MOST = 30


def life(corpus: Frames, document: str) -> Picture:
    """One row an event (drafted, issued, disseminated, reviewed, amended, replaced) or citation, in order of time.

    The table has ``date`` (a day), ``told`` (the date as far as it is known: *2017-05*), ``date_source`` (``stated``,
    ``implied``, or ``article``: the day of the article that tells it), ``kind``, ``word``, ``actor``, ``place``, ``article`` and
    ``sentence``; the picture has the first thirty events and every citation.
    Raises ValueError for an id that is not in the documents table.
    """
    documents = corpus.documents
    found = documents[documents["id"] == document]
    if found.empty:
        raise ValueError(f"no document {document!r} in the corpus; the column id of corpus.documents has the ids")
    published = corpus.articles.set_index("id")["published"]
    table = _told(corpus, document, days(published))
    events = table[(table["kind"] != "cited") & table["date"].notna()].head(_MOST)
    cited = table[(table["kind"] == "cited") & table["date"].notna()]
    name = labels(found, corpus.plans)[document]
    with style():
        figure = canvas(8.2, 1.2 + 0.27 * (len(events) + 1))
        height = figure.get_size_inches()[1]
        axes = figure.add_axes((0.03, 0.42 / height, 0.44, 1 - 0.85 / height))
        _draw(axes, events, cited)
        note = "A hollow mark stands at the day of the article: the text gives no date of its own."
        return finish(figure, f"The life of {name}", _alt(name, table), table, watermark_of(corpus.articles, found), note)


def _told(corpus: Frames, document: str, day_of: pd.Series) -> pd.DataFrame:
    """Events and citations with a day each."""
    import pandas as pd

    events = corpus.document_events
    events = events[events["document"] == document].drop_duplicates(["kind", "date", "article", "sentence"])
    own, article = _first_days(events["date"]), events["article"].map(day_of)
    events = events.assign(date=own.fillna(article), date_source=events["date_source"].where(own.notna(), "article"),
                           told=events["date"].where(own.notna(), article.dt.strftime("%Y-%m-%d")))
    cited = corpus.citations
    cited = cited[cited["document"] == document].drop_duplicates("article")
    cited = cited.assign(kind="cited", date=cited["article"].map(day_of), date_source="article")
    columns = ["date", "told", "date_source", "kind", "word", "actor", "place", "article", "sentence"]
    both = pd.concat([frame.reindex(columns=columns).astype(object) for frame in (events, cited)])
    return both.sort_values(["date", "kind", "article"], ignore_index=True)


def _first_days(column: pd.Series) -> pd.Series:
    """ISO dates, months (*2021-05*) and years as timestamps, these by their first day."""
    import pandas as pd

    return pd.to_datetime(column.map(lambda value: (f"{value}-01-01")[:10] if len(str(value)) == 4 else f"{value}-01"[:10],
                                     na_action="ignore"), errors="coerce")


def _draw(axes: Axes, events: pd.DataFrame, cited: pd.DataFrame) -> None:
    rows = len(events)
    for row, event in enumerate(events.to_dict("records")):
        _event(axes, rows - row, event)
    marker, colour = _MARKS["cited"]
    axes.plot(cited["date"], [0] * len(cited), linestyle="none", marker=marker, color=colour, markersize=11, markeredgewidth=1.2)
    _line(axes, 0, f"cited by {count(len(cited), 'article')}")
    axes.set_ylim(-0.6, rows + 0.7)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    _days(axes, [*events["date"], *cited["date"]])


def _event(axes: Axes, row: int, event: dict[str, Any]) -> None:
    """One line: the mark at its day, the words at the right."""
    marker, colour = _MARKS.get(str(event["kind"]), ("o", GREY))
    hollow = event["date_source"] == "article"
    axes.plot([event["date"]], [row], marker=marker, color=colour, markersize=7.5, markerfacecolor="white" if hollow else colour,
              markeredgewidth=1.4)
    actor = f", {event['actor']}" if isinstance(event["actor"], str) else ""
    _line(axes, row, textwrap.shorten(f"{event['told']}  {event['kind']}: {event['word']}{actor}", 66, placeholder="…"))


def _line(axes: Axes, row: int, words: str) -> None:
    axes.axhline(row, color=PALE, linewidth=0.7, zorder=0)
    axes.annotate(words, (1, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points", fontsize=7.8,
                  va="center")


def _days(axes: Axes, dates: Iterable[pd.Timestamp]) -> None:
    """The time axis, a month at least, with no more ticks than can be read."""
    import pandas as pd
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    known = list(dates) or [pd.Timestamp("2025-07-01")]
    room = max(pd.Timedelta(days=15), (max(known) - min(known)) * 0.05)
    locator = AutoDateLocator(minticks=2, maxticks=6)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.set_xlim(min(known) - room, max(known) + room)
    axes.tick_params(axis="x", labelsize=7.5)
    axes.xaxis.get_offset_text().set_fontsize(7.5)


def _alt(name: str, table: pd.DataFrame) -> str:
    kinds = ", ".join(f"{kind} {number}" for kind, number in table["kind"].value_counts().items())
    first, last = table["date"].min(), table["date"].max()
    span = f", {first:%Y-%m-%d} to {last:%Y-%m-%d}" if first == first else ""
    return f"Timeline of {name}{span}: {kinds or 'nothing told'}."
