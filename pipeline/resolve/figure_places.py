"""The place a figure is about: the one its sentence names, one that *xã này* stands for, or that of the sentence before."""

from __future__ import annotations

import re

from pipeline.model import Figure, How, Place
from pipeline.resolve.figure_anchors import meant_place
from pipeline.resolve.figure_grounds import OFFICE, ORIGIN, group_of, left_place, named, right_place
from pipeline.resolve.scenery import GOES_ON, TIMELESS, Scenery, Where

_MOVED = frozenset(("flow", "cumulative"))
_GROUNDED = frozenset(("flow", "stock", "cumulative", "share"))
_INDICATOR = re.compile(
    r"(?<!\w)(?:grdp|gdp bình quân|thu nhập bình quân|thu ngân sách|tăng trưởng kinh tế|khu vực (?:nông nghiệp|"
    r"công nghiệp|dịch vụ)|"
    r"công nghiệp - xây dựng|t[ỷỉ] lệ hộ nghèo|độ che phủ rừng|diện tích tự nhiên|dân số|đơn vị hành chính|"
    r"sản lượng lương thực)(?!\w)")
_NATIONAL = re.compile(r"(?<!\w)(?:cả nước|toàn quốc|việt nam|bộ trưởng|chính phủ|quốc hội|trung ương)(?!\w)")


def place_of(scenery: Scenery, figure: Figure, begin: int, until: int, last: Figure | None) -> tuple[Where | None, How | None]:
    """The place behind the figure (*ở Đà Nẵng*), else the one before it in its sentence, else that of the figure before."""
    if figure.measure_type in TIMELESS or figure.unit == "lần":
        return None, None
    where = right_place(scenery, figure, until) or left_place(scenery, figure, begin)
    if where:
        return where, "stated"
    if (where := meant_place(scenery, figure, begin, until)) is not None:
        return where, "implied"
    if last and last.about_place and _passes_on(scenery, figure, last, begin):
        return (last.about_place, last.about_unit_id), last.about_place_how
    if (where := _topic(scenery, figure, begin)) is not None:
        return where, "implied"
    return None, None


def _passes_on(scenery: Scenery, figure: Figure, last: Figure, begin: int) -> bool:
    """Whether the place of the figure before holds for this one: in its sentence, or for what happened in the next."""
    folded = scenery.doc.folded
    if folded.endswith((last.about_place or "").lower() + " ", begin, last.start) and ";" in folded[last.end:figure.start]:
        return False
    if last.start >= begin:
        return figure.measure_type in _GROUNDED and last.measure_type in _GROUNDED
    return last.start > begin - 250 and figure.measure_type in _MOVED and last.measure_type in _MOVED


def _topic(scenery: Scenery, figure: Figure, begin: int) -> Where | None:
    """The place of the sentence before, for what goes on with it (*có 7 người chết*, *trong số đó*) and indicators."""
    folded = scenery.doc.folded
    indicator = _INDICATOR.search(folded, max(begin, figure.start - 70), figure.end + 30)
    goes_on = figure.measure_type in _MOVED and GOES_ON.match(folded, begin)
    if not (indicator or goes_on) or _NATIONAL.search(folded, begin, figure.start):
        return None
    for _ in range(3 if indicator else 1):
        sentence = scenery.doc.sentence_at(max(0, begin - 3))
        if sentence is None or sentence.start >= begin:
            return None
        begin = sentence.start
        if found := _subject(scenery, begin, sentence.end):
            return found
    return None


def _subject(scenery: Scenery, begin: int, end: int) -> Where | None:
    """The place a sentence speaks of: the one near its beginning, else the only one it names."""
    folded = scenery.doc.folded
    places = [place for place in scenery.places_in(begin, end)[:20] if _is_ground(folded, place)]
    if not places:
        return None
    first = [places[0]]
    while len(first) < len(places) and len(group_of(folded, places[:len(first) + 1])) > len(first):
        first.append(places[len(first)])
    chain = group_of(folded, places)
    if places[0].start < begin + 40:
        return named(scenery.doc.text, first)
    return named(scenery.doc.text, chain) if chain[0] is places[0] else None


def _is_ground(folded: str, place: Place) -> bool:
    if place.rank not in ("province", "district", "commune"):
        return False
    before = folded[max(0, place.start - 60):place.start]
    return not ORIGIN.search(before[-25:]) and (place.toponym == "literal" or OFFICE.search(before) is not None)
