"""What speaks for and against each period a figure may be about, as names that a table of weights can hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.model import Figure
from pipeline.resolve.figure_words import unit_class
from pipeline.resolve.period_names import Kind, Names, Shape, of_none, of_shape, of_side, of_space, of_value
from pipeline.resolve.period_rules import SAYING, is_issued, is_said
from pipeline.resolve.periods import Period
from pipeline.resolve.ranking import Candidate
from pipeline.resolve.scenery import Scenery, around

_LEFT, _RIGHT, _EARLIER, _HEAD = 3, 2, 2, 1
"""How many periods of each side are candidates."""
_SIDES = frozenset(("left", "right", "back", "above", "head", "below"))
_SIZES = (8, 25, 60, 120, 200)
_SAID = re.compile(rf"(?<!\w)(?:{SAYING}|thông báo|cung cấp|dẫn)(?!\w)")
_THAN = re.compile(r"(?: \w+){0,2} (?:(?:của )?cùng kỳ|(?:của |như )?(?:những )?năm (?:trước|ngoái))(?!\w)")
"""Behind a number: it is of the time before, *cao hơn mức 3,75% cùng kỳ năm ngoái*."""
_LEADS = re.compile(
    r"(?<!\w)(so với|so cùng|tính đến|tính từ|kể từ|tính|đến hết|đến|tới|hết|từ|trong|vào|cuối|đầu|giữa|của|cho|trước|sau|ngày|hôm|"
    r"sáng|chiều|tối|đêm|trưa|qua|khoảng|dự kiến|kế hoạch|mục tiêu|sinh|theo|và|là|ở|tại|với|riêng|như|năm học|giai đoạn|nhiệm kỳ|đợt|"
    r"vụ|tháng|quý) ?$")
_BREAK = re.compile(r"(?<!\d)[,.](?!\d)|[;:()\n“”\"]|(?<!\w)(?:so với|và|nhưng|để|trong khi|còn|thì|khi|trong đó|sau khi|trước khi)(?!\w)")
_CUES = re.compile(
    r"(?<!\w)(?:(?P<habit>hằng năm|hàng năm|mỗi năm|hằng tháng|mỗi tháng|bình quân(?! đầu người)|mỗi ngày|thường)"
    r"|(?P<now>hiện nay|hiện tại|hiện|đến nay|nay|mới đây|bây giờ|lúc này|gần đây)"
    r"|(?P<planned>sẽ|dự kiến|phấn đấu|mục tiêu|kế hoạch|chỉ tiêu|đặt ra|phải|có thể)"
    r"|(?P<then>sau đó|trước đó|hôm sau|ngày sau|từng|khi ấy|lúc đó)"
    r"|(?P<law>luật|nghị định|quy định|thông tư|nếu|mức phạt|phạt tù|phạt tiền))(?!\w)")
_SIZE = re.compile(
    r"(?<!\w)(?:cao|dài|rộng|nặng|sâu|công suất|diện tích|trị giá|nhà|tầng|cách|bán kính|sức chứa|dung tích|loại|quy mô)"
    r"(?: (?:hơn|gần|khoảng|tới|là|trên))* $")
_BACK = re.compile(
    r"(?<!\w)(?:trong đó|trong số (?:đó|này)|qua đó|cụ thể|riêng|ngoài ra|bên cạnh đó|cùng (?:kỳ|năm|ngày|thời gian|thời điểm)|trong kỳ|"
    r"(?:thời|giai) (?:gian|điểm|đoạn) (?:này|đó)|năm đó)(?!\w)")
_MARKS = {"\n": "line", "“": "quote", "”": "quote", '"': "quote"}

_Naming = tuple[str, str | None, Names]
"""A side, the value of a period named there (None: unknown), and the traits of that naming."""


def candidates_of(scenery: Scenery, figure: Figure, ruled: str | None, rule: str) -> list[Candidate]:
    """The candidates for a figure, each value once; that it is about no period comes first.

    ``ruled`` is the period the rules give it, ``rule`` the rule that spoke.
    """
    begin, end, line = around(scenery, figure)
    none, found = set[str](), dict[str, set[str]]()
    sides: dict[str, list[str]] = {}
    unknown: set[str] = set()
    kind = Kind(figure.measure_type or "other", figure.status, unit_class(figure))
    goes_on = _BACK.search(scenery.doc.folded, begin, figure.start) is not None
    for side, value, traits in (*_near(scenery, figure, kind, begin, end), *_far(scenery, begin, end, line)):
        if value is None:
            unknown.add(side)
            continue
        found.setdefault(value, set()).update(traits, of_side(side, kind, goes_on))
        if side not in sides.setdefault(value, []):
            sides[value].append(side)
    for value, own in found.items():
        own.update(_whole(scenery, kind, value, sides[value]))
    if found:
        none.update(_nothing(scenery, figure, kind, begin, sides, unknown))
        voice = found.get(ruled, none) if ruled else none
        voice.update(("ruled", f"ruled {rule}", f"ruled {kind.type}") if ruled else (f"rule {rule}",))
    return [Candidate(None, [*none]), *(Candidate(value, [*own]) for value, own in found.items())]


def _near(scenery: Scenery, figure: Figure, kind: Kind, begin: int, end: int) -> Iterator[_Naming]:
    """The periods of a figure's own sentence, the nearest of each side first."""
    left = [p for p in scenery.own_periods_in(begin, figure.start) if p.end <= figure.start]
    right = scenery.own_periods_in(figure.end, min(end, figure.end + 300))
    for side, periods, most in (("left", left[::-1], _LEFT), ("right", right, _RIGHT)):
        for rank, period in enumerate(_once(periods, most)):
            if period.value is None or not _is_aside(scenery, figure, side, period):
                more = () if period.value is None else _between(scenery, figure, kind, begin, side, period)
                yield side, period.value, (*of_shape(side, min(rank, 2), _shape(scenery, period)), *more)


