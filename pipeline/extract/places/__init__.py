"""Named places (CODEBOOK.md §3): found by an automaton over the gazetteer, by level words and patterns; resolved elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.places.evidence import Reading, is_place, on_road
from pipeline.extract.places.read import Found, read
from pipeline.extract.places.scan import scan
from pipeline.extract.places.weight import is_province
from pipeline.extract.places.words import Words, head_with_gap, last_phrase, phrases, words_before
from pipeline.gazetteer import load
from pipeline.gazetteer.names import is_syllable
from pipeline.language import Doc
from pipeline.model import Place

_FORMER = re.compile(r" ?\((?:cũ|trước đây|trước kia)\b| cũ(?![^\W_])")


def find(doc: Doc) -> Iterator[Place]:
    """Yield the places that a text names, in order, with the level word where it has one; nothing is resolved yet.

    >>> from pipeline.language import read
    >>> [place.text for place in find(read("Đảng bộ xã Pha Long (Mường Khương) và các xã Tả Ngài Chồ, Dìn Chin."))]
    ['xã Pha Long', 'Mường Khương', 'xã Tả Ngài Chồ', 'Dìn Chin']
    """
    text, folded = doc.text, doc.folded
    everything = list(read(text, folded, list(scan(text, folded))))
    seen = frozenset(found.key for found in everything if found.key and not found.bare)
    around = seen | {found.key for found in everything if is_province(found.key)}
    reading = Reading(text, folded, seen, around=frozenset(filter(None, around)),
                      after={start: found for found in everything for start in (found.start, found.name_start)})
    associative = False
    for found in everything:
        words = words_before(folded, found.start)
        if found.bare and not is_place(reading, found, words):
            continue
        if not found.bare and (on_road(reading, words, found, sure=False) or _of_another(text, words, found)):
            continue
        associative = _of_body(text, words) or (associative and _goes_along(reading, found))
        reading.before = found
        yield _place(doc, found, associative=associative)


def _of_another(text: str, words: Words, found: Found) -> bool:
    """Whether a place with a level word ends a school's name (*Trường THPT huyện …*), a lake's a park's (*Công viên Đầm Sen*)."""
    table = phrases("before", gap=True)
    head = head_with_gap(text, words, table)
    nature = found.level is not None and found.level.level == "other"
    return head is not None and (table[head]["kind"] == "school" or head in _FIRMS or (nature and text[found.start].isupper()))


_FIRMS = frozenset(("công ty", "tổng công ty", "cty", "tập đoàn", "ngân hàng"))


def _of_body(text: str, words: Words) -> bool:
    """Whether the words before are a body's name that the place ends (*Đảng bộ*, *Sở Y tế*, *THADS*)."""
    if last_phrase(words, phrases("org", gap=False)) or head_with_gap(text, words, phrases("org", gap=True)):
        return True
    if not words:
        return False
    word = text[words[0].start:words[0].start + len(words[0].form)]
    acronym = len(word) > 2 and word.isalpha() and word.isupper() and not is_syllable(words[0].form)
    return acronym and words[0].form not in phrases("not_body")




def _goes_along(reading: Reading, found: Found) -> bool:
    """Whether the place goes on with a body's list (*Công an tỉnh Trà Vinh, Bến Tre và Vĩnh Long*), not with its chain."""
    before = reading.before
    if before is None:
        return False
    between = reading.text[before.end:found.start]
    if between in (" và ", " & "):
        return True
    level = before.level or before.inherited
    if between != ", ":
        return False
    return (found.inherited is not None and found.inherited == level) or (is_province(before.key) and is_province(found.key))


def _place(doc: Doc, found: Found, *, associative: bool) -> Place:
    level = found.level or found.inherited
    return Place(
        start=found.start, end=found.end, part=doc.part_at(found.start), text=doc.text[found.start:found.end],
        level=level.level if level else _own_level(found.key), rank=level.rank if level else None,  # type: ignore[arg-type]
        former=bool(_FORMER.match(doc.folded, found.end)), toponym="associative" if associative else "literal",
    )


def _own_level(key: str | None) -> str | None:
    """The level of a name that is a country, region or river and no unit; the rest is for the resolver."""
    gazetteer = load()
    place = gazetteer.world_named(key) if key else None
    return place.level if place and key and not gazetteer.named(key) else None
