"""The period a figure is about: that of its clause, its sentence, or of the figure before."""

from __future__ import annotations

import re

from pipeline.model import Figure, How
from pipeline.resolve.periods import Period
from pipeline.resolve.scenery import TIMELESS, Scenery, ties

_SAID = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói|chia sẻ|báo cáo|phát biểu|khẳng định|đưa tin|công bố|thông tin|xác nhận|nhấn mạnh|"
    r"trao đổi|theo|ký|ban hành)(?!\w)")
_HABIT = re.compile(r"(?<!\w)(?:hằng năm|hàng năm|mỗi năm|hằng tháng|mỗi tháng|bình quân)(?!\w)")
_COUNTED = frozenset(("flow", "cumulative"))


def period_of(
    scenery: Scenery, figure: Figure, begin: int, end: int, until: int, last: Figure | None, line: int
) -> tuple[str | None, How | None]:
    """The period tied to the figure's right, else the last one before it in its sentence, else that of the figure before it."""
    if figure.measure_type in TIMELESS:
        return None, None
    folded = scenery.doc.folded
    right = [p for p in scenery.periods_in(figure.end, until) if ties(folded, figure.end, p.start) and _counts(folded, p, end)]
    left = [p for p in scenery.periods_in(begin, figure.start) if p.end <= figure.start and _reaches(folded, p, figure.start)]
    near = ([] if figure.unit == "lần" else right[:1]) or left[-1:]
    if near:
        return _given(near[0].value)
    if _HABIT.search(folded, begin, figure.start):
        return None, None
    if last and last.about_period and last.start > begin - 200 and _goes_on(figure, last) and len(last.about_period) != 10:
        return last.about_period, last.about_period_how
    opening = _opening_period(scenery, begin, line)
    return _given(opening) if opening and figure.measure_type in _COUNTED else (None, None)


def _goes_on(figure: Figure, last: Figure) -> bool:
    """Whether the period of the figure before may hold for this one too: prices and sizes name their own."""
    same = figure.change is not None and last.measure_type == figure.measure_type
    return figure.measure_type in ("flow", "cumulative") or same


def _opening_period(scenery: Scenery, begin: int, line: int) -> str | None:
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


def _counts(folded: str, period: Period, stop: int) -> bool:
    """A period to compare with (*so với năm 2020*) and the day something was said are not what a figure is about."""
    if re.search(r"(?<!\w)so (?:với|cùng)[^,.;:]{0,40}$", folded[max(0, period.start - 45):period.start]):
        return False
    return not (period.fine and _SAID.search(folded, period.end, min(stop, period.end + 120)))


def lies_ahead(period: str | None, year: int | None) -> bool:
    """Whether a period begins in a year after the article's: what it holds is hoped for."""
    return period is not None and year is not None and int(period[:4]) > year
