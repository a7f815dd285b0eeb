"""Named places (CODEBOOK.md §3): found by an automaton over the gazetteer, level words and patterns; what they mean is resolved later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.places.evidence import Reading, is_place
from pipeline.extract.places.read import Found, read
from pipeline.extract.places.scan import scan
from pipeline.extract.places.words import head_with_gap, last_phrase, phrases, words_before
from pipeline.gazetteer import load
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
    reading = Reading(text, folded, seen, after={found.name_start: found for found in everything})
    for found in everything:
        if found.bare and not is_place(reading, found):
            continue
        if not found.bare and _of_school(text, folded, found):
            continue
        reading.before = found
        yield _place(doc, text, folded, found)


def _of_school(text: str, folded: str, found: Found) -> bool:
    """Whether a place with a level word ends a school's name (*Trường THPT huyện …*)."""
    table = phrases("before", gap=True)
    head = head_with_gap(text, words_before(folded, found.start), table)
    return head is not None and table[head]["kind"] == "school"


def _place(doc: Doc, text: str, folded: str, found: Found) -> Place:
    level = found.level or found.inherited
    name = level.level if level else _own_level(found.key)
    words = words_before(folded, found.start)
    org = last_phrase(words, phrases("org", gap=False)) or head_with_gap(text, words, phrases("org", gap=True))
    return Place(
        start=found.start, end=found.end, part=doc.part_at(found.start), text=text[found.start:found.end], level=name,
        rank=level.rank if level else None,  # type: ignore[arg-type]
        former=bool(_FORMER.match(folded, found.end)), toponym="associative" if org else "literal",
    )


def _own_level(key: str | None) -> str | None:
    """The level of a name that is a country, region or river and no unit; the rest is for the resolver."""
    gazetteer = load()
    place = gazetteer.world_named(key) if key else None
    return place.level if place and key and not gazetteer.named(key) else None
