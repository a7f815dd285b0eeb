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
from pipeline.extract.figures.predicates import HOLLOW, first_words, verbs
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
    "là", "tiền", "mức", "với", "^",
}
"""The words that, right before a verb, tell whether it is the verb of the clause or part of a noun."""
_SIGNING = frozenset(_LEFT_SIGNS)
_STEPS = ("0", "1", *["2-3"] * 2, *["4-6"] * 3, *["7-12"] * 6)
_PEOPLE, _PLACES = ("q", "p"), ("a",)


_Verb = tuple[int, int, str]
"""A verb among words: where it begins, how many words it has, its words."""


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


@lru_cache(maxsize=5_000)
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
    left = [_on_left(before, verb, rank, verb[0] < len(beyond), spot.sort)
            for rank, verb in enumerate(list(_verbs_in(before))[:-_MOST - 1:-1])]
    right = [_on_right(behind, verb, rank, skip, spot.sort) for rank, verb in enumerate(islice(_verbs_in(behind), _MOST))]
    missing = [*(() if left else ("none noL",)), *(() if right else ("none noR",))]
    return [*left, *right, Governor(None, ("none", f"none {spot.sort}", *missing))]


def _verbs_in(words: Sequence[str]) -> Iterator[_Verb]:
    """The verbs among ``words``, in order; of those that begin at one word the longest."""
    known, starts, seconds = verbs(), first_words(), [*words[1:], ""]
    for at, word in enumerate(words):
        if word not in starts:
            continue
        phrase = _longest(words, at) if seconds[at] in starts[word] else word
        if phrase in known:
            yield at, phrase.count(" ") + 1, phrase


def _longest(words: Sequence[str], at: int) -> str:
    known = verbs()
    return next((phrase for size in (4, 3, 2) if (phrase := " ".join(words[at:at + size])) in known), words[at])


def _on_left(words: Sequence[str], verb: _Verb, rank: int, beyond: bool, sort: str) -> Governor:
    at, size, phrase = verb
    between = words[at + size:]
    facts = _common("L", phrase, words[at - 1] if at else "^", size, rank, len(between), sort)
    signs = sorted({_LEFT_SIGNS[word] for word in _SIGNING.intersection(between)})
    if beyond:
        signs.append("L beyond figure")
    if not at:
        signs.append("L opens")
    return Governor(phrase, facts, tuple(signs))


def _on_right(words: Sequence[str], verb: _Verb, rank: int, skip: int, sort: str) -> Governor:
    at, size, phrase = verb
    between = words[skip:at]
    facts = _common("R", phrase, words[at - 1] if at else "^", size, rank, at - skip, sort)
    signs = ["R comma"] if not _BREAKS.isdisjoint(between) else ["R aux only"] if _AUXILIARY.issuperset(between) else []
    if any(map(str.isdigit, between)):
        signs.append("R number")
    return Governor(phrase, facts, tuple(signs))


@lru_cache(maxsize=20_000)
def _common(side: Literal["L", "R"], phrase: str, before: str, size: int, rank: int, distance: int, sort: str) -> tuple[str, ...]:
    """The features of a verb that both sides share; ``before`` is the word right before it."""
    kind = "hollow" if phrase in _BLUNT else verbs()[phrase][0]
    before = before if before in _TELLING else "other"
    far = _STEPS[max(0, distance)] if distance < len(_STEPS) else "far"
    return (side, f"{side} rank {min(rank, 4)}", f"{side} dist {far}", f"{side} {kind}", f"{side} {kind} {sort}",
            f"{side} dist {far} {sort}", f"w {phrase}", f"{side} size {size}", f"{side} after {before}")


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
