"""Names behind a form of address, a noun for a person or a title: what a run of capitals must look like to be one there."""

from __future__ import annotations

from pipeline.extract.persons.names import alone, clan, foreign, given, middle, place_rank, speaks_for_itself, surname
from pipeline.extract.persons.reading import Found, Reading
from pipeline.extract.persons.tokens import vietnamese
from pipeline.extract.persons.words import Mark, listed

_VAGUE = ("người dân", "vụ", "phe", "quyền", "nhà", "người", "hộ", "kẻ", "khách", "lính", "binh sĩ")
"""Nouns that stand before companies and countries, too."""


def addressed(reading: Reading, first: int, last: int) -> Found | None:
    """After *ông*, *bà*, *đồng chí*: nearly any capitals; a country or a body is none."""
    tokens = reading.tokens
    if last - first == 1 and (
        tokens.form[first] in listed("sets", "not_alone") or word_goes_on(reading, last, tokens.form[first])
    ):
        return None
    if last - first > 1 and place_rank(tokens.key(first, last)) == 3 and not surname(tokens.form[first]):
        return None
    return Found(first, min(last, first + 6), "address")


def word_goes_on(reading: Reading, at: int, form: str) -> bool:
    """Whether a lower-case word makes one word with the capital before it (*Phụ nữ*, *Quốc hội*)."""
    tokens = reading.tokens
    if at >= tokens.count or tokens.cap[at] or not tokens.adjacent(at):
        return False
    return f"{form} {tokens.form[at]}" in listed("compound")


def after_noun(reading: Reading, first: int, last: int) -> Found | None:
    """After *bị cáo*, *cử tri*, *nạn nhân*: two words or more that are no place; one word of another language."""
    tokens = reading.tokens
    vague = tokens.key(max(0, first - 2), first).endswith(_VAGUE)
    place = place_prefix(reading, first, last)
    if place and place < last and last - place > 1 and (not surname(tokens.form[first]) or foreign(tokens, place, last)):
        first = place
    length, key = last - first, tokens.key(first, last)
    if place_rank(key) and not (length > 2 and surname(tokens.form[first])):
        return None
    if length == 2 and all(alone(form) for form in tokens.form[first:last]):
        return None
    if length == 1:
        called = tokens.form[first - 1] in ("là", "tên", "danh", "tức") and vietnamese(tokens.form[first])
        return Found(first, last, "noun") if called or alone(tokens.form[first]) else None
    weight = surname(tokens.form[first])
    if tokens.form[first - 1] == "danh" and length < 5:
        return Found(first, last, "noun")
    if (
        speaks_for_itself(tokens, first, last)
        or (weight and (length > 2 or weight == 1))
        or clan(tokens.form[first])
        or (
            length < 6
            and foreign(tokens, first, last)
            and not brand(reading, first, last)
            and (given(tokens.form[first]) or not vague)
        )
    ):
        return Found(first, min(last, first + 5), "noun")
    return None


def titled(reading: Reading, first: int, last: int, head: Mark, near: Mark | None) -> Found | None:
    """Behind the title ``head``: the run, or what follows a place in it; ``near`` is a school, road or unit directly before."""
    direct = head.last == first
    if (
        last - first == 2
        and not surname(reading.tokens.form[first])
        and word_goes_on(reading, last, reading.tokens.form[last - 1])
    ):
        return None
    place = place_prefix(reading, first, last)
    if place == last and not _place_like_person(reading, first, last, direct):
        return None
    if place and last - place == 1 and place_rank(reading.tokens.key(first, place)) < 3:
        place = None
    if place and place < last and _namelike(reading, place, last, near=False):
        return Found(place, last, "title")
    if not near and _namelike(reading, first, last, near=not direct, kind=head.kind if direct else "office"):
        return Found(first, min(last, first + 6), "title")
    if near and near.kind == "exclude" and last - first > 2 and _namelike(reading, first, last, near=True):
        return (
            Found(first, last, "title")
            if surname(reading.tokens.form[first]) == 1 and last - first < 5
            else _inner(reading, first, last)
        )
    return _inner(reading, first, last)


def _place_like_person(reading: Reading, first: int, last: int, direct: bool) -> bool:
    """Whether a name that is also a place's is a person's here: a sure surname and three words directly behind a title."""
    tokens = reading.tokens
    return direct and last - first > 2 and surname(tokens.form[first]) == 1 and place_rank(tokens.key(first, last)) < 2


