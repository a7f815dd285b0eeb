"""One number with its scale words: *2,5 triệu*, *1 tỷ 200 triệu*, *hai trăm nghìn*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.extract.figures import digits, numerals

_WORD = re.compile(r"[^\W\d_]+")
SCALES = {"chục": 1, "trăm": 2, **numerals.SCALES}
SCALE = r"(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)"
_SCALE_AFTER = re.compile(rf" ?({SCALE}(?: {SCALE}){{0,2}})(?!(?!usd)\w)(?! (?:năm tuổi|phú|lệ|giá|trọng|suất|số|chứng|tập|hồi))")
_CHAIN = re.compile(r" (\d{1,3}) (trăm|nghìn|ngàn|vạn|triệu)(?: (nghìn|ngàn|triệu))?(?!\w)")
HALF_AFTER = re.compile(r" (?:rưỡi|rưởi)(?!\w)")
_WHOLE_NOUN = re.compile(
    r" (?:người|hộ|đảng viên|học sinh|sinh viên|cán bộ|công nhân|đồng|cổ phiếu|cử tri|đại biểu|cuốn|chiếc|con|cây|lượt|vụ|"
    r"trường hợp|xe|ca)(?!\w)")
_OTHER_WORD = re.compile(r" (?:lệ|số|phú|giá|trọng|suất|chứng|tập|hồi)(?!\w)")
_NUMERAL_WORDS = frozenset({
    *numerals.DIGITS, *numerals.SCALES, *numerals.HALVES,
    "mười", "mươi", "hăm", "mốt", "tư", "lăm", "nhăm", "linh", "lẻ", "trăm", "chục"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its scale words: ``scale`` is what they multiply by, ``raw`` the digits or the empty string for words."""

    start: int
    end: int
    value: Decimal
    scale: int = 1
    raw: str = ""


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
    scale, end = scale_after(folded, token.end())
    value *= scale
    while scale > 1 and (more := _CHAIN.match(folded, end)):
        lower = 10 ** (SCALES[more[2]] + (SCALES[more[3]] if more[3] else 0))
        if lower >= scale:
            break
        value, scale, end = value + int(more[1]) * lower, lower, more.end()
    if scale > 1 and (half := HALF_AFTER.match(folded, end)):
        value, end = value + Decimal(scale) / 2, half.end()
    return Quantity(at, end, value, scale, token[0])


def _whole(folded: str, at: int) -> bool:
    """Whether what is counted has no fractions, which proves that *1,200 người* is 1200."""
    return _WHOLE_NOUN.match(folded, at) is not None


def scale_after(folded: str, at: int) -> tuple[int, int]:
    """What the scale words at ``at`` multiply by (1 without any), and where they end."""
    found = _SCALE_AFTER.match(folded, at)
    if found is None:
        return 1, at
    return 10 ** sum(SCALES[word] for word in found[1].split()), found.end()


def _words_from(folded: str, at: int) -> list[tuple[str, int]]:
    """Up to sixteen words from ``at``, one space apart, each with its end."""
    words: list[tuple[str, int]] = []
    while len(words) < 16 and (found := _WORD.match(folded, at)) and found[0] in _NUMERAL_WORDS:
        if found[0] in ("tỷ", "tỉ", "triệu") and _OTHER_WORD.match(folded, found.end()):
            break
        words.append((found[0], found.end()))
        if folded[found.end():found.end() + 1] != " ":
            break
        at = found.end() + 1
    return words


def begins(folded: str, at: int) -> bool:
    """Whether a number begins at ``at``."""
    return folded[at].isdigit() or ((found := _WORD.match(folded, at)) is not None and found[0] in numerals.STARTERS)
