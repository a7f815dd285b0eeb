"""Numbers that are no figures: dates, times, years, ordinals, document numbers, names, telephones, roads, scores (CODEBOOK.md §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.extract.figures.shapes import Shape, last_words
from pipeline.extract.figures.units import Noun

_DATE_BEFORE = frozenset("""nay ngày sáng trưa chiều tối đêm khuya hôm mùng mồng từ đến tới trước sau vào và qua nay lúc tháng đầu cuối giữa cho khuya
 dịp lễ tết ngày: năm kết hết khoảng kể thứ bảy sáu hai tư""".split())
_AFTER_DATE = re.compile(r" ?[/.-] ?\d| ?(?:,|và|-|đến) ?(?:ngày )?\d{1,2} ?[/-] ?\d{1,2}(?!\d)| tháng \d| tết(?!\w)| âm lịch| dương lịch| tháng (?:giêng|chạp)")
_DAY_MONTH = re.compile(r"0?(?:[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])")
_DATE_RANGE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])")
_DASHED = re.compile(r"(?:0?[1-9]|[12]\d|3[01]) ?- ?(?:0?[1-9]|1[0-2])(?!\d|[.,/]\d)")
_MONTH_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d")
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
_YEARS = re.compile(r"(?:1[89]|20|21)\d\d ?(?:-|/| đến | tới ) ?(?:(?:1[89]|20|21)\d\d|\d\d)")
_TIME = re.compile(r"h(?:\d|(?!\w))| ?:\d| ?(?:giờ|h) ?(?:\d{1,2}(?! (?:phút|giây|giờ|tháng))(?!\d)|sáng|trưa|chiều|tối|đêm|rưỡi|kém|ngày|cùng ngày|hôm|\()| phút (?:sáng|trưa|chiều|tối|đêm|ngày|cùng ngày|hôm)")
_CLOCK_AFTER = re.compile(r" \d{1,2} (?:phút )?(?:ngày|sáng|trưa|chiều|tối|đêm|cùng ngày|hôm|\d)")
_TIME_BEFORE = frozenset("lúc hồi".split())
_SPAN_BEFORE = frozenset("trong suốt vòng sau mất hết qua mỗi".split())
_CODE_AFTER = re.compile(r"(?: ?[/-] ?(?:\d{4} ?[/-] ?)?[A-ZĐƯ][A-ZĐƯa-zđ]|[A-ZĐ]{2}| ?\+ ?\d|/[A-Z]|@|\.[a-z]{2,4}(?!\w)|-[A-Z])")
_GLUED_AFTER = re.compile(r"[^\W\d_]|[-–]?[A-Z](?!\w)")
_PERIOD = re.compile(r" (?:đầu|cuối|giữa)(?: của)? (?:năm|nhiệm kỳ|quý|tháng|mùa)| (?:đầu|cuối|giữa)(?= (?:20|19)\d\d)| năm (?:19|20)\d\d")
_SUMMED_UP = re.compile(r"(?:sơ|tổng) kết $")
_PERIOD_UNITS = frozenset({"tháng", "quý", "năm", "tuần", "ngày"})
_PLATE_BEFORE = re.compile(r"\d[A-Z]\d? ?[-–.] ?$|[A-Z]{1,2} ?[-–]$|\d\+ ?$|\d\+ ?\d* ?$")
_PHONE = re.compile(r"(?:\+84|\(?0\d{1,3}\)?)[\d .-]{6,14}\d|1[89]00[ .]?\d{2,4}(?:[ .]\d{2,4})?")
_PAIR = re.compile(r"\d{1,2} ?- ?\d{1,2}")
_FIXED_AFTER = re.compile(r" (?:bà trưng|chữ số|độ (?:vĩ|kinh)|năm tuổi đoàn)(?!\w)")
_COUNTER_AFTER = re.compile(r"(?:[.)/]|[.)]-)(?: ?(\w)|$| )")
_FULL_SENTENCE = re.compile(r"(?:là|đạt|còn|có|được|lên|xuống|cả|tới|đến|hơn|gần|khoảng|trên|dưới|chỉ|với|tăng|giảm|số|bằng) $")
_BADGE = re.compile(r"huy hiệu (?:\d{1,3}(?: năm)?(?:,| và|;) ?)*(?:\d{1,3} )?$")
_TWO_LEVEL = ("địa phương ", "cơ sở ", "chính quyền ", "mô hình ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``[[before]]``."""

    why: str
    unless: str
    least: int
    most: int
    but_after: frozenset[str]
    pair: bool


@cache
def _rules() -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = {}
    for row in tables.load("figures")["before"]:
        rule = Rule(row["why"], row["unless"], row.get("least", 0), row.get("most", 10**9), frozenset(row.get("but_after", ())),
                    row.get("only") == "pair")
        for words in row["words"]:
            rules.setdefault(words, []).append(rule)
    return rules


_LONG = re.compile(r"\d{4,}")


