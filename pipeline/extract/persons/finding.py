"""First pass: which runs of capitals are names, by what stands before them and by their own form."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.persons import bylines
from pipeline.extract.persons.names import alone, clan, foreign, given, middle, place_rank, speaks_for_itself, surname
from pipeline.extract.persons.reading import Found, Reading, Run
from pipeline.extract.persons.tokens import vietnamese
from pipeline.extract.persons.words import Mark, listed

_LISTS = frozenset((",", "và", "-", "–", ";", "/", "&", "hay", "đến", "+"))
_SHOWN = frozenset(("chủ tịch", "bác", "cụ", "người", "tư tưởng", "đạo đức", "phong cách", "tấm gương", "lãnh tụ", "đồng chí", "gương"))


def first_pass(reading: Reading) -> Iterator[Found]:
    """Yield the names that their own surroundings tell, in order."""
    outside, last = -1, None
    credited = bylines.credits(reading)
    for run in reading.runs:
        found = credited.get(run.first) or _judge(reading, run, outside) or (_listed(reading, run, last) if outside != run.first else None)
        if found is None and run.last - run.first == 2 and all(alone(form) for form in reading.tokens.form[run.first:run.last]):
            yield Found(run.first, run.first + 1, "name")
            found = Found(run.first + 1, run.last, "name")
        if found is None and (reading.excluded(run.first) or outside == run.first):
            outside = _next_of_list(reading, run.last)
        if found:
            last = found
            yield found


def _listed(reading: Reading, run: Run, before: Found | None) -> Found | None:
    """A further member of a list of people: it has a surname and is no place."""
    tokens, length = reading.tokens, run.last - run.first
    if before is None or before.why == "byline" or not 2 <= length <= 4 or _masked(reading, *run):
        return None
    joined = before.last < run.first and all(form in _LISTS for form in tokens.form[before.last:run.first])
    strange = foreign(tokens, *run) and foreign(tokens, before.first, before.last) and not _brand(reading, *run)
    if not joined or not (strange or surname(tokens.form[run.first]) or clan(tokens.form[run.first])) or body_goes_on(reading, *run):
        return None
    return None if place_rank(tokens.key(*run)) or run.first in reading.starting else Found(*run, "name")


def _next_of_list(reading: Reading, at: int) -> int:
    """Where the next member of a list begins: after a road, school or unit it is one, too."""
    tokens = reading.tokens
    return at + 1 if at < tokens.count and tokens.form[at] in _LISTS else -1


def _judge(reading: Reading, run: Run, outside: int) -> Found | None:
    first, last = _without_opener(reading, run)
    if first >= last or _masked(reading, first, last):
        return None
    mark = reading.ending.get(first)
    if mark and mark.kind == "address" and not reading.tokens.key(first, last).endswith("hồ chí minh"):
        return _addressed(reading, first, last)
    if body_goes_on(reading, first, last):
        return None
    if reading.tokens.key(first, last).endswith("hồ chí minh"):
        return _ho_chi_minh(reading, first, last)
    if mark and mark.kind == "noun":
        return _after_noun(reading, first, last)
    head = reading.head_before(first)
    if head:
        return _titled(reading, first, last, *head)
    if reading.excluded(first) or outside == first or _numbered_house(reading, first):
        return None
    return _bare(reading, first, last)


def _without_opener(reading: Reading, run: Run) -> tuple[int, int]:
    """The run without a first word whose capital only opens the sentence, and up to a word that opens another one."""
    tokens, (first, last) = reading.tokens, run
    if tokens.opens(first) and last - first > 1 and tokens.form[first] in listed("opener") and surname(tokens.form[first + 1]):
        if not (surname(tokens.form[first]) and middle(tokens.form[first + 1])):
            first += 1
    small = last < tokens.count and not tokens.cap[last] and tokens.form[last][0].isalnum() and tokens.adjacent(last)
    if small and last - first > 2 and tokens.form[last - 1] in _SENTENCE:
        return first, last - 1
    for at in range(first + 2, last):
        if tokens.form[at] in listed("opener") and not tokens.glued(at) and not middle(tokens.form[at]) and (
                at + 1 == last and at - first > 2 and last < tokens.count and not tokens.cap[last] and tokens.form[last][0].isalpha()):
            return first, at
    return first, last


_SENTENCE = frozenset("trong tại theo khi sau trước để với ngày những các đây nhưng và tuy nếu vì mỗi mọi".split())


def body_goes_on(reading: Reading, first: int, last: int) -> bool:
    """Whether the words are the head of a body that goes on in small letters (*Ban Thường vụ*, *Bộ Xây dựng*)."""
    tokens = reading.tokens
    small = last < tokens.count and tokens.adjacent(last) and not tokens.cap[last] and tokens.form[last] not in listed("speech")
    return small and last - first < 3 and tokens.form[first] in _HEADS


_HEADS = frozenset("ban bộ sở cục vụ viện phòng hội đoàn đảng tỉnh huyện thành quận ủy trung tổng chi mặt liên khối quân công nhà khoa".split())


def _masked(reading: Reading, first: int, last: int) -> bool:
    """Whether the name is hidden behind letters (*Nguyễn Văn H.*, *bà X.*, *N.V.A*)."""
    tokens = reading.tokens
    pieces = [k for k in range(first, last) if tokens.form[k] != "."]
    size = [tokens.end[k] - tokens.start[k] for k in pieces]
    return max(size) < 2 or (max(size) < 3 and "." in tokens.form[first:last] and len(pieces) > 1) or (
        size[-1] == 1 and tokens.form[pieces[-1]].isascii()) or tokens.form[pieces[-1]] in _HEADS_OF_SYLLABLES


_HEADS_OF_SYLLABLES = frozenset("th ng kh ph tr nh ch qu đ ngh".split())


def _ho_chi_minh(reading: Reading, first: int, last: int) -> Found | None:
    """*Hồ Chí Minh* is the city, a road, a medal as often as the man."""
    start = last - 3
    if start < first:
        return None
    mark = reading.ending.get(start)
    words = reading.tokens.key(max(0, start - 2), start)
    man = mark and mark.kind in ("address", "noun", "office", "title")
    if man or any(words.endswith(word) for word in _SHOWN):
        place = reading.excluded(mark.first) if mark and start == first else None
        return None if place and place.kind == "exclude" else Found(start, last, "title")
    return None


def _addressed(reading: Reading, first: int, last: int) -> Found | None:
    """After *ông*, *bà*, *đồng chí*: nearly any capitals; a country or a body is none."""
    tokens = reading.tokens
    if last - first == 1 and (tokens.form[first] in _NOT_ALONE or word_goes_on(reading, last, tokens.form[first])):
        return None
    if last - first > 1 and place_rank(tokens.key(first, last)) == 3 and not surname(tokens.form[first]):
        return None
    return Found(first, min(last, first + 6), "address")


_NOT_ALONE = frozenset("việt quốc đảng hội đoàn ban bộ sở ủy mặt bch phụ quân nhà lào".split())


def word_goes_on(reading: Reading, at: int, form: str) -> bool:
    """Whether a lower-case word makes one word with the capital before it (*Phụ nữ*, *Quốc hội*)."""
    tokens = reading.tokens
    if at >= tokens.count or tokens.cap[at] or not tokens.adjacent(at):
        return False
    return f"{form} {tokens.form[at]}" in listed("compound")



def _after_noun(reading: Reading, first: int, last: int) -> Found | None:
    """After *bị cáo*, *cử tri*, *nạn nhân*: two words or more that are no place; one word of another language."""
    tokens = reading.tokens
    vague = tokens.key(max(0, first - 2), first).endswith(_VAGUE)
    place = _place_prefix(reading, first, last)
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
    if speaks_for_itself(tokens, first, last) or weight and (length > 2 or weight == 1) or clan(tokens.form[first]) or (
            length < 6 and foreign(tokens, first, last) and not _brand(reading, first, last) and (given(tokens.form[first]) or not vague)):
        return Found(first, min(last, first + 5), "noun")
    return None


_VAGUE = ("người dân", "vụ", "phe", "quyền", "nhà", "người", "hộ", "kẻ", "khách", "lính", "binh sĩ")
"""Nouns that stand before companies and countries, too."""


def _titled(reading: Reading, first: int, last: int, head: Mark, near: Mark | None) -> Found | None:
    direct = head.last == first
    place = _place_prefix(reading, first, last)
    if place == last and not _place_like_person(reading, first, last, direct):
        return None
    if place and place < last and _namelike(reading, place, last, near=False):
        return Found(place, last, "title")
    if not near and _namelike(reading, first, last, near=not direct, kind=head.kind if direct else "office"):
        return Found(first, min(last, first + 6), "title")
    if near and near.kind == "exclude" and last - first > 2 and _namelike(reading, first, last, near=True):
        return Found(first, last, "title") if surname(reading.tokens.form[first]) == 1 and last - first < 5 else _inner(reading, first, last)
    return _inner(reading, first, last)


def _place_like_person(reading: Reading, first: int, last: int, direct: bool) -> bool:
    """Whether a name that is also a place's is a person's here: a sure surname and three words directly behind a title."""
    tokens = reading.tokens
    return direct and last - first > 2 and surname(tokens.form[first]) == 1 and place_rank(tokens.key(first, last)) < 2


def _place_prefix(reading: Reading, first: int, last: int) -> int | None:
    """Where the longest place that the run begins with ends."""
    tokens = reading.tokens
    for end in range(min(last, first + 4), first, -1):
        if place_rank(tokens.key(first, end)):
            return end
    return None


def _inner(reading: Reading, first: int, last: int) -> Found | None:
    """A name behind a body or place of unknown name in one run (*Trường Nậm Lư Lê Thị Hoa*): the first that can be one."""
    tokens = reading.tokens
    for at in range(first + 1, last - 1):
        if given(tokens.form[at]) or (not vietnamese(tokens.form[at]) and not foreign(tokens, first, at) and not _brand(reading, at, last)):
            return Found(at, last, "title")
        weight = surname(tokens.form[at])
        if weight and 2 <= last - at <= 4 and (last - at > 2 or weight == 1) and (last - at != 2 or at - first > 1):
            return Found(at, last, "title")
    return None


def _namelike(reading: Reading, first: int, last: int, *, near: bool, kind: str = "office") -> bool:
    """Whether the run can be a name behind a title; ``near``: a body's words stand between, so that it must be surer."""
    tokens = reading.tokens
    length, form = last - first, tokens.form
    if length == 1:
        return not near and not vietnamese(form[first]) and not place_rank(form[first]) and (kind != "plain" or alone(form[first]))
    weight = surname(form[first])
    if weight and length <= 5:
        if near and length == 2 and not _behind_body(reading, first):
            return False
        return (length > 2 or weight == 1 or not _village_head(reading, first)) and not (foreign(reading.tokens, first, last) and near and weight == 2 and not clan(form[last - 1]))
    if clan(form[first]):
        return True
    if near:
        return given(form[first])
    strange = foreign(reading.tokens, first, last)
    return (strange and length < 6 and not _brand(reading, first, last)) or (kind == "title" and length < 5 and not place_rank(tokens.key(first, last)))


