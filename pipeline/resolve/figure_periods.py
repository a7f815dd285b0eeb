"""The periods figures are about: of those named around each the one that learnt weights prefer, or none."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Figure
from pipeline.resolve.period_traits import candidates_of
from pipeline.resolve.ranking import Candidate, chosen, learnt, link_of
from pipeline.resolve.scenery import TIMELESS, Scenery


def periods_of(scenery: Scenery, figures: Sequence[Figure]) -> list[str | None]:
    """The period of each figure, None where the text names none that is likely enough."""
    rows, links = rows_of(scenery, figures)
    return [row[index].key for row, index in zip(rows, chosen(rows, links, learnt("figure_periods")), strict=True)]


def rows_of(scenery: Scenery, figures: Sequence[Figure]) -> tuple[list[list[Candidate]], list[str]]:
    """The candidates of each figure, none first, and how each follows the one before it (*first* for the first)."""
    rows = [candidates_of(scenery, figure) for figure in figures]
    folded = scenery.doc.folded
    return rows, ["first", *(_link(folded, before, figure) for before, figure in zip(figures, figures[1:], strict=False))][:len(rows)]


def _link(folded: str, before: Figure, figure: Figure) -> str:
    timeless = (before.measure_type in TIMELESS) + (figure.measure_type in TIMELESS)
    alike = "timeless" if timeless else "alike" if before.measure_type == figure.measure_type else "unlike"
    return f"{link_of(folded, before, figure)} {alike}"


def lies_ahead(period: str | None, year: int | None) -> bool:
    """Whether a period begins in a year after the article's: what it holds is hoped for."""
    return period is not None and year is not None and int(period[:4]) > year
