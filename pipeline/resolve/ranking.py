"""What the figures of a text are about: of all that stands around each the candidate a table of learnt weights prefers, or none.

A linear chain: every figure has its candidates, each with what its traits weigh, and every step from one figure to the next
weighs whether they keep one value. The probability of a candidate follows from the figures before it and behind it
(forward and backward, linear in the length of the text). The tables are written by :mod:`pipeline.measure.fit_ranking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, fsum

from pipeline import tables
from pipeline.model import Figure

Weights = dict[str, float]
Step = tuple[float, ...]
"""What a step to the next figure weighs, in the order of the relations."""
RELATIONS = ("none to none", "none to some", "some to none", "same", "other")
"""How the values of two figures in a row compare; *same* and *other* are of two values."""


@dataclass(slots=True)
class Candidate:
    """A value that a figure may be about, and its traits (each counts as often as it is there); ``key`` is equal for equal values,
    None for *about nothing*."""

    key: str | None
    traits: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt: the weight of each trait and step, and how likely a value must be."""

    traits: Weights
    steps: Weights
    threshold: float
    known: dict[tuple[str, ...], Step] = field(default_factory=dict, repr=False, compare=False)

    def step(self, links: tuple[str, ...]) -> Step:
        """What ``links`` weigh for each relation, as a factor."""
        if links not in self.known:
            self.known[links] = tuple(exp(_sum_of([f"{link}: {name}" for link in links], self.steps)) for name in RELATIONS)
        return self.known[links]


def chosen(rows: Sequence[Sequence[Candidate]], links: Sequence[tuple[str, ...]], learnt: Learnt) -> list[int]:
    """The index of the candidate chosen for each figure; 0, *about nothing*, where no value is likely enough.

    ``rows`` has the candidates of each figure, *about nothing* first and each value once, ``links`` what holds between
    each and the one before it (nothing for the first).
    """
    return [_best(odds, learnt.threshold) for odds in likelihoods(rows, links, learnt)]


def link_of(folded: str, before: Figure, figure: Figure) -> str:
    """How one figure comes after another: in its *item* of a list, *clause*, *sentence* of its paragraph or a later *paragraph*."""
    between = folded[before.end:figure.start] if figure.start - before.end < 1000 else "\n"
    if "\n" in between:
        return "paragraph"
    if ". " in between:
        return "sentence"
    return "item" if ";" in between else "clause"


def relation(left: Candidate, right: Candidate) -> str:
    """How the values of two figures in a row compare."""
    if left.key is None or right.key is None:
        return f"{'none' if left.key is None else 'some'} to {'none' if right.key is None else 'some'}"
    return "same" if left.key == right.key else "other"


def likelihoods(rows: Sequence[Sequence[Candidate]], links: Sequence[tuple[str, ...]], learnt: Learnt) -> list[list[float]]:
    """How likely each candidate of each figure is, in the light of all figures of the text."""
    alone = [_odds([_sum_of(candidate.traits, learnt.traits) for candidate in row]) for row in rows]
    steps = [learnt.step(step) for step in links]
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


def _passed(left: Sequence[Candidate], shares: Sequence[float], right: Sequence[Candidate], step: Step) -> list[float]:
    """What the candidates on one side send to each on the other; the sum over all other values is taken once."""
    stays, comes, goes, keeps, turns = step
    none, some = shares[0], sum(shares[1:])
    sent = [none * stays + some * goes]
    if len(right) > 1:
        of = {candidate.key: share for candidate, share in zip(left, shares, strict=True)}
        base = none * comes + some * turns
        sent += [base + of.get(candidate.key, 0.0) * (keeps - turns) for candidate in right[1:]]
    return sent


def _turned(step: Step) -> Step:
    """A step looked at from its end."""
    stays, comes, goes, keeps, turns = step
    return stays, goes, comes, keeps, turns


def _odds(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    return [exp(max(-60.0, score - top)) for score in scores]


def _shares(odds: Sequence[float]) -> list[float]:
    total = sum(odds)
    return [odd / total for odd in odds]


def _sum_of(names: Iterable[str], weights: Weights) -> float:
    """What names weigh together, exactly, so that their order is all the same; unknown ones weigh nothing."""
    return fsum(filter(None, map(weights.get, names)))


def _best(likely: Sequence[float], threshold: float) -> int:
    best = max(range(1, len(likely)), key=lambda index: likely[index], default=0)
    return best if best and likely[best] >= threshold else 0


@cache
def learnt(name: str) -> Learnt:
    """The weights of ``tables/<name>.toml``; raises TableError when it is missing."""
    table = tables.load(name)
    return Learnt(table["traits"], table["steps"], table["threshold"])
