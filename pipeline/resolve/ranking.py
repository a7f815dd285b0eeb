"""Which of several candidates is meant: a softmax over weighted features, read from a small table.

``tables/<name>.tsv`` has one row ``feature<TAB>weight`` for each feature and one named ``threshold``. It is written by
:mod:`pipeline.measure.fit_ranking`; here is only arithmetic, so that reading a text needs no engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Generic, Protocol, TypeVar

from pipeline import tables
from pipeline.model import Figure

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """A candidate: what it would answer (None: nothing is meant) and the names of the features that hold for it."""

    value: V | None
    features: tuple[str, ...]


class Chooser(Protocol):
    """What answers for a figure: a :class:`Ranking`, or one that watches it while weights are fitted."""

    def choose(self, figure: Figure, options: Sequence[Option[V]]) -> V | None:
        """The value meant by the figure, one of the options' or None."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weight of each feature, and the chance from which an answer is given."""

    weights: Mapping[str, float]
    threshold: float = 0.5

    def choose(self, figure: Figure, options: Sequence[Option[V]]) -> V | None:  # noqa: ARG002
        """The value with the best chance, or None where that is nothing or below the threshold."""
        shares = self.chances(options)
        best = max((value for value in shares if value is not None), key=lambda value: shares[value], default=None)
        return best if best is not None and shares[best] >= self.threshold else None

    def chances(self, options: Sequence[Option[V]]) -> dict[V | None, float]:
        """The chance of each value: the softmax of the summed weights, candidates of one value taken together."""
        weights = self.weights
        scores = [sum(weights.get(name, 0.0) for name in option.features) for option in options]
        top = max(scores, default=0.0)
        parts = [exp(score - top) for score in scores]
        whole = sum(parts)
        shares: dict[V | None, float] = {}
        for option, part in zip(options, parts, strict=True):
            shares[option.value] = shares.get(option.value, 0.0) + part / whole
        return shares


@cache
def ranking(name: str) -> Ranking:
    """The ranking of ``tables/<name>.tsv``; raises TableError when it is missing or malformed."""
    rows = tables.numbers(name)
    return Ranking({feature: weight for feature, weight in rows.items() if feature != "threshold"}, rows["threshold"])
