"""Places that a figure's own sentence names: behind it (*ở Đà Nẵng*), or before it as its ground or as who counts."""

from __future__ import annotations

import re

from pipeline.model import Figure, Place
from pipeline.resolve.figure_spots import NATION, key_of
from pipeline.resolve.scenery import Scenery, ties

_RANKS = {"province": 1, "district": 2, "commune": 3, "village": 4}
ORIGIN = re.compile(
    r"(?<!\w)(?:trú|ngụ|quê|quê quán|hộ khẩu|sinh năm|tuổi|quốc lộ|đường|báo|công ty|tập đoàn|hiệp hội|nhà máy|điện lực|"
    r"ngân hàng|"
    r"trường|dịch tả lợn|dịch tả heo|cao tốc|tuyến|bệnh viện(?! đa khoa))(?: [^\W\d_]+){0,3}[ ,]*$|ảnh: ?$")
"""Before a place: where somebody is from, what has the place only in its name, a road."""
_AT = re.compile(r"(?<!\w)(?:ở|tại|của|trên địa bàn|thuộc|khắp|cho|trong)(?: (?:tỉnh|các|toàn|khu vực))? ?$")
_GROUND = re.compile(r"(?<!\w)(?:ở|tại|trên địa bàn|địa bàn|địa phận|khắp|toàn)(?: (?:tỉnh|các|toàn|khu vực))? ?$")
_NATION = re.compile(r"(?<!\w)(?:cả nước|toàn quốc)(?!\w)")
_GROUNDED = frozenset(("flow", "stock", "cumulative", "share"))
_COUNTED = frozenset(("flow", "stock", "cumulative"))
_ACTS = re.compile(
    r"(?: \([^)]{1,40}\))? (?:đã|vừa|tiếp|kiểm tra|khởi tố|bắt|kết nạp|quyết định|thống nhất|phát hiện|xử lý|thi hành|đón|"
    r"hiện có)"
    r"(?!\w)")
OFFICE = re.compile(
    r"(?<!\w)(?:(?:tỉnh|thành|huyện|quận|thị|đảng) ủy|đảng bộ|ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|công an|tand|vksnd|"
    r"tòa án nhân dân|viện kiểm sát nhân dân|mttq|lđlđ|liên đoàn lao động|bhxh|bảo hiểm xã hội|chính quyền|bệnh viện đa khoa|"
    r"hải quan|sở(?: [^\W_]+){1,7}|chi cục(?: [^\W_]+){1,5}|cục (?:thuế|thống kê|hải quan)) ?$")
"""The body of a place right before its name: what it counts lies there."""
_HOLDER = re.compile(
    r"(?<!\w)(?:bí thư|chủ tịch|giám đốc|phó|trưởng|ông|bà|đồng chí|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thiếu tướng|"
    r"cảnh sát|"
    r"cán bộ|đại diện)(?!\w)[^.;:]{0,40}$")
_SAID = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|thông tin|báo cáo|xác nhận|thông báo|tỏ ra|theo thống kê|sẽ tổ chức thông tin)(?!\w)")
_BREAK = re.compile(r"[,.;:()\n]|(?<!\w)(?:so với|và|nhưng|để|trong khi)(?!\w)")
_SUBJECT = re.compile(r"(?: \([^)]{1,40}\))? (?:là|có|hiện|đã|vừa|nằm)(?!\w)")


def right_place(scenery: Scenery, figure: Figure, until: int) -> str | None:
    """The place behind the figure that its noun leads to: *ở Đà Nẵng*, *dân Đà Nẵng*, *cán bộ Tòa án huyện Đơn Dương*."""
    folded = scenery.doc.folded
    places = scenery.places_in(figure.end, min(len(folded), until + 80))
    if not places or places[0].start >= until or not _leads(folded, figure, places[0]):
        return None
    return key_of(_listed(folded, places))


def _leads(folded: str, figure: Figure, place: Place) -> bool:
    """Whether what stands between a figure and the place behind it ties them together."""
    noun = len(figure.unit or "") + 1
    behind = figure.end + noun if folded.startswith((figure.unit or "").lower(), figure.end + 1) else figure.end
    behind = behind if behind <= place.start else figure.end
    between = folded[behind:place.start]
    if ORIGIN.search(folded, figure.end, place.start):
        return False
    if figure.part == "title" and len(between) < 60 and _GROUND.search(between):
        return True
    if figure.measure_type not in _COUNTED and figure.total is None:
        return figure.measure_type != "average" and len(between) < 12 and bool(_GROUND.search(between))
    if re.fullmatch(r"(?: [^\W\d_]+){0,4} ?\(", between) and folded.startswith(")", place.end):
        return True
    if ties(folded, behind, place.start) and _AT.search(between):
        return True
    far = len(between) < 110 and not _BREAK.search(between)
    if far and place.level != "country" and (_GROUND.search(between) or OFFICE.search(between)):
        return True
    return behind > figure.end and between == " " and place.rank != "commune" and place.level != "country"


