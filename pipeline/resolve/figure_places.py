"""The places figures are about: of all that stand around each the one a table of learnt weights prefers, or none.

A linear chain: every figure has its candidates, each with what its traits weigh, and every step from one figure to the next
weighs whether they keep one place. The probability of a candidate follows from the figures before it and behind it
(forward and backward, linear in the length of the text).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import exp

from pipeline import tables
from pipeline.model import Figure
from pipeline.resolve.figure_traits import Candidate, candidates_of, step_of
from pipeline.resolve.scenery import Scenery, around

Weights = dict[str, float]
RELATIONS = ("none to none", "none to place", "place to none", "same", "other")
"""How the places of two figures in a row compare; *same* and *other* are of two places."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What ``python -m pipeline.measure.figure_places`` wrote: the weight of each trait and step, and how likely a place must be."""

    traits: Weights
    steps: Weights
    threshold: float


def places_of(scenery: Scenery, figures: Sequence[Figure]) -> list[Candidate]:
    """The place of each figure as the candidate chosen; its spot is None where the text names no place that is likely enough."""
    rows = rows_of(scenery, figures)
    likely = likelihoods(rows, links_of(scenery, figures), learnt())
    return [_best(row, odds, learnt().threshold) for row, odds in zip(rows, likely, strict=True)]


def rows_of(scenery: Scenery, figures: Sequence[Figure]) -> list[list[Candidate]]:
    """The candidates of each figure, none first."""
    return [candidates_of(scenery, figure, *around(scenery.doc, figure)) for figure in figures]


def links_of(scenery: Scenery, figures: Sequence[Figure]) -> list[str]:
    """How each figure follows the one before it (:func:`step_of`); *first* for the first."""
    return [step_of(scenery, figures[index - 1], figure) if index else "first" for index, figure in enumerate(figures)]


def relation(left: Candidate, right: Candidate) -> str:
    """How the places of two figures in a row compare."""
    if left.spot is None or right.spot is None:
        return f"{'none' if left.spot is None else 'place'} to {'none' if right.spot is None else 'place'}"
    return "same" if left.spot.key == right.spot.key else "other"


def likelihoods(rows: Sequence[Sequence[Candidate]], links: Sequence[str], learnt: Learnt) -> list[list[float]]:
    """How likely each candidate of each figure is, in the light of all figures of the text."""
    alone = [_odds([sum_of(candidate.traits, learnt.traits) for candidate in row]) for row in rows]
    steps = [{name: exp(learnt.steps.get(f"{link}: {name}", 0.0)) for name in RELATIONS} for link in links]
    forward: list[list[float]] = []
    for i, row in enumerate(rows):
        come = _passed(rows[i - 1], forward[-1], row, steps[i]) if i else [1.0] * len(row)
        forward.append(_shares([a * b for a, b in zip(alone[i], come, strict=True)]))
    behind = [1.0] * len(rows[-1]) if rows else []
    done: list[list[float]] = []
    for i in range(len(rows) - 1, -1, -1):
        done.append(_shares([a * b for a, b in zip(forward[i], behind, strict=True)]))
        if i:
            behind = _shares(_passed(rows[i], [a * b for a, b in zip(alone[i], behind, strict=True)], rows[i - 1], _turned(steps[i])))
    return done[::-1]


def _passed(left: Sequence[Candidate], shares: Sequence[float], right: Sequence[Candidate], step: Weights) -> list[float]:
    """What the candidates on one side send to each on the other; the sum over all other places is taken once."""
    of = {candidate.spot.key: share for candidate, share in zip(left, shares, strict=True) if candidate.spot}
    none, some = shares[0], sum(shares[1:])
    sent = [none * step["none to none"] + some * step["place to none"]]
    for candidate in right[1:]:
        same = of.get(candidate.spot.key, 0.0) if candidate.spot else 0.0
        sent.append(none * step["none to place"] + same * step["same"] + max(0.0, some - same) * step["other"])
    return sent


def _turned(step: Weights) -> Weights:
    """A step looked at from its end."""
    return {**step, "none to place": step["place to none"], "place to none": step["none to place"]}


def _odds(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    return [exp(max(-60.0, score - top)) for score in scores]


def _shares(odds: Sequence[float]) -> list[float]:
    total = sum(odds)
    return [odd / total for odd in odds]


def sum_of(names: Iterable[str], weights: Weights) -> float:
    """What names weigh together; unknown ones weigh nothing."""
    return sum(map(weights.get, names, repeat(0.0)))


def _best(row: list[Candidate], likely: Sequence[float], threshold: float) -> Candidate:
    best = max(range(1, len(row)), key=lambda index: likely[index], default=0)
    return row[best] if best and likely[best] >= threshold else row[0]


@cache
def learnt() -> Learnt:
    """The weights of ``tables/figure_places.toml``."""
    table = tables.load("figure_places")
    return Learnt(table["traits"], table["steps"], table["threshold"])
