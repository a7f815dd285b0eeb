"""The body that issues what stands behind it: *UBND tỉnh vừa ban hành Quyết định …*."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.extract.plans.bodies import LONGEST, UPPER, alternatives, body_at, head

_UPPER = rf"{UPPER}[^\W\d_]*"
_PLACE_ONLY = re.compile(rf" (?:(?:tỉnh|thành phố|TP\.?|huyện|quận|Bộ|bộ) )?{_UPPER}(?: {_UPPER}| [^\W\d_]+){{0,3}}")
_PLAIN = re.compile(r"[^\W_]+(?: [^\W_]+){1,8}(?: \([^()]{2,30}\))?")
_NAME_REST = re.compile(rf"(?: {_UPPER}){{2,4}}| \([^()]{{2,40}}\)|, (?:(?:tỉnh|huyện|thành phố|TP\.?) )?(?:{_UPPER} ?){{1,3}}")
_THIS = re.compile(
    r"(?:cho biết |cho hay |thông tin )?(?:rằng )?(?:đơn vị|cơ quan|địa phương|ủy ban|ban|hội) này|(?:cho biết|cho hay)(?: rằng)?"
    r"|cho (?:biết|hay),? địa phương"
)
_PARTS = frozenset(["cục", "cơ quan", "phòng", "vụ", "chi cục"])
_MEETINGS = frozenset(["hội nghị", "đại hội", "đảng", "trường"])
_MARKS = (",", ":", "“", '"', "\n")


def is_meeting(folded: str, at: int) -> bool:
    """Whether a meeting or another head that issues nothing begins at ``at``."""
    found = head().match(folded, at)
    return found is not None and found[0] in _MEETINGS


@cache
def _issuing() -> re.Pattern[str]:
    before, verbs, after = (alternatives("issuing", name) for name in ("before", "verbs", "after"))
    return re.compile(rf"(?<![^\W_])(?:(?:{before}) ){{0,3}}(?:{verbs})(?: (?:{after})){{0,2}} ?$")


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(rf" (?:{alternatives('offices', 'no_name')}) ")


def body_before(text: str, folded: str, floor: int, at: int) -> tuple[int, int] | None:
    """The body that issues what stands at ``at``, looked for from ``floor`` on.

    >>> text = "Hôm qua, UBND tỉnh Lào Cai vừa ban hành Quyết định"
    >>> start, end = body_before(text, text.lower(), 0, text.index("Quyết")); text[start:end]
    'UBND tỉnh Lào Cai'
    """
    verb = _issuing().search(folded, max(floor, at - 60), at)
    if not verb:
        return None
    end = verb.start()
    while end > floor and folded[end - 1] == " ":
        end -= 1
    start = _clause_start(text, folded, floor, end)
    for found in head().finditer(folded, start, end):
        if _is_inner(folded, found.start()) or found[0] in _MEETINGS or text.startswith("vụ", found.start()):
            continue
        stop = body_at(text, folded, found.start())
        if stop and (stop == end or _NAME_REST.fullmatch(text[stop:end])):
            return _with_part(text, folded, floor, found.start()), stop
        if stop and _is_long_name(folded, found, end):
            return found.start(), end
    return _said_before(text, folded, floor, end)


_ASKED = re.compile(r"(?:đề xuất|đề nghị|chỉ đạo|ý kiến|kiến nghị|yêu cầu|kết luận|thông tin)(?: [^\W\d_]+){0,2} của (?:các )?")


def asked_at(text: str, folded: str, floor: int, at: int) -> tuple[int, int] | None:
    """The body of *theo đề nghị của Ban Cán sự đảng UBND tỉnh tại Tờ trình số …*."""
    if not folded.endswith(" tại ", floor, at):
        return None
    for found in _ASKED.finditer(folded, floor, at):
        if body_at(text, folded, found.end()) == at - len(" tại "):
            return found.end(), at - len(" tại ")
    return None


def _with_part(text: str, folded: str, floor: int, start: int) -> int:
    """Where a name begins whose part stands before a comma: *Cơ quan An ninh điều tra, Công an tỉnh*."""
    if not folded.endswith(", ", floor, start):
        return start
    for found in head().finditer(folded, max(floor, start - LONGEST), start):
        if found[0] in _PARTS and not _is_inner(folded, found.start()) and body_at(text, folded, found.start()) == start - 2:
            return found.start()
    return start


def _clause_start(text: str, folded: str, floor: int, end: int) -> int:
    """Behind the last comma, or the one before when only a place stands behind it (*Huyện ủy Sóc Sơn, Hà Nội đã có …*)."""
    start = max(floor, end - LONGEST, *(folded.rfind(mark, floor, end) + 1 for mark in _MARKS))
    if start > floor and _PLACE_ONLY.fullmatch(text, start, end):
        return max(floor, folded.rfind(",", floor, start - 1) + 1)
    return start


def _is_inner(folded: str, at: int) -> bool:
    """Whether ``at`` lies in a word or a document number."""
    return at > 0 and (folded[at - 1].isalnum() or folded[at - 1] in "-/")


def _is_long_name(folded: str, found: re.Match[str], end: int) -> bool:
    """Whether all words up to the verb are the name: *Cục Xúc tiến thương mại (Bộ Công Thương)*."""
    if found[0] not in tables.load("plans")["offices"]["long"] or _no_name().search(folded, found.start(), end):
        return False
    return bool(_PLAIN.fullmatch(folded, found.start(), end))


def _said_before(text: str, folded: str, floor: int, end: int) -> tuple[int, int] | None:
    """The body that *cơ quan này* means: *Ủy ban Kiểm tra Tỉnh ủy cho biết cơ quan này đã có …*."""
    for found in head().finditer(folded, floor, end):
        stop = None if _is_inner(folded, found.start()) else body_at(text, folded, found.start())
        if stop and stop < end and _THIS.fullmatch(folded[stop:end].lstrip(" ,")):
            return found.start(), stop
    return None
