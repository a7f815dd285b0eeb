"""The role that a sentence gives its person: *giữ chức*, *được bầu làm*, *là*, *tái đắc cử*, *với cương vị là*."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.persons.reading import Found
from pipeline.extract.persons.titles import Reader
from pipeline.extract.persons.words import listed

_FAR = 36
_ENDS = frozenset((".", "!", "?", "\n", ";", ":", "”", "“", '"'))
_VAGUE = frozenset(("cán", "lãnh", "quản", "điều", "đảng", "đoàn", "hội"))
_TIGHT = frozenset(("là", "làm"))


def predicate(reader: Reader, names: Sequence[Found], index: int) -> tuple[int, int] | None:
    """The title that the words behind a name make its role, before the next name and within the sentence."""
    reading, start = reader.reading, names[index].last
    stop = names[index + 1].first if index + 1 < len(names) else reading.tokens.count
    here = start
    while here < min(stop, start + _FAR) and reading.tokens.form[here] not in _ENDS:
        mark = reading.starting.get(here)
        if mark and mark.kind == "become":
            title = _title_behind(reader, mark.last) if _holds(reader, start, mark.first) else None
            if title:
                return title
            here = mark.last
        else:
            here += 1
    return None


def _holds(reader: Reader, start: int, at: int) -> bool:
    """Whether the verb at ``at`` speaks of this person's office now: not *thôi*, *từng*; *là* only close to the name."""
    form = reader.reading.tokens.form
    between = form[start:at]
    if any(word in listed("become", "never") for word in between[-5:]):
        return False
    if form[at] in _TIGHT and reader.reading.starting[at].last - at == 1:
        return all(word in listed("become", "near") for word in between)
    return True


def _title_behind(reader: Reader, at: int) -> tuple[int, int] | None:
    form = reader.reading.tokens.form
    for _ in range(4):
        title = reader.title_at(at)
        if title:
            return None if title.person or form[title.first] in _VAGUE else (title.first, title.last)
        mark = reader.reading.starting.get(at)
        if mark and mark.kind == "become":
            at = mark.last
        elif at < len(form) and form[at] in listed("become", "between"):
            at += 1
        else:
            return None
    return None
