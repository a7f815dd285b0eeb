"""The role of each person: the title before the name, behind it in apposition or brackets, else what the sentence makes of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.persons.before import anchor_of, before, before_colon, of_many
from pipeline.extract.persons.predicates import predicate
from pipeline.extract.persons.reading import Found, Reading
from pipeline.extract.persons.titles import Reader, Title
from pipeline.extract.persons.words import listed

_DASHES = frozenset("-–—")


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
    ahead, behind = before(reader, names[index], floor), _behind(reader, names[index])
    found = [span for span in (ahead, behind) if span]
    if not found:
        return before_colon(reader, names[index], floor)
    words = reader.reading.tokens.words
    return max(found, key=lambda span: len(words(*span)))


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
    return reader.reading.tokens.form[names[index - 1].last : anchor_of(reader, names[index])]


def _share(reader: Reader, names: Sequence[Found], spans: list[tuple[int, int] | None]) -> None:
    """One title before several names belongs to each: *các Phó Chủ tịch UBND tỉnh A, B và C*."""
    for index in range(1, len(names)):
        span = spans[index - 1]
        if (
            spans[index] is None
            and span
            and span[1] <= names[index - 1].first
            and _gap(reader, names, index) in ([","], ["và"], [",", "và"])
        ):
            plural = of_many(reader, span[0]) or span == (spans[index - 2] if index > 1 else None)
            if plural and anchor_of(reader, names[index]) == names[index].first:
                spans[index] = span


def _share_back(reader: Reader, names: Sequence[Found], spans: list[tuple[int, int] | None]) -> None:
    """One title behind several names belongs to each: *hai ông A và B (kiểm lâm xã)*, *ông A, ông B được bầu làm …*."""
    form = reader.reading.tokens.form
    for index in range(len(names) - 1, 0, -1):
        if spans[index - 1] is not None or not _joins(reader, names, index, spans[index]):
            continue
        anchor, span = anchor_of(reader, names[index - 1]), spans[index]
        many = anchor > 0 and form[anchor - 1] in listed("around", "plural")
        if span and span[0] >= names[index].last and (many or span[0] - names[index].last > 2):
            spans[index - 1] = span
        else:
            spans[index - 1] = predicate(reader, names, index)


def _joins(reader: Reader, names: Sequence[Found], index: int, span: tuple[int, int] | None) -> bool:
    """Whether only *,* or *và* (and a form of address) stands between a name and the one before it."""
    return _gap(reader, names, index) in ([","], ["và"], [",", "và"]) and not (span and span[1] <= names[index].first)
