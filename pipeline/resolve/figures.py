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
_SAID = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói|chia sẻ|báo cáo|phát biểu|khẳng định|đưa tin|công bố|thông tin|xác nhận|nhấn mạnh|"
    r"trao đổi|theo|ký|ban hành)(?!\w)")
_COMPARED = re.compile(r"(?<!\w)(?:so với|so cùng kỳ|hơn cùng kỳ|của|như|kể từ)(?: [^\W\d_]+){0,4} $")


def resolve(doc: Doc, figures: Sequence[Figure], places: Sequence[Place], context: Context) -> list[Figure]:
    """Return the figures with ``about_place`` and ``about_period`` where the text tells, each *stated* or *implied*.

    ``places`` are the resolved places of the same text, in order; relative periods count from the day of ``context``.
    """
    periods = list(find_periods(doc.folded, context.day))
    scenery = _Scenery(doc, list(places), periods, [place.start for place in places], [period.start for period in periods],
                        [figure.start for figure in figures], context.day.year if context.day else None)
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
    figure_starts: list[int]
    year: int | None

    def places_in(self, begin: int, end: int) -> list[Place]:
        return self.places[bisect_left(self.place_starts, begin):bisect_right(self.place_starts, end - 1)]

    def is_taken(self, place: Place, figure: Figure, begin: int) -> bool:
        """Whether a listed place belongs to another number right behind it: *Lào Cai 3 nhà, Yên Bái 5 nhà*."""
        index = bisect_left(self.figure_starts, place.end)
        owner = self.figure_starts[index] if index < len(self.figure_starts) else figure.start
        listed = self.doc.folded[max(0, place.start - 2):place.start] in (", ", "; ", ": ", "à ")
        return owner != figure.start and owner - place.end < 3 and listed and place.start > begin + 30

    def periods_in(self, begin: int, end: int) -> list[Period]:
        return self.periods[bisect_left(self.period_starts, begin):bisect_right(self.period_starts, end - 1)]


def _about(scenery: _Scenery, figure: Figure, figures: Sequence[Figure], index: int, previous: Figure | None) -> Figure:
    sentence = scenery.doc.sentence_at(figure.start)
    if sentence is None:
        return figure
    line = max(0, figure.start - 20_000, scenery.doc.text.rfind("\n", max(0, figure.start - 20_000), figure.start) + 1)
    begin = max(sentence.start, figure.start - 600)
    until = min(sentence.end, figures[index + 1].start if index + 1 < len(figures) else sentence.end)
    last = previous if previous and previous.start >= line else None
    period, when = _period(scenery, figure, begin, sentence.end, until, last, line)
    place, where = _place(scenery, figure, begin, until, last)
    status = "target" if figure.status == "reported" and _lies_ahead(period, scenery.year) else figure.status
    return replace(figure, status=status, about_period=period, about_period_how=when, about_place=place[0] if place else None,
                   about_place_how=where, about_unit_id=place[1] if place else None)


def _lies_ahead(period: str | None, year: int | None) -> bool:
    """Whether a period begins in a year after the article's: what it holds is hoped for."""
    return period is not None and year is not None and int(period[:4]) > year


def _period(
    scenery: _Scenery, figure: Figure, begin: int, end: int, until: int, last: Figure | None, line: int
) -> tuple[str | None, How | None]:
    """The period tied to the figure's right, else the last one before it in its sentence, else that of the figure before it."""
    if figure.measure_type in _TIMELESS:
        return None, None
    folded = scenery.doc.folded
    right = [p for p in scenery.periods_in(figure.end, until) if _ties(folded, figure.end, p.start) and _counts(folded, p, end)]
    left = [p for p in scenery.periods_in(begin, figure.start) if p.end <= figure.start and _reaches(folded, p, figure.start)]
    near = ([] if figure.unit == "lần" else right[:1]) or left[-1:]
    if near:
        return _given(near[0].value)
    if last and last.about_period and last.start > begin - 200 and _goes_on(figure, last) and len(last.about_period) != 10:
        return last.about_period, last.about_period_how
    opening = _opening_period(scenery, begin, line)
    return _given(opening) if opening and figure.measure_type in _COUNTED else (None, None)


_COUNTED = frozenset(("flow", "cumulative"))


def _goes_on(figure: Figure, last: Figure) -> bool:
    """Whether the period of the figure before may hold for this one too: prices and sizes name their own."""
    same = figure.change is not None and last.measure_type == figure.measure_type
    return figure.measure_type in ("flow", "cumulative") or same


def _opening_period(scenery: _Scenery, begin: int, line: int) -> str | None:
    """The period with which one of the two sentences before opens (*Năm 2016, …*), when it is no day."""
    sentence = scenery.doc.sentence_at(begin)
    for _ in range(2):
        if sentence is None or sentence.start <= line:
            return None
        sentence = scenery.doc.sentence_at(max(line, sentence.start - 2))
        if sentence is None:
            return None
        found = [p for p in scenery.periods_in(sentence.start, sentence.end) if _counts(scenery.doc.folded, p, sentence.end)]
        if found:
            return None if found[0].fine or len(found) > 1 else found[0].value
    return None


