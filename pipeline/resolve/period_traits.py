"""What speaks for and against each period a figure may be about, as names that a table of weights can hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

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

_Facts = tuple[str, str, str, str, bool, bool]
_Naming = tuple[str, str | None, tuple[str, ...]]
"""A side, the value of a period named there (None: unknown), and the traits of that naming."""


def candidates_of(scenery: Scenery, figure: Figure, ruled: str | None, rule: str) -> list[Candidate]:
    """The candidates for a figure, each value once; that it is about no period comes first.

    ``ruled`` is the period the rules give it, ``rule`` the rule that spoke.
    """
    begin, end, line = around(scenery.doc, figure)
    none, found = Candidate(None), dict[str, Candidate]()
    sides: dict[str, list[str]] = {}
    unknown: set[str] = set()
    kind, goes_on = figure.measure_type or "other", _BACK.search(scenery.doc.folded, begin, figure.start) is not None
    for side, value, traits in (*_near(scenery, figure, begin, end), *_far(scenery, begin, end, line)):
        if value is None:
            unknown.add(side)
            continue
        candidate = found.setdefault(value, Candidate(value))
        candidate.traits.update(traits, _shared(side, kind, figure.status, goes_on))
        if side not in sides.setdefault(value, []):
            sides[value].append(side)
    for value, candidate in found.items():
        candidate.traits.update(_whole(scenery, figure, value, sides[value]))
    if found:
        none.traits.update(_nothing(scenery, figure, begin, sides, unknown))
        voice = found.get(ruled, none) if ruled else none
        voice.traits.update(("ruled", f"ruled {rule}", f"ruled {kind}") if ruled else (f"rule {rule}",))
    return [none, *found.values()]


def _near(scenery: Scenery, figure: Figure, begin: int, end: int) -> Iterator[_Naming]:
    """The periods of a figure's own sentence, the nearest of each side first."""
    left = [p for p in scenery.periods_in(begin, figure.start) if p.end <= figure.start]
    right = scenery.periods_in(figure.end, min(end, figure.end + 300))
    for side, periods, most in (("left", left[::-1], _LEFT), ("right", right, _RIGHT)):
        for rank, period in enumerate(_once(periods, most)):
            if period.value is None or not _is_aside(scenery, figure, side, period):
                more = () if period.value is None else _between(scenery, figure, begin, side, period)
                yield side, period.value, (*_shown(side, min(rank, 2), _facts(scenery, period)), *more)


def _far(scenery: Scenery, begin: int, end: int, line: int) -> list[_Naming]:
    """The periods around a sentence: before it, in the paragraphs above, at the head of the text and, for its title, below."""
    if begin in scenery.far:
        return scenery.far[begin]
    sides = (
        ("back", scenery.periods_in(max(line, begin - 1500), begin)[::-1], _EARLIER),
        ("above", scenery.periods_in(max(0, line - 2000), line)[::-1], _EARLIER),
        ("head", scenery.periods_in(0, min(line, 400)) if begin < 8000 else [], _HEAD),
        ("below", scenery.periods_in(end, end + 600) if begin < 1000 else [], _RIGHT),
    )
    found: list[_Naming] = []
    for side, periods, most in sides:
        for rank, period in enumerate(_once(periods, most)):
            more = () if period.value is None else _away(scenery, begin, side, period)
            found.append((side, period.value, (*_shown(side, min(rank, 2), _facts(scenery, period)), *more)))
    scenery.far[begin] = found
    return found


def _once(periods: Sequence[Period], most: int) -> list[Period]:
    """The first periods with different values."""
    nearest: dict[str | None, Period] = {}
    for period in periods[:30]:
        nearest.setdefault(period.value, period)
    return [*nearest.values()][:most]


def _is_aside(scenery: Scenery, figure: Figure, side: str, period: Period) -> bool:
    """Whether a day or month beside a figure is only that of a document or of what somebody said, or *10 năm qua* before a stock."""
    if period.past and figure.measure_type == "stock":
        return True
    if period.kind not in ("day", "days", "month"):
        return False
    folded = scenery.doc.folded
    return is_issued(folded, period) or (side == "left" and is_said(folded, period, figure.start))


def _facts(scenery: Scenery, period: Period) -> _Facts:
    """What a period is, the word that leads to it, its first word, what follows it, whether it is compared with or in a name."""
    folded, sentence = scenery.doc.folded, scenery.doc.sentence_at(period.start)
    lead, word = _LEADS.search(folded, max(0, period.start - 12), period.start), folded[period.start:period.end].split()[0]
    opens = (sentence is not None and period.start == sentence.start) or folded[max(0, period.start - 1)] in "\n“\"("
    follow = folded[period.end:period.end + 1]
    against = _AGAINST.search(folded, max(0, period.start - 45), period.start) is not None
    return (period.kind, lead[1] if lead else "start" if opens else "other", word if word.isalpha() else "digit",
            follow if follow and follow in ",.;:)" else "word", against, period.named)


