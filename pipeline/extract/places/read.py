"""From level words and names to mentions: what a level word names, lists that share one, numbers and villages by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.places.ends import CAPITALS, COUNTED, NUMBERED, RUN, TAIL, name_end
from pipeline.extract.places.scan import Hit
from pipeline.extract.places.words import Words, last_phrase, phrases, words_before
from pipeline.gazetteer import load
from pipeline.gazetteer.levels import Level
from pipeline.text import fold

_OPENS = re.compile(rf"(?:,? (?![{CAPITALS}])[^\W\d_]{{1,7}}){{0,6}}(?: ?:| gồm:?| như:?| là:?) (?=[{CAPITALS}])")
"""What may stand between a level word and its list: *các xã vùng cao như …*."""
_BRACKET = re.compile(r" ?\(")
_SEPARATOR = re.compile(r"(?: ?[,;] ?(?:và |cùng )?| (?:và|hay|hoặc|cùng|đến|với) | ?[&–-] ?)")
_ABBREVIATED = frozenset(("p", "q", "p.", "q.", "h.", "x.", "tt", "tt.", "t.t", "tx", "kp", "tdp"))
_LEVEL = re.compile(r"(?:tp|tx|tt|thành phố|thị xã|thị trấn|tỉnh|huyện|quận|phường|xã)(?![^\W_])")
_NO_COMMUNE = frozenset(("hợp tác", "thông tấn", "tác", "tấn", "công", "hương"))


@dataclass(slots=True)
class Found:
    """A mention on its way: ``start`` takes the level word in, ``name_start`` … ``end`` is the name; ``key`` where it is listed.

    ``inherited`` is a level word it shares with the head of its list; ``bare`` a name that still needs evidence.
    """

    start: int
    name_start: int
    end: int
    level: Level | None
    key: str | None
    inherited: Level | None = None
    bare: bool = False
    bracket: bool = False


def read(text: str, folded: str, hits: list[Hit]) -> Iterator[Found]:
    """Yield every possible mention in order; those with a level word, and those that share one, are sure to be names."""
    names = {hit.start: hit for hit in hits if hit.name}
    done = 0
    for hit in hits:
        if hit.start < done:
            continue
        if hit.level is None:
            found = _bare(hit)
            group = [found, *_members(text, folded, found, None, names)]
        else:
            group = list(_with_level(text, folded, hit, names))
        for found in group:
            yield found
            done = found.end


def _bare(hit: Hit, inherited: Level | None = None) -> Found:
    return Found(hit.start, hit.start, hit.end, None, hit.name.key if hit.name else None, inherited, bare=inherited is None)


def _with_level(text: str, folded: str, hit: Hit, names: dict[int, Hit]) -> Iterator[Found]:
    """The mention that a level word opens, and the members of its list."""
    level = hit.level
    assert level is not None
    if not _may_open(text, hit.end):
        return
    words = words_before(folded, hit.start)
    plural = bool(words) and (words[0].form in phrases("plural") or words[0].form.isdigit())
    at = _name_start(text, folded, hit, plural=plural)
    if at is None or _no_level(text, words, hit, level):
        return
    if at < 0:  # a list after a colon: the level word is outside every span
        yield from _open_list(text, folded, -at, level, names, plural=plural)
        return
    named = names.get(at)
    if named and named.name and _region(named.name.key) and level.rank != "village":
        found = _bare(named)
        yield found
        yield from _members(text, folded, found, None, names)
        return
    end = name_end(text, folded, at, level, names, shout=hit.end - hit.start > 3 and text[hit.start:hit.end].isupper())
    if end is None:
        return
    found = Found(hit.start, at, end, level, named.name.key if named and named.name and named.end == end else None)
    yield found
    yield from _members(text, folded, found, level if plural else None, names)


def _may_open(text: str, end: int) -> bool:
    """Whether anything that could be a name or list begins after a level word; most *xã hội* and *bản thân* end here."""
    after = text[end:end + 3].lstrip(" \u00a0\t")[:1]
    return after.isupper() or after.isdigit() or after in ("s", ":") or _OPENS.match(text, end) is not None


def _region(key: str) -> bool:
    """Whether the name is a region's or country's and no unit's: in *các tỉnh Tây Nguyên* the level word is not its own."""
    gazetteer = load()
    place = gazetteer.world_named(key)
    return place is not None and place.level in ("region", "country") and not gazetteer.named(key)


