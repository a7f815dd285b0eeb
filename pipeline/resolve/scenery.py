"""What stands around the figures of a text: its places and periods, found by their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.language import Doc
from pipeline.model import Figure, Place
from pipeline.resolve.figure_spots import Spot, find_spots
from pipeline.resolve.figure_words import NOUNS, Marks, marks_of
from pipeline.resolve.period_names import Names, Shape
from pipeline.resolve.periods import Period

GOES_ON = re.compile(r"(?:có|trong (?:số )?(?:đó|này))(?!\w)")
"""How a sentence begins that counts on from the one before."""
TIMELESS = frozenset(("age", "duration"))


@dataclass(frozen=True)
class Scenery:
    """A text with its places and periods in order, the year of its article and the province its paper serves.

    ``spots`` are the places as :mod:`pipeline.resolve.figure_spots` joins them, ``times`` how often each is named, ``most`` how
    often the most frequent one is, ``scene_key`` the first place where something is, ``marks`` the words that tell clauses apart,
    ``nouns`` those that stand for places. Marks and nouns are looked for only where a figure may need them.
    """

    doc: Doc
    places: list[Place]
    periods: list[Period]
    place_starts: list[int]
    period_starts: list[int]
    figure_starts: list[int]
    year: int | None
    paper: Spot | None
    spots: list[Spot]
    spot_starts: list[int]
    times: Counter[str]
    most: int
    scene_key: str | None
    marks: dict[str, Marks]
    nouns: list[re.Match[str]]
    noun_starts: list[int]
    far: dict[int, list[tuple[str, str | None, Names]]] = field(default_factory=dict)
    """What :mod:`pipeline.resolve.period_traits` has seen around a sentence, by its beginning: all its figures share it."""
    far_spots: dict[int, Any] = field(default_factory=dict)
    """The same for places, kept by :mod:`pipeline.resolve.figure_traits`."""
    rooms: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """What :func:`around` tells, by the beginning of a figure."""
    shapes: dict[int, Shape] = field(default_factory=dict)
    """The periods it has looked at, by their beginning."""

    @cached_property
    def own_periods(self) -> list[Period]:
        """The periods that are compared with nothing, in order."""
        return [period for period in self.periods if not period.against]

    @cached_property
    def own_period_starts(self) -> list[int]:
        """Where they begin."""
        return [period.start for period in self.own_periods]

    @cached_property
    def period_times(self) -> Counter[str]:
        """How often each period is named."""
        return Counter(period.value for period in self.periods if period.value)

    @cached_property
    def most_periods(self) -> int:
        """How often the period named most is named."""
        return max(self.period_times.values(), default=0)

    def places_in(self, begin: int, end: int) -> list[Place]:
        """The places that begin from ``begin`` up to but not including ``end``."""
        return self.places[bisect_left(self.place_starts, begin):bisect_right(self.place_starts, end - 1)]

    def spots_before(self, offset: int, begin: int, most: int) -> list[Spot]:
        """The last ``most`` spots between ``begin`` and ``offset``, the nearest first."""
        until = bisect_left(self.spot_starts, offset)
        since = max(bisect_left(self.spot_starts, begin), until - most)
        return [spot for spot in reversed(self.spots[since:until]) if spot.end <= offset]

    def spots_behind(self, offset: int, end: int, most: int) -> list[Spot]:
        """The first ``most`` spots that begin from ``offset`` up to but not including ``end``."""
        since = bisect_left(self.spot_starts, offset)
        return self.spots[since:min(since + most, bisect_left(self.spot_starts, end))]

    def nouns_in(self, begin: int, end: int) -> list[re.Match[str]]:
        """The common nouns for places (:data:`figure_words.NOUNS`) that lie between ``begin`` and ``end``."""
        since = bisect_left(self.noun_starts, begin)
        return [noun for noun in self.nouns[since:bisect_left(self.noun_starts, end)] if noun.end() <= end]

    def figures_between(self, begin: int, end: int) -> int:
        """How many figures begin from ``begin`` up to but not including ``end``."""
        return bisect_left(self.figure_starts, end) - bisect_left(self.figure_starts, begin)

    def is_owned(self, spot: Spot, figure: Figure) -> bool:
        """Whether a listed place belongs to another number right behind it: *Lào Cai 3 nhà, Yên Bái 5 nhà*."""
        index = bisect_left(self.figure_starts, spot.end)
        owner = self.figure_starts[index] if index < len(self.figure_starts) else figure.start
        return owner != figure.start and owner - spot.end < 3 and spot.lead in ("comma", "colon", "for")

    def sentence_before(self, begin: int) -> int:
        """Where the sentence before the one that begins at ``begin`` begins; ``begin`` itself for the first."""
        sentence = self.doc.sentence_at(max(0, begin - 3))
        return sentence.start if sentence else begin

    def own_periods_in(self, begin: int, end: int) -> list[Period]:
        """The periods of its own that begin from ``begin`` up to but not including ``end``."""
        return self.own_periods[bisect_left(self.own_period_starts, begin):bisect_left(self.own_period_starts, end)]

    def periods_in(self, begin: int, end: int) -> list[Period]:
        """The periods that begin from ``begin`` up to but not including ``end``."""
        return self.periods[bisect_left(self.period_starts, begin):bisect_right(self.period_starts, end - 1)]


def scenery_of(doc: Doc, places: list[Place], periods: list[Period], figures: list[int], year: int | None,
               paper: Spot | None) -> Scenery:
    """The scenery of a text with its resolved ``places``, its ``periods`` and where its ``figures`` begin, all in order."""
    spots = find_spots(doc, places)
    times = Counter(spot.key for spot in spots)
    scene = next((spot.key for spot in spots if spot.lead in ("at", "ground") and spot.chain in ("narrow", "alone")), None)
    read = doc.folded if figures and (spots or paper) else ""
    nouns = list(NOUNS.finditer(read))
    return Scenery(
        doc, places, periods, [place.start for place in places], [period.start for period in periods], figures, year, paper,
        spots, [spot.start for spot in spots], times, max(times.values(), default=0), scene, marks_of(read),
        nouns, [noun.start() for noun in nouns],
    )


def around(scenery: Scenery, figure: Figure) -> tuple[int, int, int]:
    """Where the sentence of a figure begins (at most 600 letters before it) and ends, and where its paragraph begins."""
    if figure.start not in scenery.rooms:
        scenery.rooms[figure.start] = _room(scenery.doc, figure)
    return scenery.rooms[figure.start]


def _room(doc: Doc, figure: Figure) -> tuple[int, int, int]:
    sentence = doc.sentence_at(figure.start)
    line = max(0, figure.start - 20_000, doc.text.rfind("\n", max(0, figure.start - 20_000), figure.start) + 1)
    if sentence is None:
        return figure.start, figure.end, line
    return max(sentence.start, figure.start - 600), sentence.end, line


def ties(folded: str, end: int, start: int) -> bool:
    """Whether a period or place behind a figure belongs to it: the same clause, close by."""
    between = folded[end:start]
    return len(between) < 45 and not re.search(r"[,.;:()]|(?<!\w)(?:so với|và|tính đến)(?!\w)", between)
