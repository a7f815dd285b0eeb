"""What speaks for and against each period a figure may be about, as names that a table of weights can hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.model import Figure
from pipeline.resolve.period_rules import is_issued, is_said
from pipeline.resolve.periods import Period
from pipeline.resolve.ranking import Candidate
from pipeline.resolve.scenery import Scenery, around

_LEFT, _RIGHT, _EARLIER, _HEAD = 4, 3, 3, 2
"""How many periods of each side are candidates."""
_SIZES = (8, 25, 60, 120, 200)
_SAID = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói|chia sẻ|báo cáo|phát biểu|khẳng định|đưa tin|công bố|thông tin|xác nhận|nhấn mạnh|"
    r"trao đổi|thông báo|theo|cung cấp|dẫn)(?!\w)")
_AGAINST = re.compile(r"(?<!\w)so (?:với|cùng)(?!\w)[^,.;:]{0,40}$")
_LEADS = re.compile(
    r"(?<!\w)(so với|so cùng|tính đến|tính từ|kể từ|tính|đến hết|đến|tới|hết|từ|trong|vào|cuối|đầu|giữa|của|cho|trước|sau|ngày|hôm|"
    r"sáng|chiều|tối|đêm|trưa|qua|khoảng|dự kiến|kế hoạch|mục tiêu|sinh|theo|và|là|ở|tại|với|riêng|như|năm học|giai đoạn|nhiệm kỳ|đợt|"
    r"vụ|tháng|quý) ?$")
_BREAK = re.compile(r"(?<!\d)[,.](?!\d)|[;:()\n“”\"]|(?<!\w)(?:so với|và|nhưng|để|trong khi|còn|thì|khi|trong đó|sau khi|trước khi)(?!\w)")
_CUES = (
    ("habit", re.compile(r"(?<!\w)(?:hằng năm|hàng năm|mỗi năm|hằng tháng|mỗi tháng|bình quân(?! đầu người)|mỗi ngày|thường)(?!\w)")),
    ("now", re.compile(r"(?<!\w)(?:hiện nay|hiện tại|hiện|đến nay|nay|mới đây|bây giờ|lúc này|gần đây)(?!\w)")),
    ("planned", re.compile(r"(?<!\w)(?:sẽ|dự kiến|phấn đấu|mục tiêu|kế hoạch|chỉ tiêu|đặt ra|phải|quy định|có thể)(?!\w)")),
    ("then", re.compile(r"(?<!\w)(?:sau đó|trước đó|hôm sau|ngày sau|từng|khi ấy|lúc đó)(?!\w)")),
    ("law", re.compile(r"(?<!\w)(?:luật|nghị định|quy định|thông tư|nếu|mức phạt|phạt tù|phạt tiền)(?!\w)")),
)
_SIZE = re.compile(
    r"(?<!\w)(?:cao|dài|rộng|nặng|sâu|công suất|diện tích|trị giá|nhà|tầng|cách|bán kính|sức chứa|dung tích|loại|quy mô)"
    r"(?: (?:hơn|gần|khoảng|tới|là|trên))* $")
_BACK = re.compile(
    r"(?<!\w)(?:trong đó|trong số (?:đó|này)|qua đó|cụ thể|riêng|ngoài ra|bên cạnh đó|cùng (?:kỳ|năm|ngày|thời gian|thời điểm)|trong kỳ|"
    r"(?:thời|giai) (?:gian|điểm|đoạn) (?:này|đó)|năm đó)(?!\w)")
_MARKS = {"\n": "line", "“": "quote", "”": "quote", '"': "quote"}
_MONEY = re.compile(r"(?:đồng|usd|vnđ|euro|đô|triệu|tỷ)")
_CLASSES = {"age": "time", "duration": "time"}


def candidates_of(scenery: Scenery, figure: Figure, ruled: str | None, rule: str) -> list[Candidate]:
    """The candidates for a figure, each value once; that it is about no period comes first.

    ``ruled`` is the period the rules give it, ``rule`` the rule that spoke.
    """
    begin, end, line = around(scenery.doc, figure)
    none, found = Candidate(None), dict[str, Candidate]()
    sides: dict[str, list[str]] = {}
    unknown: set[str] = set()
    for side, rank, period in _around(scenery, figure, begin, end, line):
        if period.value is None:
            unknown.add(side)
        if period.value is None or _only_dates_words(scenery, figure, side, period):
            continue
        candidate = found.setdefault(period.value, Candidate(period.value))
        candidate.traits.update(_traits(scenery, figure, begin, side, rank, period))
        if side not in sides.setdefault(period.value, []):
            sides[period.value].append(side)
    for value, candidate in found.items():
        candidate.traits.update(_whole(scenery, figure, value, sides[value]))
    if found:
        none.traits.update(_nothing(scenery, figure, begin, sides, unknown))
        voice = found.get(ruled, none) if ruled else none
        voice.traits.update(("ruled", f"ruled {rule}", f"ruled {_class(figure)}") if ruled else (f"rule {rule}",))
    return [none, *found.values()]


def _around(scenery: Scenery, figure: Figure, begin: int, end: int, line: int) -> Iterator[tuple[str, int, Period]]:
    """The periods of each side, the nearest first: (side, its place in the row, period), each value once per side."""
    left = [p for p in scenery.periods_in(begin, figure.start) if p.end <= figure.start]
    sides = (
        ("left", left[::-1], _LEFT), ("right", scenery.periods_in(figure.end, min(end, figure.end + 300)), _RIGHT),
        ("back", scenery.periods_in(max(line, begin - 1500), begin)[::-1], _EARLIER),
        ("above", scenery.periods_in(max(0, line - 2000), line)[::-1], _EARLIER),
        ("head", scenery.periods_in(0, min(line, 400)) if figure.start < 8000 else [], _HEAD),
        ("below", scenery.periods_in(end, end + 600) if figure.start < 1000 else [], _RIGHT),
    )
    for side, periods, most in sides:
        nearest: dict[str | None, Period] = {}
        for period in periods[:30]:
            nearest.setdefault(period.value, period)
        yield from ((side, rank, period) for rank, period in enumerate([*nearest.values()][:most]))


def _only_dates_words(scenery: Scenery, figure: Figure, side: str, period: Period) -> bool:
    """Whether a day or month beside a figure is only that of a document or of what somebody said."""
    if side not in ("left", "right") or period.kind not in ("day", "days", "month"):
        return False
    folded = scenery.doc.folded
    return is_issued(folded, period) or (side == "left" and is_said(folded, period, figure.start))


def _traits(scenery: Scenery, figure: Figure, begin: int, side: str, rank: int, period: Period) -> Iterator[str]:
    """What speaks for one naming of a period: where it stands, what it is, what leads to it, what lies between."""
    folded, kind = scenery.doc.folded, period.kind
    for trait in (f"order {min(rank, 2)}", kind, _class(figure), f"status {figure.status}", f"lead {_lead(folded, period, begin)}",
                  f"first {_first(folded, period)}", f"follow {_follow(folded, period)}"):
        yield f"{side} {trait}"
    yield f"lead {_lead(folded, period, begin)}"
    yield f"{side} lead {_lead(folded, period, begin)} {kind}"
    if _AGAINST.search(folded, max(0, period.start - 45), period.start):
        yield f"{side} against"
        yield "against"
    if period.named:
        yield "named"
        yield f"{side} named"
    if figure.base and folded[period.start:period.end] in figure.base.lower():
        yield "in base"
    yield from (_between if side in ("left", "right") else _away)(scenery, figure, begin, side, period)


def _lead(folded: str, period: Period, begin: int) -> str:
    lead = _LEADS.search(folded, max(0, period.start - 12), period.start)
    if lead:
        return lead[1]
    return "start" if period.start in (begin, 0) or folded[period.start - 1] in "\n“\"(" else "other"


def _first(folded: str, period: Period) -> str:
    word = folded[period.start:period.end].split()[0]
    return word if word.isalpha() else "digit"


def _follow(folded: str, period: Period) -> str:
    letter = folded[period.end:period.end + 1]
    return letter if letter and letter in ",.;:)" else "word"


def _between(scenery: Scenery, figure: Figure, begin: int, side: str, period: Period) -> Iterator[str]:
    """What lies between a figure and a period of its own sentence."""
    start, end = (period.end, figure.start) if side == "left" else (figure.end, period.start)
    kind = period.kind
    words = scenery.doc.folded[start:end]
    breaks, numbers = _BREAK.findall(words), scenery.figures_between(start, end)
    yield f"{side} near {sum(end - start > size for size in _SIZES)}"
    yield f"{side} breaks {min(3, len(breaks))}"
    yield f"{side} {kind} breaks {min(2, len(breaks))} figures {min(2, numbers)}"
    if side == "left" and _is_owned(scenery, period, begin):
        yield "owned"
        yield f"owned breaks {min(2, len(breaks))}"
    yield from (f"{side} break {_MARKS.get(word, word)}" for word in set(breaks))
    yield f"{side} figures {min(3, numbers)}"
    if side == "left" and _SAID.search(words):
        yield "said"
        yield f"said {kind} {_class(figure)}"
    if side == "left" and words.startswith(","):
        yield "comma after" if len(breaks) > 1 else "only comma"
    if not breaks:
        yield f"{side} bound unit {_unit(figure)}"
        yield f"{side} bound {kind}"
        yield f"{side} bound {_class(figure)}"
        if not numbers:
            yield f"{side} bound alone"


def _is_owned(scenery: Scenery, period: Period, begin: int) -> bool:
    """Whether a period stands right behind another number of its sentence and belongs to that: *thu 5 tỷ đồng năm 2024, tăng …*."""
    at = bisect_left(scenery.figure_starts, period.start) - 1
    if at < 0 or scenery.figure_starts[at] < begin or period.start - scenery.figure_starts[at] > 60:
        return False
    return not _BREAK.search(scenery.doc.folded, scenery.figure_starts[at], period.start)


def _away(scenery: Scenery, figure: Figure, begin: int, side: str, period: Period) -> Iterator[str]:
    """How far away a period of an earlier sentence is, and how firmly it stands there."""
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
    if _BACK.search(folded, begin, figure.start):
        yield f"{side} goes on"
    others = [p for p in scenery.periods_in(sentence.start, sentence.end)[:5] if p.value != period.value]
    yield f"{side} {'among others' if others else 'alone'}"
    if not scenery.figures_between(period.end, figure.start):
        yield f"{side} no figure since"


def _whole(scenery: Scenery, figure: Figure, value: str, sides: list[str]) -> Iterator[str]:
    """What holds for a value wherever it stands."""
    year, kind, first = scenery.year, _class(figure), sides[0]
    yield f"first {first}"
    yield f"first {first} {kind}"
    yield f"first {first} {_unit(figure)}"
    if "head" in sides and first != "head":
        yield f"head and {first}"
    if scenery.times.get(value, 0) == scenery.most:
        yield "named most"
        yield f"named most {first}"
    if len(scenery.times) == 1:
        yield "only period"
        yield f"only period {first}"
    if year is not None:
        named = int(value[:4])
        when = "ahead" if named > year else "now" if named == year else "last year" if named == year - 1 else "past"
        yield f"when {when}"
        yield f"when {when} {figure.status}"
        yield f"when {when} {kind}"
        yield f"when {when} {first}"


def _nothing(scenery: Scenery, figure: Figure, begin: int, sides: dict[str, list[str]], unknown: set[str]) -> Iterator[str]:
    """What speaks for no period at all."""
    folded = scenery.doc.folded
    yield "none"
    yield f"type {figure.measure_type}"
    yield f"status {figure.status}"
    yield f"type {figure.measure_type} {figure.status}"
    yield f"unit {_unit(figure)}"
    yield f"part {figure.part}"
    yield f"change {figure.change}"
    yield f"qualifier {figure.qualifier}"
    if figure.total:
        yield "of a total"
    seen = {side for row in sides.values() for side in row}
    yield from (f"nothing {side}" for side in ("left", "right", "back", "above", "head", "below") if side not in seen)
    yield from (f"unknown {side}" for side in sorted(unknown))
    yield from (f"cue {name}" for name, words in _CUES if words.search(folded, max(begin, figure.start - 100), figure.start))
    if _SIZE.search(folded, max(begin, figure.start - 40), figure.start):
        yield "cue size"
    if scenery.year is None:
        yield "no day"


def _class(figure: Figure) -> str:
    kind = figure.measure_type or "other"
    return _CLASSES.get(kind, kind)


def _unit(figure: Figure) -> str:
    unit = (figure.unit or "").lower()
    if unit in ("", "lần"):
        return "times" if unit else "missing"
    if "/" in unit:
        return "rate"
    if unit.startswith("%") or unit == "điểm %":
        return "percent"
    return "money" if _MONEY.search(unit) else "measure" if figure.measure else "noun"
