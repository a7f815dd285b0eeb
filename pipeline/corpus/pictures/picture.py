"""A picture with its table: what every function of this package returns, and the look they share."""

from __future__ import annotations

import base64
import html
import io
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The colours of Okabe and Ito (2008), told apart by the colour-blind; their yellow is left out, too pale in print.
BLUE, ORANGE, GREEN, RED, SKY, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
INK, GREY, PALE = "#1a1a1a", "#595959", "#d9d9d9"
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans", "text.parse_math": False,
    "font.size": 9, "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": GREY,
    "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": 9, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "xtick.color": INK, "ytick.color": INK, "hatch.linewidth": 0.6, "svg.hashsalt": "baotinh",
    "figure.facecolor": "white", "savefig.facecolor": "white",
}
_GROUPS = ("axes.", "figure.", "font.", "grid.", "hatch.", "image.", "legend.", "lines.", "mathtext.", "patch.", "path.", "pdf.",
           "savefig.", "svg.", "text.", "xaxis.", "xtick.", "yaxis.", "ytick.")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Picture:
    """A figure (matplotlib), the ``table`` it shows, its ``title``, and ``alt``: what is seen on it, in words.

    ``watermark`` is printed on the picture and stands in a column of the table when the data are an illustration. In a notebook
    a picture shows itself.
    """

    title: str
    alt: str
    figure: Figure
    table: pd.DataFrame
    watermark: str | None = None

    def __repr__(self) -> str:
        return f"<Picture: {self.title}{f' ({self.watermark})' if self.watermark else ''}>"

    def png(self, dpi: int = 150) -> bytes:
        """The picture as a PNG file; ``dpi`` is dots per inch (300 for print)."""
        return self._rendered("png", dpi=dpi)

    def svg(self) -> str:
        """The picture as an SVG file, letters drawn as outlines: the same bytes for the same data."""
        return self._rendered("svg", metadata={"Date": None}).decode()

    def save(self, path: str | Path, dpi: int = 300) -> Path:
        """Write the picture to ``path``; its ending (``.png``, ``.svg``, ``.pdf``) says how. Returns the path.

        Raises ValueError for an ending that matplotlib does not know.
        """
        path = Path(path)
        path.write_bytes(self._rendered(path.suffix.lstrip(".") or "png", dpi=dpi))
        return path

    def _rendered(self, form: str, **options: Any) -> bytes:
        out = io.BytesIO()
        with style():
            self.figure.savefig(out, format=form, bbox_inches="tight", pad_inches=0.12, **options)
        return out.getvalue()

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png(110)).decode()
        return f'<img alt="{html.escape(self.alt)}" src="data:image/png;base64,{data}" style="max-width:100%">'


@contextmanager
def style() -> Iterator[None]:
    """Everything inside is drawn in the look of the project, whatever the user's settings are."""
    import matplotlib

    plain = {name: value for name, value in matplotlib.rcParamsDefault.items() if name.startswith(_GROUPS)}
    with matplotlib.rc_context({**plain, **_STYLE}):
        yield


def canvas(width: float, height: float) -> Figure:
    """An empty figure of that size in inches, known to no global list of figures."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def finish(figure: Figure, title: str, alt: str, table: pd.DataFrame, watermark: str | None, note: str = "") -> Picture:
    """The picture, with its title, a note below it, and the watermark across it."""
    width, height = figure.get_size_inches()
    heading = "\n".join(textwrap.wrap(title, int(width * 10.5)))
    figure.text(0.02, 1 - 0.06 / height, heading, fontsize=11, fontweight="bold", va="top", ha="left")
    below = textwrap.fill(" ".join(part for part in (watermark and f"{watermark}.", note) if part), int(width * 18))
    figure.text(0.02, -0.02 / height, below, fontsize=7, color=GREY, va="top", ha="left")
    if watermark:
        figure.text(0.5, 0.5, watermark, fontsize=min(44.0, 6 * width, 11 * height), color=GREY, alpha=0.2, rotation=30,
                    ha="center", va="center", zorder=50)
        table = table.assign(watermark=watermark)
    return Picture(title=title, alt=alt, figure=figure, table=table, watermark=watermark)


def nothing(title: str, why: str, table: pd.DataFrame, watermark: str | None) -> Picture:
    """A picture that says that there is nothing to see, and why."""
    figure = canvas(5.5, 1.2)
    figure.text(0.5, 0.4, why, ha="center", va="center", color=GREY)
    return finish(figure, title, why, table, watermark)


def ink_on(shade: Sequence[float]) -> str:
    """White or black, whichever stands out more from a ground (red, green, blue from 0 to 1), by the contrast of WCAG 2.1.

    >>> ink_on((1, 1, 1)), ink_on((0, 0.1, 0.3))
    ('#1a1a1a', 'white')
    """
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in shade[:3]]
    return INK if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.2 else "white"


def bare_axes(axes: Axes) -> None:
    """Take the frame and the ticks off."""
    axes.set_axis_off()


def watermark_of(*frames: pd.DataFrame) -> str | None:
    """The watermark that one of the frames carries, in its column or its ``attrs``; None for real data."""
    for frame in frames:
        if kept := frame.attrs.get("watermark"):
            return str(kept)
        if "watermark" in frame.columns:
            marks = frame["watermark"].dropna()
            if len(marks):
                return str(marks.iloc[0])
    return None
