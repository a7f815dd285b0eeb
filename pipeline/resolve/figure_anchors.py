"""The place a common noun stands for (*toàn tỉnh*, *xã này*, *ở đây*): the last one of its rank that was named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Figure
from pipeline.resolve.figure_spots import ASIDE, Spot
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


@dataclass(frozen=True, slots=True)
class Anchor:
    """A common noun that stands for a place: how it does (``word``), on which side of the figure, and for which place."""

    word: str
    side: str
    spot: Spot | None


def find_anchor(scenery: Scenery, figure: Figure, begin: int, end: int) -> Anchor | None:
    """What *tỉnh*, *huyện này*, *Ủy ban kiểm tra các cấp* before the figure or *ở tỉnh này* behind it stands for."""
    folded = scenery.doc.folded
    behind = _BEHIND.match(folded, figure.end, end)
    if behind:
        return Anchor("this", "behind", _last_named(scenery, behind["level"] or "đây", figure.start))
    near = _ANCHOR.finditer(folded, max(0, begin - 2, figure.start - 150), figure.start)
    anchors = [found for found in near if _is_common(scenery, found)]
    if not anchors:
        return None
    word, level = next((name, words) for name, words in anchors[-1].groupdict().items() if words)
    return Anchor(word, "before", _last_named(scenery, level, anchors[-1].start()))


def _last_named(scenery: Scenery, level: str, before: int) -> Spot | None:
    """The last spot of the rank that ``level`` tells; the paper's province for a *tỉnh* of which no name stands before."""
    for spot in scenery.spots_before(before, max(0, before - 1500), 30):
        if _fits(spot, level) and spot.lead not in ASIDE:
            return spot
    return scenery.paper if level == "tỉnh" else None


def _is_common(scenery: Scenery, found: re.Match[str]) -> bool:
    """Whether the level word is no part of a name: no capital and no place follows."""
    after = scenery.doc.text[found.end():found.end() + 2]
    return not scenery.places_in(found.start(), found.end() + 1) and not (after[:1] == " " and after[1:].isupper())


def _fits(spot: Spot, level: str) -> bool:
    if level == "thành phố":
        return spot.text.lower().startswith(("tp", "thành phố")) or spot.kind == "province"
    rank = _RANKS.get(level)
    return spot.kind == rank if rank else spot.kind in ("province", "district", "commune")
