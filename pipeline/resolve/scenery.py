"""What stands around the figures of a text: its places and periods, found by their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.language import Doc
from pipeline.model import Figure, Place
from pipeline.resolve.period_names import Names, Shape
from pipeline.resolve.periods import Period

Where = tuple[str, str | None]
"""A place as the text writes it, with its unit_id where it is one known unit."""
GOES_ON = re.compile(r"(?:có|trong (?:số )?(?:đó|này))(?!\w)")
"""How a sentence begins that counts on from the one before."""
TIMELESS = frozenset(("age", "duration"))


@dataclass(frozen=True)
class Scenery:
    """A text with its places and periods in order, the year of its article and the province its paper serves."""

    doc: Doc
    places: list[Place]
    periods: list[Period]
    place_starts: list[int]
    period_starts: list[int]
    figure_starts: list[int]
    year: int | None
    province: Where | None
    far: dict[int, list[tuple[str, str | None, Names]]] = field(default_factory=dict)
    """What :mod:`pipeline.resolve.period_traits` has seen around a sentence, by its beginning: all its figures share it."""
    shapes: dict[int, Shape] = field(default_factory=dict)
    """The periods it has looked at, by their beginning."""

    @cached_property
    def times(self) -> Counter[str]:
        """How often each period is named."""
        return Counter(period.value for period in self.periods if period.value)

    @cached_property
    def most(self) -> int:
        """How often the period named most is named."""
        return max(self.times.values(), default=0)

    def places_in(self, begin: int, end: int) -> list[Place]:
        """The places that begin from ``begin`` up to but not including ``end``."""
        return self.places[bisect_left(self.place_starts, begin):bisect_right(self.place_starts, end - 1)]

    def is_taken(self, place: Place, figure: Figure, begin: int) -> bool:
        """Whether a listed place belongs to another number right behind it: *Lào Cai 3 nhà, Yên Bái 5 nhà*."""
        index = bisect_left(self.figure_starts, place.end)
        owner = self.figure_starts[index] if index < len(self.figure_starts) else figure.start
        listed = self.doc.folded[max(0, place.start - 2):place.start] in (", ", "; ", ": ", "à ")
        return owner != figure.start and owner - place.end < 3 and listed and place.start > begin + 30

    def periods_in(self, begin: int, end: int) -> list[Period]:
        """The periods that begin from ``begin`` up to but not including ``end``."""
        return self.periods[bisect_left(self.period_starts, begin):bisect_right(self.period_starts, end - 1)]

    def figures_between(self, begin: int, end: int) -> int:
        """How many figures begin in a stretch of the text."""
        return bisect_left(self.figure_starts, end) - bisect_left(self.figure_starts, begin)


def ties(folded: str, end: int, start: int) -> bool:
    """Whether a period or place behind a figure belongs to it: the same clause, close by."""
    between = folded[end:start]
    return len(between) < 45 and not re.search(r"[,.;:()]|(?<!\w)(?:so với|và|tính đến)(?!\w)", between)


def around(doc: Doc, figure: Figure) -> tuple[int, int, int]:
    """Where the sentence of a figure begins (at most 600 letters back) and ends, and where its paragraph begins."""
    sentence = doc.sentence_at(figure.start)
    if sentence is None:
        return figure.start, figure.start, figure.start
    line = max(0, figure.start - 20_000, doc.text.rfind("\n", max(0, figure.start - 20_000), figure.start) + 1)
    return max(sentence.start, figure.start - 600), sentence.end, line
