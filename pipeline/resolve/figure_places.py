"""The places figures are about: of all that stand around each the one a table of learnt weights prefers, or none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Figure
from pipeline.resolve.figure_traits import Located, candidates_of
from pipeline.resolve.ranking import chosen, learnt, link_of
from pipeline.resolve.scenery import Scenery, around


def places_of(scenery: Scenery, figures: Sequence[Figure]) -> list[Located]:
    """The place of each figure as the candidate chosen; its spot is None where the text names no place that is likely enough."""
    rows, links = rows_of(scenery, figures)
    return [row[index] for row, index in zip(rows, chosen(rows, links, learnt("figure_places")), strict=True)]


def rows_of(scenery: Scenery, figures: Sequence[Figure]) -> tuple[list[list[Located]], list[tuple[str, ...]]]:
    """The candidates of each figure, none first, and what holds between each and the one before it."""
    rows = [candidates_of(scenery, figure, *around(scenery.doc, figure)) for figure in figures]
    steps = [(link_of(scenery.doc.folded, before, figure),) for before, figure in pairwise(figures)]
    return rows, [(), *steps][:len(rows)]
