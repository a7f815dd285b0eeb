"""A number with all that belongs to it: scale words, range, ratio, measure (*từ 15 đến 20 triệu đồng*, *8/10*, *một phần ba*)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extract.figures import digits, numerals
from pipeline.extract.figures.units import Measure, measure_at

_WORD = re.compile(r"[^\W\d_]+")
_SCALES = {"chục": 1, "trăm": 2, **numerals.SCALES}
_SCALE = r"(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)"
_SCALE_AFTER = re.compile(rf" ?({_SCALE}(?: {_SCALE}){{0,2}})(?!\w)(?! (?:năm tuổi|phú|lệ|giá|trọng|suất|số))")
_CHAIN = re.compile(rf" (\d{{1,3}}) (trăm|nghìn|ngàn|vạn|triệu)(?: (nghìn|ngàn|triệu))?(?!\w)")
_HALF_AFTER = re.compile(r" (?:rưỡi|rưởi)(?!\w)")
_VAGUE = re.compile(rf"(?:hàng|vài|mấy|cả) ({_SCALE}(?: {_SCALE}){{0,3}})(?!\w)|({_SCALE}(?: {_SCALE}){{1,3}})(?!\w)|({_SCALE})(?!\w)")
_HALF = re.compile(r"(?:(?:một|1) )?nửa(?!\w)")
_PARTS = re.compile(r" phần (?=\d|[^\W\d_])")
_SLASH = re.compile(r" ?/ ?(?=\d)")
_OUT_OF = re.compile(r" (?:trong tổng số|trên tổng số|trong số|trong|trên) (?=\d|[^\W\d_])")
_RANGE = re.compile(r" ?- ?| (?:đến|tới|cho đến) (?:hơn |gần |khoảng )?")
_TO = re.compile(r" (?:đến|tới) ")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its scale words: ``scale`` is what they multiply by, ``raw`` the digits or the empty string for words."""

    start: int
    end: int
    value: Decimal
    scale: int = 1
    raw: str = ""


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
    return (_fraction(folded, first, english) or _ratio(folded, first, english) or _range(text, folded, first, english)
            or _out_of(folded, first, english) or _plain(text, folded, first))


def quantity(folded: str, at: int, english: bool = False) -> Quantity | None:
    """The number at ``at``, in digits or words, with its scale words."""
    if folded[at].isdigit():
        return _digits(folded, at, english)
    words = _words_from(folded, at)
    found = numerals.scan([word for word, _ in words])
    return Quantity(at, words[found[1] - 1][1], found[0], scale=1) if found and found[1] else None


def _digits(folded: str, at: int, english: bool) -> Quantity | None:
    token = digits.TOKEN.match(folded, at)
    value = digits.value_of(token[0], english=english, whole=_whole(folded, token.end())) if token else None
    if token is None or value is None:
        return None
    scale, end = _scale_after(folded, token.end())
    value *= scale
    while scale > 1 and (more := _CHAIN.match(folded, end)):
        lower = 10 ** (_SCALES[more[2]] + (_SCALES[more[3]] if more[3] else 0))
        if lower >= scale:
            break
        value, scale, end = value + int(more[1]) * lower, lower, more.end()
    if scale > 1 and (half := _HALF_AFTER.match(folded, end)):
        value, end = value + Decimal(scale) / 2, half.end()
    return Quantity(at, end, value, scale, token[0])


_WHOLE_NOUN = re.compile(r" (?:người|hộ|đảng viên|học sinh|sinh viên|cán bộ|công nhân|đồng|cổ phiếu|cử tri|đại biểu|cuốn|chiếc|con|cây|lượt|vụ|trường hợp|xe|ca)(?!\w)")


def _whole(folded: str, at: int) -> bool:
    """Whether what is counted has no fractions, which proves that *1,200 người* is 1200."""
    return _WHOLE_NOUN.match(folded, at) is not None


def _scale_after(folded: str, at: int) -> tuple[int, int]:
    found = _SCALE_AFTER.match(folded, at)
    if found is None:
        return 1, at
    return 10 ** sum(_SCALES[word] for word in found[1].split()), found.end()


def _words_from(folded: str, at: int) -> list[tuple[str, int]]:
    """Up to sixteen words from ``at``, one space apart, each with its end."""
    words: list[tuple[str, int]] = []
    while len(words) < 16 and (found := _WORD.match(folded, at)) and found[0] in _NUMERAL_WORDS:
        if found[0] in ("tỷ", "tỉ") and _OTHER_WORD.match(folded, found.end()):
            break
        words.append((found[0], found.end()))
        if folded[found.end():found.end() + 1] != " ":
            break
        at = found.end() + 1
    return words


