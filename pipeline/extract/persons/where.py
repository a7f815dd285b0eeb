"""Where a title's body lies: a place behind a comma, a bracket that only says where."""

from __future__ import annotations

from pipeline.extract.persons.names import place_rank
from pipeline.extract.persons.reading import Reading
from pipeline.extract.persons.words import listed


def place_at(reading: Reading, at: int) -> tuple[int, bool] | None:
    """Past a listed place that ends the phrase (*Buôn Ma Thuột, Đắk Lắk, …*)."""
    tokens = reading.tokens
    for end in range(at + 4, at, -1):
        if end <= tokens.count and all(tokens.cap[at:end]) and place_rank(tokens.key(at, end)):
            return None if end < tokens.count and tokens.cap[end] and tokens.adjacent(end) else (end, True)
    return (at + 1, True) if tokens.form[at] in ("tp", "vn") and tokens.acronym[at] else None


def bracket_at(reading: Reading, after: int) -> tuple[int, bool] | None:
    """Over a bracket that only says where (*(Lào Cai)*, *(huyện Quan Sơn, Thanh Hoá)*)."""
    tokens, here = reading.tokens, after
    if after + 1 < tokens.count and tokens.acronym[after] and tokens.form[after + 1] == ")":
        return after + 2, True
    placed = tokens.cap[after] and tokens.form[after] in listed("sets", "body_behind_comma")
    while here < tokens.count and here < after + 12 and tokens.form[here] != ")":
        mark = reading.starting.get(here)
        if mark and mark.kind in ("exclude", "body"):
            here, placed = mark.last, True
            continue
        step = place_at(reading, here) if tokens.cap[here] else None
        if step:
            here, placed = step[0], True
        elif (tokens.cap[here] and placed) or tokens.form[here] in (",", "-", ".", "&"):
            here += 1
        else:
            return None
    return (here + 1, True) if placed and here < tokens.count and tokens.form[here] == ")" else None
