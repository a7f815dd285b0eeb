"""What a figure is about: the place and the period its sentence or paragraph names (CODEBOOK.md §2)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.language import Doc
from pipeline.model import Figure, How, Place
from pipeline.resolve.context import Context
from pipeline.resolve.periods import Period, find_periods

_TIMELESS = frozenset(("age", "duration"))
_SAID = re.compile(r"(?<!\w)(?:cho biết|cho hay|nói|chia sẻ|báo cáo|phát biểu|khẳng định|đưa tin|công bố|thông tin|xác nhận|nhấn mạnh|trao đổi|theo|ký|ban hành)(?!\w)")
_COMPARED = re.compile(r"(?<!\w)(?:so với|so cùng kỳ|hơn cùng kỳ|của|như|kể từ)(?: [^\W\d_]+){0,4} $")


def resolve(doc: Doc, figures: Sequence[Figure], places: Sequence[Place], context: Context) -> list[Figure]:
    """Return the figures with ``about_place`` and ``about_period`` where the text tells, each *stated* or *implied*.

    ``places`` are the resolved places of the same text, in order; relative periods count from the day of ``context``.
    """
    periods = list(find_periods(doc.folded, context.day))
    scenery = _Scenery(doc, list(places), periods, [place.start for place in places], [period.start for period in periods])
    done: list[Figure] = []
    for index, figure in enumerate(figures):
        done.append(_about(scenery, figure, figures, index, done[-1] if done else None))
    return done


@dataclass(frozen=True, slots=True)
class _Scenery:
    doc: Doc
    places: list[Place]
    periods: list[Period]
    place_starts: list[int]
    period_starts: list[int]

    def places_in(self, begin: int, end: int) -> list[Place]:
        return self.places[bisect_left(self.place_starts, begin):bisect_right(self.place_starts, end - 1)]

    def periods_in(self, begin: int, end: int) -> list[Period]:
        return self.periods[bisect_left(self.period_starts, begin):bisect_right(self.period_starts, end - 1)]


def _about(scenery: _Scenery, figure: Figure, figures: Sequence[Figure], index: int, previous: Figure | None) -> Figure:
    sentence = scenery.doc.sentence_at(figure.start)
    if sentence is None:
        return figure
    line = scenery.doc.text.rfind("\n", 0, figure.start) + 1
    until = min(sentence.end, figures[index + 1].start if index + 1 < len(figures) else sentence.end)
    last = previous if previous and previous.start >= line else None
    period, when = _period(scenery, figure, sentence.start, sentence.end, until, last, line)
    place, where = _place(scenery, figure, sentence.start, until, line)
    return replace(figure, about_period=period, about_period_how=when, about_place=place[0] if place else None,
                   about_place_how=where, about_unit_id=place[1] if place else None)


def _period(scenery: _Scenery, figure: Figure, begin: int, end: int, until: int, last: Figure | None, line: int) -> tuple[str | None, How | None]:
    """The period tied to the figure's right, else the last one before it in its sentence, else that of the figure before in the paragraph."""
    if figure.measure_type in _TIMELESS:
        return None, None
    folded = scenery.doc.folded
    right = [p for p in scenery.periods_in(figure.end, until) if _ties(folded, figure.end, p.start) and _counts(folded, p, end)]
    left = [p for p in scenery.periods_in(begin, figure.start) if p.end <= figure.start and _counts(folded, p, figure.start)]
    near = ([] if figure.unit == "lần" else right[:1]) or left[-1:]
    if near:
        return _given(near[0].value)
    if last and last.about_period and last.start > begin - 200 and _goes_on(figure, last) and len(last.about_period) != 10:
        return last.about_period, last.about_period_how
    opening = _opening_period(scenery, begin, line)
    return _given(opening) if opening and figure.measure_type in _COUNTED else (None, None)


_COUNTED = frozenset(("flow", "cumulative", "share", "stock"))