def _far(scenery: Scenery, begin: int, end: int, line: int) -> list[_Naming]:
    """The periods around a sentence: before it, in the paragraphs above, at the head of the text and, for its title, below."""
    if begin in scenery.far:
        return scenery.far[begin]
    sides = (
        ("back", scenery.own_periods_in(max(line, begin - 1500), begin)[::-1], _EARLIER),
        ("above", scenery.own_periods_in(max(0, line - 2000), line)[::-1], _EARLIER),
        ("head", scenery.own_periods_in(0, min(line, 400)) if begin < 8000 else [], _HEAD),
        ("below", scenery.own_periods_in(end, end + 600) if begin < 1000 else [], _RIGHT),
    )
    found: list[_Naming] = []
    for side, periods, most in sides:
        for rank, period in enumerate(_once(periods, most)):
            more = () if period.value is None else _away(scenery, begin, side, period)
            found.append((side, period.value, (*of_shape(side, min(rank, 2), _shape(scenery, period)), *more)))
    scenery.far[begin] = found
    return found


def _once(periods: Sequence[Period], most: int) -> list[Period]:
    """The first periods with different values."""
    nearest: dict[str | None, Period] = {}
    for period in periods[:30]:
        nearest.setdefault(period.value, period)
    return [*nearest.values()][:most]


def _is_aside(scenery: Scenery, figure: Figure, side: str, period: Period) -> bool:
    """Whether a period beside a figure is only that of a document or of what somebody said, or *10 năm qua* before a stock."""
    if period.past and figure.measure_type == "stock":
        return True
    if period.kind not in ("day", "days", "month"):
        return False
    folded = scenery.doc.folded
    return is_issued(folded, period) or (side == "left" and is_said(folded, period, figure.start))


def _shape(scenery: Scenery, period: Period) -> Shape:
    """A period as it stands in the text, looked at once."""
    if (known := scenery.shapes.get(period.start)) is not None:
        return known
    folded, sentence = scenery.doc.folded, scenery.doc.sentence_at(period.start)
    lead = _LEADS.search(folded, max(0, period.start - 12), period.start)
    opens = (sentence is not None and period.start == sentence.start) or folded[max(0, period.start - 1)] in "\n“\"("
    follow = folded[period.end:period.end + 1]
    shape = Shape(period.kind, lead[1] if lead else "start" if opens else "other",
                  follow if follow and follow in ",.;:)" else "word", period.named)
    scenery.shapes[period.start] = shape
    return shape


