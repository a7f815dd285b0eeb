"""The period a figure is about by hand-written rules, which the ranking hears as one voice among others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Figure
from pipeline.resolve.periods import Period
from pipeline.resolve.scenery import GOES_ON, Scenery, around, ties

SAYING = "cho biết|cho hay|nói|chia sẻ|báo cáo|phát biểu|khẳng định|đưa tin|công bố|thông tin|xác nhận|nhấn mạnh|trao đổi|theo"
"""The words of saying, as alternatives of a pattern."""
_SAID = re.compile(rf"(?<!\w)(?:{SAYING}|ký|ban hành)(?!\w)")
_PAPER = re.compile(
    r"(?<!\w)"
    r"(?:kết luận|thông báo|quyết định|công văn|văn bản|nghị quyết|tờ trình|chỉ thị)(?: [^\W\d_]+){0,5}(?: số [^ ]{1,20})?,? (?:ký )?$")
_ISSUED = re.compile(
    r"(?<!\w)(?:công bố|ban hành|ký|hiệu lực|phê duyệt|sử dụng đến|xác lập)(?: (?:vào|hôm|từ|kể từ|đến|ngày|"
    r"từ ngày|ngày thi))? ?$")
_INDICATOR = re.compile(
    r"(?<!\w)(?:grdp|gdp|thu nhập bình quân|thu ngân sách|khu vực (?:nông nghiệp|công nghiệp|dịch vụ)|công nghiệp - xây dựng|"
    r"t[ỷỉ] lệ hộ nghèo)(?!\w)")
_BASE_YEAR = re.compile(r"so với (?:cùng kỳ )?năm ((?:19|20)\d\d)(?!\w)")
_THEN = re.compile(
    r"(?<!\w)(?:(?:tại|vào|ở) thời điểm (?:đó|này|thanh tra|kiểm tra)|"
    r"trong (?:kỳ|năm|quý|giai đoạn này|giai đoạn đó|thời gian này|thời gian đó)(?=[, ](?!\w*\d|nay|qua|tới|học|nay|i))|"
    r"năm (?:đó|ấy)|cùng năm)(?!\w)")
"""Words that point back to the period of the sentence before: *trong kỳ*, *tại thời điểm kiểm tra*."""
_DIVIDES = re.compile(r"[^.;\d]{0,60}?(?<!\w)trong (?:số )?đó(?!\w)")
_HABIT = re.compile(r"(?<!\w)(?:hằng năm|hàng năm|mỗi năm|hằng tháng|mỗi tháng|bình quân(?! đầu người))(?!\w)")
_COUNTED = frozenset(("flow", "cumulative"))

_Before = tuple[Figure, str | None]
"""The figure before, and its period."""


def told_by_rules(scenery: Scenery, figures: Sequence[Figure]) -> list[tuple[str | None, str]]:
    """For each figure (no ages and durations) the period the rules give it, and the name of the rule that gave it or held it back."""
    done: list[tuple[str | None, str]] = []
    last: _Before | None = None
    for index, figure in enumerate(figures):
        until = figures[index + 1].start if index + 1 < len(figures) else len(scenery.doc.text)
        done.append(_period_of(scenery, figure, until, last))
        last = figure, done[-1][0]
    return done


def _period_of(scenery: Scenery, figure: Figure, until: int, before: _Before | None) -> tuple[str | None, str]:
    """The period tied to the figure's right, else the last one before it in its sentence, else that of the figure before it."""
    begin, end, line = around(scenery, figure)
    folded = scenery.doc.folded
    right = [p for p in scenery.periods_in(figure.end, min(end, until))
             if ties(folded, figure.end, p.start) and may_be_meant(folded, p, end)]
    left = [p for p in scenery.periods_in(begin, figure.start) if p.end <= figure.start and _reaches(folded, p, figure.start)]
    tied = [] if figure.unit == "lần" or _is_in_base(folded, figure, right) else right[:1]
    if near := tied or left[-1:]:
        return None if near[0].past and figure.measure_type == "stock" else near[0].value, "right" if tied else "left"
    last, period = before if before and before[0].start >= line else (None, None)
    if last and period and last.measure_type == figure.measure_type and _DIVIDES.fullmatch(folded, last.end, figure.start):
        return period, "divides"
    if _HABIT.search(folded, begin, figure.start):
        return None, "habit"
    if last and period and last.start > begin - 200 and _goes_on(figure, last) and len(period) != 10:
        return period, "goes on"
    return _carried(scenery, figure, begin, line)


