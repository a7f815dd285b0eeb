"""The words that narrow a noun, and the noun that *người* stands in for (CODEBOOK.md §2: `subset`, `counted`)."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.figures.guesses import Noun
from pipeline.extract.figures.units import counted_at, is_people, noun_at
from pipeline.model import Figure

_ADJECTIVE = re.compile(
    r" ((?:nữ|nam giới|nam|mới|khác|cá nhân|doanh nghiệp|địa phương|nước ngoài|trong nước|quốc tế|thcs|thpt|tiểu học|mầm non|"
    r"nghèo|cận nghèo|chuyên trách|không chuyên trách|đương nhiệm|nhiệm kỳ mới|tại chức|dân tộc thiểu số|người dân tộc thiểu số|"
    r"khuyết tật|có công|chủ chốt|dự bị|chính thức|trẻ|còn lại|cao tuổi|tiêu biểu|cấp cao|cơ hữu|ưu tiên|tự ứng cử|vi phạm"
    r"|trực thuộc(?: (?!gồm|và|có|được)[^\W\d_]+){0,2})(?= |[,.;)]|$))")
_CLAUSE = re.compile(
    r" ((?:thuộc diện|diện) [^.;:()\n]{2,60}? quản lý|có khuyết điểm, vi phạm"
    r"|(?:là|thuộc diện|diện|khi có|có khuyết điểm|trong diện|vi phạm về|liên quan(?: đến)?|chưa)(?= )[^,.;:()\n]{2,50})")
_ANY_NOUN = re.compile(r" ((?:mới|khác))(?=[,.;)]| (?:tại|ở|trong|và|với|cho|bị|được)(?!\w)|$)")
_SIGNS = re.compile(
    r"(?<!\w)(khi có dấu hiệu vi phạm|có khuyết điểm, vi phạm) (?:với|đối với|tại|cho) (?:hơn |gần |khoảng |"
    r"trên )?$")
_CASES = re.compile(r" (tử vong|bị thương|nguy kịch|nặng|nhẹ|khỏi bệnh)(?= |[,.;)]|$)")
_LISTED = re.compile(r" ?(?:,| và) (?:hơn |gần |khoảng |trên )?")
_SHARED = ("khi có ", "có khuyết điểm")
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
        found = found or _ANY_NOUN.match(folded, noun.end, stop) or _case(folded, noun, begin, stop)
        return text[found.start(1):found.end(1)] if found else None
    first, *rest = found[1].split(" ", 1)
    words = found[1] if found[1].endswith((" quản lý", ", vi phạm")) else first + _CLAUSE_END.sub("", " " + " ".join(rest))
    if (first == "là" and " ".join(rest).startswith(_OFFICES)) or " " not in words:
        return None
    return text[found.start(1):found.start(1) + len(words)].strip()


def _case(folded: str, noun: Noun, begin: int, stop: int) -> re.Match[str] | None:
    """*trong đó có 10 trường hợp tử vong* narrows the cases of the number before."""
    if folded[noun.start:noun.end] not in ("trường hợp", "ca") or "trong đó" not in folded[max(0, begin - 40):begin]:
        return None
    return _CASES.match(folded, noun.end, stop)


def subset_before(text: str, folded: str, begin: int, start: int) -> str | None:
    """The words before a number that narrow its noun: *kiểm tra khi có dấu hiệu vi phạm đối với 5 tổ chức đảng*."""
    found = _SIGNS.search(folded, max(begin, start - 70), start)
    return text[found.start(1):found.end(1)] if found else None


def share_subsets(folded: str, figures: list[Figure]) -> list[Figure]:
    """In *2 tổ chức đảng, 14 đảng viên khi có dấu hiệu vi phạm* both numbers have the words behind (or before) the list."""
    done = list(figures)
    for index in range(len(done) - 2, -1, -1):
        first, second = done[index], done[index + 1]
        if not first.subset and (second.subset or "").lower().startswith(_SHARED) and _is_listed(folded, first, second):
            done[index] = replace(first, subset=second.subset)
    for index in range(1, len(done)):
        first, second = done[index - 1], done[index]
        if not second.subset and (first.subset or "").lower().startswith("khi có ") and _is_listed(folded, first, second):
            done[index] = replace(second, subset=first.subset)
    return done


def _is_listed(folded: str, first: Figure, second: Figure) -> bool:
    """Whether only the noun of the first and a comma or *và* stand between two figures."""
    noun = (first.unit or "").lower()
    return bool(noun) and folded.startswith(noun, first.end + 1) and bool(
        _LISTED.fullmatch(folded, first.end + 1 + len(noun), second.start))


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
    """The people, households or firms a share is of: *84% thanh niên* counts *thanh niên*."""
    end += 4 if folded.startswith(" các ", end) else 0
    noun = counted_at(folded, end)
    return text[noun.start:noun.end] if noun and (noun.kind == "q" or folded[noun.start:noun.end] in _HOUSES) else None


_HOUSES = frozenset(("gia đình", "hộ", "hộ dân", "hộ gia đình", "doanh nghiệp", "dn"))
_CAUSED = re.compile(r"(?<!\w)(?:làm|khiến|gây|cướp đi)(?: chết| bị thương| cho)? (?:hơn |gần |khoảng |ít nhất )?$")
_HARMED = re.compile(r" (?:khác )?(?:bị thương|tử vong|mất tích|bị nạn|thiệt mạng|nguy kịch)(?!\w)")
_YOUNG = ("học sinh", "sinh viên", "trẻ", "trẻ em", "thí sinh", "thiếu niên")


def counted_before(figure: Figure, previous: Figure | None, begin: int, folded: str) -> str | None:
    """The noun that the number before counts, where this one only stands in for it.

    *73 đảng viên (54 người bị khiển trách)* · *598 vụ tai nạn (tăng 50 vụ)* · *530 học sinh, trong đó 320 em* ·
    *1 người chết, 2 bị thương*.
    """
    if previous is None or previous.start < begin or previous.measure or not previous.unit:
        return None
    unit = figure.unit
    if unit is None:
        people = is_people(previous.unit) or previous.unit == "người"
        return previous.unit if people and _HARMED.match(folded, figure.end) else None
    if unit in ("người", "đồng chí"):
        caused = _CAUSED.search(folded, max(begin, figure.start - 40), figure.start)
        if caused or previous.counted or previous.unit in ("người", "đồng chí"):
            return None if caused else previous.counted
        return previous.unit if is_people(previous.unit) else None
    if unit in ("em", "cháu"):
        return previous.unit if previous.unit.lower() in _YOUNG else None
    return previous.unit[len(unit) + 1:] if unit in ("vụ", "ca") and previous.unit.startswith(unit + " ") else None
