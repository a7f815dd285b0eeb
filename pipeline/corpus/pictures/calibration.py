"""Whether probabilities mean what they say: of the answers given 0.8, are eight in ten right?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.corpus.pictures.labels import count
from pipeline.corpus.pictures.picture import BLUE, GREY, INK, PALE, Picture, canvas, finish, nothing, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def calibration(
    scores: Sequence[float], right: Sequence[bool], *, bins: int = 5, title: str = "Calibration", watermark: str | None = None
) -> Picture:
    """A reliability diagram: ``scores`` are probabilities, ``right`` says of each whether the answer was.

    The table has one row a bin of equal width: ``low``, ``high``, ``number``, ``mean_score``, ``share_right``. The note gives the
    expected calibration error: the mean distance of the two, weighted by number. Raises ValueError for lists of different
    lengths or a score outside 0 to 1.
    """
    table = _table(scores, right, bins)
    if table["number"].sum() == 0:
        return nothing(title, "There is no answer to look at.", table, watermark)
    error = _error(table)
    filled = table[table["number"] > 0]
    with style():
        figure = canvas(4.6, 4.6)
        axes = figure.add_axes((0.14, 0.12, 0.8, 0.76))
        _draw(axes, filled)
        alt = (f"Reliability diagram of {count(int(table['number'].sum()), 'answer')} in {count(len(filled), 'bin')}: expected "
               f"calibration error {error:.3f}. A point on the diagonal is calibrated, one above it too modest.")
        note = f"Expected calibration error {error:.3f}. The numbers at the points are counts; few answers tell little."
        return finish(figure, title, alt, table, watermark, note)


def _table(scores: Sequence[float], right: Sequence[bool], bins: int) -> pd.DataFrame:
    import pandas as pd

    answers = pd.DataFrame({"score": list(scores), "right": list(right)}) if len(scores) == len(right) else None
    if answers is None or ((answers["score"] < 0) | (answers["score"] > 1)).any():
        raise ValueError("as many scores as answers are needed, each score from 0 to 1")
    bin_of = (answers["score"].astype("float64") * bins).astype("int64").clip(upper=bins - 1)
    groups = answers.astype("float64").groupby(bin_of)
    every = range(bins)
    return pd.DataFrame({
        "low": [number / bins for number in every], "high": [(number + 1) / bins for number in every],
        "number": groups.size().reindex(every, fill_value=0).to_numpy(),
        "mean_score": groups["score"].mean().reindex(every).to_numpy(),
        "share_right": groups["right"].mean().reindex(every).to_numpy(),
    })


def _error(table: pd.DataFrame) -> float:
    distance = (table["mean_score"] - table["share_right"]).abs().fillna(0)
    return float((distance * table["number"]).sum() / table["number"].sum())


def _draw(axes: Axes, filled: pd.DataFrame) -> None:
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1)
    axes.plot(filled["mean_score"], filled["share_right"], color=BLUE, marker="o", markeredgecolor=INK, markeredgewidth=0.6)
    for row in filled.itertuples():
        axes.annotate(f"{row.number}", (row.mean_score, row.share_right), xytext=(6, -9), textcoords="offset points",
                      fontsize=7.5)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(-0.02, 1.04)
    axes.grid(color=PALE, linewidth=0.6)
    axes.set_xlabel("mean probability given")
    axes.set_ylabel("share that was right")