def _goes_on(figure: Figure, last: Figure) -> bool:
    """Whether the period of the figure before may hold for this one too: prices and sizes name their own."""
    return figure.measure_type in ("flow", "cumulative", "share", last.measure_type) or figure.change is not None


def _opening_period(scenery: _Scenery, begin: int, line: int) -> str | None:
    """The period with which one of the two sentences before opens (*Năm 2016, …*), when it is no day."""
    sentence = scenery.doc.sentence_at(begin)
    for _ in range(2):
        if sentence is None or sentence.start <= line:
            return None
        sentence = scenery.doc.sentence_at(max(line, sentence.start - 2))
        if sentence is None:
            return None
        found = scenery.periods_in(sentence.start, min(sentence.start + 25, sentence.end))
        if found:
            return None if found[0].fine else found[0].value
    return None


def _given(value: str | None) -> tuple[str | None, How | None]:
    return (value, "stated") if value else (None, None)


def _ties(folded: str, end: int, start: int) -> bool:
    """Whether a period or place behind a figure belongs to it: the same clause, close by."""
    between = folded[end:start]
    return len(between) < 45 and not re.search(r"[,.;:()]|(?<!\w)(?:so với|và)(?!\w)", between)


def _counts(folded: str, period: Period, stop: int) -> bool:
    """A period to compare with (*so với năm 2020*) and the day something was said are not what a figure is about."""
    if re.search(r"(?<!\w)so (?:với|cùng)[^,.;:]{0,40}$", folded[max(0, period.start - 45):period.start]):
        return False
    return not (period.fine and _SAID.search(folded, period.end, min(stop, period.end + 120)))


_LEVELS = {"province": 1, "district": 2, "commune": 3, "village": 4}
_ORIGIN = re.compile(r"(?<!\w)(?:trú|ngụ|quê|quê quán|hộ khẩu|sinh năm|tuổi)(?: [^\W\d_]+){0,3}[ ,]*$|ảnh: ?$")


def _place(scenery: _Scenery, figure: Figure, begin: int, until: int, line: int) -> tuple[tuple[str, str | None] | None, How | None]:
    if figure.measure_type in _TIMELESS:
        return None, None
    text, folded = scenery.doc.text, scenery.doc.folded
    right = [p for p in scenery.places_in(figure.end, until) if _ties(folded, figure.end, p.start)]
    if right:
        return _named(text, _narrowest(folded, right)), "stated"
    left = [p for p in scenery.places_in(begin, figure.start) if not _ORIGIN.search(folded, max(0, p.start - 25), p.start)]
    if left:
        return _named(text, _group(folded, left)), "stated"
    earlier = [p for p in scenery.places_in(line, begin) if not _ORIGIN.search(folded, max(0, p.start - 25), p.start)]
    if earlier:
        return _named(text, _group(folded, earlier)), "stated"
    return None, None


def _group(folded: str, places: list[Place]) -> list[Place]:
    """The last place and those it is chained or listed with: *xã X, huyện Y* or *Lào Cai, Yên Bái*."""
    group = [places[-1]]
    for place in reversed(places[:-1]):
        between = folded[place.end:group[0].start]
        if not re.fullmatch(r",? ?\(?| - | và ", between):
            break
        group.insert(0, place)
    return _narrowest(folded, group)


def _narrowest(folded: str, group: list[Place]) -> list[Place]:
    first = group[0]
    depth = _LEVELS.get(first.rank or "", 0)
    kept = [first]
    for place in group[1:]:
        between = folded[kept[-1].end:place.start]
        if _LEVELS.get(place.rank or "", 0) != depth or not re.fullmatch(r", ?| và ", between):
            break
        kept.append(place)
    return kept


def _named(text: str, group: list[Place]) -> tuple[str, str | None]:
    return text[group[0].start:group[-1].end], group[0].unit_id if len(group) == 1 else None
