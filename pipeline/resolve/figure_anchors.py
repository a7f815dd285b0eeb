"""The place a common noun stands for (*toàn tỉnh*, *xã này*, *ở đây*): the last one of its rank that was named."""

from __future__ import annotations

import re

from pipeline.model import Figure, Place
from pipeline.resolve.figure_grounds import ORIGIN, group_of
from pipeline.resolve.figure_spots import key_of
from pipeline.resolve.scenery import Scenery

_LEVEL_WORDS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường"
_NOT_NAMED = r"(?! (?:hội|viên|ủy|uỷ|đội|đoàn|lộ|lỵ|giao|minh|thành|trấn|nghèo|\d))"
_GROUNDS = ("toàn|trong|trên địa bàn|địa bàn|trên toàn|lãnh đạo|đảng bộ|đảng ủy|chính quyền|ubnd|hđnd|công an"
            "|ủy ban nhân dân|mttq|hội phụ nữ|hội nông dân|hội cựu chiến binh|đoàn thanh niên")
_BODIES = "địa phương|địa bàn|cấp ủy|ủy ban kiểm tra|ubkt"
_ANCHOR = re.compile(
    rf"(?<!\w)(?:{_GROUNDS}) (?P<ground>{_LEVEL_WORDS}|đảng bộ(?! (?:{_LEVEL_WORDS})))(?!\w){_NOT_NAMED}"
    rf"|(?<!\w)(?P<this>{_LEVEL_WORDS}|địa phương) (?:này|đó|ta|nhà)(?!\w)"
    rf"|(?<!\w)(?:trên|khắp) (?P<area>địa bàn)(?= (?:đã|vừa|có|hiện|xảy ra|ghi nhận))"
    rf"|(?<!\w)(?:ở|tại|nơi) (?P<here>đây)(?!\w)"
    rf"|(?<!\w)(?P<body>{_BODIES})(?: (?:này|đó|các cấp|đã|có|hiện)(?!\w)|,)"
    rf"|(?:^|\n|[,;:.] |(?:cho biết|mỗi năm|hằng năm|hàng năm|mỗi tháng|hằng tháng|hàng tháng),? )"
    rf"(?P<subject>{_LEVEL_WORDS})(?= ){_NOT_NAMED}")
_BEHIND = re.compile(
    rf"[^.;:,()\d]{{0,50}}?(?<!\w)(?:ở|tại|của|trên địa bàn|trong) (?:(?P<level>{_LEVEL_WORDS}|địa phương) (?:này|đó|nhà)|"
    rf"(?P<here>đây))"
    r"(?!\w)")
_RANKS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"}


def meant_place(scenery: Scenery, figure: Figure, begin: int, until: int) -> str | None:
    """The place that *tỉnh*, *huyện này*, *Ủy ban kiểm tra các cấp* before the figure or *ở tỉnh này* behind it stands for."""
    folded = scenery.doc.folded
    if figure.measure_type == "price":
        return None
    behind = _BEHIND.match(folded, figure.end, until)
    if behind:
        return _last_named(scenery, behind["level"] or "đây", figure.start)
    near = _ANCHOR.finditer(folded, max(0, begin - 2, figure.start - 120), figure.start)
    anchors = [found for found in near if _is_common(scenery, found)]
    if not anchors:
        return None
    return _last_named(scenery, next(word for word in anchors[-1].groups() if word), anchors[-1].start())


def _last_named(scenery: Scenery, level: str, before: int) -> str | None:
    """The last place of the rank that ``level`` tells, with those listed beside it when it tells none."""
    folded = scenery.doc.folded
    places = scenery.places_in(max(0, before - 1500), before)
    for index in range(len(places) - 1, -1, -1):
        place = places[index]
        if _fits(place, level) and not ORIGIN.search(folded, max(0, place.start - 25), place.start):
            exact = level in _RANKS or level == "thành phố"
            return key_of([place] if exact else group_of(folded, places[:index + 1]))
    return scenery.paper.key if scenery.paper and level == "tỉnh" else None


def _is_common(scenery: Scenery, found: re.Match[str]) -> bool:
    """Whether the level word is no part of a name: no capital and no place follows."""
    after = scenery.doc.text[found.end():found.end() + 2]
    names = scenery.places_in(found.start(), found.end() + 1)
    return not names and not (after[:1] == " " and after[1:].isupper())


def _fits(place: Place, level: str) -> bool:
    if level == "thành phố":
        return place.level == level
    rank = _RANKS.get(level)
    return place.rank == rank if rank else place.rank in ("province", "district", "commune")