def excluded(text: str, folded: str, shape: Shape, noun: Noun | None) -> bool:
    """Whether the number of ``shape`` is no figure; ``noun`` is the counted noun that follows it."""
    before = last_words(folded, shape.start, 4)
    if noun is None and shape.measure is None and shape.scale == 1 and (_LONG.fullmatch(shape.raw) or shape.form == "range" and _PAIR.fullmatch(shape.raw)):
        return True
    if shape.raw and _is_written_code(text, folded, shape):
        return True
    if shape.raw and (_is_date(folded, shape, before, noun) or _is_year(folded, shape, before, noun) or _is_time(folded, shape, before)):
        return True
    return _is_period(folded, shape) or _is_fixed(text, folded, shape) or _follows_rule(folded, shape, before, noun) or _is_name(text, shape, noun)


def _is_written_code(text: str, folded: str, shape: Shape) -> bool:
    """Document numbers, plates, telephones, versions: digits tied to letters or to more digits."""
    start, end = shape.start, shape.end
    previous = text[start - 1] if start else " "
    if previous.isalnum() or previous in "_@#$/\\.," and start > 1 and text[start - 2].isalnum() or (previous == "-" and start > 1 and text[start - 2].isalnum()):
        return True
    if _PLATE_BEFORE.search(text, max(0, start - 8), start):
        return True
    digits_end = start + len(shape.raw)
    if text[digits_end:digits_end + 1].isdigit():
        return True
    if _CODE_AFTER.match(text, digits_end) and shape.measure is None or _PHONE.match(folded, start):
        return True
    if shape.raw[0] == "0" and len(shape.raw) > 2 and shape.raw[1].isdigit() and shape.form == "digits":
        return True
    if shape.measure is None and shape.scale == 1 and _is_label(text, shape):
        return True
    return shape.measure is None and bool(_GLUED_AFTER.match(text, end)) and shape.scale == 1


_PLAN_SCALE = re.compile(r"1 ?/ ?(?:200|500|1\.?000|2\.?000|5\.?000|10\.?000|25\.?000|50\.?000)")


def _is_label(text: str, shape: Shape) -> bool:
    """Footnotes, map scales, scores, days in brackets, addresses: numbers that count nothing."""
    opening, after = text[shape.start - 1:shape.start], text[shape.end:shape.end + 2]
    if opening == "[" and after[:1] == "]" or _PLAN_SCALE.fullmatch(shape.raw):
        return True
    if opening == "(" and "." in shape.raw and _DAY_MONTH.fullmatch(shape.raw):
        return True
    if shape.form == "range" and shape.low == 0 or shape.form == "ratio" and shape.total is not None and shape.total > 5000:
        return True
    return text[max(0, shape.start - 2):shape.start] in (": ", ", ") and after[:1] == " " and after[1:].isupper() and shape.form == "digits"