def _carried(scenery: Scenery, figure: Figure, begin: int, line: int) -> tuple[str | None, str]:
    """The period a sentence before opened with: for what happened in it, an indicator, or a change against the year before it."""
    folded = scenery.doc.folded
    if base := _BASE_YEAR.search(folded, begin, figure.start):
        opening = _opening_period(scenery, begin, line, 3) if figure.change else None
        return opening if opening == str(int(base[1]) + 1) else None, "base"
    if _INDICATOR.search(folded, max(begin, figure.start - 70), figure.end + 20):
        return _opening_period(scenery, begin, 0, 3), "indicator"
    if _THEN.search(folded, begin, figure.start):
        return _opening_period(scenery, begin, line, 2), "then"
    line = 0 if GOES_ON.match(folded, begin) else line
    return _opening_period(scenery, begin, line, 1) if figure.measure_type in _COUNTED else None, "opening"


def _is_in_base(folded: str, figure: Figure, right: list[Period]) -> bool:
    """Whether the period behind a share belongs to what it is measured against: *92% kế hoạch năm 2015*."""
    return bool(right and figure.base and right[0].start < figure.end + len(figure.base) + 20
                and folded[right[0].start:right[0].end] in figure.base.lower())


def _goes_on(figure: Figure, last: Figure) -> bool:
    """Whether the period of the figure before may hold for this one too: prices and sizes name their own."""
    same = figure.change is not None and last.measure_type == figure.measure_type
    return figure.measure_type in ("flow", "cumulative") or same


def _opening_period(scenery: Scenery, begin: int, line: int, reach: int) -> str | None:
    """The period that one of the ``reach`` sentences before names alone (*Năm 2016, …*), when it is no day."""
    sentence = scenery.doc.sentence_at(begin)
    for _ in range(reach):
        if sentence is None or sentence.start <= line:
            return None
        sentence = scenery.doc.sentence_at(max(line, sentence.start - 3))
        if sentence is None:
            return None
        found = [p for p in scenery.periods_in(sentence.start, sentence.end) if may_be_meant(scenery.doc.folded, p, sentence.end)]
        if found:
            return None if found[0].fine or len(found) > 1 else found[0].value
    return None


def _reaches(folded: str, period: Period, start: int) -> bool:
    """A day far back in a long sentence is no longer what a figure is about."""
    return may_be_meant(folded, period, start) and not (period.fine and start - period.end > 160)


def may_be_meant(folded: str, period: Period, stop: int) -> bool:
    """Whether a period that speaks of a figure before ``stop`` can be its own: not one to compare with (*so với năm 2020*), not
    one in a name, not the day something was said or issued."""
    if period.named or re.search(r"(?<!\w)so (?:với|cùng)[^,.;:]{0,40}$", folded[max(0, period.start - 45):period.start]):
        return False
    return not is_issued(folded, period) and not is_said(folded, period, stop)


def is_issued(folded: str, period: Period) -> bool:
    """Whether a period only dates a document: *công bố tháng 11/2025*."""
    before = max(0, period.start - 40), period.start
    return _ISSUED.search(folded, *before) is not None or (period.fine and _PAPER.search(folded, *before) is not None)


def is_said(folded: str, period: Period, stop: int) -> bool:
    """Whether a day is that on which something was said: *Ngày 12/7, ông … cho biết*."""
    return period.fine and _SAID.search(folded, period.end, min(stop, period.end + 120)) is not None
