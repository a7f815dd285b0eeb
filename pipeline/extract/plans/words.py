"""Where the words for kinds of documents stand in a text: one fast pass that the named and the titled forms share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.errors import EngineError
from pipeline.extract.plans import genres

_MORE = ("hiến pháp", "điều lệ", "cương lĩnh", "quy trình", "nghi quyết", "kết luận thanh tra", "thông báo kết luận")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A genre ``word`` in the text, whole and longest."""

    start: int
    end: int
    word: str


def occurrences(folded: str) -> list[Occurrence]:
    """Every genre word of a folded text, in order.

    >>> [word.word for word in occurrences("bộ luật, thông tư liên tịch, luậtsư")]
    ['bộ luật', 'thông tư liên tịch']
    """
    words, automaton = _automaton()
    found = []
    for index, start, end in automaton.find_matches_as_indexes(folded):
        whole = (start == 0 or not folded[start - 1].isalnum()) and not folded[end:end + 1].isalnum()
        if whole:
            found.append(Occurrence(start, end, words[index]))
    return found


@cache
def _automaton() -> tuple[list[str], Any]:
    try:
        from ahocorasick_rs import AhoCorasick, MatchKind
    except ImportError as problem:
        raise EngineError(f"ahocorasick_rs cannot be imported ({problem}); run: pip install ahocorasick-rs") from problem
    words = sorted({word for word in genres.by_word() if len(word) > 3} | set(_MORE))
    return words, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
