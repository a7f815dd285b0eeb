"""The places figures are about: of all that stand around each the one a table of learnt weights prefers, or none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Figure
from pipeline.resolve.figure_traits import Located, candidates_of
from pipeline.resolve.ranking import chosen, learnt, link_of
from pipeline.resolve.scenery import TIMELESS, Scenery, around


def places_of(scenery: Scenery, figures: Sequence[Figure]) -> list[Located | None]:
    """The place of each figure as the candidate chosen; None for ages and durations, which have no place, and its spot is None where
    the text names no place that is likely enough."""
    placed = [figure for figure in figures if figure.measure_type not in TIMELESS]
    rows, links = rows_of(scenery, placed)
    indexes = chosen(rows, links, learnt("figure_places"))
    told = {figure.start: row[index] for figure, row, index in zip(placed, rows, indexes, strict=True)}
    return [told.get(figure.start) for figure in figures]


def rows_of(scenery: Scenery, figures: Sequence[Figure]) -> tuple[list[list[Located]], list[tuple[str, ...]]]:
    """The candidates of each figure, none first, and what holds between each and the one before it (no ages and durations)."""
    rows = [candidates_of(scenery, figure, *around(scenery, figure)) for figure in figures]
    steps = [_links(scenery, before, figure) for before, figure in pairwise(figures)]
    return rows, [(), *steps][:len(rows)]


def _links(scenery: Scenery, before: Figure, figure: Figure) -> tuple[str, ...]:
    where = link_of(scenery.doc.folded, before, figure)
    named = "named" if scenery.spots_before(figure.start, before.end, 1) else "unnamed"
    unit = ("one unit",) if before.unit == figure.unit else ()
    alike = "alike" if before.measure_type == figure.measure_type else "unlike"
    return where, named, alike, f"{where} {named}", *unit
