"""What a figure is about: the place and the period its sentence or paragraph names (CODEBOOK.md §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.gazetteer import name_key
from pipeline.language import Doc
from pipeline.model import Figure, How, Place
from pipeline.resolve.candidates import candidates
from pipeline.resolve.context import Context
from pipeline.resolve.figure_periods import lies_ahead, periods_of
from pipeline.resolve.figure_places import place_of
from pipeline.resolve.periods import find_periods
from pipeline.resolve.scenery import Scenery, Where, around


def resolve(doc: Doc, figures: Sequence[Figure], places: Sequence[Place], context: Context) -> list[Figure]:
    """Return the figures with ``about_place`` and ``about_period`` where the text tells, each *stated* or *implied*.

    ``places`` are the resolved places of the same text, in order; relative periods count from the day of ``context``.
    """
    scenery = look(doc, figures, places, context)
    done: list[Figure] = []
    for index, (figure, told) in enumerate(zip(figures, periods_of(scenery, figures), strict=True)):
        done.append(_about(scenery, _dated(scenery, figure, told), figures, index, done[-1] if done else None))
    return done


def look(doc: Doc, figures: Sequence[Figure], places: Sequence[Place], context: Context) -> Scenery:
    """What stands around the figures of a text."""
    periods = list(find_periods(doc.folded, context.day))
    return Scenery(doc, list(places), periods, [place.start for place in places], [period.start for period in periods],
                   [figure.start for figure in figures], context.day.year if context.day else None, _province(context))


def _dated(scenery: Scenery, figure: Figure, told: tuple[str | None, How | None]) -> Figure:
    """The figure with its period and how the text tells it; what lies ahead is a target."""
    period, how = told
    status = "target" if figure.status == "reported" and lies_ahead(period, scenery.year) else figure.status
    return replace(figure, status=status, about_period=period, about_period_how=how)


def _province(context: Context) -> Where | None:
    """The province the paper serves, with its unit_id where only one province has that name on the day."""
    if context.province is None:
        return None
    found = candidates(name_key(context.province), None, context.day) if context.day else ()
    units = [unit for unit in found if unit.rank == "province" and unit.era == context.era]
    return context.province, units[0].unit_id if len(units) == 1 else None


def _about(scenery: Scenery, figure: Figure, figures: Sequence[Figure], index: int, previous: Figure | None) -> Figure:
    begin, end, line = around(scenery.doc, figure)
    until = min(end, figures[index + 1].start if index + 1 < len(figures) else end)
    last = previous if previous and previous.start >= line else None
    place, where = place_of(scenery, figure, begin, until, last)
    return replace(figure, about_place=place[0] if place else None, about_place_how=where, about_unit_id=place[1] if place else None)
