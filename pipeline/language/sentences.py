"""Sentence splitting of our own, on top of lines: no sentence crosses a line end.

underthesea's splitter breaks URLs, *PGS.TS.*, *TX.* and closing quotes (ENGINES.md), so it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import tables

_CAPITALS = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
_END = re.compile(rf"""[.!?…]+["”’'»)\]]*(?=[ \t\u00a0]+["“‘'«(\[\-–—]*[{_CAPITALS}0-9])""")
_LINE = re.compile(r"[^\n]+")
_LAST_WORD = re.compile(r"[^\s(\[“\"'‘«]*$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LIST_NUMBER = re.compile(r"[\divxIVX]{1,4}(?:\.\d+)*")


@cache
def _abbreviations() -> frozenset[str]:
    """Words whose full stop ends no sentence, from ``tables/abbreviations.toml``, in small letters without it."""
    return frozenset(row["word"].rstrip(".").lower() for row in tables.load("abbreviations")["abbreviation"])


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of every sentence of a cleaned text, in order, without the white space around it.

    >>> text = "TP. Lào Cai có mưa. Ông nói: “Nước rút rồi.” Bà con mừng.\\nHết"
    >>> [text[a:b] for a, b in split(text)]
    ['TP. Lào Cai có mưa.', 'Ông nói: “Nước rút rồi.”', 'Bà con mừng.', 'Hết']
    """
    for line in _LINE.finditer(text):
        start = line.start()
        for stop in _END.finditer(text, line.start(), line.end()):
            if _ends_sentence(text, start, stop.start(), stop.end()):
                yield from _trimmed(text, start, stop.end())
                start = stop.end()
        yield from _trimmed(text, start, line.end())


def _ends_sentence(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the mark at ``stop`` closes the sentence that began at ``start``; an abbreviation or *1.* does not."""
    if text[stop] != "." or end - stop > 1:
        return True
    found = _LAST_WORD.search(text, max(start, stop - 20), stop)
    word = found[0] if found else ""
    if word.lower() in _abbreviations() or ((word.isupper() or len(word) == 1) and _INITIAL.fullmatch(word)):
        return False
    return not (_LIST_NUMBER.fullmatch(word) and not text[start:stop - len(word)].strip())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if kept := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(kept)
