"""One pass of an automaton over the folded text: every level word and every listed name, with true word boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pipeline.errors import EngineError
from pipeline.gazetteer import load, name_key
from pipeline.gazetteer.levels import Level, levels
from pipeline.gazetteer.names import spellings
from pipeline.text import fold

_INSIDE = re.compile(r"[^\n\t,;:()/\"“”]*")
_SYLLABLE = re.compile(r"[^\W_]+")


class Name(NamedTuple):
    """One listed name: its key, and where a capital must stand in it (offsets of its syllables)."""

    key: str
    capitals: tuple[int, ...]


class Hit(NamedTuple):
    """A level word (``level``) or a listed name (``name``) at ``start`` … ``end`` of the text."""

    start: int
    end: int
    level: Level | None
    name: Name | None


class _Matcher(NamedTuple):
    automaton: Any
    found: tuple[tuple[Level | None, Name | None], ...]


@cache
def _matcher() -> _Matcher:
    try:
        from ahocorasick_rs import AhoCorasick, MatchKind
    except ImportError as problem:
        raise EngineError(f"ahocorasick-rs cannot be imported ({problem}); run: pip install ahocorasick-rs") from problem
    names = _names()
    forms: dict[str, tuple[Level | None, Name | None]] = {
        form if len(form) > 1 else f"{form} ": (level, None) for form, level in levels().items()}
    forms |= {form: (None, name) for form, name in names.items()}
    return _Matcher(AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest), tuple(forms.values()))


def _names() -> dict[str, Name]:
    """Every spelling to look for. Names of one syllable only where they need no level word (*Huế*, *Pháp*)."""
    gazetteer, short = load(), {"huế", "vinh"}
    names: dict[str, Name] = {}
    written = [(name, " " in name or fold(name) in short or _acronym(name)) for name in gazetteer.names()]
    written += [(name, True) for place in gazetteer.world for name in (place.name, *place.variants)]
    for name, wanted in written:
        if wanted and not name.isdigit():
            for form in spellings(name):
                capitals, kept = _capitals(name, form), names.get(form)
                if kept is None:
                    names[form] = Name(name_key(name), capitals)
                elif len(capitals) < len(kept.capitals) and not gazetteer.named(kept.key):
                    names[form] = Name(kept.key, capitals)
    return names


def _acronym(name: str) -> bool:
    """Whether a name is letters such as *TPHCM*, and no Roman number."""
    return len(name) > 2 and name.isupper() and not set(name) <= set("IVX")


def _capitals(name: str, form: str) -> tuple[int, ...]:
    """Where in ``form`` a capital must stand: where ``name`` has one, syllable by syllable; everywhere if they do not pair."""
    starts = [found.start() for found in _SYLLABLE.finditer(form)]
    shapes = [found[0][0].isupper() or found[0][0].isdigit() for found in _SYLLABLE.finditer(name)]
    if len(starts) != len(shapes) or not any(shapes):
        return tuple(starts)
    return tuple(start for start, shape in zip(starts, shapes, strict=True) if shape and not form[start].isdigit())


def scan(text: str, folded: str) -> Iterator[Hit]:
    """Yield level words and names in the order of the text, without overlaps; a name has its capitals."""
    matcher, done = _matcher(), 0
    for index, start, end in matcher.automaton.find_matches_as_indexes(folded):
        if start >= done:
            level, name = matcher.found[index]
            if level is not None:
                if _stands_alone(text, folded, start, end):
                    yield Hit(start, end - (folded[end - 1] == " "), level, None)
            elif name is not None and (hit := _checked(text, folded, start, end, name)):
                hit = _beyond(text, folded, hit) or hit
                done = hit.end
                yield hit
            else:
                for hit in _hidden(text, folded, start, end, 0):
                    done = hit.end
                    yield hit
        elif end > done:  # it began inside a name that another match had hidden
            for hit in _later(text, folded, done, end, 2):
                done = hit.end
                yield hit


def _stands_alone(text: str, folded: str, start: int, end: int) -> bool:
    """Whether a level word is a word of its own, or has its name glued to it (*quậnBa Đình*)."""
    if start and folded[start - 1].isalnum():
        return False
    if end == len(folded) or not folded[end].isalnum() or folded[end - 1] in ". ":
        return True
    return text[end].isupper() and text[end - 1].islower()


def _examined(text: str, folded: str, start: int, end: int, index: int, depth: int) -> Iterator[Hit]:
    """The match as a hit; if it is none (*an thành* in *Công an thành phố*), what it hid at its later syllables."""
    level, name = _matcher().found[index]
    if level is not None:
        if _stands_alone(text, folded, start, end):
            yield Hit(start, end - (folded[end - 1] == " "), level, None)
    elif name is not None:
        hit = _checked(text, folded, start, end, name)
        if hit:
            yield _beyond(text, folded, hit) or hit
        elif depth < 3:
            yield from _hidden(text, folded, start, end, depth)


def _beyond(text: str, folded: str, hit: Hit) -> Hit | None:
    """The name that goes on behind a name of a side (*phía Nam Hà Nội*, which holds *Nam Hà*)."""
    space = folded.find(" ", hit.start, hit.end)
    if space < 0 or folded[hit.start:space] not in _SIDES or text[hit.end:hit.end + 1] != " ":
        return None
    found = next(_hidden(text, folded, space, hit.end + 1, 3), None)
    return found if found and found.name and found.end > hit.end else None


_SIDES = frozenset(("đông", "tây", "nam", "bắc", "trung"))


def _hidden(text: str, folded: str, start: int, end: int, depth: int) -> Iterator[Hit]:
    """What a rejected name hid: the level word it begins with (*sông Lô* and *huyện Sông Lô*), and names in it."""
    space = folded.find(" ", start, end)
    if space < 0:
        return
    level = levels().get(folded[start:space])
    if level is not None and (start == 0 or not folded[start - 1].isalnum()):
        yield Hit(start, space, level, None)
    yield from _later(text, folded, space + 1, end, depth + 1)


def _later(text: str, folded: str, begin: int, end: int, depth: int) -> Iterator[Hit]:
    """The hits that start from ``begin`` and before ``end``."""
    done = 0
    for index, first, last in _matcher().automaton.find_matches_as_indexes(folded[begin:end + 30]):
        first, last = first + begin, last + begin
        if first >= end:
            return
        if first >= done:
            for hit in _examined(text, folded, first, last, index, depth):
                done = hit.end
                yield hit


def _checked(text: str, folded: str, start: int, end: int, name: Name) -> Hit | None:
    """The name if it stands alone there and has its capitals."""
    for offset in name.capitals:
        if not text[start + offset].isupper():
            return None
    if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
        return None
    return Hit(start, end, None, name) if _INSIDE.match(folded, start, end).end() == end else None  # type: ignore[union-attr]