def _between(scenery: Scenery, figure: Figure, kind: Kind, begin: int, side: str, period: Period) -> Iterator[str]:
    """What lies between a figure and a period of its own sentence."""
    start, end = (period.end, figure.start) if side == "left" else (figure.end, period.start)
    words = scenery.doc.folded[start:end]
    breaks, numbers = _BREAK.findall(words), scenery.figures_between(start, end)
    marks = frozenset(_MARKS.get(word, word) for word in breaks)
    near = sum(end - start > size for size in _SIZES)
    yield from of_space(side, kind, period.kind, near, min(3, len(breaks)), marks, min(3, numbers))
    if figure.base and scenery.doc.folded[period.start:period.end] in figure.base.lower():
        yield "in base"
    if side == "right":
        return
    if _is_owned(scenery, period, begin):
        yield from ("owned", f"owned breaks {min(2, len(breaks))}")
    if _SAID.search(words):
        yield from ("said", f"said {period.kind} {kind.type}")
    if words.startswith(","):
        yield "comma after" if len(breaks) > 1 else "only comma"


def _is_owned(scenery: Scenery, period: Period, begin: int) -> bool:
    """Whether a period stands right behind another number of its sentence and belongs to that: *thu 5 tỷ đồng năm 2024, tăng …*."""
    at = bisect_left(scenery.figure_starts, period.start) - 1
    if at < 0 or scenery.figure_starts[at] < begin or period.start - scenery.figure_starts[at] > 60:
        return False
    return not _BREAK.search(scenery.doc.folded, scenery.figure_starts[at], period.start)


def _away(scenery: Scenery, begin: int, side: str, period: Period) -> Iterator[str]:
    """How far away a period of another sentence is, and how firmly it stands there."""
    folded, sentence = scenery.doc.folded, scenery.doc.sentence_at(period.start)
    if sentence is None:
        return
    if period.start <= sentence.start + 12:
        yield f"{side} opens"
    if _SAID.search(folded, period.end, min(sentence.end, period.end + 120)):
        yield f"{side} said"
        yield f"{side} said {period.kind}"
    before = scenery.doc.sentence_at(max(0, begin - 3)) or scenery.doc.sentence_at(max(0, begin - 4))
    yield f"{side} {'sentence' if before and before.start == sentence.start else 'sentences'} before"
    others = [p for p in scenery.own_periods_in(sentence.start, sentence.end)[:5] if p.value != period.value]
    yield f"{side} {'among others' if others else 'alone'}"
    if not scenery.figures_between(period.end, begin):
        yield f"{side} no figure since"


def _whole(scenery: Scenery, kind: Kind, value: str, sides: list[str]) -> Names:
    """What holds for a value wherever it stands."""
    year, when = scenery.year, None
    if year is not None:
        named = int(value[:4])
        when = "ahead" if named > year else "now" if named == year else "last year" if named == year - 1 else "past"
    headed = "head" in sides and sides[0] != "head"
    return of_value(sides[0], kind, when, headed, scenery.period_times[value] == scenery.most_periods, len(scenery.period_times) == 1)


def _nothing(scenery: Scenery, figure: Figure, kind: Kind, begin: int, sides: dict[str, list[str]], unknown: set[str]) -> list[str]:
    """What speaks for no period at all."""
    folded, names = scenery.doc.folded, [f"unknown {side}" for side in unknown]
    names += of_none(kind, figure.part, figure.change, figure.qualifier, figure.total is not None, scenery.year is not None)
    names += [f"nothing {side}" for side in _SIDES.difference(*sides.values())]
    names += [f"cue {found.lastgroup}" for found in _CUES.finditer(folded, max(begin, figure.start - 100), figure.start)]
    if _SIZE.search(folded, max(begin, figure.start - 40), figure.start):
        names += ["cue size", f"cue size {kind.unit}"]
    names += [f"verb {word}" for word in (figure.predicate or "").lower().split()[:2]]
    names += [f"noun {word}" for word in (figure.unit or "").lower().split()[:2]]
    if _THAN.match(folded, figure.end):
        names += ["cue than", f"cue than {kind.type}"]
    return names