def left_place(scenery: Scenery, figure: Figure, begin: int) -> str | None:
    """The place before the figure: the last that speaks of what is counted, or the whole nation where that is nearer."""
    folded = scenery.doc.folded
    places = [p for p in scenery.places_in(begin, figure.start) if _speaks(folded, p, begin)]
    places = [p for p in places if not scenery.is_taken(p, figure, begin) and not _is_past(folded, p, figure, begin)]
    places = [p for p in places if not _is_post(folded, p, figure)]
    chosen = _chosen(folded, places, figure, begin)
    nations = list(_NATION.finditer(folded, begin, figure.start))
    nearer = bool(nations) and (not chosen or nations[-1].start() > chosen[-1].start)
    if nearer and figure.measure_type not in ("price", "other", "average"):
        return NATION
    if not chosen or "/" in (figure.unit or ""):
        return None
    group = group_of(folded, places[:places.index(chosen[-1]) + 1])
    return key_of(group) if _is_placed(folded, figure, chosen, group, begin) else None


def _chosen(folded: str, places: list[Place], figure: Figure, begin: int) -> list[Place]:
    """The places of a sentence that may be meant; the one it opens with as its subject wins over the wider one it lies in."""
    literal = [p for p in places if p.toponym == "literal"]
    chosen = literal or [p for p in places if p.start < begin + 40 or figure.start - p.end < 25 or _ACTS.match(folded, p.end)]
    if places and figure.start - places[-1].end <= 1:
        return [places[-1]]
    first = places[0] if places and places[0].start <= begin + 8 and _SUBJECT.match(folded, places[0].end) else None
    if first and chosen and _RANKS.get(chosen[-1].rank or "", 9) < _RANKS.get(first.rank or "", 0):
        return [first]
    return chosen or [p for p in places if OFFICE.search(folded, max(0, p.start - 60), p.start)]


def _is_past(folded: str, place: Place, figure: Figure, begin: int) -> bool:
    """Whether a place belongs to an item of a list that is over: *Gia Lai 1 người; 5 người bị thương*."""
    return place.start > begin + 40 and ";" in folded[place.end:figure.start]


def _is_post(folded: str, place: Place, figure: Figure) -> bool:
    """Whether a place only tells somebody's post (*Chủ tịch UBND huyện Nam Giang*) who does not report the figure."""
    before = folded[max(0, place.start - 80):place.start]
    office = OFFICE.search(before)
    return bool(office and _HOLDER.search(before[:office.start()]) and not _SAID.search(folded, place.end, figure.start))


def _is_placed(folded: str, figure: Figure, chosen: list[Place], group: list[Place], begin: int) -> bool:
    """Whether a place before a figure is what it is about: it opens the sentence, stands close by, is a ground or counts."""
    if chosen[0].start < begin + 30 or figure.start - chosen[-1].end < 40:
        return True
    before = folded[max(0, group[0].start - 70):group[0].start]
    if figure.measure_type in _GROUNDED and _GROUND.search(before):
        return True
    office = OFFICE.search(before)
    if not office or figure.measure_type not in _COUNTED or group[0].level in ("country", "other"):
        return False
    spoken = _SAID.search(folded, group[-1].end, figure.start)
    acts = _ACTS.match(folded, group[-1].end) and not _HOLDER.search(before[:office.start()])
    return spoken is not None or (bool(acts) and figure.start - group[-1].end < 120)


def _speaks(folded: str, place: Place, begin: int) -> bool:
    """Whether a place can be what a figure is about: not where somebody is from, and no country in passing."""
    if ORIGIN.search(folded, max(0, place.start - 25), place.start):
        return False
    if place.level not in ("country", "other") or place.start == begin:
        return True
    return _AT.search(folded, max(0, place.start - 25), place.start) is not None or bool(_ACTS.match(folded, place.end))


def group_of(folded: str, places: list[Place]) -> list[Place]:
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
        if _RANKS.get(place.rank or "", 0) != _RANKS.get(kept[0].rank or "", 0) or not re.fullmatch(r", ?| và ", between):
            break
        kept.append(place)
    return kept
