"""The role of each person: the title before the name, behind it in apposition or brackets, else what the sentence makes of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.persons.predicates import predicate
from pipeline.extract.persons.reading import Found, Reading
from pipeline.extract.persons.titles import RELATIONS, Reader, Title, head_at
from pipeline.extract.persons.words import TITLES, listed

_DASHES = frozenset("-–—")
_BEHIND = frozenset((",", "-", "–", "("))
_LOOSE = frozenset(("của", "và", "với", "cho", "gồm", "là", "về", "tại", "từ", "cùng"))


def roles(reading: Reading, names: Sequence[Found]) -> list[str | None]:
    """The role of every name, as printed, None without one; names and roles have the same order."""
    reader = Reader(reading, {name.first: name.last for name in names})
    spans = [_around(reader, names, index) for index in range(len(names))]
    _share(reader, names, spans)
    for index in range(len(names)):
        if spans[index] is None and names[index].why != "byline":
            spans[index] = predicate(reader, names, index)
    _share_back(reader, names, spans)
    return [reading.tokens.words(*span) if span else None for span in spans]


def _around(reader: Reader, names: Sequence[Found], index: int) -> tuple[int, int] | None:
    """The title before or behind the name, the longer one."""
    if names[index].why == "byline":
        return None
    floor = names[index - 1].last if index else 0
    before, behind = _before(reader, names[index], floor), _behind(reader, names[index])
    found = [span for span in (before, behind) if span] or [span for span in (_before_colon(reader, names[index], floor),) if span]
    words = reader.reading.tokens.words
    return max(found, key=lambda span: len(words(*span))) if found else None


def _before_colon(reader: Reader, name: Found, floor: int) -> tuple[int, int] | None:
    """The title that opens a list (*Các Phó Chủ tịch UBND tỉnh: …*), when it is said of several."""
    form, colon = reader.reading.tokens.form, name.first - 1
    if colon <= floor or form[colon] != ":":
        return None
    first = _leftmost(reader, colon, floor)
    return (first, colon) if first is not None and _of_many(reader, first) else None


def _of_many(reader: Reader, first: int) -> bool:
    """Whether *các*, *hai* … (perhaps with *đồng chí*) stands before a title."""
    mark = reader.reading.ending.get(first)
    at = mark.first if mark and mark.kind == "address" else first
    return at > 0 and reader.reading.tokens.form[at - 1] in listed("around", "plural")


def _anchor(reader: Reader, name: Found) -> int:
    """The token at which the form of address before the name begins, else the name."""
    mark = reader.reading.ending.get(name.first)
    return mark.first if mark and mark.kind == "address" else name.first


def _before(reader: Reader, name: Found, floor: int) -> tuple[int, int] | None:
    anchor = end = _anchor(reader, name)
    form = reader.reading.tokens.form
    if anchor < name.first and form[anchor - 1] == "," and anchor - 1 > floor:
        end = anchor - 1
    if form[end - 1] in _LOOSE:
        return None
    first = _leftmost(reader, end, floor)
    if first is None or _candidate(reader.reading, first):
        return None
    first = _whole_chain(reader, first, floor)
    owned = 0 < floor and first <= floor + 1 and form[floor] in _BEHIND
    if end < anchor and (owned or _kind(reader, first) == "plain"):
        return None
    while end > first and form[end - 1] not in ").…" and not form[end - 1][0].isalnum():
        end -= 1
    if form[end - 1] == "." and form[end - 2] in ("tp", "tx"):
        end -= 1
    return first, end


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
    return own if own is not None and 0 < floor and first <= floor + 1 and form[floor] in _BEHIND else first


def _leftmost(reader: Reader, at: int, floor: int) -> int | None:
    """Where the title that reaches up to token ``at`` begins: the leftmost head with nothing between that ends a title."""
    reading, here, best = reader.reading, at, None
    for _ in range(30):
        mark = reading.ending.get(here)
        if mark and mark.kind in TITLES:
            if mark.kind == "plain" and mark.last != at:
                break
            if best is not None and reading.tokens.form[mark.first : mark.last] in RELATIONS:
                break
            here = best = _with_modifiers(reading, mark.first)
        elif mark and mark.kind == "stop" and reading.verb_of_body(mark):
            here = mark.first
        elif (
            mark and mark.kind in ("address", "skip", "stop", "become") and reading.tokens.key(mark.first, mark.last) != "đắc cử"
        ):
            break
        elif mark:
            here = mark.first
        elif (bracket := reading.before_bracket(here)) is not None and bracket > floor:
            here = bracket
        else:
            if (
                here <= floor
                or not reading.passes(here - 1)
                or (best is not None and reading.tokens.form[here - 1] in ("và", "của", "thuộc"))
                or reading.tokens.form[here - 1] == "ở"
            ):
                break
            here -= 1
        if here <= floor:
            break
    return best if best is not None and best >= floor else None


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


def _behind(reader: Reader, name: Found) -> tuple[int, int] | None:
    reading, at = reader.reading, name.last
    tokens = reading.tokens
    for _ in range(3):
        if at >= tokens.count:
            return None
        form = tokens.form[at]
        if form == "(":
            title = _in_bracket(reader, at)
            if title:
                return title.first, title.last
            at = _closing(reading, at)
            continue
        if form == "," or (form in _DASHES and not (tokens.glued(at) and tokens.glued(at + 1))):
            title = reader.title_at(_over_lead(reading, at + 1))
            if title:
                return None if title.person else (title.first, title.last)
            at = _over_age(reading, at)
            if at < 0:
                return None
            continue
        mark = reading.starting.get(at)
        if mark and mark.kind == "office" and tokens.cap[at] and tokens.adjacent(at):
            title = reader.title_at(at)
            return (title.first, title.last) if title and not title.person else None
        return None
    return None


def _over_lead(reading: Reading, at: int) -> int:
    """Over *hiện là*, *là*, *nay là* before a title in apposition."""
    form = reading.tokens.form
    for lead in (("hiện", "đang", "là"), ("hiện", "là"), ("nay", "là"), ("đang", "là"), ("là",), ("tân",), ("hiện",)):
        if tuple(form[at : at + len(lead)]) == lead:
            return at + len(lead)
    return at


def _over_age(reading: Reading, at: int) -> int:
    """Past *, 45 tuổi* or *, sinh năm 1970* to the next comma; -1 when something else stands there."""
    tokens = reading.tokens
    after = at + 1
    if after >= tokens.count or not (tokens.form[after].isdigit() or tokens.form[after] in ("sn", "sinh", "dân", "người", "quê")):
        return -1
    for here in range(after, min(tokens.count, after + 9)):
        if tokens.form[here] in (",", "-", "–", "("):
            return here
        if tokens.form[here] in (".", "\n", ";", ")"):
            return -1
    return -1


def _closing(reading: Reading, at: int) -> int:
    for here in range(at + 1, min(reading.tokens.count, at + 30)):
        if reading.tokens.form[here] == ")":
            return here + 1
    return reading.tokens.count


def _in_bracket(reader: Reader, at: int) -> Title | None:
    """A title that opens a bracket or stands in it behind a comma (*(53 tuổi, Bí thư Tỉnh uỷ)*)."""
    tokens = reader.reading.tokens
    for here in range(at, min(tokens.count, at + 24)):
        if tokens.form[here] in ("(", ",", "-", "–", ";"):
            title = reader.title_at(_over_lead(reader.reading, here + 1))
            if title:
                return None if title.person else title
        if tokens.form[here] in (")", "\n"):
            return None
    return None


def _gap(reader: Reader, names: Sequence[Found], index: int) -> list[str]:
    """The words between a name and the one before it, without its form of address."""
    return reader.reading.tokens.form[names[index - 1].last : _anchor(reader, names[index])]


def _share(reader: Reader, names: Sequence[Found], spans: list[tuple[int, int] | None]) -> None:
    """One title before several names belongs to each: *các Phó Chủ tịch UBND tỉnh A, B và C*."""
    form = reader.reading.tokens.form
    for index in range(1, len(names)):
        span = spans[index - 1]
        if (
            spans[index] is None
            and span
            and span[1] <= names[index - 1].first
            and _gap(reader, names, index) in ([","], ["và"], [",", "và"])
        ):
            plural = _of_many(reader, span[0]) or span == (spans[index - 2] if index > 1 else None)
            if plural and _anchor(reader, names[index]) == names[index].first:
                spans[index] = span


def _share_back(reader: Reader, names: Sequence[Found], spans: list[tuple[int, int] | None]) -> None:
    """One title behind several names belongs to each: *hai ông A và B (kiểm lâm xã)*, *ông A, ông B được bầu làm …*."""
    form = reader.reading.tokens.form
    for index in range(len(names) - 1, 0, -1):
        if spans[index - 1] is not None or not _joins(reader, names, index, spans[index]):
            continue
        anchor, span = _anchor(reader, names[index - 1]), spans[index]
        many = anchor > 0 and form[anchor - 1] in listed("around", "plural")
        if span and span[0] >= names[index].last and (many or span[0] - names[index].last > 2):
            spans[index - 1] = span
        else:
            spans[index - 1] = predicate(reader, names, index)


def _joins(reader: Reader, names: Sequence[Found], index: int, span: tuple[int, int] | None) -> bool:
    """Whether only *,* or *và* (and a form of address) stands between a name and the one before it."""
    return _gap(reader, names, index) in ([","], ["và"], [",", "và"]) and not (span and span[1] <= names[index].first)
