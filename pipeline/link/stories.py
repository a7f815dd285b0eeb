"""Prints of one story: articles that share their wording, found by MinHash over runs of three words.

Pure functions: rows of the store's articles in, rows of the ``stories`` table out. A template filled anew (the gold price of each
day) is no reprint: the digits of both texts must agree as well.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.text import fold

if TYPE_CHECKING:
    import numpy
    from datasketch import MinHash

    Marks = numpy.ndarray[Any, numpy.dtype[numpy.uint32]]

LIKE = 0.6
"""The least share of three-word runs (Jaccard index) that two prints of one story have in common."""
SAME_NUMBERS = 0.6
"""The least share of their numbers that they have in common."""
_PERMUTATIONS = 64
_RUN = 3
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A row of ``stories``: the article, the story it prints (the id of the first print), and how much of its wording it
    shares with the print it was found by (1 for the first)."""

    article: str
    version: str
    story: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Print:
    id: str
    runs: Marks
    numbers: Marks


def stories(rows: Iterable[Mapping[str, Any]]) -> list[Story]:
    """Put articles (rows with ``id``, ``version``, ``text``, ``published``) together by story, a row an article, by date.

    Of two like articles the later is a print of the earlier one's story, so that a story grows from its first print.

    >>> first = {"id": "a", "version": "1", "published": "2022-01-15", "text": "Xã Pha Long kết nạp 11 đảng viên trong năm qua."}
    >>> [one.story for one in stories([first, {**first, "id": "b", "published": "2022-01-16"}])]
    ['a', 'a']
    """
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=LIKE - 0.1, num_perm=_PERMUTATIONS)
    prints: dict[str, _Print] = {}
    story_of: dict[str, str] = {}
    found = []
    for row in sorted(rows, key=lambda row: (str(row.get("published") or "9"), str(row["id"]))):
        one = _print(row)
        sketch = _sketch(one.runs)
        like, share = _nearest(one, [prints[name] for name in index.query(sketch)] if len(one.runs) else [])
        story_of[one.id] = story_of[like.id] if like else one.id
        found.append(Story(article=one.id, version=str(row["version"]), story=story_of[one.id], likeness=share))
        if len(one.runs) and (like is None or share < 1.0):  # the same again finds nothing new
            prints[one.id] = one
            index.insert(one.id, sketch)
    return found


def _print(row: Mapping[str, Any]) -> _Print:
    folded = fold(str(row["text"]))
    words = _WORD.findall(folded)
    runs = [" ".join(words[at:at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))] if words else []
    return _Print(str(row["id"]), _marks(runs), _marks(_NUMBER.findall(folded)))


def _marks(words: Iterable[str]) -> Marks:
    """The different words as sorted numbers: a few bytes each, since those of the whole corpus are kept."""
    import numpy

    return numpy.unique(numpy.fromiter((zlib.crc32(word.encode()) for word in words), dtype="uint32"))


def _sketch(runs: Marks) -> MinHash:
    from datasketch import MinHash

    sketch = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
    sketch.update_batch(runs.astype("uint64"))
    return sketch


def _nearest(one: _Print, others: Sequence[_Print]) -> tuple[_Print | None, float]:
    """The earlier print that shares most of the wording, if enough, and the share; 1 when there is none."""
    best, share = None, 0.0
    for other in others:
        likeness = _share(one.runs, other.runs)
        if likeness >= LIKE and likeness > share and _share(one.numbers, other.numbers) >= SAME_NUMBERS:
            best, share = other, likeness
    return (best, round(share, 4)) if best else (None, 1.0)


def _share(a: Marks, b: Marks) -> float:
    import numpy

    both = len(numpy.intersect1d(a, b, assume_unique=True))
    whole = len(a) + len(b) - both
    return both / whole if whole else 1.0
