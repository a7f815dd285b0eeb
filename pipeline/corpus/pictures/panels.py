"""A panel as it can be read: places down, periods across, a bar and the number in each cell, and what an empty cell means."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from pipeline.corpus.pictures.labels import count
from pipeline.corpus.pictures.picture import (
    BLUE,
    GREY,
    INK,
    PALE,
    RED,
    SKY,
    Picture,
    bare_axes,
    canvas,
    finish,
    nothing,
    style,
    watermark_of,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from pipeline.corpus.panels import Panel

_SERIES = ["measure_type", "status", "subset", "predicate", "unit"]
_SIGNS = {"almost": "<", "about": "≈", "over": ">", "under": "<", "at_least": "≥", "at_most": "≤"}
_COLUMN, _ROW, _NAMES = 1.15, 0.36, 2.5


def panel(made: Panel, *, title: str | None = None, most: int = 30) -> Picture:
    """The cells of a panel (``corpus.panel(…)``): a row a unit and series, a column a period.

    A cell with more than one value shows them all, in a frame: they are in conflict. A hatched cell had no article, one with a
    dash had articles but nothing reported. At most ``most`` rows are drawn; the table is ``panel.cells`` with ``label``, its row.
    """
    cells = made.cells
    indicator = f"{made.question.indicator}" + "".join(f" · {verb}" for verb in made.question.predicates)
    title = title or f"{indicator}, by {made.question.by}"
    if cells.empty:
        return nothing(title, "No figure of the corpus fills a cell of this panel.", cells, watermark_of(cells))
    table = cells.assign(label=_labels(cells)).drop(columns=["evidence"])
    rows = list(dict.fromkeys(table.sort_values(["unit_id", "period"])["label"]))
    periods = sorted(set(table["period"]))
    with style():
        drawn = rows[:most]
        figure = canvas(_NAMES + _COLUMN * len(periods) + 0.2, _ROW * len(drawn) + 0.95)
        height = figure.get_size_inches()[1]
        axes = figure.add_axes((0.01, 0.05 / height, 0.98, 1 - 0.45 / height))
        _draw(axes, table, drawn, periods)
        note = "Hatched: no article of that time. Dash: articles, but nothing reported. Framed: sources differ, all values shown."
        note += f" {len(rows) - most} more rows in the table." if len(rows) > most else ""
        return finish(figure, title, _alt(table, rows, periods), table, watermark_of(cells), note)


def _labels(cells: pd.DataFrame) -> list[str]:
    """The name of each cell's row: the place with its era, and what tells its series from the others of the panel."""
    values = cells[cells["state"] == "value"]
    telling = [name for name in _SERIES if values[name].astype("object").where(values[name].notna(), "").nunique() > 1]

    def label(row: dict[str, Any]) -> str:
        parts = [shown for name in telling if row["state"] == "value" and (shown := str(row[name] or "")) not in ("", "nan")]
        return " · ".join([f"{row['place']} ({row['era']})", *parts])

    return [label(row) for row in cells.to_dict("records")]


def _draw(axes: Axes, table: pd.DataFrame, rows: list[str], periods: list[str]) -> None:
    left = -_NAMES / _COLUMN
    axes.set_xlim(left, len(periods))
    axes.set_ylim(len(rows), -0.9)
    bare_axes(axes)
    values = table.loc[table["state"] == "value", ["value", "high"]].max(axis=1).astype("float64")
    top = max(float(values.max()), 1e-9) if len(values) else 1.0
    for column, period in enumerate(periods):
        axes.text(column + 0.06, -0.3, period, fontsize=8.5, fontweight="bold", color=GREY, va="center")
    for row, label in enumerate(rows):
        axes.axhline(row, color=PALE, linewidth=0.6)
        axes.text(left + 0.02, row + 0.5, textwrap.shorten(label, 44, placeholder="…"), fontsize=7.8, va="center")
        for column, period in enumerate(periods):
            _cell(axes, column, row, table[(table["label"] == label) & (table["period"] == period)], top)


def _cell(axes: Axes, column: int, row: int, found: pd.DataFrame, top: float) -> None:
    from matplotlib.patches import Rectangle

    told = found[found["state"] == "value"]
    if told.empty:
        if (found["state"] == "no_article").any():
            axes.add_patch(Rectangle((column + 0.06, row + 0.2), 0.86, 0.6, facecolor="none", edgecolor=PALE, hatch="////",
                                     linewidth=0))
        elif (found["state"] == "nothing_reported").any():
            axes.text(column + 0.06, row + 0.5, "–", fontsize=8, color=GREY, va="center")
        return
    numbers = told["value"].fillna(told["high"]).astype("float64")
    length = 0.86 * float(numbers.max()) / top
    axes.add_patch(Rectangle((column + 0.06, row + 0.62), length, 0.2, facecolor=SKY, edgecolor=BLUE, linewidth=0.6))
    axes.text(column + 0.06, row + 0.36, " | ".join(map(_told, told.to_dict("records"))), fontsize=8, color=INK, va="center")
    if len(told) > 1:
        axes.add_patch(Rectangle((column + 0.02, row + 0.06), 0.94, 0.88, facecolor="none", edgecolor=RED, linewidth=1.1))


def _told(row: dict[str, Any]) -> str:
    """A value as its sources give it: *281*, *≥ 90*, *60–80*."""
    if row["value"] is None or row["value"] != row["value"]:
        return f"{row['low']:,.10g}–{row['high']:,.10g}"
    return f"{_SIGNS.get(str(row['qualifier']), '')} {row['value']:,.10g}".strip()


def _alt(table: pd.DataFrame, rows: list[str], periods: list[str]) -> str:
    told = table[table["state"] == "value"]
    first = told.sort_values("value", ascending=False).head(3)
    most = ", ".join(f"{row['place']} {row['period']}: {_told(row)}" for row in first.to_dict("records"))
    return (f"Table of bars: {count(len(rows), 'row')} by {count(len(periods), 'period')}, {count(len(told), 'value')}; "
            f"{int(told['conflict'].sum())} in conflict. Highest: {most}.")
