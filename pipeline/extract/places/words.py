"""The word lists of ``tables/places.toml`` in the form the reader of places needs them, each built once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pipeline import tables
from pipeline.text import fold

_MARK = re.compile(r"[^\n\t.,;:!?()\[\]{}“”\"…«»|*]*")
_BACK = 64
_MOST = 14


class Word(NamedTuple):
    """One word before a place: where it starts, its folded form."""

    start: int
    form: str


@cache
def phrases(name: str, *, gap: bool | None = None) -> Mapping[str, Mapping[str, Any]]:
    """The phrases of every row of one list, each with its row; ``gap`` keeps only rows that allow words between, or do not."""
    return {fold(word): row for row in tables.load("places")[name] for word in row["words"]
            if gap is None or gap == bool(row.get("gap"))}


@cache
def breaking() -> frozenset[str]:
    """Words that end the name of a body, company or school."""
    return frozenset(fold(word) for row in tables.load("places")["break"] for word in row["words"])


class Words(list[Word]):
    """The words before a place, the nearest first; ``suffixes`` are the phrases of its last one to six words."""

    __slots__ = ("suffixes",)
    suffixes: tuple[str, ...]


def words_before(folded: str, at: int) -> Words:
    """The words of the same clause that stand before ``at``, the nearest first, within 64 letters."""
    low = max(0, at - _BACK)
    back = folded[low:at][::-1]
    found = _MARK.match(back)
    clause = back[:found.end()][::-1] if found else ""
    if low and len(clause) == at - low:
        clause = clause.partition(" ")[2]
    words, end, add = Words(), at, tuple.__new__
    for form in clause.split(" ")[:-_MOST:-1]:
        if form:
            words.append(add(Word, (end - len(form), form)))
        end -= len(form) + 1
    phrase, suffixes = "", []
    for word in words[:6]:
        phrase = f"{word.form} {phrase}" if phrase else word.form
        suffixes.append(phrase)
    words.suffixes = tuple(suffixes)
    return words


def last_phrase(words: Words, table: Mapping[str, Any]) -> str | None:
    """The longest phrase of ``table`` that ends the words before a place, and is no part of a compound (*gia đình*)."""
    found = None
    for count, phrase in enumerate(words.suffixes, start=1):
        if phrase in table and not (len(words) > count and f"{words[count].form} {words[count - 1].form}" in phrases("compound")):
            found = phrase
    return found


def head_with_gap(text: str, words: Words, table: Mapping[str, Any]) -> str | None:
    """The head of a name that the place ends (*Sở Y tế tỉnh …*): a phrase of ``table`` with no breaking word behind it.

    A head of one syllable, or the word after it, must be written with a capital, or any *ban hành* would be one.
    """
    forms = [word.form for word in words[:12]]
    for index, form in enumerate(forms):
        if form in breaking() and not (form == "xã" and index and forms[index - 1] == "hội"):
            return None
        two = f"{forms[index + 1]} {form}" if index + 1 < len(forms) else ""
        if two in table and _reaches(table[two], words[index + 1], words[0]) and (index or table[two].get("kind")):
            return two
        row = table.get(form)
        if row and _reaches(row, words[index], words[0]) and _named(text, words, index, row.get("kind")):
            return form
    return None


def _named(text: str, words: Words, index: int, kind: str | None) -> bool:
    """Whether a head of one syllable begins a name: by its capital or the next word's, and no capital before it."""
    word, after = words[index], words[index - 1] if index else None
    if after and f"{word.form} {after.form}" in phrases("not_head"):
        return False
    if index + 1 < len(words):
        before = words[index + 1]
        if f"{before.form} {word.form}" in phrases("compound") or _joined(text, before, word):
            return False
    follows = after is not None and text[after.start].isupper()
    return follows if kind == "day" else text[word.start].isupper() or follows


def _joined(text: str, before: Word, word: Word) -> bool:
    """Whether both words are capitalised parts of one name (*Bắc Bộ*)."""
    return text[before.start].isupper() and text[word.start].isupper() and not text[before.start:word.start].strip().isupper()




def _reaches(row: Mapping[str, Any], head: Word, last: Word) -> bool:
    """Whether no more letters stand between the head and the place than its row allows."""
    return last.start + len(last.form) - head.start <= int(row.get("gap", 0)) + len(head.form) + 1
