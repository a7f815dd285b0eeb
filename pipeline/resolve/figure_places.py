"""The place a figure is about: the one tied to it, the one its sentence opens with, or the one *tỉnh*, *xã này* stands for."""

from __future__ import annotations

import re

from pipeline.model import Figure, How, Place
from pipeline.resolve.scenery import TIMELESS, Scenery, Where, ties

_LEVELS = {"province": 1, "district": 2, "commune": 3, "village": 4}
_ORIGIN = re.compile(
    r"(?<!\w)(?:trú|ngụ|quê|quê quán|hộ khẩu|sinh năm|tuổi|quốc lộ|đường|báo|công ty|ngân hàng|trường|dịch tả lợn|dịch tả heo|"
    r"bệnh viện)(?: [^\W\d_]+){0,3}[ ,]*$|ảnh: ?$")
_AT = re.compile(r"(?<!\w)(?:ở|tại|của|trên địa bàn|thuộc|khắp|cho|trong)(?: (?:tỉnh|các|toàn|khu vực))? ?$")
_NATION = re.compile(r"(?<!\w)(?:cả nước|toàn quốc)(?!\w)")
_MOVED = frozenset(("flow", "cumulative"))
_GROUNDED = frozenset(("flow", "stock", "cumulative", "share"))
_GROUND = re.compile(r"(?<!\w)(?:ở|tại|trên địa bàn|khắp|toàn)(?: (?:tỉnh|các|toàn|khu vực))? ?$")
_ACTS = re.compile(
    r"(?: \([^)]{1,40}\))? (?:đã|vừa|tiếp|kiểm tra|khởi tố|bắt|kết nạp|quyết định|thống nhất|phát hiện|xử lý|thi hành)(?!\w)")
_LEVEL_WORDS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường"
_NOT_NAMED = r"(?! (?:hội|viên|ủy|uỷ|đội|đoàn|lộ|lỵ|giao|minh|thành|trấn|\d))"
_GROUNDS = ("toàn|trong|trên địa bàn|địa bàn|trên toàn|lãnh đạo|đảng bộ|đảng ủy|đảng uỷ|chính quyền|ubnd|hđnd|công an"
            "|ủy ban nhân dân|uỷ ban nhân dân|mttq|hội phụ nữ|hội nông dân|hội cựu chiến binh|đoàn thanh niên")
_BODIES = "địa phương|địa bàn|cấp uỷ|cấp ủy|uỷ ban kiểm tra|ủy ban kiểm tra|ubkt"
_ANCHOR = re.compile(
    rf"(?<!\w)(?:{_GROUNDS}) (?P<ground>{_LEVEL_WORDS}|đảng bộ(?! (?:{_LEVEL_WORDS})))(?!\w){_NOT_NAMED}"
    rf"|(?<!\w)(?P<this>{_LEVEL_WORDS}|địa phương) (?:này|đó|ta|nhà)(?!\w)"
    rf"|(?<!\w)(?P<body>{_BODIES})(?: (?:này|đó|các cấp|đã|có|hiện)(?!\w)|,)"
    rf"|(?:^|[,;:.] |(?:mỗi|hằng|hàng) (?:năm|tháng),? )(?P<subject>{_LEVEL_WORDS})(?= ){_NOT_NAMED}")
_RANKS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"}


def place_of(scenery: Scenery, figure: Figure, begin: int, until: int, last: Figure | None) -> tuple[Where | None, How | None]:
    """The place behind the figure (*ở Đà Nẵng*), else the one before it in its sentence, else that of the figure before."""
    if figure.measure_type in TIMELESS or figure.unit == "lần":
        return None, None
    where = _right_place(scenery, figure, until) or _left_place(scenery, figure, begin)
    if where:
        return where, "stated"
    if (where := _meant_place(scenery, figure, begin)) is not None:
        return where, "implied"
    if last and last.about_place and _passes_on(figure, last, begin):
        return (last.about_place, last.about_unit_id), last.about_place_how
    return None, None


def _passes_on(figure: Figure, last: Figure, begin: int) -> bool:
    """Whether the place of the figure before holds for this one: in its sentence, or for what happened in the next."""
    if last.start >= begin:
        return figure.measure_type in _GROUNDED and last.measure_type in _GROUNDED
    return last.start > begin - 250 and figure.measure_type in _MOVED and last.measure_type in _MOVED