def _name_start(text: str, folded: str, hit: Hit, *, plural: bool) -> int | None:
    """Where the name begins after a level word; negative where a list follows a colon; None where nothing does."""
    at, dotted = hit.end, folded[hit.end - 1] == "."
    if plural and (opened := _OPENS.match(text, at)):
        return -opened.end()
    if at < len(text) and text[at] in " \u00a0\t":
        at += 1
        if at < len(text) and text[at] == " ":
            at += 1
    elif text[at:at + 2] == ": ":
        return -(at + 2)
    elif not dotted and not text[at:at + 1].isupper():
        return None
    if text[at:at + 2] in ("số", "Số") or text[at:at + 1].isdigit():
        return at
    return at if text[at:at + 1].isupper() else None


def _no_level(text: str, words: Words, hit: Hit, level: Level) -> bool:
    """Whether the level word is none here: *hợp tác xã*, *Nhật Bản*, *Quân khu*, or a capital in the middle of a name."""
    word = text[hit.start:hit.end]
    before = words[0].form if words else ""
    if level.level == "xã" and before in _NO_COMMUNE:
        return True
    if before and f"{before} {fold(word)}" in phrases("compound"):
        return True
    form = fold(word)
    if form in _ABBREVIATED and (not word[0].isupper() or text[hit.start - 1:hit.start] in ("-", "/", ".", "&")):
        return True
    if word[0].isupper() and not word.isupper() and _in_name(text, words, hit, level):
        return True
    if form == "hồ" and word[0].isupper() and not word.isupper():
        return True
    if (level.rank == "village" or level.level == "other") and last_phrase(words, phrases("before", gap=False)):
        return True
    if (level.rank != "village" and level.level != "other") or not word[0].isupper() or word.isupper():
        return False
    if not words or not text[words[0].start].isupper() or before in phrases("near") or before in phrases("starter"):
        return False
    return words[0].start + len(before) + 1 == hit.start


def _in_name(text: str, words: Words, hit: Hit, level: Level) -> bool:
    """Whether a capitalised level word is the middle of a name (*phố Xã Đàn*, *Đàn Xã Tắc*)."""
    if level.rank != "commune" or not words:
        return False
    word = text[words[0].start:words[0].start + len(words[0].form)]
    beside = words[0].start + len(word) + 1 == hit.start
    return last_phrase(words, phrases("before", gap=False)) is not None or (
        beside and word[0].isupper() and not word.isupper() and words[0].form not in phrases("near"))


def _open_list(text: str, folded: str, at: int, level: Level, names: dict[int, Hit], *, plural: bool) -> Iterator[Found]:
    """The members of a list whose level word is followed by a colon."""
    first = _member_at(text, folded, at, level, names)
    if first and (first.key or plural):
        yield first
        yield from _members(text, folded, first, level, names)


def _members(text: str, folded: str, head: Found, level: Level | None, names: dict[int, Hit]) -> Iterator[Found]:
    """The names that follow in one list; with ``level`` (the head was plural) also names in no list."""
    end = head.end
    for _ in range(80):
        opened = _BRACKET.match(text, end)
        if opened and opened.end() in names and _closes(text, names[opened.end()].end):
            found = _bare(names[opened.end()])
            found.bracket, found.bare = True, True
            yield found
            end = found.end + 1 if text[found.end:found.end + 1] == ")" else found.end
        separator = _SEPARATOR.match(text, end)
        if not separator:
            return
        found_next = _member_at(text, folded, separator.end(), level, names)
        if found_next is None:
            return
        yield found_next
        end = found_next.end


def _closes(text: str, end: int) -> bool:
    return text[end:end + 1] in (")", ",", ";", " ")


def _member_at(text: str, folded: str, at: int, level: Level | None, names: dict[int, Hit]) -> Found | None:
    named = names.get(at)
    if named and (level is None or level.rank != "village"):
        return _bare(named, level)
    if level is None:
        return None
    if level.name == "number" or level.rank == "village" or level.level in ("phường", "quận"):
        number = NUMBERED.match(text, at)
        if number and not COUNTED.match(folded, number.end()):
            return Found(at, at, number.end(), None, None, level)
    run = RUN.match(text, at)
    if not run or level.name == "number" or (run[0].isupper() and len(run[0]) > 3) or _LEVEL.match(folded, at):
        return None
    syllables = folded[at:run.end()].split(" ")
    if len(syllables) > 2 and syllables[0] in phrases("surname"):
        return None
    tail = TAIL.match(text, run.end()) if level.rank == "village" else None
    return Found(at, at, tail.end() if tail else run.end(), None, None, level)
