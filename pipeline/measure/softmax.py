"""The weights of a softmax over candidates, fitted by maximum likelihood with a penalty on large weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """One question: the features of every candidate, and which of the candidates answer it; at least one does."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def fit(choices: Sequence[Choice], strength: float = 1.0, least: int = 5) -> dict[str, float]:
    """The weight of each feature that stands in at least ``least`` questions; ``strength`` is the penalty on squared weights.

    The same choices in the same order give the same weights.
    """
    rows = [features for choice in choices for features in choice.features]
    names = _names(choices, least)
    matrix = _matrix(rows, {name: column for column, name in enumerate(names)})
    starts = np.cumsum([0, *(len(choice.features) for choice in choices)])[:-1]
    sizes = np.array([len(choice.features) for choice in choices])
    right = np.array([answer for choice in choices for answer in choice.right], float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = matrix @ weights
        parts = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        whole, hit = np.add.reduceat(parts, starts), np.add.reduceat(parts * right, starts)
        share = parts / np.repeat(whole, sizes) - parts * right / np.repeat(hit, sizes)
        value = float(np.sum(np.log(whole) - np.log(hit))) + strength / 2 * float(weights @ weights)
        return value, np.asarray(matrix.T @ share + strength * weights)

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, (float(weight) for weight in found.x), strict=True))


def _names(choices: Sequence[Choice], least: int) -> list[str]:
    seen = Counter(chain.from_iterable(set(chain.from_iterable(choice.features)) for choice in choices))
    return sorted(name for name, number in seen.items() if number >= least)


def _matrix(rows: Sequence[tuple[str, ...]], columns: dict[str, int]) -> csr_matrix:
    found = [[columns[name] for name in row if name in columns] for row in rows]
    ends = np.cumsum([0, *map(len, found)])
    cells = np.array(list(chain.from_iterable(found)), int)
    return csr_matrix((np.ones(len(cells)), cells, ends), shape=(len(rows), len(columns)))
