"""The verb, or the noun, that governs a figure (CODEBOOK.md §2: `predicate`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import tables
from pipeline.extract.figures.scene import Scene
from pipeline.extract.figures.units import noun_at

_SYLLABLE = re.compile(r"[^\W_]+|[.;:!?]")
_AUXILIARY = frozenset((
    "đã", "đang", "sẽ", "vừa", "mới", "cũng", "đều", "từng", "bị", "được", "phải", "cùng", "lần", "lượt",
))
HOLLOW = frozenset((
    "trong đó", "trong đó có", "đến từ",
    "là", "ở", "tại", "thuộc", "của", "với", "trên", "từ", "trong", "về", "giữa", "cho", "cùng", "bị", "được", "vì",
))
"""They tell the type, but are no predicate."""
_GIVES_WAY = HOLLOW | {"có", "còn có", "chỉ có", "hiện có", "tổng cộng", "tổng cộng có", "gồm"}
_HARM = ("bị ", "tử vong", "chết", "thiệt mạng")
_SUFFERED = re.compile(r" (?:(?:đã|sẽ|vừa) )?bị ")
_NO_PREDICATE = ("bị", "được", "cho")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb that governs a figure: its words' place (counted from the figure: ``side`` left or right), its type."""

    words: str
    type: str
    weak: bool
    side: Literal["left", "right"]


@cache
def verbs() -> dict[str, tuple[str, bool]]:
    """The verbs of ``tables/predicates.toml``, each with its type and whether it is weak."""
    known: dict[str, tuple[str, bool]] = {}
    for row in tables.load("predicates")["verb"]:
        for words in row["words"]:
            known.setdefault(words, (row["type"], bool(row.get("weak"))))
    return known


@cache
def _telling() -> dict[str, tuple[str, bool]]:
    """The verbs that tell the type of an amount, as :func:`verbs` gives them."""
    silent = {words for row in tables.load("predicates")["verb"] if row.get("names_only") for words in row["words"]}
    return {words: found for words, found in verbs().items() if words not in silent}


@cache
def first_words() -> dict[str, frozenset[str]]:
    """The words that verbs begin with, each with the words that stand second in them."""
    found: dict[str, set[str]] = {}
    for words in verbs():
        first, *rest = words.split(" ")
        found.setdefault(first, set()).update(rest[:1])
    return {first: frozenset(seconds) for first, seconds in found.items()}


@cache
def _sizes_by_last() -> dict[str, tuple[int, ...]]:
    """For each word a verb ends with, how many words such verbs have, the longest first."""
    sizes: dict[str, set[int]] = {}
    for words in _telling():
        parts = words.split(" ")
        sizes.setdefault(parts[-1], set()).add(len(parts))
    return {word: tuple(sorted(found, reverse=True)) for word, found in sizes.items()}


def predicate_of(scene: Scene) -> Predicate | None:
    """The nearest verb before the figure in its sentence, or the one behind its noun where that is weak or missing."""
    left = left_verb(scene.left[-140:])
    right = _right_verb(scene.right)
    if right is None:
        return left
    harmed = right.words.startswith(_HARM) or _SUFFERED.match(scene.right)
    return right if left is None or left.weak or left.words in _GIVES_WAY or harmed else left


def left_verb(left: str, reach: int = 24) -> Predicate | None:
    """The nearest verb to the left in the sentence; it lies within ``reach`` words."""
    words: list[str] = []
    for syllable in reversed(_SYLLABLE.findall(left)):
        if syllable in ".;!?":
            break
        words.append(syllable)
    known, sizes = _telling(), _sizes_by_last()
    hollow = None
    for at in range(min(len(words), reach)):
        for size in sizes.get(words[at], ()):
            phrase = " ".join(reversed(words[at:at + size]))
            if at + size > len(words) or phrase not in known:
                continue
            if at and _is_part_of_noun(" ".join(reversed(words[max(0, at - 4):at + size])), phrase):
                break
            found = Predicate(phrase, *known[phrase], "left")
            if phrase not in HOLLOW:
                return found
            hollow = hollow or found
            break
    return hollow


def _is_part_of_noun(words: str, phrase: str) -> bool:
    """Whether ``words``, which begin with a verb, rather begin with a noun: *tổ chức đảng*, *chi bộ*."""
    noun = noun_at(" " + words, 0)
    return noun is not None and noun.end > len(phrase) + 1


def _right_verb(right: str) -> Predicate | None:
    words = []
    noun = noun_at(right, 0)
    right = right[noun.end:] if noun else right
    for syllable in _SYLLABLE.findall(right[:50].split(",")[0]):
        if syllable in ".;:!?":
            break
        words.append(syllable)
    start = 0
    while start < len(words) and start < 3 and words[start] in _AUXILIARY:
        start += 1
    known = _telling()
    for size in (4, 3, 2, 1):
        begin = start - 1 if start and words[start - 1] == "bị" else start
        for first in (begin, start):
            phrase = " ".join(words[first:first + size])
            fits = len(words) >= first + size and phrase in known and phrase not in _NO_PREDICATE
            if fits and known[phrase][0] == "flow" and not known[phrase][1]:
                return Predicate(phrase, *known[phrase], "right")
    return None
