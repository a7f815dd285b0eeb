"""The title before a name: over its body, over *nguyên* and *quyền*, over a chain of titles, and before a colon."""

from __future__ import annotations

from pipeline.extract.persons.reading import Found, Reading
from pipeline.extract.persons.titles import RELATIONS, Reader, head_at
from pipeline.extract.persons.words import TITLES, Mark, listed

_BEHIND = frozenset((",", "-", "–", "("))
_LOOSE = frozenset(("của", "và", "với", "cho", "gồm", "là", "về", "tại", "từ", "cùng"))


def before_colon(reader: Reader, name: Found, floor: int) -> tuple[int, int] | None:
    """The title that opens a list (*Các Phó Chủ tịch UBND tỉnh: …*), when it is said of several."""
    form, colon = reader.reading.tokens.form, name.first - 1
    if colon <= floor or form[colon] != ":":
        return None
    first = _leftmost(reader, colon, floor)
    return (first, colon) if first is not None and of_many(reader, first) else None


def of_many(reader: Reader, first: int) -> bool:
    """Whether *các*, *hai* … (perhaps with *đồng chí*) stands before a title."""
    mark = reader.reading.ending.get(first)
    at = mark.first if mark and mark.kind == "address" else first
    return at > 0 and reader.reading.tokens.form[at - 1] in listed("around", "plural")


def anchor_of(reader: Reader, name: Found) -> int:
    """The token at which the form of address before the name begins, else the name."""
    mark = reader.reading.ending.get(name.first)
    return mark.first if mark and mark.kind == "address" else name.first


def before(reader: Reader, name: Found, floor: int) -> tuple[int, int] | None:
    """The title that reaches up to the name or its form of address, looked for from token ``floor`` on."""
    anchor = end = anchor_of(reader, name)
    form = reader.reading.tokens.form
    apart = anchor < name.first or (name.last - name.first > 1 and form[name.last : name.last + 1] == [","])
    if apart and form[anchor - 1] in (",", "–", "-") and anchor - 1 > floor:
        end = anchor - 1
    if form[end - 1] in _LOOSE:
        return None
    first = _leftmost(reader, end, floor)
    if first is None or _candidate(reader.reading, first):
        return None
    first = _whole_chain(reader, first, floor)
    owned = floor > 0 and first <= floor + 1 and form[floor] in _BEHIND
    if end < anchor and (owned or _kind(reader, first) == "plain"):
        return None
    while end > first and form[end - 1] not in ").…" and not form[end - 1][0].isalnum():
        end -= 1
    if form[end - 1] == "." and form[end - 2] in ("tp", "tx"):
        end -= 1
    return first, _without_epithet(reader.reading, first, end)


def _without_epithet(reading: Reading, first: int, end: int) -> int:
    """*Tổng thống Mỹ mới đắc cử* without *mới đắc cử*."""
    for size in (3, 2, 1):
        if end - size > first and reading.tokens.key(end - size, end) in listed("sets", "epithets"):
            return end - size
    return end


def _candidate(reading: Reading, first: int) -> bool:
    """Whether *ứng viên* stands before a title: nobody holds an office that he runs for."""
    mark = reading.ending.get(first)
    return mark is not None and reading.tokens.key(mark.first, mark.last) in ("ứng viên", "ứng cử viên")


def _kind(reader: Reader, first: int) -> str:
    """The kind of the title that begins at token ``first``."""
    head = head_at(reader.reading, first)
    mark = reader.reading.ending.get(head[1]) if head else None
    return mark.kind if mark else ""


def _whole_chain(reader: Reader, first: int, floor: int) -> int:
    """Where the chain of titles begins that the one at ``first`` ends; the titles behind *và* alone when the first ones stand in
    apposition to the person before."""
    form, own = reader.reading.tokens.form, None
    while (more := _previous_title(reader, first, floor)) is not None:
        if form[first - 1] == "và":
            own = first
        first = more
    return own if own is not None and floor > 0 and first <= floor + 1 and form[floor] in _BEHIND else first


def _leftmost(reader: Reader, at: int, floor: int) -> int | None:
    """Where the title that reaches up to token ``at`` begins: the leftmost head with nothing between that ends a title."""
    reading, here, best = reader.reading, at, None
    for _ in range(30):
        mark = reading.ending.get(here)
        if mark and mark.kind in TITLES:
            related = best is not None and reading.tokens.form[mark.first : mark.last] in RELATIONS
            if related or (mark.kind == "plain" and mark.last != at and not _wide(reading, mark, at)):
                break
            here = best = _with_modifiers(reading, mark.first)
        elif mark:
            if _ends(reading, mark):
                break
            here = mark.first
        elif (bracket := reading.before_bracket(here)) is not None and bracket > floor:
            here = bracket
        elif here <= floor or not _goes_on(reading, here - 1, found=best is not None):
            break
        else:
            here -= 1
        if here <= floor:
            break
    return best if best is not None and best >= floor else None


def _wide(reading: Reading, mark: Mark, at: int) -> bool:
    """Whether a trade may stand some words before the name (*chuyên gia lịch sử chính trị*)."""
    return at - mark.last < 6 and reading.tokens.key(mark.first, mark.last) in listed("sets", "wide_trades")


def _ends(reading: Reading, mark: Mark) -> bool:
    """Whether a title cannot go over this mark to the left."""
    if mark.kind == "stop":
        return not reading.verb_of_body(mark)
    return mark.kind in ("address", "skip", "become") and reading.tokens.key(mark.first, mark.last) != "đắc cử"


def _goes_on(reading: Reading, at: int, *, found: bool) -> bool:
    """Whether a title can go over the plain token ``at``; behind *và*, *của* stands the title itself, once one is found."""
    form = reading.tokens.form[at]
    return reading.passes(at) and form != "ở" and not (found and form in ("và", "của", "thuộc"))


def _with_modifiers(reading: Reading, first: int) -> int:
    """Over *nguyên*, *cựu*, *quyền* … before a title."""
    while first > 0 and reading.tokens.form[first - 1] in listed("around", "modifiers") and reading.tokens.adjacent(first):
        if first in reading.ending and reading.ending[first].kind != "keep":
            break
        first -= 1
    return first


def _previous_title(reader: Reader, first: int, floor: int) -> int | None:
    """The title that a comma, dash, *và* or *kiêm* joins to the one at ``first``: an office or rank, and nothing else between."""
    reading = reader.reading
    joint = first - 1
    if joint <= floor or reading.tokens.form[joint] not in (",", "-", "–", "kiêm", "và"):
        return None
    before = _leftmost(reader, joint, floor)
    if before is None:
        return None
    head, kind = head_at(reading, before), _kind(reader, before)
    if (
        kind in ("", "plain")
        or (kind == "title" and head and head[1] != joint)
        or reading.tokens.key(before, joint) == "đại biểu"
        or (reading.tokens.form[joint] != "," and kind != "office")
    ):
        return None
    return before
