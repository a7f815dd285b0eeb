"""Articles over time: all of them, or those on one topic beside their share; and the life of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pipeline.corpus.pictures.labels import count, days
from pipeline.corpus.pictures.lives import life
from pipeline.corpus.pictures.picture import BLUE, GREY, INK, ORANGE, PALE, Picture, canvas, finish, nothing, style, watermark_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from pipeline.corpus.pictures.frames import Frames

Freq = Literal["M", "Q", "Y"]
_NAMES: dict[Freq, str] = {"M": "month", "Q": "quarter", "Y": "year"}
_FEW_MONTHS, _MANY_MONTHS = 30, 120
_MOST_LABELS, _MOST_NUMBERS = 14, 30


def timeline(corpus: Frames, *, topic: str | None = None, document: str | None = None, freq: Freq | None = None) -> Picture:
    """Articles per period; with ``topic`` those that have it, and their share of all; with ``document`` (an id of the documents
    table) what the press tells of its life and when it is cited.

    ``freq`` is ``M``, ``Q`` or ``Y``; by default what fits the time the corpus spans. A period in which the corpus has no article
    at all is hatched: nothing was read, which is not the same as nothing written. The table has one row a period (``period``,
    ``articles``, with a topic ``on_topic`` and ``share`` in percent), or one row an event or citation.

    Raises ValueError when both are given, or for a document or topic that the corpus does not have.
    """
    if topic is not None and document is not None:
        raise ValueError("a timeline is of a topic or of a document, not of both")
    if document is not None:
        return life(corpus, document)
    watermark = watermark_of(corpus.articles)
    title = f"Articles on {topic} over time" if topic else "Articles over time"
    dated = days(corpus.articles.set_index("id")["published"]).dropna()
    if dated.empty:
        return nothing(title, "No article of the corpus has a date.", dated.to_frame(), watermark)
    freq = freq or _fitting(dated)
    table = _table(dated, freq, _on(corpus, topic) if topic else None)
    undated = len(corpus.articles) - len(dated)
    note = f"By {_NAMES[freq]} of publication, Vietnamese time."
    note += f" {count(undated, 'article')} without a date." if undated else ""
    note += " Hatched: no article was read." if (table["articles"] == 0).any() else ""
    with style():
        return finish(_drawn(table, freq, topic), title, _alt(table, freq, topic), table, watermark, note)


def _on(corpus: Frames, topic: str) -> set[str]:
    """The ids of the articles on a topic."""
    topics = corpus.topics
    found = set(topics.loc[topics["topic"] == topic, "id"])
    if not found:
        known = ", ".join(sorted(topics["topic"].unique())) or "none; the topics model has not read it"
        raise ValueError(f"no article of the corpus is on {topic!r}; it has {known}")
    return found


def _fitting(dated: pd.Series) -> Freq:
    """Months for up to two and a half years, quarters for up to ten, then years."""
    months = (dated.max() - dated.min()).days / 30.4
    return "M" if months <= _FEW_MONTHS else "Q" if months <= _MANY_MONTHS else "Y"


def _table(dated: pd.Series, freq: Freq, on: set[str] | None) -> pd.DataFrame:
    import pandas as pd

    periods = dated.dt.to_period(freq)
    every = pd.period_range(periods.min(), periods.max(), freq=freq)
    numbers = periods.value_counts().reindex(every, fill_value=0).to_numpy()
    table = pd.DataFrame({"period": every.astype(str), "articles": numbers})
    if on is None:
        return table
    chosen = periods[periods.index.isin(on)].value_counts().reindex(every, fill_value=0).to_numpy()
    return table.assign(on_topic=chosen, share=(100 * chosen / table["articles"].where(table["articles"] > 0)).round(1))


def _drawn(table: pd.DataFrame, freq: Freq, topic: str | None) -> Figure:
    figure = canvas(8.2, 4.6 if topic else 3.0)
    top = figure.add_axes((0.07, 0.58, 0.91, 0.3) if topic else (0.07, 0.16, 0.91, 0.66))
    _bars(top, table, "on_topic" if topic else "articles")
    if topic:
        below = figure.add_axes((0.07, 0.1, 0.91, 0.34))
        _share(below, table)
    for axes in figure.axes:
        _periods(axes, table, freq)
    return figure


def _bars(axes: Axes, table: pd.DataFrame, column: str) -> None:
    from matplotlib.ticker import MaxNLocator

    places = range(len(table))
    bars = axes.bar(places, table[column], color=BLUE, width=0.78, zorder=2)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.grid(axis="y", color=PALE, linewidth=0.6, zorder=0)
    axes.set_ylim(0, 1.18 * max(1, table[column].max()))
    axes.set_title("articles")
    if len(table) <= _MOST_NUMBERS:
        axes.bar_label(bars, labels=[str(number) if number else "" for number in table[column]], fontsize=7, padding=1)


def _share(axes: Axes, table: pd.DataFrame) -> None:
    axes.plot(range(len(table)), table["share"], color=ORANGE, marker="o", markersize=4, markeredgecolor=INK, markeredgewidth=0.5,
              linewidth=1.4, zorder=2)
    axes.grid(axis="y", color=PALE, linewidth=0.6, zorder=0)
    axes.set_ylim(0, max(5.0, 1.12 * float(table["share"].max())))
    axes.set_title("share of all articles of the period, %")


def _periods(axes: Axes, table: pd.DataFrame, freq: Freq) -> None:
    """The names of the periods below the axes, and hatches where nothing was read."""
    for place in table.index[table["articles"] == 0]:
        axes.axvspan(place - 0.5, place + 0.5, facecolor="none", edgecolor=PALE, hatch="////", linewidth=0, zorder=1)
    step = -(-len(table) // _MOST_LABELS)
    if freq == "Q" and step > 1:
        step = -(-step // 4) * 4
    names = [name.replace("Q", " Q") for name in table["period"]]
    axes.set_xticks(range(0, len(table), step), names[::step], fontsize=7.5)
    axes.set_xlim(-0.6, len(table) - 0.4)
    axes.spines["bottom"].set_color(GREY)


def _alt(table: pd.DataFrame, freq: Freq, topic: str | None) -> str:
    column = "on_topic" if topic else "articles"
    peak = table.loc[table[column].idxmax()]
    what = f"articles on {topic}" if topic else "articles"
    first, last, empty = table["period"].iloc[0], table["period"].iloc[-1], int((table["articles"] == 0).sum())
    return (f"Bars: {what} per {_NAMES[freq]}, {first} to {last}, {int(table[column].sum())} in all, most in {peak['period']} "
            f"({int(peak[column])}); {count(empty, 'period')} without any article.")