@lru_cache(20_000)
def _shown(side: str, rank: int, facts: _Facts) -> tuple[str, ...]:
    """The traits of a naming that do not depend on the figure."""
    kind, lead, first, follow, against, named = facts
    traits = [f"order {rank}", kind, f"lead {lead}", f"lead {lead} {kind}", f"first {first}", f"follow {follow}"]
    marks = [mark for mark, holds in (("against", against), ("named", named)) if holds]
    return (*(f"{side} {trait}" for trait in (*traits, *marks)), f"lead {lead}", *marks)


@lru_cache(2_000)
def _shared(side: str, kind: str, status: str | None, goes_on: bool) -> tuple[str, ...]:
    """The traits of a figure that are told of every period of a side."""
    traits = (f"{side} {kind}", f"{side} status {status}")
    return (*traits, f"{side} goes on") if goes_on else traits


def _between(scenery: Scenery, figure: Figure, begin: int, side: str, period: Period) -> Iterator[str]:
    """What lies between a figure and a period of its own sentence."""
    start, end = (period.end, figure.start) if side == "left" else (figure.end, period.start)
    kind = period.kind
    words = scenery.doc.folded[start:end]
    breaks, numbers = _BREAK.findall(words), scenery.figures_between(start, end)
    yield f"{side} near {sum(end - start > size for size in _SIZES)}"
    yield f"{side} breaks {min(3, len(breaks))}"
    yield f"{side} {kind} breaks {min(2, len(breaks))} figures {min(2, numbers)}"
    if figure.base and scenery.doc.folded[period.start:period.end] in figure.base.lower():
        yield "in base"
    if side == "left" and _is_owned(scenery, period, begin):
        yield "owned"
        yield f"owned breaks {min(2, len(breaks))}"
    yield from (f"{side} break {_MARKS.get(word, word)}" for word in set(breaks))
    yield f"{side} figures {min(3, numbers)}"
    if side == "left" and _SAID.search(words):
        yield "said"
        yield f"said {kind} {figure.measure_type}"
    if side == "left" and words.startswith(","):
        yield "comma after" if len(breaks) > 1 else "only comma"
    if not breaks:
        yield from (f"{side} bound unit {_unit(figure)}", f"{side} bound {kind}", f"{side} bound {figure.measure_type}")
        if not numbers:
            yield f"{side} bound alone"


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
    others = [p for p in scenery.periods_in(sentence.start, sentence.end)[:5] if p.value != period.value]
    yield f"{side} {'among others' if others else 'alone'}"
    if not scenery.figures_between(period.end, begin):
        yield f"{side} no figure since"


def _whole(scenery: Scenery, figure: Figure, value: str, sides: list[str]) -> Iterator[str]:
    """What holds for a value wherever it stands."""
    year, kind, first = scenery.year, figure.measure_type, sides[0]
    yield f"first {first}"
    yield f"first {first} {kind}"
    yield f"first {first} {_unit(figure)}"
    if "head" in sides and first != "head":
        yield f"head and {first}"
    if scenery.times.get(value, 0) == scenery.most:
        yield "named most"
        yield f"named most {first}"
    if len(scenery.times) == 1:
        yield from ("only period", f"only period {first}")
    if year is not None:
        named = int(value[:4])
        when = "ahead" if named > year else "now" if named == year else "last year" if named == year - 1 else "past"
        yield from (f"when {when}", f"when {when} {figure.status}", f"when {when} {kind}", f"when {when} {first}")


def _nothing(scenery: Scenery, figure: Figure, begin: int, sides: dict[str, list[str]], unknown: set[str]) -> Iterator[str]:
    """What speaks for no period at all."""
    folded = scenery.doc.folded
    yield from ("none", f"type {figure.measure_type}", f"status {figure.status}", f"type {figure.measure_type} {figure.status}",
                f"unit {_unit(figure)}", f"part {figure.part}", f"change {figure.change}", f"qualifier {figure.qualifier}")
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


def _unit(figure: Figure) -> str:
    unit = (figure.unit or "").lower()
    if unit in ("", "lần"):
        return "times" if unit else "missing"
    if "/" in unit:
        return "rate"
    if unit.startswith("%") or unit == "điểm %":
        return "percent"
    return "money" if _MONEY.search(unit) else "measure" if figure.measure else "noun"
