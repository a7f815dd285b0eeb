"""Unlisted nouns behind a number: a guess at the unit, and whether anything is counted at all."""

from __future__ import annotations

import re

from pipeline.extract.figures.units import FUNCTION_WORDS, Noun, syllables


def guessed_at(folded: str, at: int) -> Noun | None:
    """An unlisted noun of one or two syllables: what stands between the number and a function word or the end of the clause."""
    first = end = 0
    for count, (start, stop) in enumerate(syllables(folded, at)):
        if folded[start:stop] in FUNCTION_WORDS or not folded[start].isalpha() or folded[start:stop] == "x":
            break
        if count == 2:
            return None
        first, end = first or start, stop
    if end and _NUMBER_AFTER.match(folded, end):  # *thắng 4 hòa 1*
        return None
    return Noun(first, end, "n") if end else None


_NUMBER_AFTER = re.compile(r" \d")
_NO_NOUN = FUNCTION_WORDS | {
    "bên", "chữ", "mặt", "chiều", "bờ", "lưỡi", "thứ", "cấp", "đợi", "lần", "chờ", "mươi", "trăm", "ngàn", "nghìn", "bậc", "thì",
    "vẫn", "bao", "chẳng", "đừng", "hãy", "ai", "gì", "nào", "sao", "liên", "hằng", "hàng", "thế", "tiếp", "cũ", "tây",
}


def names_something(folded: str, at: int) -> bool:
    """Whether a word follows that may be an unlisted noun, for what is counted by *hai* or *bốn* seldom is anything else."""
    found = next(syllables(folded, at), None)
    return found is not None and folded[found[0]] != "," and folded[found[0]:found[1]] not in _NO_NOUN
