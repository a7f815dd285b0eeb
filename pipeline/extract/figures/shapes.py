"""A number with all that belongs to it: range, ratio, measure (*từ 15 đến 20 triệu đồng*, *8/10*, *một phần ba*)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extract.figures import digits
from pipeline.extract.figures.quantities import HALF_AFTER, SCALE, SCALES, Quantity, begins, quantity, scale_after
from pipeline.extract.figures.units import Measure, measure_at

_VAGUE = re.compile(rf"(?:hàng|vài|mấy|cả) ({SCALE}(?: {SCALE}){{0,3}})(?!\w)|({SCALE}(?: {SCALE}){{1,3}})(?!\w)|({SCALE})(?!\w)")
_HALF = re.compile(r"(?:(?:một|1) )?nửa(?!\w)")
_PARTS = re.compile(r" phần (?=\d|[^\W\d_])")
_SLASH = re.compile(r" ?/ ?(?=\d)")
_OUT_OF = re.compile(
    r"(?:(?: [^\W\d_]+){0,6}?,? \(?(?:(?:trong|trên) tổng(?: số)?|trong số) (?:hơn |gần |khoảng )?| (?:trong số|trong|trên) )"
    r"(?=\d|[^\W\d_])")
_NAMED_SLASH = re.compile(r" ?([^\W\d_]+[23²³]?(?: [^\W\d_]+){0,2}|%) ?/ ?(?=\d)")
_RANGE = re.compile(r" ?- ?| (?:đến|tới|cho đến) (?:hơn |gần |khoảng )?")
_DOUBLE = re.compile(r"(?:đôi|rưỡi)(?!\w)")
_MONTHS_AFTER = re.compile(r" (?:và )?(\d{1,2}) tháng(?! (?:đầu|cuối|tuổi))(?!\w)")
_MINUTES_AFTER = re.compile(r" (\d{1,2}) phút(?! (?:ngày|sáng|trưa|chiều|tối|đêm|cùng ngày|hôm|\d))(?!\w)")
_SECONDS_AFTER = re.compile(r" (\d{1,2}) giây(?!\w)")
_LESSER = {"năm": (_MONTHS_AFTER, 12), "giờ": (_MINUTES_AFTER, 60), "tiếng": (_MINUTES_AFTER, 60), "phút": (_SECONDS_AFTER, 60)}
"""What goes on a duration (*12 năm 6 tháng*, *4 giờ 23 phút*), and how many of it make one."""
_METRES = re.compile(r" ?(m)(\d\d)(?!\w|[.,]\d)")
_AROUND_HALF = re.compile(r"(?<!\w)(?:hơn|gần|quá) $")
_NO_HALF = re.compile(r" (?:đêm|đầu|cuối|chừng|đường|vời|sau|trước|kia|mùa|trong|ngoài|trên|dưới|còn)(?!\w)")
_IN_ROW = re.compile(r"\d ?- ?$")
_SIGN = re.compile(r"(?:^|[\s(])-$")


@dataclass(frozen=True, slots=True)
class Shape:
    """A whole figure as letters: where it stands, its value or bounds, its measure; ``form`` says how it was written."""

    start: int
    end: int
    form: str
    raw: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    measure: Measure | None = None
    scale: int = 1

    @property
    def amount(self) -> Decimal:
        """The value, or the low end of a range."""
        known = self.value if self.value is not None else self.low
        return known if known is not None else Decimal(0)


def read(text: str, folded: str, at: int, english: bool = False) -> Shape | None:
    """The figure whose first letter is at ``at``, or None where no number begins."""
    special = _half(text, folded, at) or _vague(text, folded, at) or _double(folded, at)
    if special:
        return special
    first = quantity(folded, at, english)
    if first is None:
        return None
    return (_fraction(folded, first, english) or _ratio(folded, first, english) or _named_ratio(text, folded, first, english)
            or _range(text, folded, first, english) or _out_of(folded, first, english) or _plain(text, folded, first))


def _half(text: str, folded: str, at: int) -> Shape | None:
    """*một nửa*, and *nửa* before a measure (*nửa tháng*)."""
    found = _HALF.match(folded, at)
    if found is None:
        return None
    scale, end = scale_after(folded, found.end())
    measure = measure_at(text, folded, end)
    if found[0] == "nửa" and measure is None and not _is_half_of(folded, at, end):
        return None
    return Shape(at, measure.end if measure else end, "half", "", value=Decimal(scale) / 2, measure=measure, scale=scale)


def _is_half_of(folded: str, at: int, end: int) -> bool:
    """*hơn nửa nhu cầu*, *gần nửa số hộ*; *quá nửa đêm* and *hơn nửa đầu* are none."""
    return _AROUND_HALF.search(folded, max(0, at - 6), at) is not None and _NO_HALF.match(folded, end) is None


def _double(folded: str, at: int) -> Shape | None:
    """*gấp đôi*, *gấp rưỡi*: so many times."""
    found = _DOUBLE.match(folded, at)
    if found is None or not folded.endswith("gấp ", max(0, at - 4), at):
        return None
    times = Decimal(2) if found[0] == "đôi" else Decimal("1.5")
    return Shape(at, found.end(), "double", "", value=times, measure=Measure(found.end(), "lần"))


def _vague(text: str, folded: str, at: int) -> Shape | None:
    """*hàng nghìn*, *vài chục*, *trăm tỷ đồng*: the value of the scale words."""
    found = _VAGUE.match(folded, at)
    if found is None:
        return None
    value = Decimal(10 ** sum(SCALES[word] for word in (found[1] or found[2] or found[3]).split()))
    measure = measure_at(text, folded, found.end())
    form = "vague" if found[1] else "scales" if found[2] else "scale"
    return Shape(at, measure.end if measure else found.end(), form, "", value=value, measure=measure)


def _fraction(folded: str, first: Quantity, english: bool) -> Shape | None:
    """*hai phần ba*, *2 phần 3*."""
    parts = _PARTS.match(folded, first.end)
    whole = quantity(folded, parts.end(), english) if parts else None
    if parts and folded.startswith("tư", parts.end()):
        whole = Quantity(parts.end(), parts.end() + 2, Decimal(4))
    if whole is None or whole.value <= first.value:
        return None
    return Shape(first.start, whole.end, "fraction", "", value=first.value, total=whole.value)


def _ratio(folded: str, first: Quantity, english: bool) -> Shape | None:
    """*8/10*: whether it is a date is not decided here."""
    slash = _SLASH.match(folded, first.end)
    if slash is None or not first.raw or first.scale != 1:
        return None
    second = digits.TOKEN.match(folded, slash.end())
    total = digits.value_of(second[0], english=english) if second else None
    if second is None or total is None:
        return None
    return Shape(first.start, second.end(), "ratio", folded[first.start:second.end()], value=first.value, total=total)


def _named_ratio(text: str, folded: str, first: Quantity, english: bool) -> Shape | None:
    """*52 xã/136 xã*, *3.222 ha / 9.500 ha*: the same noun or measure on both sides of the stroke."""
    slash = _NAMED_SLASH.match(folded, first.end) if first.raw else None
    second = quantity(folded, slash.end(), english) if slash else None
    if slash is None or second is None or second.value <= first.value:
        return None
    if not folded.startswith((slash[1], " " + slash[1]), second.end):
        return None
    measure = measure_at(text, folded, second.end)
    return Shape(first.start, measure.end if measure else second.end, "out_of", first.raw, value=first.value, total=second.value,
                 measure=measure, scale=second.scale)


def _out_of(folded: str, first: Quantity, english: bool) -> Shape | None:
    """*12 trong tổng số 15*, *431 phiếu trên tổng số 477*, *1 trong 5*: one figure with a total."""
    near = folded[first.end:first.end + 60]
    if " số " not in near and " tổng " not in near and not near.startswith((" trong ", " trên ")):
        return None
    found = _OUT_OF.match(folded, first.end)
    if found is None or folded.startswith("một ", found.end()):
        return None
    second = quantity(folded, found.end(), english)
    if second is None or second.value <= first.value:
        return None
    if "số" not in found[0] and "tổng" not in found[0] and not _is_small_ratio(folded, first, second, found[0]):
        return None
    return Shape(first.start, second.end, "out_of", first.raw, value=first.value, total=second.value)


def _is_small_ratio(folded: str, first: Quantity, second: Quantity, between: str) -> bool:
    """*1 trong 5 đơn vị*, *121 trên 222 ghế*; *5 xe trong 3 ngày* is none."""
    if measure_at(folded, folded, second.end):
        return False
    return bool(first.raw and second.raw) if "trên" in between else first.value <= 20


def _range(text: str, folded: str, first: Quantity, english: bool) -> Shape | None:
    """*15-20 triệu đồng*, *từ 5% đến 10%*, *2.700 đến 5.000*, *300 triệu đồng đến gần 2 tỷ đồng*."""
    measure = measure_at(text, folded, first.end)
    joint = _RANGE.match(folded, measure.end if measure else first.end)
    goes_on = joint is not None and joint.end() < len(folded) and begins(folded, joint.end())
    second = quantity(folded, joint.end(), english) if joint and goes_on else None
    if joint is None or second is None or bool(first.raw) != bool(second.raw):
        return None
    if _IN_ROW.search(folded, max(0, first.start - 5), first.start):
        return None
    last = measure_at(text, folded, second.end)
    if measure and (last is None or last.unit.split("/")[0].strip() != measure.unit.split("/")[0].strip()):
        return None
    shares = first.scale == 1 and second.scale > 1 and not measure and first.value < second.value / second.scale
    low = first.value * second.scale if shares else first.value
    if low >= second.value or (second.scale > 1 and first.scale == 1 and not shares and not measure and first.value < 1000):
        return None
    raw = folded[first.start:second.end] if first.raw else ""
    return Shape(first.start, last.end if last else second.end, "range", raw, low=low, high=second.value, measure=last,
                 scale=second.scale)


def _plain(text: str, folded: str, first: Quantity) -> Shape:
    if first.raw and first.scale == 1 and (metres := _METRES.match(folded, first.end)):
        value = first.value + Decimal(metres[2]) / 100
        return Shape(first.start, metres.end(), "digits", first.raw, value=value, measure=Measure(metres.end(), metres[1], "m", Decimal(1)))
    measure = measure_at(text, folded, first.end)
    shape = Shape(first.start, measure.end if measure else first.end, "digits" if first.raw else "words", first.raw,
                  value=first.value, measure=measure, scale=first.scale)
    if measure is None:
        return shape
    if half := HALF_AFTER.match(folded, shape.end):
        return replace(shape, end=half.end(), value=first.value + Decimal("0.5"))
    lesser = _LESSER.get(folded[shape.end - len(measure.unit):shape.end])
    if lesser and (more := lesser[0].match(folded, shape.end)):
        part = (Decimal(more[1]) / lesser[1]).quantize(Decimal("0.0001")).normalize()
        return replace(shape, end=more.end(), value=first.value + part)
    if first.raw and _SIGN.search(folded, max(0, first.start - 2), first.start):
        return replace(shape, start=first.start - 1, value=-first.value, raw="-" + first.raw)
    return shape


def last_words(folded: str, at: int, count: int = 3) -> tuple[str, ...]:
    """Up to ``count`` words before ``at``, the nearest first, as long as only single spaces stand between."""
    if at < 1 or folded[at - 1] != " ":
        return ()
    piece = folded[max(0, at - 36, folded.rfind("\n", max(0, at - 36), at) + 1):at - 1].rsplit(" ", count)
    words: list[str] = []
    for word in reversed(piece[1:] if len(piece) > count else piece):
        if not word or not (word[-1].isalnum() or word[-1] in "%²³"):
            break
        words.append(word.lstrip("(\"“'‘["))
        if words[-1] != word:
            break
    return tuple(words)