def _behind_body(reading: Reading, first: int) -> bool:
    """Whether the word before is a capital or ends a listed body (*Bộ trưởng Công an Tô Lâm*)."""
    mark = reading.ending.get(first)
    return reading.tokens.cap[first - 1] or (mark is not None and mark.kind in ("body", "keep"))


def _village_head(reading: Reading, first: int) -> bool:
    """Whether a title that a village's name may follow stands directly before (*trưởng thôn Tà Vàng*)."""
    return first > 0 and reading.tokens.form[first - 1] in ("thôn", "bản", "ấp", "làng", "buôn", "xóm", "khu", "phố", "xã", "huyện", "tỉnh", "ty")


def _brand(reading: Reading, first: int, last: int) -> bool:
    return any(form in _BRANDS for form in reading.tokens.form[first:last])


_BRANDS = frozenset("airlines group bank fed google facebook apple microsoft samsung vietnam asia world cup league city united fc club house street times post news university college corp inc holdings capital media online land invest tech studio school international sports sachs chartered watch lynch insights research moody stanley motors electric energy oil petroleum council journal magazine daily daily champion open twitter telegram tiktok zalo series premier grammy oscar world".split())


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


def _numbered_house(reading: Reading, first: int) -> bool:
    """Whether a house number stands before (*số 12 Lý Thường Kiệt*)."""
    return first > 0 and reading.tokens.form[first - 1][0].isdigit() and reading.tokens.adjacent(first)


