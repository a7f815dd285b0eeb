"""The periods figures are about: of those named around each the one that learnt weights prefer, or none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Figure, How
from pipeline.resolve.period_rules import told_by_rules
from pipeline.resolve.period_traits import candidates_of
from pipeline.resolve.ranking import Candidate, chosen, learnt, link_of
from pipeline.resolve.scenery import TIMELESS, Scenery

_STATED = frozenset(("first left", "first right", "first back"))


def periods_of(scenery: Scenery, figures: Sequence[Figure]) -> list[tuple[str | None, How | None]]:
    """The period of each figure, *stated* by its own paragraph or *implied*; None where the text names none that is likely enough."""
    dated = [figure for figure in figures if figure.measure_type not in TIMELESS]
    rows, links = rows_of(scenery, dated)
    indexes = chosen(rows, links, learnt("figure_periods"))
    told = {figure.start: _told(row[index]) for figure, row, index in zip(dated, rows, indexes, strict=True)}
    return [told.get(figure.start, (None, None)) for figure in figures]


def _told(candidate: Candidate) -> tuple[str | None, How | None]:
    if candidate.key is None:
        return None, None
    return candidate.key, "implied" if _STATED.isdisjoint(candidate.traits) else "stated"


def rows_of(scenery: Scenery, figures: Sequence[Figure]) -> tuple[list[list[Candidate]], list[tuple[str, ...]]]:
    """The candidates of each figure, none first, and what holds between each and the one before it (no ages and durations: they
    have no period, and what they stand between may share one)."""
    told = told_by_rules(scenery, figures)
    rows = [candidates_of(scenery, figure, *rule) for figure, rule in zip(figures, told, strict=True)]
    steps = [_links(scenery, before, figure) for before, figure in pairwise(figures)]
    return rows, [(), *steps][:len(rows)]


def _links(scenery: Scenery, before: Figure, figure: Figure) -> tuple[str, ...]:
    """Where a figure stands after another, whether a period is named between them, and whether both are of one kind."""
    where = link_of(scenery.doc.folded, before, figure)
    alike = "alike" if before.measure_type == figure.measure_type else "unlike"
    dated = "dated" if scenery.periods_in(before.end, figure.start) else "undated"
    unit = ("one unit",) if before.unit == figure.unit else ()
    return where, alike, dated, f"{where} {dated}", *unit


def lies_ahead(period: str | None, year: int | None) -> bool:
    """Whether a period begins in a year after the article's: what it holds is hoped for."""
    return period is not None and year is not None and int(period[:4]) > year
