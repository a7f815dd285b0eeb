"""The words that narrow a noun, and the noun that *người* stands in for (CODEBOOK.md §2: `subset`, `counted`)."""

from __future__ import annotations

import re

from pipeline.extract.figures.units import counted_at, is_people, noun_at
from pipeline.model import Figure

_SUBSET = re.compile(
    r" ((?:nữ|nam|mới|khác|dự bị|chính thức|trẻ|còn lại|cao tuổi|trực thuộc(?: [^\W\d_]+){0,2}|tiêu biểu|trọng điểm|cơ hữu|"
    r"ưu tiên|tự ứng cử)(?= |[,.;)]|$)"
                     r"|(?:là|thuộc diện|diện|khi có|có khuyết điểm|trong diện|vi phạm về|liên quan)(?= )[^,.;:()\n]{2,50})")
_SUBSET_END = re.compile(
    r"(?: (?:và|bị|được|đã|sẽ|đang|để|với|cho|nhưng|do|tại|ở|từ|trong|theo|nên|thì|phải|chiếm|đạt|vào|trên|nhằm)(?!\w)).*$")
_NUMBER_OF = re.compile(r"(?<!\w)(?:tổng số|số lượng|số)(?= )")
_STANDINS = frozenset(("người", "đồng chí", "con", "em", "cháu", "cái", "chiếc", "trường hợp", "đơn vị"))


def subset_of(text: str, folded: str, end: int, stop: int) -> str | None:
    """The words behind the noun that narrow it: *nữ*, *dự bị*, *là nông dân*; ``end`` is where the noun ends."""
    found = _SUBSET.match(folded, end, stop)
    if found is None:
        return None
    words = _SUBSET_END.sub("", found[1])
    return text[found.start(1):found.start(1) + len(words)].strip() if len(words.split()) > 1 or words == found[1] else None


def counted_of(text: str, folded: str, begin: int, start: int, unit: str | None) -> str | None:
    """The noun the clause counts when the unit only stands in for it: *nâng tổng số đảng viên … lên gần 51.000 người*."""
    if unit is not None and unit.lower() not in _STANDINS:
        return None
    for found in reversed(list(_NUMBER_OF.finditer(folded, max(begin, start - 90), start))):
        noun = noun_at(folded, found.end())
        if noun and text[noun.start:noun.end].lower() != (unit or ""):
            return text[noun.start:noun.end]
    return None


def people_behind(text: str, folded: str, end: int) -> str | None:
    """The people a share is of: *84% thanh niên* counts *thanh niên*."""
    noun = counted_at(folded, end)
    return text[noun.start:noun.end] if noun and noun.kind == "q" else None


def counted_before(figure: Figure, previous: Figure | None, begin: int) -> str | None:
    """In *73 đảng viên (54 người bị khiển trách)* the people are those of the number before."""
    if previous is None or previous.start < begin or figure.unit not in ("người", "đồng chí") or previous.measure:
        return None
    if previous.counted or not previous.unit or previous.unit in ("người", "đồng chí"):
        return previous.counted
    return previous.unit if is_people(previous.unit) else None
