"""Fitting the weights of :mod:`pipeline.resolve.ranking`: a chain of choices, as likely as possible under a penalty.

A conditional random field whose states are the candidates of each figure. All articles are worked through together, figure by
figure (the longest article first), so that every step is one array operation. Nothing is random: the same samples give the
same weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.resolve.ranking import RELATIONS, Candidate, Weights, relation

_NEVER = -1e9
_DAMP = 0.5
"""An article of n figures counts n ** -_DAMP for each: long lists teach no more than their share."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One read article: the candidates of its figures (``rows``) and how each figure follows the one before (``links``).

    ``right`` has the indexes of the candidates a reader would accept; the first (*about nothing*) where the gold is empty or has a
    value that is no candidate. It is empty for a figure that nobody has read: all its candidates may be
    right. ``given`` says whether the gold has a value at all.
    """

    name: str
    part: str
    rows: tuple[Sequence[Candidate], ...]
    links: tuple[tuple[str, ...], ...]
    right: tuple[frozenset[int], ...]
    given: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """The figures at one position of all articles that are long enough: the row of each candidate (-1: there is none), whether it
    is right, how it compares with each candidate of the figure before, and which links hold between the two figures (none: the first)."""

    rows: Ints
    right: NDArray[np.bool_]
    relations: Ints
    links: Floats


@dataclass(frozen=True, slots=True)
class _Data:
    """``share`` is how much each article counts, the longest article first."""

    matrix: Any
    steps: list[_Step]
    share: Floats


def fit(data: Sequence[Sample], strength: float, articles: int) -> tuple[Weights, Weights]:
    """The weights of the traits seen in at least ``articles`` articles and of the steps; ``strength`` is the inverse of the penalty."""
    from scipy.optimize import minimize

    names = _names(data, articles)
    links = sorted({link for sample in data for step in sample.links for link in step})
    packed = _pack(data, names, links)
    size = len(names)

    def loss(weights: Floats) -> tuple[float, Floats]:
        score, steps = packed.matrix @ weights[:size], weights[size:].reshape(len(links), len(RELATIONS))
        free, bound = (_expected(packed, score, steps, only_right) for only_right in (False, True))
        slope = np.concatenate([packed.matrix.T @ (free[1] - bound[1]), (free[2] - bound[2]).ravel()])
        return free[0] - bound[0] + float(weights @ weights) / (2 * strength), slope + weights / strength

    start = np.zeros(size + len(links) * len(RELATIONS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300, "ftol": 1e-7}).x
    steps = [f"{link}: {name}" for link in links for name in RELATIONS]
    return dict(zip(names, map(float, found[:size]), strict=True)), dict(zip(steps, map(float, found[size:]), strict=True))


def _names(data: Sequence[Sample], articles: int) -> list[str]:
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for sample in data:
        for trait in {trait for row in sample.rows for candidate in row for trait in candidate.traits}:
            seen[trait].add(sample.name)
    return sorted(trait for trait, where in seen.items() if len(where) >= articles)


def _pack(data: Sequence[Sample], names: Sequence[str], links: Sequence[str]) -> _Data:
    from scipy.sparse import csr_matrix

    index = {name: column for column, name in enumerate(names)}
    width = max(len(row) for sample in data for row in sample.rows)
    order = sorted(data, key=lambda sample: -len(sample.rows))
    lines: list[list[int]] = []
    steps = [_step([sample for sample in order if len(sample.rows) > at], at, width, index, links, lines)
             for at in range(len(order[0].rows))]
    rows = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    columns = np.array([column for line in lines for column in line])
    return _Data(csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(lines), len(names))), steps,
                 np.array([len(sample.rows) ** -_DAMP for sample in order]))


def _step(
    samples: Sequence[Sample], at: int, width: int, index: dict[str, int], links: Sequence[str], lines: list[list[int]],
) -> _Step:
    shape = (len(samples), width)
    step = _Step(np.full(shape, -1), np.zeros(shape, bool), np.zeros((*shape, width), np.int64), np.zeros((len(samples), len(links))))
    for number, sample in enumerate(samples):
        for place, candidate in enumerate(sample.rows[at]):
            step.rows[number, place] = len(lines)
            step.right[number, place] = place in sample.right[at] or not sample.right[at]
            lines.append(sorted(index[trait] for trait in candidate.traits if trait in index))
            for other, before in enumerate(sample.rows[at - 1] if at else ()):
                step.relations[number, other, place] = RELATIONS.index(relation(before, candidate))
        step.links[number, [links.index(link) for link in sample.links[at]]] = 1
    return step


def _expected(data: _Data, score: Floats, weights: Floats, only_right: bool) -> tuple[float, Floats, Floats]:
    """The log of the sum over all chains (of right candidates only), how often each candidate and each relation is expected."""
    steps, share = data.steps, data.share
    alone = [np.where(step.right if only_right else step.rows >= 0, score[step.rows], _NEVER) for step in steps]
    moves = [np.take_along_axis(step.links @ weights, step.relations.reshape(len(step.links), -1), 1).reshape(step.relations.shape)
             for step in steps]
    forward, backward = _forward(alone, moves), _backward(alone, moves)
    total = _log_sum(forward[0] + backward[0], 1)
    seen, turned = np.zeros(len(score)), np.zeros(weights.shape)
    for at, step in enumerate(steps):
        here = np.exp(forward[at] + backward[at] - total[:len(step.rows), None]) * share[:len(step.rows), None]
        seen[step.rows[step.rows >= 0]] = here[step.rows >= 0]
        if at:
            count = len(step.rows)
            ahead = (alone[at] + backward[at] - total[:count, None])[:, None, :]
            pairs = np.exp(forward[at - 1][:count, :, None] + moves[at] + ahead) * share[:count, None, None]
            often = [np.where(step.relations == kind, pairs, 0).sum((1, 2)) for kind in range(weights.shape[1])]
            turned += step.links.T @ np.column_stack(often)
    return float(total @ share), seen, turned


def _forward(alone: Sequence[Floats], moves: Sequence[Floats]) -> list[Floats]:
    done = [alone[0]]
    for at in range(1, len(alone)):
        done.append(alone[at] + _log_sum(done[-1][:len(alone[at]), :, None] + moves[at], 1))
    return done


def _backward(alone: Sequence[Floats], moves: Sequence[Floats]) -> list[Floats]:
    done = [np.zeros_like(alone[-1])]
    for at in range(len(alone) - 2, -1, -1):
        come = np.zeros_like(alone[at])
        come[:len(alone[at + 1])] = _log_sum(moves[at + 1] + (alone[at + 1] + done[0])[:, None, :], 2)
        done.insert(0, come)
    return done


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis)
    return np.asarray(top + np.log(np.exp(values - np.expand_dims(top, axis)).sum(axis)))