_OTHER_WORD = re.compile(r" (?:lệ|số|phú|giá|trọng|suất)(?!\w)")
_NUMERAL_WORDS = frozenset({*numerals.DIGITS, *numerals.SCALES, *numerals.HALVES, "mười", "mươi", "hăm", "mốt", "tư", "lăm", "nhăm", "linh", "lẻ",
                            "trăm", "chục"})


def _half(text: str, folded: str, at: int) -> Shape | None:
    """*một nửa*, and *nửa* before a measure (*nửa tháng*)."""
    found = _HALF.match(folded, at)
    if found is None:
        return None
    scale, end = _scale_after(folded, found.end())
    measure = measure_at(text, folded, end)
    if found[0] == "nửa" and measure is None:
        return None
    return Shape(at, measure.end if measure else end, "half", "", value=Decimal(scale) / 2, measure=measure, scale=scale)


def _double(folded: str, at: int) -> Shape | None:
    """*gấp đôi*, *gấp rưỡi*: so many times."""
    found = _DOUBLE.match(folded, at)
    if found is None or not folded.endswith("gấp ", max(0, at - 4), at):
        return None
    return Shape(at, found.end(), "double", "", value=Decimal(2) if found[0] == "đôi" else Decimal("1.5"), measure=Measure(found.end(), "lần"))


_DOUBLE = re.compile(r"(?:đôi|rưỡi)(?!\w)")


def _vague(text: str, folded: str, at: int) -> Shape | None:
    """*hàng nghìn*, *vài chục*, *trăm tỷ đồng*: the value of the scale words."""
    found = _VAGUE.match(folded, at)
    if found is None:
        return None
    value = Decimal(10 ** sum(_SCALES[word] for word in (found[1] or found[2] or found[3]).split()))
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


def _out_of(folded: str, first: Quantity, english: bool) -> Shape | None:
    """*12 trong tổng số 15*, *35 giải trong số 99*: one figure with a total."""
    found = _OUT_OF.match(folded, first.end)
    if found is None or folded.startswith(" một ", found.end() - 1):
        return None
    between = folded[first.end:found.end()].split()
    second = quantity(folded, found.end(), english)
    if second is None or second.value <= first.value or (between[0] == "trên" and "tổng" not in between):
        return None
    if "số" not in between and (measure_at(folded, folded, second.end) or first.value > 20):
        return None
    return Shape(first.start, second.end, "out_of", first.raw, value=first.value, total=second.value)


def _range(text: str, folded: str, first: Quantity, english: bool) -> Shape | None:
    """*15-20 triệu đồng*, *từ 5% đến 10%*, *2.700 đến 5.000*, *300 triệu đồng đến gần 2 tỷ đồng*."""
    measure = measure_at(text, folded, first.end)
    joint = _RANGE.match(folded, measure.end if measure else first.end)
    second = quantity(folded, joint.end(), english) if joint and joint.end() < len(folded) and _begins(folded, joint.end()) else None
    if joint is None or second is None or bool(first.raw) != bool(second.raw):
        return None
    last = measure_at(text, folded, second.end)
    if measure and (last is None or last.unit.split("/")[0].strip() != measure.unit.split("/")[0].strip()):
        return None
    shares = first.scale == 1 and second.scale > 1 and not measure and first.value < second.value / second.scale
    low = first.value * second.scale if shares else first.value
    if low >= second.value or (second.scale > 1 and first.scale == 1 and not shares and not measure):
        return None
    raw = folded[first.start:second.end] if first.raw else ""
    return Shape(first.start, last.end if last else second.end, "range", raw, low=low, high=second.value, measure=last,
                 scale=second.scale)


def _begins(folded: str, at: int) -> bool:
    return folded[at].isdigit() or (found := _WORD.match(folded, at)) is not None and found[0] in numerals.STARTERS


_MONTHS_AFTER = re.compile(r" (?:và )?(\d{1,2}) tháng(?! (?:đầu|cuối|tuổi))(?!\w)")
_SIGN = re.compile(r"(?:^|[\s(])-$")


def _plain(text: str, folded: str, first: Quantity) -> Shape:
    measure = measure_at(text, folded, first.end)
    shape = Shape(first.start, measure.end if measure else first.end, "digits" if first.raw else "words", first.raw,
                  value=first.value, measure=measure, scale=first.scale)
    if measure is None:
        return shape
    if half := _HALF_AFTER.match(folded, shape.end):
        return replace(shape, end=half.end(), value=first.value + Decimal("0.5"))
    if measure.unit == "năm" and (months := _MONTHS_AFTER.match(folded, shape.end)):
        return replace(shape, end=months.end(), value=first.value + (Decimal(months[1]) / 12).quantize(Decimal("0.0001")).normalize())
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