def _reaches(folded: str, period: Period, start: int) -> bool:
    """A day far back in a long sentence is no longer what a figure is about."""
    return _counts(folded, period, start) and not (period.fine and start - period.end > 160)


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
_ORIGIN = re.compile(
    r"(?<!\w)(?:trú|ngụ|quê|quê quán|hộ khẩu|sinh năm|tuổi|quốc lộ|đường|báo|công ty|ngân hàng|trường|dịch tả lợn|dịch tả heo|"
    r"bệnh viện)(?: [^\W\d_]+){0,3}[ ,]*$|ảnh: ?$")
_AT = re.compile(r"(?<!\w)(?:ở|tại|của|trên địa bàn|thuộc|khắp|cho|trong)(?: (?:tỉnh|các|toàn|khu vực))? ?$")
_NATION = re.compile(r"(?<!\w)(?:cả nước|toàn quốc)(?!\w)")

_Where = tuple[str, str | None]
"""A place as the text writes it, with its unit_id where it is one known unit."""


def _place(scenery: _Scenery, figure: Figure, begin: int, until: int, last: Figure | None) -> tuple[_Where | None, How | None]:
    """The place behind the figure (*ở Đà Nẵng*), else the one before it in its sentence, else that of the figure before."""
    if figure.measure_type in _TIMELESS or figure.unit == "lần":
        return None, None
    where = _right_place(scenery, figure, until) or _left_place(scenery, figure, begin)
    if where:
        return where, "stated"
    if (where := _meant_place(scenery, figure, begin)) is not None:
        return where, "implied"
    if last and last.about_place and last.start > begin - 250 and figure.measure_type in _MOVED and last.measure_type in _MOVED:
        return (last.about_place, last.about_unit_id), last.about_place_how
    return None, None


_MOVED = frozenset(("flow", "cumulative"))
_ANCHOR = re.compile(
    r"(?<!\w)(?:(?:toàn|trong|của|ở|tại|địa bàn|trên địa bàn|lãnh đạo|ubnd|công an|hđnd) )?(?P<level>tỉnh|thành phố|huyện|"
    r"quận|thị xã|xã|phường|địa phương|địa bàn|cấp uỷ|cấp ủy|uỷ ban kiểm tra|ủy ban kiểm tra|ubkt)"
                     r"(?: (?P<tail>này|đó|trên|các cấp|ta|nhà|đã|có|hiện|sẽ|còn|duy trì|vừa|chỉ|ước|đạt|phấn đấu|cũng|"
                     r"kiểm tra|kết nạp|thu|xảy ra)(?!\w)|,)")
_RANKS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"}


def _meant_place(scenery: _Scenery, figure: Figure, begin: int) -> _Where | None:
    """The place that *tỉnh*, *huyện này* or *Ủy ban kiểm tra các cấp* stands for: the last one of its rank."""
    folded = scenery.doc.folded
    anchors = list(_ANCHOR.finditer(folded, max(begin, figure.start - 120), figure.start))
    if not anchors or figure.measure_type == "price":
        return None
    for place in reversed(scenery.places_in(max(0, begin - 900), begin)):
        if _fits(place, anchors[-1]["level"]) and not _ORIGIN.search(folded, max(0, place.start - 25), place.start):
            return _named(scenery.doc.text, [place])
    return None


def _fits(place: Place, level: str) -> bool:
    if level == "thành phố":
        return place.level == level
    rank = _RANKS.get(level)
    return place.rank == rank if rank else place.rank in ("province", "district", "commune")


def _right_place(scenery: _Scenery, figure: Figure, until: int) -> _Where | None:
    folded = scenery.doc.folded
    if figure.measure_type not in ("flow", "stock", "cumulative"):
        return None
    places = scenery.places_in(figure.end, min(len(folded), until + 80))
    if not places or places[0].start >= until or not _ties(folded, figure.end, places[0].start):
        return None
    if not _AT.search(folded, figure.end, places[0].start) or _ORIGIN.search(folded, figure.end, places[0].start):
        return None
    return _named(scenery.doc.text, _listed(folded, places))


def _left_place(scenery: _Scenery, figure: Figure, begin: int) -> _Where | None:
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


_ACTS = re.compile(
    r"(?: \([^)]{1,40}\))? (?:đã|vừa|tiếp|kiểm tra|khởi tố|bắt|kết nạp|quyết định|thống nhất|phát hiện|xử lý|thi hành)(?!\w)")


def _is_placed(folded: str, figure: Figure, chosen: list[Place], begin: int) -> bool:
    """Whether a place before a figure is what it is about: it opens the sentence, stands close by or is a ground (*tại*, *ở*)."""
    if chosen[0].start < begin + 30 or figure.start - chosen[-1].end < 40:
        return True
    ground = _GROUND.search(folded, max(0, chosen[-1].start - 25), chosen[-1].start)
    return ground is not None and figure.measure_type in _GROUNDED


_GROUNDED = frozenset(("flow", "stock", "cumulative", "share"))
_GROUND = re.compile(r"(?<!\w)(?:ở|tại|trên địa bàn|khắp|toàn)(?: (?:tỉnh|các|toàn|khu vực))? ?$")


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


def _named(text: str, group: list[Place]) -> _Where:
    return text[group[0].start:group[-1].end], group[0].unit_id if len(group) == 1 else None