def _bare(reading: Reading, first: int, last: int) -> Found | None:
    """A run with nothing before it that tells: only what its own form or the verb behind it says."""
    tokens = reading.tokens
    form, length = tokens.form, last - first
    if length == 1:
        return Found(first, last, "name") if alone(form[first]) and not place_rank(form[first]) else None
    if place_rank(tokens.key(first, last)):
        return None
    place = _place_prefix(reading, first, last)
    if place and place < last and given(form[place]):
        return Found(place, last, "name")
    if speaks_for_itself(tokens, first, last):
        return Found(first, last, "name")
    if given(form[first + 2 if form[first + 1] == "." and length > 2 else first]) and length < 7 and not _brand(reading, first, last) and foreign(tokens, first, last):
        return Found(first, last, "name")
    if _in_apposition(reading, last) and length < 5 and (surname(form[first]) or foreign(tokens, first, last)) and not _brand(reading, first, last):
        return Found(first, last, "name")
    if length < 4 and foreign(tokens, first, last) and not _brand(reading, first, last) and tokens.key(last, last + 2).startswith(_said()):
        return Found(first, last, "name")
    followed = last < tokens.count and form[last] in listed("speech") and tokens.adjacent(last)
    aged = last + 1 < tokens.count and form[last] in ("(", ",") and (form[last + 1].isdigit() or form[last + 1] in ("sn", "sinh", "dân"))
    strange = foreign(tokens, first, last)
    sure = surname(form[first]) == 1 or (surname(form[first]) and length > 2 and aged)
    if sure and length < 5 and (aged or followed) and not strange:
        return Found(first, last, "name")
    if length < 5 and aged and strange and not _brand(reading, first, last):
        return Found(first, last, "name")
    if length < 4 and tokens.key(last, last + 2).startswith(_personal()) and not body_goes_on(reading, first, last):
        return Found(first, last, "name")
    return None
