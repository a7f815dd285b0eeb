"""The places of a text as the figures around them see them: what leads to each, how it is chained."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.gazetteer import name_key
from pipeline.gazetteer.levels import split_level
from pipeline.language import Doc
from pipeline.model import Place

_NATION_KEY = "việt nam"
RANKS = {"province": 1, "district": 2, "commune": 3, "village": 4}
_NATION = re.compile(r"(?<!\w)(?:cả nước|toàn quốc|nước ta)(?!\w)")
_JOINT = re.compile(r",? ?\(?| - |,? và |; ")
_HOME = re.compile(r"(?<!\w)(?:trú|ngụ|quê|quê quán|hộ khẩu|sinh năm|tuổi|người|gốc)(?: [^\W\d_]+){0,3}[ ,]*$|\b(?:19|20)\d\d, $")
_FIRM = re.compile(
    r"(?<!\w)(?:công ty|tập đoàn|hiệp hội|nhà máy|điện lực|ngân hàng|trường|đại học|bệnh viện(?! đa khoa)|khách sạn|siêu thị|ga)"
    r"(?: [^\W\d_]+){0,3} ?$")
_TITLE = re.compile(r"(?<!\w)(?:báo|đài|tạp chí|dịch tả lợn|dịch tả heo|giải|cúp|đội tuyển|câu lạc bộ)(?: [^\W\d_]+){0,2} ?$|ảnh: ?$")
_ROAD = re.compile(r"(?<!\w)(?:quốc lộ|đường|cao tốc|tuyến|cầu|cảng|sân bay|đường sắt|phố)(?: [^\W\d_]+){0,3} ?$")
_OFFICE = re.compile(
    r"(?<!\w)(?:(?:tỉnh|thành|huyện|quận|thị|đảng) ủy|đảng bộ|ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|công an|tand|vksnd|"
    r"tòa án nhân dân|viện kiểm sát nhân dân|mttq|lđlđ|liên đoàn lao động|bhxh|bảo hiểm xã hội|chính quyền|bệnh viện đa khoa|"
    r"hải quan|sở(?: [^\W_]+){1,7}|chi cục(?: [^\W_]+){1,5}|cục (?:thuế|thống kê|hải quan)|lãnh đạo) ?$")
_HOLDER = re.compile(
    r"(?<!\w)(?:bí thư|chủ tịch|giám đốc|phó|trưởng|ông|bà|đồng chí|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thiếu tướng|"
    r"cảnh sát|cán bộ|đại diện)(?!\w)[^.;:]{0,40}$")
ASIDE = ("home", "road", "firm", "title")
"""Leads of places that are named in passing: where somebody is from, a road, a company, a newspaper or a disease."""
_LEADS = (
    ("office", _OFFICE), ("road", _ROAD), ("home", _HOME), ("firm", _FIRM), ("title", _TITLE),
    ("ground", re.compile(r"(?<!\w)(?:trên địa bàn|địa bàn|địa phận|khắp|toàn)(?: (?:tỉnh|các|toàn|khu vực))? ?$")),
    ("at", re.compile(r"(?<!\w)(?:ở|tại|trong|trên)(?: (?:tỉnh|các|toàn|khu vực))? ?$")),
    ("of", re.compile(r"(?<!\w)(?:của|thuộc)(?: (?:tỉnh|các|toàn|khu vực))? ?$")),
    ("for", re.compile(r"(?<!\w)(?:cho|với|và)(?: (?:tỉnh|các))? ?$")),
    ("way", re.compile(r"(?<!\w)(?:từ|đến|về|đi|sang|qua|tới|vào|ra|lên|xuống|giáp) ?$| [-–] $")),
    ("bracket", re.compile(r"\( ?$")), ("comma", re.compile(r"[,;] $")), ("colon", re.compile(r"[:\"“] ?$")),
)
"""What may stand right before a place, the first that fits: the body of a place, a road, where somebody is from, a preposition."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, or a list of places of one rank, as a figure may be about it.

    ``key`` is the same for every mention of one unit. ``lead`` says what stands before it,
    ``chain`` whether it is *alone*, the *narrow* first or a *wide* later place of a chain, or a *list*; ``sentence`` is where its
    sentence begins.
    """

    start: int
    end: int
    text: str
    unit_id: str | None
    key: str
    kind: str
    lead: str
    chain: str
    literal: bool
    post: bool
    sentence: int


def named_spot(name: str, unit_id: str | None, kind: str) -> Spot:
    """A place that stands nowhere in the text: the province a paper serves."""
    return Spot(0, 0, name, unit_id, unit_id or name_key(name), kind, "word", "alone", True, False, 0)


def find_spots(doc: Doc, places: Sequence[Place]) -> list[Spot]:
    """The spots of a text in order: its places, lists joined, and the words for the whole nation."""
    found = [*_nations(doc, places), *places]
    found.sort(key=lambda place: (place.start, place.end))
    return [spot for chain in _chains(doc.folded, found) for spot in _of_chain(doc, chain)]


def _nations(doc: Doc, places: Sequence[Place]) -> Iterator[Place]:
    starts = [place.start for place in places]
    for found in _NATION.finditer(doc.folded):
        index = bisect_left(starts, found.start())
        if index == len(starts) or starts[index] >= found.end():
            yield Place(start=found.start(), end=found.end(), text=doc.text[slice(*found.span())], part=doc.part_at(found.start()),
                        level="nation")


def _chains(folded: str, places: Sequence[Place]) -> Iterator[list[Place]]:
    """The places that only commas, brackets or *và* part: *xã X, huyện Y (tỉnh Z)*, *Lào Cai và Yên Bái*; at most thirty."""
    chain: list[Place] = []
    for place in places:
        if chain and (len(chain) == 30 or place.start < chain[-1].end or not _JOINT.fullmatch(folded, chain[-1].end, place.start)):
            yield chain
            chain = []
        chain.append(place)
    if chain:
        yield chain


def _of_chain(doc: Doc, chain: list[Place]) -> Iterator[Spot]:
    """The spots of one chain: places of one rank side by side are one list, a wider place behind a narrower one is *wide*."""
    groups: list[list[Place]] = []
    for place in chain:
        if groups and _rank(groups[-1][-1]) == _rank(place) and _listed(doc.folded, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    lead, post = _lead(doc.folded, chain[0])
    sentence = doc.sentence_at(chain[0].start)
    begin = sentence.start if sentence else chain[0].start
    for index, group in enumerate(groups):
        wide = index > 0 and _rank(groups[index - 1][-1]) > _rank(group[0]) > 0
        if not wide and index:
            lead, post = _lead(doc.folded, group[0])
        narrow = index + 1 < len(groups) and _rank(group[0]) > _rank(groups[index + 1][0]) > 0
        form = "wide" if wide else "narrow" if narrow else "alone"
        yield _spot(doc, group, "start" if group[0].start - begin < 2 else lead, form, post, begin)


def _spot(doc: Doc, group: list[Place], lead: str, form: str, post: bool, begin: int) -> Spot:
    first, last = group[0], group[-1]
    single = len(group) == 1
    kind = first.rank or (first.level if first.level in ("region", "country", "nation") else "other")
    key = " + ".join(sorted({_key(place) for place in group}))
    return Spot(first.start, last.end, doc.text[first.start:last.end], first.unit_id if single else None, key, kind or "other",
                lead, form if single else "list", first.toponym == "literal", post, begin)


def _key(place: Place) -> str:
    """What is the same for every mention of one unit: its id, else its name without the level word."""
    return place.unit_id or (_NATION_KEY if place.level == "nation" else name_key(split_level(place.text)[1]))


def _rank(place: Place) -> int:
    """1 for a province to 4 for a village, 5 for what is no unit (*Vườn quốc gia Pù Mát*), 0 for what no unit lies in."""
    return RANKS.get(place.rank or "", 0 if place.level in ("region", "country", "nation") else 5)


def _listed(folded: str, left: Place, right: Place) -> bool:
    return folded[left.end:right.start] in (", ", ",", " và ", ", và ", " - ") and left.level != "nation" != right.level


def _lead(folded: str, place: Place) -> tuple[str, bool]:
    """What leads to a place, and whether it only tells somebody's post (*Chủ tịch UBND huyện Nam Giang*)."""
    before = folded[max(0, place.start - 80):place.start]
    lead, match = next(((name, found) for name, pattern in _LEADS if (found := pattern.search(before[-60:]))), ("word", None))
    if lead != "office" or match is None:
        return lead, bool(_HOLDER.search(before[-25:]))
    return lead, bool(_HOLDER.search(before[:len(before) - len(match[0])]))
