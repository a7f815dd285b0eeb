"""The words that narrow a noun, and the noun that *người* stands in for (CODEBOOK.md §2: `subset`, `counted`)."""

from __future__ import annotations

import re

from pipeline.extract.figures.units import Noun, counted_at, is_people, noun_at
from pipeline.model import Figure

_ADJECTIVE = re.compile(
    r" ((?:nữ|nam|mới|khác|dự bị|chính thức|trẻ|còn lại|cao tuổi|tiêu biểu|cấp cao|cơ hữu|ưu tiên|tự ứng cử|vi phạm"
    r"|trực thuộc(?: (?!gồm|và|có|được)[^\W\d_]+){0,2})(?= |[,.;)]|$))")
_CLAUSE = re.compile(
    r" ((?:thuộc diện|diện) [^.;:()\n]{2,60}? quản lý|có khuyết điểm, vi phạm"
    r"|(?:là|thuộc diện|diện|khi có|có khuyết điểm|trong diện|vi phạm về|liên quan đến|chưa)(?= )[^,.;:()\n]{2,50})")
_CLAUSE_END = re.compile(
    r"(?: (?:và|bị|được|đã|sẽ|đang|để|với|cho|nhưng|do|tại|ở|từ|trong|theo|nên|thì|phải|chiếm|đạt|vào|trên|nhằm|gồm|khi|ở)"
    r"(?!\w)).*$")
_OFFICES = ("chủ tịch", "bộ trưởng", "phó", "bí thư", "ông", "bà", "do", "vì", "những", "một")
_BETWEEN = (" nữ ", " nam ")
_NUMBER_OF = re.compile(r"(?<!\w)(?:tổng số|số lượng|số)(?= )")
_STANDINS = frozenset(("người", "đồng chí", "con", "em", "cháu", "cái", "chiếc", "trường hợp", "đơn vị"))


def subset_of(text: str, folded: str, noun: Noun, begin: int, stop: int) -> str | None:
    """The words around ``noun`` that narrow it: *nữ*, *dự bị*, *là nông dân*; ``begin`` is where its number ends."""
    if folded[begin:noun.start] in _BETWEEN:
        return text[begin:noun.start].strip()
    found = _CLAUSE.match(folded, noun.end, stop)
    if found is None:
        narrow = noun.kind in ("q", "p") or folded.startswith(" trực thuộc", noun.end)
        found = _ADJECTIVE.match(folded, noun.end, stop) if narrow else None
        return text[found.start(1):found.end(1)] if found else None
    first, *rest = found[1].split(" ", 1)
    words = found[1] if found[1].endswith((" quản lý", ", vi phạm")) else first + _CLAUSE_END.sub("", " " + " ".join(rest))
    if (first == "là" and " ".join(rest).startswith(_OFFICES)) or " " not in words:
        return None
    return text[found.start(1):found.start(1) + len(words)].strip()


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
