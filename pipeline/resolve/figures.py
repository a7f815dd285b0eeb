"""What a figure is about: the place and the period its sentence or paragraph names (CODEBOOK.md §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.gazetteer import name_key
from pipeline.language import Doc
from pipeline.model import Figure, How, MeasureType, Place, Status
from pipeline.resolve.candidates import candidates
from pipeline.resolve.context import Context
from pipeline.resolve.figure_periods import lies_ahead, periods_of
from pipeline.resolve.figure_places import places_of
from pipeline.resolve.figure_spots import Spot, named_spot
from pipeline.resolve.figure_traits import Located
from pipeline.resolve.periods import find_periods
from pipeline.resolve.scenery import Scenery, scenery_of
from pipeline.resolve.second_thoughts import thoughts


def resolve(doc: Doc, figures: Sequence[Figure], places: Sequence[Place], context: Context) -> list[Figure]:
    """Return the figures with ``about_place`` and ``about_period`` where the text tells, each *stated* or *implied*, and with their
    ``status`` and ``measure_type`` on second thought.

    ``places`` are the resolved places of the same text, in order; relative periods count from the day of ``context``. Place, period,
    status and type are each learnt from what the extractor alone says, so none of them sees another's answer.
    """
    scenery = look(doc, figures, places, context)
    periods, located = periods_of(scenery, figures), places_of(scenery, figures)
    return [_told(scenery, *answers) for answers in zip(figures, thoughts(scenery, figures), periods, located, strict=True)]


def look(doc: Doc, figures: Sequence[Figure], places: Sequence[Place], context: Context) -> Scenery:
    """What stands around the figures of a text."""
    return scenery_of(doc, list(places), list(find_periods(doc.folded, context.day)), [figure.start for figure in figures],
                      context.day.year if context.day else None, _paper(context))


def _paper(context: Context) -> Spot | None:
    """The province the paper serves, with its unit_id where only one province has that name on the day."""
    if context.province is None:
        return None
    found = candidates(name_key(context.province), None, context.day) if context.day else ()
    units = [unit.unit_id for unit in found if unit.rank == "province" and unit.era == context.era]
    return named_spot(context.province, units[0] if len(units) == 1 else None, "province")


def _told(
    scenery: Scenery, figure: Figure, thought: tuple[Status, MeasureType], told: tuple[str | None, How | None], chosen: Located | None,
) -> Figure:
    """The figure with all that was found; what lies ahead is a target, a place is *stated* where its sentence or paragraph names it."""
    (status, kind), (period, how), spot = thought, told, chosen.spot if chosen else None
    if status == "reported" and lies_ahead(period, scenery.year):
        status = "target"
    if spot is None or chosen is None:
        return replace(figure, status=status, measure_type=kind, about_period=period, about_period_how=how)
    stated = not chosen.sides.isdisjoint(("left", "right", "back"))
    return replace(figure, status=status, measure_type=kind, about_period=period, about_period_how=how, about_place=spot.text,
                   about_place_how="stated" if stated else "implied", about_unit_id=spot.unit_id)