def place_prefix(reading: Reading, first: int, last: int) -> int | None:
    """Where the longest place that the run begins with ends."""
    tokens = reading.tokens
    for end in range(min(last, first + 4), first, -1):
        if place_rank(tokens.key(first, end)):
            return end
    return None


def _inner(reading: Reading, first: int, last: int) -> Found | None:
    """A name behind a body or place of unknown name in one run (*Trường Nậm Lư Lê Thị Hoa*): one that is sure, else the first."""
    tokens, found = reading.tokens, None
    for at in range(first + 1, last - 1):
        if given(tokens.form[at]) or (
            not vietnamese(tokens.form[at]) and not foreign(tokens, first, at) and not brand(reading, at, last)
        ):
            return found or Found(at, last, "title")
        weight, length = surname(tokens.form[at]), last - at
        if weight and middle(tokens.form[at + 1]) == 1 and 3 <= length <= 4:
            return Found(at, last, "title")
        if found is None and weight and 2 <= length <= 4 and (length > 2 or (weight == 1 and at - first > 1)):
            found = Found(at, last, "title")
    return found


def _namelike(reading: Reading, first: int, last: int, *, near: bool, kind: str = "office") -> bool:
    """Whether the run can be a name behind a title; ``near``: a body's words stand between, so that it must be surer."""
    tokens = reading.tokens
    length, form = last - first, tokens.form
    if length == 1:
        return (
            not near
            and not vietnamese(form[first])
            and not brand(reading, first, last)
            and not place_rank(form[first])
            and (kind != "plain" or alone(form[first]))
        )
    weight = surname(form[first])
    if weight and length <= 5:
        if near and length == 2 and not (_behind_body(reading, first) and (weight == 1 or form[first] == "y")):
            return False
        if length == 2 and weight == 2 and kind == "office" and _village_head(reading, first):
            return False
        return not (near and length == 2 and weight == 2 and foreign(tokens, first, last)) and not brand(reading, first, last)
    if clan(form[first]):
        return True
    if near:
        return given(form[first])
    strange = foreign(reading.tokens, first, last)
    return (strange and length < 6 and not brand(reading, first, last)) or (
        kind == "title" and length < 5 and not place_rank(tokens.key(first, last))
    )


def _behind_body(reading: Reading, first: int) -> bool:
    """Whether the word before is a capital or ends a listed body (*Bộ trưởng Công an Tô Lâm*)."""
    mark = reading.ending.get(first)
    return reading.tokens.cap[first - 1] or (mark is not None and mark.kind in ("body", "keep"))


def _village_head(reading: Reading, first: int) -> bool:
    """Whether a title that a village's name may follow stands directly before (*trưởng thôn Tà Vàng*)."""
    return first > 0 and reading.tokens.form[first - 1] in (
        "thôn",
        "bản",
        "ấp",
        "làng",
        "buôn",
        "xóm",
        "khu",
        "phố",
        "xã",
        "huyện",
        "tỉnh",
        "ty",
    )


def brand(reading: Reading, first: int, last: int) -> bool:
    """Whether one of the words belongs to companies, clubs or works abroad."""
    return any(form in listed("sets", "brands") for form in reading.tokens.form[first:last])


def ho_chi_minh(reading: Reading, first: int, last: int) -> Found | None:
    """*Hồ Chí Minh* is the city, a road, a medal as often as the man."""
    start = last - 3
    if start < first:
        return None
    mark = reading.ending.get(start)
    words = reading.tokens.key(max(0, start - 2), start)
    man = mark and mark.kind in ("address", "noun", "office", "title")
    if man or any(words.endswith(word) for word in listed("sets", "before_ho_chi_minh")):
        place = reading.excluded(mark.first) if mark and start == first else None
        return None if place and place.kind == "exclude" else Found(start, last, "title")
    return None


def body_goes_on(reading: Reading, first: int, last: int) -> bool:
    """Whether the words are the head of a body that goes on in small letters (*Ban Thường vụ*, *Bộ Xây dựng*)."""
    tokens = reading.tokens
    small = last < tokens.count and tokens.adjacent(last) and not tokens.cap[last] and tokens.form[last] not in listed("speech")
    return small and last - first < 3 and tokens.form[first] in listed("sets", "body_heads")
