"""Numbers that are dates, years, clock times and periods, and so no figures (CODEBOOK.md §2)."""

from __future__ import annotations

import re

from pipeline.extract.figures.guesses import Noun
from pipeline.extract.figures.shapes import Shape

_AFTER_DATE = re.compile(
    r" ?[/.-] ?\d| ?(?:,|và|-|đến) ?(?:ngày )?\d{1,2} ?[/-] ?\d{1,2}(?!\d)| tháng \d| tết(?!\w)| âm lịch| dương lịch|"
    r" tháng (?:giêng|chạp)")
DAY_MONTH = re.compile(r"0?(?:[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])")
_DATE_RANGE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])")
_DASHED = re.compile(r"(?:0?[1-9]|[12]\d|3[01]) ?- ?(?:0?[1-9]|1[0-2])(?!\d|[.,/]\d)")
_MONTH_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d")
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
_YEARS = re.compile(r"(?:1[89]|20|21)\d\d ?(?:-|/| đến | tới ) ?(?:(?:1[89]|20|21)\d\d|\d\d)")
_TIME = re.compile(
    r"h(?:\d|(?!\w))| ?:\d| ?(?:giờ|h) ?(?:\d{1,2}(?! (?:phút|giây|giờ|tháng))(?!\d)|sáng|trưa|chiều|tối|đêm|rưỡi|kém|ngày|"
    r"cùng ngày|hôm|\()| phút (?:sáng|trưa|chiều|tối|đêm|ngày|cùng ngày|hôm)")
_CLOCK_AFTER = re.compile(r" \d{1,2} (?:phút )?(?:ngày|sáng|trưa|chiều|tối|đêm|cùng ngày|hôm|\d)")
_TIME_BEFORE = frozenset(("lúc", "hồi", "điểm"))
_CLOCK_BEFORE = frozenset(("vào", "từ", "đến", "tới", "trước"))
_MINUTES = re.compile(r" giờ \d{1,2} phút(?!\w)")
_SPAN_BEFORE = frozenset(("trong", "suốt", "vòng", "sau", "mất", "hết", "qua", "mỗi"))
_PERIOD = re.compile(
    r" (?:đầu|cuối|giữa)(?: của)? (?:năm|nhiệm kỳ|quý|tháng|mùa)| (?:đầu|cuối|giữa)(?= (?:20|19)\d\d)| năm (?:19|20)\d\d")
_SUMMED_UP = re.compile(r"(?:sơ|tổng) kết $")
_PERIOD_UNITS = frozenset({"tháng", "quý", "năm", "tuần", "ngày"})
_DAY_WORDS = frozenset(("ngày", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "hôm", "mùng", "mồng", "nay", "mai"))
_DATE_BEFORE = _DAY_WORDS | {
    "từ", "đến", "tới", "trước", "sau", "vào", "và", "qua", "lúc", "tháng", "đầu", "cuối", "giữa", "cho", "dịp", "lễ", "tết",
    "năm", "kết", "hết", "khoảng", "kể", "thứ", "bảy", "sáu", "hai", "tư"}
_SHARE_BEFORE = frozenset((
    "chiếm", "đạt", "có", "được", "hơn", "gần", "khoảng", "tới", "mất", "giảm", "tăng", "bằng", "với", "ít",
))
_SIMPLE_SHARES = ("1/2", "1/3", "2/3", "1/4", "3/4", "1/5")
_DATE_STARTS = ("ngày", "mùng", "mồng", "từ", "đến", "và", "sáng", "tối", "chiều")
_COUNTED_YEARS = ("hơn", "gần", "trên", "khoảng", "số", "có", "cho", "với")
_EVERY = ("mỗi", "hằng", "hàng", "một")
_DAY_AFTER = re.compile(r" \d{1,2}(?:(?:,| và) \d{1,2})? ?[-/.] ?\d{1,2}(?![\d%])")
_MONTH_AFTER = re.compile(r" \d{1,2}(?!\d|[.,]\d)")
_OF_YEAR = re.compile(r" năm (?:nay|ngoái|sau|trước|tới|(?:19|20)\d\d)(?!\w)")
_NEW_YEAR = re.compile(r" tết(?!\w)")
_LUNAR = re.compile(r" (?:giêng|chạp)(?!\w)")
_YEARS_AFTER = re.compile(r" \(?(?:19|20)\d\d ?-| (?:19|20)\d\d(?!\d)")
_HOURS_BEFORE = re.compile(r"\d (?:giờ|h) $")


