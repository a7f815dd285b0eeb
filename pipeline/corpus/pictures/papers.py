"""Newspapers side by side: how much they print and what there is in it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.corpus.markup import visible
from pipeline.corpus.pictures.labels import count
from pipeline.corpus.pictures.picture import BLUE, GREY, INK, Picture, canvas, finish, ink_on, nothing, style, watermark_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from pipeline.corpus.pictures.frames import Frames

_KINDS = {"plan": "documents", "figure": "figures", "place": "places", "person": "persons"}
_MEASURES = {"articles": "articles", "median_words": "words of an article (median)"} | {
    f"{name}_per_1000_words": f"{name} per 1,000 words" for name in _KINDS.values()}
_MOST_TOPICS = 12


def compare(corpus: Frames, papers: Sequence[str] | None = None) -> Picture:
    """The ``papers`` (keys; by default all) side by side: articles, median words of an article, and how many documents, figures,
    places and persons are named per 1,000 words; below, the share of articles on each of the commonest topics, if there are any.

    The table has one row a paper, with those columns and ``topic:<name>`` in percent of the paper's articles. Rates are of the
    articles that were read by the engine (``words``). Raises ValueError for a paper of which the corpus has no article.
    """
    articles = corpus.articles[corpus.articles["paper"].notna()]
    chosen = list(papers) if papers is not None else sorted(articles["paper"].unique())
    if missing := sorted(set(chosen) - set(articles["paper"])):
        known = ", ".join(sorted(articles["paper"].unique()))
        raise ValueError(f"no article of {', '.join(missing)}; the corpus has {known or 'none'}")
    articles = articles[articles["paper"].isin(chosen)]
    watermark = watermark_of(articles)
    if not chosen:
        return nothing("Newspapers side by side", "No article of the corpus names its paper.", articles[["paper"]], watermark)
    table = _table(corpus, articles, chosen)
    with style():
        figure = _drawn(table)
        note = "Rates are per 1,000 words of the articles that were analysed; a paper without a bar has none."
        return finish(figure, "Newspapers side by side", _alt(table), table, watermark, note)


def _table(corpus: Frames, articles: pd.DataFrame, papers: list[str]) -> pd.DataFrame:
    import pandas as pd

    groups = articles.groupby("paper")
    words = groups["words"].sum().reindex(papers).astype("float64")
    table = pd.DataFrame({"paper": papers, "articles": groups.size().reindex(papers).to_numpy(),
                          "median_words": groups["words"].median().reindex(papers).astype("float64").to_numpy()})
    mentions = corpus.mentions
    counts = mentions[mentions["paper"].isin(papers)].groupby(["paper", "kind"]).size().unstack(fill_value=0)
    for kind, name in _KINDS.items():
        number = counts[kind].reindex(papers, fill_value=0) if kind in counts else pd.Series(0, index=papers)
        table[f"{name}_per_1000_words"] = (1000 * number / words.where(words > 0)).round(2).to_numpy()
    return table.join(_topics(corpus, articles, papers))


def _topics(corpus: Frames, articles: pd.DataFrame, papers: list[str]) -> pd.DataFrame:
    """The share of each paper's articles on the commonest topics, in percent; no column without topics."""
    import pandas as pd

    paper_of = articles.set_index("id")["paper"]
    found = corpus.topics
    pairs = found[found["id"].isin(paper_of.index)].drop_duplicates(["id", "topic"])
    commonest = pairs["topic"].value_counts().index[:_MOST_TOPICS]
    counts = pd.crosstab(pairs["id"].map(paper_of), pairs["topic"]) if len(pairs) else pd.DataFrame(index=papers)
    sizes = articles.groupby("paper").size().reindex(papers)
    shares = counts.reindex(index=papers, columns=commonest, fill_value=0).mul(100 / sizes, axis=0).round(1)
    return shares.add_prefix("topic:").reset_index(drop=True)


def _drawn(table: pd.DataFrame) -> Figure:
    """Six small bar charts, one a measure, and a table of topics below them."""
    papers = len(table)
    topics = [name for name in table.columns if name.startswith("topic:")]
    one, gap, below = 0.22 * papers + 0.12, 0.5, (0.3 * papers + 1.5 if topics else 0.0)
    height = 0.8 + 2 * one + gap + below + 0.15
    figure = canvas(8.6, height)
    grid = figure.add_gridspec(2, 3, left=0.15, right=0.97, top=1 - 0.7 / height, bottom=(below + 0.1) / height, hspace=gap / one,
                               wspace=0.12)
    for place, (column, name) in enumerate(_MEASURES.items()):
        _bars(figure.add_subplot(grid[place // 3, place % 3]), table, column, name, named=place % 3 == 0)
    if topics:
        _shares(figure.add_axes((0.15, 0.35 / height, 0.78, 0.3 * papers / height)), table, topics)
    return figure


def _bars(axes: Axes, table: pd.DataFrame, column: str, name: str, *, named: bool) -> None:
    rows = range(len(table))
    values = table[column].astype("float64").fillna(0)
    bars = axes.barh(rows, values, height=0.66, color=BLUE)
    axes.bar_label(bars, labels=[f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}" for value in values],
                   fontsize=7, padding=2)
    axes.set_yticks(rows, _names(table) if named else [""] * len(table), fontsize=7.5)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_xlim(0, 1.3 * max(float(values.max()), 1e-9))
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)
    axes.set_title(name, fontsize=8)


def _names(table: pd.DataFrame) -> list[str]:
    return [textwrap.shorten(visible(paper), 22, placeholder="…") for paper in table["paper"]]


def _shares(axes: Axes, table: pd.DataFrame, topics: list[str]) -> None:
    """Papers by topics: each cell has its percent in figures and as a shade."""
    from matplotlib import colormaps
    from numpy import nan, where

    shares = table[topics].to_numpy(dtype=float)
    top = max(float(shares.max()), 1.0)
    axes.imshow(where(shares > 0, shares, nan), cmap="cividis_r", aspect="auto", vmin=0, vmax=top)
    for row, cells in enumerate(shares):
        for column, share in enumerate(cells):
            ink = ink_on(colormaps["cividis_r"](share / top)) if share else INK
            axes.text(column, row, f"{share:.0f}", ha="center", va="center", fontsize=7.5, color=ink)
    axes.set_xticks(range(len(topics)), [name.removeprefix("topic:") for name in topics], rotation=35, ha="left", fontsize=7.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_yticks(range(len(table)), _names(table), fontsize=7.5)
    axes.set_xlabel("percent of the paper's articles, by topic (an article may have up to three)", fontsize=7.5, color=GREY,
                    labelpad=3)
    axes.spines[:].set_visible(False)


def _alt(table: pd.DataFrame) -> str:
    rows = "; ".join(f"{row.paper}: {count(row.articles, 'article')}, {row.documents_per_1000_words} documents and "
                     f"{row.figures_per_1000_words} figures per 1,000 words" for row in table.head(5).itertuples())
    return f"Bars for {count(len(table), 'newspaper')}: {rows}."
