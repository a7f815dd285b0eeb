"""Names with nothing before them that tells: their own form, the verb or the title behind them."""

from __future__ import annotations

from pipeline.extract.persons.judging import body_goes_on, brand, place_prefix
from pipeline.extract.persons.names import alone, foreign, given, place_rank, speaks_for_itself, surname
from pipeline.extract.persons.reading import Found, Reading
from pipeline.extract.persons.words import listed


def _said() -> tuple[str, ...]:
    return tuple(sorted(listed("said")))


def _personal() -> tuple[str, ...]:
    return tuple(sorted(listed("said", "personal")))


def _in_apposition(reading: Reading, at: int) -> bool:
    """Whether a title follows behind a comma, dash or bracket (*Nguyễn Bá - nguyên Bí thư Tỉnh ủy*)."""
    tokens = reading.tokens
    if at + 1 >= tokens.count or tokens.form[at] not in (",", "-", "–", "(", "là"):
        return False
    after = at + 1
    while after < tokens.count and tokens.form[after] in listed("around", "modifiers"):
        after += 1
    mark = reading.starting.get(after)
    return mark is not None and mark.kind in ("office", "title")


def numbered_house(reading: Reading, first: int) -> bool:
    """Whether a house number stands before (*số 12 Lý Thường Kiệt*)."""
    return first > 0 and any(map(str.isdigit, reading.tokens.form[first - 1])) and reading.tokens.adjacent(first)


def standing_alone(reading: Reading, first: int, last: int) -> Found | None:
    """A run with nothing before it that tells: only what its own form or the verb behind it says."""
    tokens = reading.tokens
    if last - first == 1:
        single = alone(tokens.form[first]) and not place_rank(tokens.form[first])
        return Found(first, last, "name") if single else None
    if place_rank(tokens.key(first, last)):
        return None
    place = place_prefix(reading, first, last)
    if place and place < last and given(tokens.form[place]):
        return Found(place, last, "name")
    if speaks_for_itself(tokens, first, last) or _told_behind(reading, first, last):
        return Found(first, last, "name")
    if place and last - place > 1 and place_rank(tokens.key(first, place)) == 3:
        first = place
    strange = foreign(tokens, first, last) and not brand(reading, first, last)
    return Found(first, last, "name") if strange and _foreign_name(reading, first, last) else None


def _told_behind(reading: Reading, first: int, last: int) -> bool:
    """Whether a title, an age or a verb of people behind the run makes it a name."""
    tokens, length = reading.tokens, last - first
    weight = 0 if foreign(tokens, first, last) else surname(tokens.form[first])
    if length < 5 and weight and _in_apposition(reading, last):
        return True
    aged = _aged(reading, last)
    followed = last < tokens.count and tokens.form[last] in listed("speech") and tokens.adjacent(last)
    if length < 5 and (aged or followed) and (weight == 1 or (weight and length > 2 and aged)):
        return True
    personal = length < 4 and tokens.key(last, last + 2).startswith(_personal())
    return personal and not body_goes_on(reading, first, last)


def _foreign_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a foreign run is a person's name: a given name, a title, an age or a verb of speech tells."""
    tokens, length = reading.tokens, last - first
    initial = tokens.form[first + 1] == "." and length > 2
    if given(tokens.form[first + 2 if initial else first]) and length < 7:
        return True
    if length < 5 and (_in_apposition(reading, last) or _aged(reading, last)):
        return True
    return length < 4 and tokens.key(last, last + 2).startswith(_said())


def _aged(reading: Reading, at: int) -> bool:
    """Whether an age, a year of birth or a people follows in brackets or behind a comma."""
    form = reading.tokens.form
    return at + 1 < len(form) and form[at] in ("(", ",") and (form[at + 1].isdigit() or form[at + 1] in ("sn", "sinh", "dân"))