def is_date(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    """Whether a number in digits is a day, a month or part of one; ``words`` stand before it, the nearest first.

    *ngày 8/10* is a day and *8/10 xã* is none: what is counted behind it decides, and a word for a day before it.
    """
    raw, bare = shape.raw.replace(" ", ""), noun is None and shape.measure is None
    day_word = bool(words) and words[0] in _DAY_WORDS
    if shape.form == "ratio":
        return _is_ratio_date(folded, shape, words, bare)
    if shape.form == "range":
        return _is_range_date(folded, shape, raw, bare, day_word)
    if shape.form == "digits" and shape.measure is None and (found := _DASHED.match(folded, shape.start)):
        return (bare or day_word) and not folded.startswith(("%", " %"), found.end())
    if "." in raw and day_word and DAY_MONTH.fullmatch(raw):
        return True
    if bare and shape.amount <= 30 and _NEW_YEAR.match(folded, shape.end):
        return True
    opened = folded[shape.start - 1:shape.start] == "("
    return (bare and ((bool(words) and words[0] in _DATE_STARTS) or opened) and shape.amount <= 31
            and _AFTER_DATE.match(folded, shape.start + len(shape.raw)) is not None)


def _is_ratio_date(folded: str, shape: Shape, words: tuple[str, ...], bare: bool) -> bool:
    raw, after = shape.raw.replace(" ", ""), shape.start + len(shape.raw)
    if _MONTH_YEAR.fullmatch(raw) or (folded[after:after + 1] in "/-" and folded[after + 1:after + 2].isdigit()):
        return True
    if not DAY_MONTH.fullmatch(raw):
        return False
    if shape.total is not None and shape.amount > shape.total:  # *20/10* is no share
        return True
    if _OF_YEAR.match(folded, after) or (words and words[0].endswith("ngày")):
        return True
    if bare and folded[shape.start - 1:shape.start] == "(" and folded[after:after + 1] == ")":
        return True
    return (bare and not _is_share(shape, words)) or (bool(words) and words[0] in _DAY_WORDS)


def _is_range_date(folded: str, shape: Shape, raw: str, bare: bool, day_word: bool) -> bool:
    after = shape.start + len(shape.raw)
    if _DATE_RANGE.fullmatch(raw) or _MONTH_YEAR.fullmatch(raw):
        return True
    if folded[after:after + 1] in "/-" and folded[after + 1:after + 2].isdigit():
        return True
    return DAY_MONTH.fullmatch(raw) is not None and (bare or day_word)


def _is_share(shape: Shape, words: tuple[str, ...]) -> bool:
    """*chiếm 1/3 diện tích*, *đạt 4/5*: a fraction and no date."""
    if words and words[0] in _SHARE_BEFORE:
        return True
    return shape.raw in _SIMPLE_SHARES and not (words and words[0] in _DATE_BEFORE)


def is_year(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    """Whether a number is a year or several (*năm 2021*, *2016 - 2020*); *hơn 1900 dịch vụ* is none."""
    raw, word = shape.raw, words[0] if words else ""
    if shape.scale != 1:
        return False
    if _YEAR.fullmatch(raw) and word == "năm" and words[1:2] not in [(every,) for every in _EVERY]:
        return True
    if _YEARS.fullmatch(raw) or (_YEAR.fullmatch(raw) and re.match(
        r" ?- ?(?:20|19)\d\d", folded[shape.start + 4:shape.start + 12])):
        return shape.measure is None or word in ("giai", "đoạn", "kỳ", "năm")
    if not _YEAR.fullmatch(raw) or shape.measure is not None or (noun is not None and word in _COUNTED_YEARS):
        return False
    return noun is None or 1900 <= int(raw) < 2100


def is_time(folded: str, shape: Shape, words: tuple[str, ...]) -> bool:
    """Whether a number is a time of day (*lúc 8 giờ*, *9h30*); *làm việc 8 giờ* is a duration."""
    if abs(shape.amount) > 60 or shape.form not in ("digits", "range"):
        return False
    if folded[shape.start - 1:shape.start] == ":" and folded[max(0, shape.start - 2):shape.start - 1].isdigit():
        return True
    if any(word in _SPAN_BEFORE for word in words[:2]) and not _is_evening(folded, shape, words):
        return False
    if _TIME.match(folded, shape.start + len(shape.raw)):
        return True
    unit = shape.measure.unit.lower() if shape.measure else ""
    if unit in ("giờ", "h"):
        return _is_hour(folded, shape, words)
    return unit in ("phút", "") and _HOURS_BEFORE.search(folded, max(0, shape.start - 8), shape.start) is not None


def _is_evening(folded: str, shape: Shape, words: tuple[str, ...]) -> bool:
    """*sau 22h* is a time of day, *sau 3h* a duration."""
    return words[:1] == ("sau",) and 17 <= shape.amount < 24 and folded[shape.end - 1] == "h"


def _is_hour(folded: str, shape: Shape, words: tuple[str, ...]) -> bool:
    about = words[:1] in (("khoảng",), ("hơn",), ("gần",)) and words[1:2] in (("lúc",), ("vào",), ("hồi",))
    spoken = words[:1] and (words[0] in _TIME_BEFORE or about or words[:2] == ("từ", "đến"))
    if words[:1] and words[0] in _CLOCK_BEFORE and _MINUTES.match(folded, shape.start + len(shape.raw)):
        return True
    return bool(spoken) or folded.startswith(" giờ ", shape.end) or _CLOCK_AFTER.match(folded, shape.end) is not None


def is_period(folded: str, shape: Shape) -> bool:
    """*6 tháng đầu năm*, *5 năm 2016 - 2020*, *571 ngày 19/1*: a period, a document's day, and no figure."""
    if shape.measure is None or shape.measure.unit.lower() not in _PERIOD_UNITS:
        return False
    unit = shape.measure.unit.lower()
    if unit == "tháng" and (_SUMMED_UP.search(folded, max(0, shape.start - 9), shape.start)
                            or (shape.amount <= 31 and _MONTH_AFTER.match(folded, shape.end))):
        return True
    if unit == "tháng" and shape.amount <= 31 and _LUNAR.match(folded, shape.end):
        return True
    if unit == "ngày" and not (shape.form == "words" and shape.amount == 1) and _DAY_AFTER.match(folded, shape.end):
        return True
    return bool(_PERIOD.match(folded, shape.end) or (unit == "năm" and _YEARS_AFTER.match(folded, shape.end)))
