"""The verb that governs a figure, chosen among those around it by weights fitted on gold (CODEBOOK.md §2: `predicate`).

The weights stand in ``tables/ranking_predicate.tsv``; :mod:`pipeline.measure.fit_predicates` writes them. Here is only arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from pipeline import tables
from pipeline.extract.figures.predicates import HOLLOW, sizes_by_first, verbs
from pipeline.extract.figures.units import noun_at

_TOKEN = re.compile(r"[^\W_]+|[.;:!?,()\"“”]")
_BACK, _AHEAD, _MOST = 140, 70, 4
"""How many letters are looked at before and behind a figure, and how many verbs of each side are weighed."""
_BLUNT = HOLLOW | {"và", "làm"}
_BREAKS = frozenset(",;(:)")
_LEFT_SIGNS = {**dict.fromkeys(",()", "L comma"), **dict.fromkeys(";:.", "L semicolon"), "và": "L and", "hoặc": "L and", "là": "L is"}
_AUXILIARY = frozenset(("đã", "bị", "được", "đang", "sẽ", "vừa", "mới", "cùng", "cũng", "đều"))
_TELLING = _AUXILIARY | {
    "của", "về", "trong", "để", "và", ",", "có", "không", "phải", "các", "những", "số", "việc", "từ", "do", "sau", "người", "cho",
    "là", "tiền", "mức", "với",
}
"""The words that, right before a verb, tell whether it is the verb of the clause or part of a noun."""
_STEPS = ("0", "1", *["2-3"] * 2, *["4-6"] * 3, *["7-12"] * 6)
_PEOPLE, _PLACES = ("q", "p"), ("a",)


class Governor(NamedTuple):
    """A verb (or None: no verb governs the figure), what it is and how near (``facts``), and the ``signs`` around it."""

    words: str | None
    facts: tuple[str, ...]
    signs: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """The names of all features that hold for it."""
        return self.facts + self.signs


class Spot(NamedTuple):
    """Where a figure stands in the folded text: its sentence from ``begin`` to ``stop``, the figure before it ending at ``previous``.

    ``unit`` is its unit, ``sort`` what it measures: ``money``, ``%``, ``people``, ``thing`` …, see :func:`sort_of`.
    """

    begin: int
    previous: int
    start: int
    end: int
    stop: int
    unit: str
    sort: str


def sort_of(unit: str | None, measure: str | None, timed: str | None, money: bool) -> str:
    """What a figure measures, coarsely; ``timed`` is ``duration`` or ``age`` for those.

    >>> sort_of("đảng viên", None, None, False), sort_of("ha", "m2", None, False)
    ('people', 'measure')
    """
    if unit is None:
        return "none"
    if unit.startswith(("%", "điểm %", "‰")):
        return "%"
    if money or timed or measure:
        return "money" if money else timed or "measure"
    noun = noun_at(" " + unit.lower(), 0)
    kind = noun.kind if noun else ""
    return "people" if kind in _PEOPLE else "place" if kind in _PLACES else "thing"


def governor_of(folded: str, spot: Spot) -> str | None:
    """The words of the verb that most likely governs the figure at ``spot``, or None."""
    return max(governors(folded, spot), key=_weight).words


def governors(folded: str, spot: Spot) -> list[Governor]:
    """The verbs around a figure, the nearest first, on its left and then on its right; and that there is none."""
    edge = max(spot.begin, spot.start - _BACK)
    beyond = _TOKEN.findall(folded, edge, max(edge, spot.previous))
    before = beyond + _TOKEN.findall(folded, max(edge, spot.previous), spot.start)
    behind = _TOKEN.findall(folded, spot.end, min(spot.stop, spot.end + _AHEAD))
    counted = f" {spot.unit.lower()}"
    skip = len(spot.unit.split()) if spot.unit and folded.startswith(counted, spot.end) else 0
    left = [_on_left(before, at, size, rank, at < len(beyond), spot.sort)
            for rank, (at, size) in enumerate(list(_verbs_in(before))[:-_MOST - 1:-1])]
    right = [_on_right(behind, at, size, rank, skip, spot.sort) for rank, (at, size) in enumerate(islice(_verbs_in(behind), _MOST))]
    missing = [*(() if left else ("none noL",)), *(() if right else ("none noR",))]
    return [*left, *right, Governor(None, ("none", f"none {spot.sort}", *missing))]


def _verbs_in(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    known, sizes = verbs(), sizes_by_first()
    for at, word in enumerate(words):
        for size in sizes.get(word, ()):
            if size == 1 or (at + size <= len(words) and " ".join(words[at:at + size]) in known):
                yield at, size
                break


def _on_left(words: Sequence[str], at: int, size: int, rank: int, beyond: bool, sort: str) -> Governor:
    between = words[at + size:]
    phrase = _phrase(words, at, size)
    facts = _common("L", phrase, _before(words, at), size, rank, _bucket(len(between)), sort)
    signs = tuple(sorted({_LEFT_SIGNS[word] for word in between if word in _LEFT_SIGNS}))
    if beyond:
        signs += ("L beyond figure",)
    return Governor(phrase, facts, signs if at else (*signs, "L opens"))


def _on_right(words: Sequence[str], at: int, size: int, rank: int, skip: int, sort: str) -> Governor:
    between = words[skip:at]
    phrase = _phrase(words, at, size)
    facts = _common("R", phrase, _before(words, at), size, rank, _bucket(at - skip), sort)
    signs = ["R comma"] if not _BREAKS.isdisjoint(between) else ["R aux only"] if _AUXILIARY.issuperset(between) else []
    if any(word.isdigit() for word in between):
        signs.append("R number")
    return Governor(phrase, facts, tuple(signs))


@lru_cache(maxsize=20_000)
def _common(side: Literal["L", "R"], phrase: str, before: str, size: int, rank: int, far: str, sort: str) -> tuple[str, ...]:
    """The features of a verb that both sides share; ``before`` is the word right before it."""
    kind = "hollow" if phrase in _BLUNT else verbs()[phrase][0]
    return (side, f"{side} rank {min(rank, 4)}", f"{side} dist {far}", f"{side} {kind}", f"{side} {kind} {sort}", f"{side} dist {far} {sort}",
            f"w {phrase}", f"{side} size {size}", f"{side} after {before}")


def _before(words: Sequence[str], at: int) -> str:
    word = words[at - 1] if at else "^"
    return word if word in _TELLING or word == "^" else "other"


def _phrase(words: Sequence[str], at: int, size: int) -> str:
    return " ".join(words[at:at + size])


def _bucket(distance: int) -> str:
    """How many words lie between, in steps."""
    return _STEPS[distance] if 0 <= distance < len(_STEPS) else "0" if distance < 0 else "far"


def _weight(option: Governor) -> float:
    weights = _weights()
    return _facts_weight(option.facts) + sum([weights.get(name, 0.0) for name in option.signs])


@lru_cache(maxsize=20_000)
def _facts_weight(facts: tuple[str, ...]) -> float:
    weights = _weights()
    return sum(weights.get(name, 0.0) for name in facts)


@cache
def _weights() -> dict[str, float]:
    return tables.numbers("ranking_predicate")
