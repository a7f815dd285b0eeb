"""What a figure is about: the place and the period its sentence or paragraph names (CODEBOOK.md §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.gazetteer import name_key
from pipeline.language import Doc
from pipeline.model import Figure, Place
from pipeline.resolve.candidates import candidates
from pipeline.resolve.context import Context
from pipeline.resolve.figure_periods import lies_ahead, period_of
from pipeline.resolve.figure_places import place_of
from pipeline.resolve.periods import find_periods
from pipeline.resolve.figure_spots import Spot, named_spot
from pipeline.resolve.figure_traits import Told
from pipeline.resolve.scenery import Scenery, scenery_of


def resolve(doc: Doc, figures: Sequence[Figure], places: Sequence[Place], context: Context) -> list[Figure]:
    """Return the figures with ``about_place`` and ``about_period`` where the text tells, each *stated* or *implied*.

    ``places`` are the resolved places of the same text, in order; relative periods count from the day of ``context``.
    """
    scenery = look(doc, figures, places, context)
    done: list[Figure] = []
    last: Told | None = None
    for index, figure in enumerate(figures):
        about, key = _about(scenery, figure, figures, index, last)
        done.append(about)
        last = Told(about, key)
    return done


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


def around(scenery: Scenery, figure: Figure) -> tuple[int, int, int] | None:
    """Where the sentence of a figure begins (at most 600 letters before it) and ends, and where its paragraph begins."""
    sentence = scenery.doc.sentence_at(figure.start)
    if sentence is None:
        return None
    line = max(0, figure.start - 20_000, scenery.doc.text.rfind("\n", max(0, figure.start - 20_000), figure.start) + 1)
    return max(sentence.start, figure.start - 600), sentence.end, line


def _about(scenery: Scenery, figure: Figure, figures: Sequence[Figure], index: int, told: Told | None) -> tuple[Figure, str | None]:
    """The figure with its place and period, and the key of the place."""
    bounds = around(scenery, figure)
    if bounds is None:
        return figure, None
    begin, end, line = bounds
    until = min(end, figures[index + 1].start if index + 1 < len(figures) else end)
    last = told.figure if told and told.figure.start >= line else None
    period, when = period_of(scenery, figure, begin, end, until, last, line)
    spot, how = place_of(scenery, figure, bounds, told)
    status = "target" if figure.status == "reported" and lies_ahead(period, scenery.year) else figure.status
    about = replace(figure, status=status, about_period=period, about_period_how=when, about_place=spot.text if spot else None,
                    about_place_how=how, about_unit_id=spot.unit_id if spot else None)
    return about, spot.key if spot else None
