"""What hand-written rules say a figure is about; the weights of ``tables/figure_places.toml`` say how far each is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Figure, Place
from pipeline.resolve.figure_anchors import meant_place
from pipeline.resolve.figure_grounds import OFFICE, ORIGIN, group_of, left_place, right_place
from pipeline.resolve.figure_spots import key_of
from pipeline.resolve.scenery import GOES_ON, TIMELESS, Scenery

_MOVED = frozenset(("flow", "cumulative"))
_INDICATOR = re.compile(
    r"(?<!\w)(?:grdp|gdp bình quân|thu nhập bình quân|thu ngân sách|tăng trưởng kinh tế|khu vực (?:nông nghiệp|"
    r"công nghiệp|dịch vụ)|"
    r"công nghiệp - xây dựng|t[ỷỉ] lệ hộ nghèo|độ che phủ rừng|diện tích tự nhiên|dân số|đơn vị hành chính|"
    r"sản lượng lương thực)(?!\w)")
_NATIONAL = re.compile(r"(?<!\w)(?:cả nước|toàn quốc|việt nam|bộ trưởng|chính phủ|quốc hội|trung ương)(?!\w)")


def told_by_rules(scenery: Scenery, figure: Figure, begin: int, until: int) -> Iterator[tuple[str, str]]:
    """The key of the place each rule tells, with the rule's name: *behind*, *before*, *meant* or *topic*."""
    if figure.measure_type in TIMELESS or figure.unit == "lần":
        return
    for name, rule, bound in (("behind", right_place, until), ("before", left_place, begin)):
        if (key := rule(scenery, figure, bound)) is not None:
            yield name, key
    if (key := meant_place(scenery, figure, begin, until)) is not None:
        yield "meant", key
    if (key := _topic(scenery, figure, begin)) is not None:
        yield "topic", key


def _topic(scenery: Scenery, figure: Figure, begin: int) -> str | None:
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


def _subject(scenery: Scenery, begin: int, end: int) -> str | None:
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
        return key_of(first)
    return key_of(chain) if chain[0] is places[0] else None


def _is_ground(folded: str, place: Place) -> bool:
    if place.rank not in ("province", "district", "commune"):
        return False
    before = folded[max(0, place.start - 60):place.start]
    return not ORIGIN.search(before[-25:]) and (place.toponym == "literal" or OFFICE.search(before) is not None)
