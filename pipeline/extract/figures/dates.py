"""Numbers that are dates, years, clock times and periods, and so no figures (CODEBOOK.md §2)."""

from __future__ import annotations

import re

from pipeline.extract.figures.shapes import Shape
from pipeline.extract.figures.units import Noun

_DATE_BEFORE = frozenset("""nay ngày sáng trưa chiều tối đêm khuya hôm mùng mồng từ đến tới trước sau vào và qua nay lúc tháng đầu cuối giữa cho khuya
 dịp lễ tết ngày: năm kết hết khoảng kể thứ bảy sáu hai tư""".split())
_AFTER_DATE = re.compile(r" ?[/.-] ?\d| ?(?:,|và|-|đến) ?(?:ngày )?\d{1,2} ?[/-] ?\d{1,2}(?!\d)| tháng \d| tết(?!\w)| âm lịch| dương lịch| tháng (?:giêng|chạp)")
DAY_MONTH = re.compile(r"0?(?:[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])")
_DATE_RANGE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])")
_DASHED = re.compile(r"(?:0?[1-9]|[12]\d|3[01]) ?- ?(?:0?[1-9]|1[0-2])(?!\d|[.,/]\d)")
_MONTH_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d")
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
_YEARS = re.compile(r"(?:1[89]|20|21)\d\d ?(?:-|/| đến | tới ) ?(?:(?:1[89]|20|21)\d\d|\d\d)")
_TIME = re.compile(r"h(?:\d|(?!\w))| ?:\d| ?(?:giờ|h) ?(?:\d{1,2}(?! (?:phút|giây|giờ|tháng))(?!\d)|sáng|trưa|chiều|tối|đêm|rưỡi|kém|ngày|cùng ngày|hôm|\()| phút (?:sáng|trưa|chiều|tối|đêm|ngày|cùng ngày|hôm)")
_CLOCK_AFTER = re.compile(r" \d{1,2} (?:phút )?(?:ngày|sáng|trưa|chiều|tối|đêm|cùng ngày|hôm|\d)")
_TIME_BEFORE = frozenset("lúc hồi".split())
_SPAN_BEFORE = frozenset("trong suốt vòng sau mất hết qua mỗi".split())
_PERIOD = re.compile(r" (?:đầu|cuối|giữa)(?: của)? (?:năm|nhiệm kỳ|quý|tháng|mùa)| (?:đầu|cuối|giữa)(?= (?:20|19)\d\d)| năm (?:19|20)\d\d")
_SUMMED_UP = re.compile(r"(?:sơ|tổng) kết $")
_PERIOD_UNITS = frozenset({"tháng", "quý", "năm", "tuần", "ngày"})
_STRONG_DATE = frozenset("ngày sáng trưa chiều tối đêm khuya hôm mùng mồng nay".split())


def is_date(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    raw, after = shape.raw.replace(" ", ""), shape.start + len(shape.raw)
    if shape.form == "ratio":
        if _MONTH_YEAR.fullmatch(raw) or folded[after:after + 1] in "/-" and folded[after + 1:after + 2].isdigit():
            return True
        return bool(DAY_MONTH.fullmatch(raw)) and (noun is None and shape.measure is None and not _is_share(folded, shape, words) or bool(words) and words[0] in _STRONG_DATE)
    if shape.form == "range" and _DATE_RANGE.fullmatch(raw):
        return True
    if shape.form == "range" and (_MONTH_YEAR.fullmatch(raw) or re.match(r"[/-]\d", folded[after:after + 2])):
        return True
    if shape.form == "range" and DAY_MONTH.fullmatch(raw):
        return not noun and shape.measure is None or bool(words) and words[0] in _STRONG_DATE
    if shape.form == "digits" and shape.measure is None and (found := _DASHED.match(folded, shape.start)) and not folded.startswith(("%", " %"), found.end()):
        return noun is None or bool(words) and words[0] in _STRONG_DATE
    if "." in raw and DAY_MONTH.fullmatch(raw) and bool(words) and words[0] in _STRONG_DATE:
        return True
    return bool(words) and words[0] in ("ngày", "mùng", "mồng", "từ", "đến", "và", "sáng", "tối", "chiều") and shape.amount <= 31 and not noun and shape.measure is None and (
        bool(_AFTER_DATE.match(folded, after)))


def _is_share(folded: str, shape: Shape, words: tuple[str, ...]) -> bool:
    """*chiếm 1/3 diện tích*, *đạt 4/5*: a fraction and no date."""
    raw = shape.raw
    return bool(words) and words[0] in ("chiếm", "đạt", "có", "được", "hơn", "gần", "khoảng", "tới", "mất", "giảm", "tăng", "bằng", "với", "ít") or (
        raw in ("1/2", "1/3", "2/3", "1/4", "3/4", "1/5") and not (words and words[0] in _DATE_BEFORE))


def is_year(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    raw = shape.raw
    if shape.scale != 1:
        return False
    if _YEAR.fullmatch(raw) and words[:1] == ("năm",) and words[1:2] not in (("mỗi",), ("hằng",), ("hàng",), ("một",)):
        return True
    if _YEARS.fullmatch(raw) or (_YEAR.fullmatch(raw) and re.match(r" ?- ?(?:20|19)\d\d", folded[shape.start + 4:shape.start + 12])):
        return shape.measure is None or bool(words) and words[0] in ("giai", "đoạn", "kỳ", "năm")
    if not _YEAR.fullmatch(raw):
        return False
    sure = noun is not None and bool(words) and words[0] in ("hơn", "gần", "trên", "khoảng", "số", "có", "cho", "với")
    return shape.measure is None and not sure and (noun is None or 1900 <= int(raw) < 2100)


def is_time(folded: str, shape: Shape, before: tuple[str, ...]) -> bool:
    after = shape.start + len(shape.raw)
    if abs(shape.amount) > 60 or shape.form not in ("digits", "range"):
        return False
    if folded[shape.start - 1:shape.start] == ":" and shape.start > 1 and folded[shape.start - 2].isdigit():
        return True
    if before and before[0] in _SPAN_BEFORE or len(before) > 1 and before[1] in _SPAN_BEFORE:
        return False
    if _TIME.match(folded, after):
        return True
    unit = shape.measure.unit.lower() if shape.measure else ""
    if unit in ("giờ", "h") and before and (before[0] in _TIME_BEFORE or before[:2] in (("khoảng", "lúc"), ("khoảng", "vào"), ("khoảng", "hồi"))):
        return True
    if unit in ("giờ", "h") and _CLOCK_AFTER.match(folded, shape.end):
        return True
    return unit == "phút" and bool(re.search(r"\d (?:giờ|h) $", folded[max(0, shape.start - 8):shape.start]))


def is_period(folded: str, shape: Shape) -> bool:
    """*6 tháng đầu năm*, *5 năm 2016 - 2020*: a period and no figure."""
    if shape.measure is None or shape.measure.unit.lower() not in _PERIOD_UNITS:
        return False
    if shape.measure.unit == "tháng" and (_SUMMED_UP.search(folded, max(0, shape.start - 9), shape.start) or (
            shape.amount <= 31 and re.match(r" \d{1,2}(?!\d|[.,]\d)", folded[shape.end:shape.end + 5]))):
        return True
    if shape.measure.unit == "ngày" and re.match(r" \d{1,2} ?[-/.] ?\d{1,2}(?![\d%])", folded[shape.end:shape.end + 8]):
        return True
    return bool(_PERIOD.match(folded, shape.end)) or shape.measure.unit.lower() == "năm" and bool(re.match(r" \(?(?:19|20)\d\d ?-", folded[shape.end:shape.end + 9]))