def _meant_place(scenery: Scenery, figure: Figure, begin: int) -> Where | None:
    """The place that *tỉnh*, *huyện này* or *Ủy ban kiểm tra các cấp* stands for: the last one of its rank."""
    folded = scenery.doc.folded
    near = _ANCHOR.finditer(folded, max(begin, figure.start - 120), figure.start)
    anchors = [found for found in near if _is_common(scenery, found)]
    if not anchors or figure.measure_type == "price":
        return None
    level = next(word for word in anchors[-1].groups() if word)
    places = scenery.places_in(max(0, begin - 1500), begin)
    for index in range(len(places) - 1, -1, -1):
        place = places[index]
        if _fits(place, level) and not _ORIGIN.search(folded, max(0, place.start - 25), place.start):
            exact = level in _RANKS or level == "thành phố"
            return _named(scenery.doc.text, [place] if exact else _group(folded, places[:index + 1]))
    return scenery.province if level == "tỉnh" else None


def _is_common(scenery: Scenery, found: re.Match[str]) -> bool:
    """Whether the level word is no part of a name: no capital and no place follows."""
    after = scenery.doc.text[found.end():found.end() + 2]
    named = scenery.places_in(found.start(), found.end() + 1)
    return not named and not (after[:1] == " " and after[1:].isupper())


def _fits(place: Place, level: str) -> bool:
    if level == "thành phố":
        return place.level == level
    rank = _RANKS.get(level)
    return place.rank == rank if rank else place.rank in ("province", "district", "commune")


def _right_place(scenery: Scenery, figure: Figure, until: int) -> Where | None:
    folded = scenery.doc.folded
    if figure.measure_type not in ("flow", "stock", "cumulative"):
        return None
    places = scenery.places_in(figure.end, min(len(folded), until + 80))
    if not places or places[0].start >= until or not ties(folded, figure.end, places[0].start):
        return None
    if not _AT.search(folded, figure.end, places[0].start) or _ORIGIN.search(folded, figure.end, places[0].start):
        return None
    return _named(scenery.doc.text, _listed(folded, places))


def _left_place(scenery: Scenery, figure: Figure, begin: int) -> Where | None:
    text, folded = scenery.doc.text, scenery.doc.folded
    places = [p for p in scenery.places_in(begin, figure.start) if _speaks(folded, p, begin)]
    places = [p for p in places if not scenery.is_taken(p, figure, begin)]
    literal = [p for p in places if p.toponym == "literal"]
    chosen = literal or [p for p in places if p.start < begin + 40 or figure.start - p.end < 25 or _ACTS.match(folded, p.end)]
    nations = list(_NATION.finditer(folded, begin, figure.start))
    nearer = bool(nations) and (not chosen or nations[-1].start() > chosen[-1].start)
    if nearer and figure.measure_type not in ("price", "other", "average"):
        return text[nations[-1].start():nations[-1].end()], None
    if not chosen or "/" in (figure.unit or ""):
        return None
    if not _is_placed(folded, figure, chosen, begin):
        return None
    return _named(text, _group(folded, places[:places.index(chosen[-1]) + 1]))


def _is_placed(folded: str, figure: Figure, chosen: list[Place], begin: int) -> bool:
    """Whether a place before a figure is what it is about: it opens the sentence, stands close by or is a ground (*tại*, *ở*)."""
    if chosen[0].start < begin + 30 or figure.start - chosen[-1].end < 40:
        return True
    ground = _GROUND.search(folded, max(0, chosen[-1].start - 25), chosen[-1].start)
    return ground is not None and figure.measure_type in _GROUNDED


def _speaks(folded: str, place: Place, begin: int) -> bool:
    """Whether a place can be what a figure is about: not where somebody is from, and no country in passing."""
    if _ORIGIN.search(folded, max(0, place.start - 25), place.start):
        return False
    if place.level not in ("country", "other") or place.start == begin:
        return True
    return _AT.search(folded, max(0, place.start - 25), place.start) is not None


def _group(folded: str, places: list[Place]) -> list[Place]:
    """The last place and those it is chained or listed with: *xã X, huyện Y* or *Lào Cai, Yên Bái*."""
    group = [places[-1]]
    for place in reversed(places[:-1]):
        if not re.fullmatch(r",? ?\(?| - | và ", folded[place.end:group[0].start]):
            break
        group.insert(0, place)
    return _listed(folded, group)


def _listed(folded: str, group: list[Place]) -> list[Place]:
    """The first place of a chain, with those of its own rank that are listed behind it."""
    kept = [group[0]]
    for place in group[1:]:
        between = folded[kept[-1].end:place.start]
        if _LEVELS.get(place.rank or "", 0) != _LEVELS.get(kept[0].rank or "", 0) or not re.fullmatch(r", ?| và ", between):
            break
        kept.append(place)
    return kept


def _named(text: str, group: list[Place]) -> Where:
    return text[group[0].start:group[-1].end], group[0].unit_id if len(group) == 1 else None