def _is_date(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    raw, after = shape.raw.replace(" ", ""), shape.start + len(shape.raw)
    if shape.form == "ratio":
        if _MONTH_YEAR.fullmatch(raw) or folded[after:after + 1] in "/-" and folded[after + 1:after + 2].isdigit():
            return True
        return bool(_DAY_MONTH.fullmatch(raw)) and (noun is None and shape.measure is None and not _is_share(folded, shape, words) or bool(words) and words[0] in _STRONG_DATE)
    if shape.form == "range" and _DATE_RANGE.fullmatch(raw):
        return True
    if shape.form == "range" and (_MONTH_YEAR.fullmatch(raw) or re.match(r"[/-]\d", folded[after:after + 2])):
        return True
    if shape.form == "range" and _DAY_MONTH.fullmatch(raw):
        return not noun and shape.measure is None or bool(words) and words[0] in _STRONG_DATE
    if shape.form == "digits" and shape.measure is None and (found := _DASHED.match(folded, shape.start)) and not folded.startswith(("%", " %"), found.end()):
        return noun is None or bool(words) and words[0] in _STRONG_DATE
    if "." in raw and _DAY_MONTH.fullmatch(raw) and bool(words) and words[0] in _STRONG_DATE:
        return True
    return bool(words) and words[0] in ("ngày", "mùng", "mồng", "từ", "đến", "và", "sáng", "tối", "chiều") and shape.amount <= 31 and not noun and shape.measure is None and (
        bool(_AFTER_DATE.match(folded, after)))


_STRONG_DATE = frozenset("ngày sáng trưa chiều tối đêm khuya hôm mùng mồng nay".split())


def _is_share(folded: str, shape: Shape, words: tuple[str, ...]) -> bool:
    """*chiếm 1/3 diện tích*, *đạt 4/5*: a fraction and no date."""
    raw = shape.raw
    return bool(words) and words[0] in ("chiếm", "đạt", "có", "được", "hơn", "gần", "khoảng", "tới", "mất", "giảm", "tăng", "bằng", "với", "ít") or (
        raw in ("1/2", "1/3", "2/3", "1/4", "3/4", "1/5") and not (words and words[0] in _DATE_BEFORE))


def _is_year(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
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


def _is_time(folded: str, shape: Shape, before: tuple[str, ...]) -> bool:
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


def _is_period(folded: str, shape: Shape) -> bool:
    """*6 tháng đầu năm*, *5 năm 2016 - 2020*: a period and no figure."""
    if shape.measure is None or shape.measure.unit.lower() not in _PERIOD_UNITS:
        return False
    if shape.measure.unit == "tháng" and (_SUMMED_UP.search(folded, max(0, shape.start - 9), shape.start) or (
            shape.amount <= 31 and re.match(r" \d{1,2}(?!\d|[.,]\d)", folded[shape.end:shape.end + 5]))):
        return True
    if shape.measure.unit == "ngày" and re.match(r" \d{1,2} ?[-/.] ?\d{1,2}(?![\d%])", folded[shape.end:shape.end + 8]):
        return True
    return bool(_PERIOD.match(folded, shape.end)) or shape.measure.unit.lower() == "năm" and bool(re.match(r" \(?(?:19|20)\d\d ?-", folded[shape.end:shape.end + 9]))


def _is_fixed(text: str, folded: str, shape: Shape) -> bool:
    """Numbers inside a fixed name or term: *Huy hiệu 60 năm tuổi Đảng*, *cách mạng 4.0*, *“3 cùng”*."""
    tail = folded[max(0, shape.start - 24):shape.start]
    if shape.form == "digits" and shape.measure is None and _counts_items(text, shape.end) and shape.amount < 60 and not _FULL_SENTENCE.search(tail):
        return True
    if _FIXED_AFTER.match(folded, shape.end) or folded.startswith(" cấp", shape.end) and tail.endswith(_TWO_LEVEL):
        return True
    if folded.startswith((" bánh", " chỗ"), shape.end) and tail.endswith(("xe ", "ô tô ", "ôtô ", "xe máy ")) or _BADGE.search(tail):
        return True
    if tail.endswith(("cách mạng ", "công nghiệp ", "covid-", "sars-cov-", "web ")):
        return True
    quote = text[shape.start - 1:shape.start]
    if quote and quote in "“\"'‘" and shape.measure is None:
        closing = re.match(r"[^“”\"'‘’.,;]{1,18}[”\"'’]", text[shape.start:shape.start + 22])
        if closing:
            return True
    return folded.startswith((" năm tuổi đảng", "-0-", "x "), shape.end) and tail.endswith("hiệu ")


def _counts_items(text: str, end: int) -> bool:
    """Whether the number is the counter of a list: *1. Thời điểm …*, *2) Chi phí …*."""
    found = _COUNTER_AFTER.match(text, end)
    return found is not None and (found[1] is None or found[1].isupper())


def _follows_rule(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    rules = _rules()
    pair = bool(shape.raw) and bool(_PAIR.match(folded, shape.start))
    for count in (1, 2, 3):
        if len(words) < count:
            break
        for rule in rules.get(" ".join(reversed(words[:count])), ()):
            if (pair or not rule.pair) and _applies(rule, shape, words[count:], noun):
                return True
    return False


def _applies(rule: Rule, shape: Shape, earlier: tuple[str, ...], noun: Noun | None) -> bool:
    if not shape.raw and rule.why != "ordinal":
        return False
    if not rule.least <= shape.amount <= rule.most or earlier and earlier[0] in rule.but_after:
        return False
    if rule.unless != "never" and shape.measure or rule.unless == "unit" and noun or rule.unless == "people" and _is_counting(noun):
        return False
    return shape.scale == 1


_COUNTING = ("q", "p", "h", "c")


def _is_counting(noun: Noun | None) -> bool:
    """People and heads are counted behind *tổ*, *nhóm*, *lớp*; a place or another name behind the number is not."""
    return noun is not None and noun.kind in _COUNTING


def _is_name(text: str, shape: Shape, noun: Noun | None) -> bool:
    """*iPhone 16*, *Vĩnh Tân 1*: a number right behind a capital letter's word, with nothing counted behind it."""
    if noun or shape.measure or shape.form not in ("digits", "words") or shape.scale != 1:
        return False
    begin = max(0, shape.start - 30)
    found = _WORDS_BEFORE.search(text, begin, shape.start)
    if found is None or _OPENING.fullmatch(found[0]):
        return False
    if found[2].isupper() and len(found[2]) > 1:
        return True
    starts = [found.start(group) for group in (1, 2) if found[group] and found[group][0].isupper() or found[group] and found[group][-1].isupper()]
    return any(not _starts_sentence(text, at) for at in starts)


_WORDS_BEFORE = re.compile(r"(?:([^\W\d_][\w.-]*) )?([^\W\d_][\w.-]*) $")
_OPENING = re.compile(r"(?:Có|Còn|Hơn|Gần|Khoảng|Trong|Với|Và|Cả|Trên|Dưới|Tại|Được) |.* (?:có|còn|là|và|với|gồm|hơn|gần|khoảng|cả|được|đạt|chỉ|trên|dưới|tới|đến|lên|xuống|cùng|cho|số) ")


def _starts_sentence(text: str, at: int) -> bool:
    head = text[max(0, at - 4):at].rstrip(" ")
    return not head or head[-1] in ".!?:;\n\"“•" or head in ("-", "–") or head.endswith(("\n-", "\n–"))
