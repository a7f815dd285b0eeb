"""Vietnamese number words, both ways: *hai mươi lăm* is 25, and 25 is *hai mươi lăm*.

Northern (*linh, nghìn*) and southern forms (*lẻ, ngàn*) are both read; :func:`spell` writes either. What can mean two
numbers (*hai triệu ba trăm*: 2.300.000 or 2.000.300) is not read at all: a missing value is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

DIGITS = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TENS = {**DIGITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SHORT_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
SCALES = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
HALVES = frozenset({"rưỡi", "rưởi"})
_ZERO = frozenset({"linh", "lẻ"})
STARTERS = frozenset(DIGITS) | {"mười", "hăm"}
LIMIT = 10**12

_Read = tuple[int, int]
"""A value and the index of the first word after it."""


def parse(words: Sequence[str]) -> Decimal | None:
    """The number that all of ``words`` (small letters, folded) spell, or None.

    >>> parse("một nghìn không trăm linh năm".split())
    Decimal('1005')
    """
    found = scan(words)
    return found[0] if found and found[1] == len(words) else None


def scan(words: Sequence[str], at: int = 0) -> tuple[Decimal, int] | None:
    """The longest number that begins at ``words[at]`` and the index after it; None where none begins or it is ambiguous.

    >>> scan("hai triệu rưỡi đồng".split())
    (Decimal('2500000'), 3)
    """
    total, ceiling, index = Decimal(0), 10**18, at
    while (group := _group(words, index)) is not None:
        value, after = group
        scale, next_index = _scale(words, after)
        if scale == 1:
            return _close(words, total, value, ceiling, index, after)
        if scale >= ceiling:
            return (total, index) if index > at else None
        total, index, ceiling = total + value * scale, next_index, scale
        if _word(words, index) in HALVES:
            return total + Decimal(scale) / 2, index + 1
    return (total, index) if index > at else None


def _close(words: Sequence[str], total: Decimal, value: int, ceiling: int, index: int, after: int) -> tuple[Decimal, int] | None:
    """The last group, which has no scale word of its own: *một triệu hai* is 1.200.000, *hai triệu ba trăm* is unclear."""
    if not total:
        half = _word(words, after) in HALVES
        return (Decimal(value) + (Decimal(50) if value % 100 == 0 and value else Decimal("0.5")), after + 1) if half else (
            Decimal(value), after)
    if value < 10 and after == index + 1:
        return total + Decimal(value * ceiling) / 10, after
    if ceiling > 1000 and _word(words, index - 1) in SCALES and value >= 100:
        return None
    return (total + value, after) if value < ceiling else (total, index)


def _scale(words: Sequence[str], at: int) -> _Read:
    """The product of the scale words at ``at`` (*nghìn tỷ*): 1 when there is none."""
    power = 0
    while _word(words, at) in SCALES and power + SCALES[words[at]] < 18:
        power += SCALES[words[at]]
        at += 1
    return 10**power, at


def _group(words: Sequence[str], at: int) -> _Read | None:
    """A number below a thousand: *không trăm linh năm*, *chín mươi tư*, *mười hai*, *ba chục*."""
    digit = DIGITS.get(_word(words, at))
    if digit is None or _word(words, at + 1) != "trăm":
        return _below_hundred(words, at)
    rest = _after_hundreds(words, at + 2)
    return (digit * 100 + rest[0], rest[1]) if rest else (digit * 100, at + 2)


def _after_hundreds(words: Sequence[str], at: int) -> _Read | None:
    word = _word(words, at)
    if word in _ZERO:
        digit = {**DIGITS, "tư": 4, "lăm": 5}.get(_word(words, at + 1))
        return (digit, at + 2) if digit is not None else None
    if word in HALVES:
        return 50, at + 1
    rest = _below_hundred(words, at)
    if rest and rest[1] == at + 1 and word in DIGITS:  # *một trăm ba*: 130, when nothing follows that needs the digit
        return (rest[0] * 10, rest[1]) if _word(words, at + 1) not in SCALES else rest
    return rest


def _below_hundred(words: Sequence[str], at: int) -> _Read | None:
    word, follows = _word(words, at), _word(words, at + 1)
    if word in ("mười", "hăm"):
        unit = _AFTER_TENS.get(follows) if follows not in ("không", "mốt") or word == "hăm" else None
        base = 10 if word == "mười" else 20
        if word == "hăm" and not unit:  # *hăm dọa*
            return None
        return (base + unit, at + 2) if unit and not _is_year(words, at + 1) else (base, at + 1)
    digit = DIGITS.get(word)
    if digit is None:
        return None
    if follows in ("mươi", "chục") and digit:
        unit = _AFTER_TENS.get(_word(words, at + 2)) if follows == "mươi" and not _is_year(words, at + 2) else None
        return (digit * 10 + unit, at + 3) if unit else (digit * 10, at + 2)
    if follows in _SHORT_TENS and digit > 1:
        return digit * 10 + _SHORT_TENS[follows], at + 2
    return digit, at + 1


def _is_year(words: Sequence[str], at: int) -> bool:
    """Whether *năm* after a ten is the year: *mười năm* is 10 years, fifteen is *mười lăm*."""
    return _word(words, at) == "năm"


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(number: int, *, southern: bool = False) -> str:
    """Write a whole number from 0 to 10¹² - 1 in words, in the northern form or the southern one.

    Raises ValueError outside that range.

    >>> spell(1005), spell(1005, southern=True)
    ('một nghìn không trăm linh năm', 'một ngàn không trăm lẻ năm')
    """
    if not 0 <= number < LIMIT:
        raise ValueError(f"{number} is not between 0 and 10^12")
    if number < 10:
        return _NAMES[number]
    high, low = divmod(number, 10**9)
    words = [*_spell_below(high, southern), "tỷ"] if high else []
    return " ".join([*words, *_spell_below(low, southern, after=bool(high))])


def _spell_below(number: int, southern: bool, after: bool = False) -> list[str]:
    """The groups of a number below 10⁹; ``after`` says that a higher group stands before, so zeros are spoken."""
    words: list[str] = []
    millions, thousands, ones = number // 10**6, number // 1000 % 1000, number % 1000
    thousand = "ngàn" if southern else "nghìn"
    if millions:
        words += [*_spell_group(millions, southern, after), "triệu"]
    if thousands:
        words += [*_spell_group(thousands, southern, after or bool(words)), thousand]
    elif ones >= 100 and (words or after):  # *hai triệu ba trăm* alone would be unclear
        words += ["không", thousand]
    if ones:
        words += _spell_group(ones, southern, after or bool(words))
    return words


def _spell_group(number: int, southern: bool, after: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_NAMES[hundreds], "trăm"] if hundreds or after else []
    if rest and rest < 10:
        return [*words, *(["lẻ" if southern else "linh"] if words else []), _NAMES[rest]]
    return words + (_spell_tens(rest) if rest else [])


def _spell_tens(number: int) -> list[str]:
    tens, unit = divmod(number, 10)
    words = ["mười"] if tens == 1 else [_NAMES[tens], "mươi"]
    if not unit:
        return words
    special = {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm"}
    return [*words, special.get(unit, _NAMES[unit])]
