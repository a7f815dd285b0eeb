"""The trained model as plain arrays: a vocabulary, its weights for every topic, calibration and thresholds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineError
from pipeline.topics.features import NAMES, Syllables, group_values, head_counts, opening_counts

Floats = NDArray[np.float32]
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What training leaves behind.

    ``head_terms`` and ``opening_terms`` are grams in sorted order, ``idf`` their weights (head first), ``scale`` what each
    group value is multiplied by. ``weights`` has one row per term, then one per group value; its first 25 columns score
    each topic, the last 25 score it as the main one. ``bias`` is added to the 50 scores. ``slope`` and ``offset`` turn a
    topic's score into a probability, ``thresholds`` say from which probability a topic is given, ``mix`` how much the
    probability counts beside the main score.
    """

    head_terms: tuple[str, ...]
    opening_terms: tuple[str, ...]
    idf: Floats
    scale: Floats
    weights: Floats
    bias: Floats
    slope: Floats
    offset: Floats
    thresholds: Floats
    mix: float
    _index: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index["head"] = {term: row for row, term in enumerate(self.head_terms)}
        self._index["opening"] = {term: row + len(self.head_terms) for row, term in enumerate(self.opening_terms)}

    def vector(self, found: Syllables) -> tuple[NDArray[np.int64], Floats]:
        """The rows of the weights that an article uses, and its value for each."""
        rows: list[NDArray[np.int64]] = []
        values: list[Floats] = []
        for name, counts in (("head", head_counts(found)), ("opening", opening_counts(found))):
            some, strength = self._block(self._index[name], counts)
            rows.append(some)
            values.append(strength)
        first = len(self.idf)
        rows.append(np.arange(first, first + len(self.scale)))
        values.append(np.asarray(group_values(found), np.float32) * self.scale)
        return np.concatenate(rows), np.concatenate(values)

    def scores(self, found: Syllables) -> Floats:
        """The 50 raw scores of an article."""
        rows, values = self.vector(found)
        return np.asarray(values @ self.weights[rows] + self.bias, np.float32)

    def probabilities(self, scores: Floats) -> Floats:
        """The calibrated probability of every topic, from the raw scores."""
        return np.asarray(1 / (1 + np.exp(-(scores[..., :len(NAMES)] * self.slope + self.offset))), np.float32)

    def _block(self, index: dict[str, int], counts: Counter[str]) -> tuple[NDArray[np.int64], Floats]:
        """One field as TF-IDF of length 1: (1 + log count) times the weight of the term."""
        known = [(index[term], number) for term, number in counts.items() if term in index]
        if not known:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        rows = np.array([row for row, _ in known])
        values = (1 + np.log(np.array([number for _, number in known], np.float32))) * self.idf[rows]
        return rows, np.asarray(values / np.sqrt(values @ values), np.float32)

    def save(self, path: Path) -> None:
        """Write the arrays as an ``.npz`` without pickles; the weights in half precision."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path, head_terms=_packed(self.head_terms), opening_terms=_packed(self.opening_terms), idf=self.idf,
            scale=self.scale, weights=self.weights.astype(np.float16), bias=self.bias, slope=self.slope, offset=self.offset,
            thresholds=self.thresholds, mix=np.array(self.mix, np.float32), names=_packed(NAMES),
        )


def read_weights(path: Path) -> Weights:
    """The model saved at ``path``; raises EngineError when it is missing or was trained for other topics."""
    try:
        with np.load(path, allow_pickle=False) as saved:
            arrays = {name: saved[name] for name in saved.files}
    except (OSError, ValueError) as problem:
        raise EngineError(f"{path}: no topic model ({problem}); run: python -m pipeline.run train") from problem
    if _unpacked(arrays["names"]) != NAMES:
        raise EngineError(f"{path}: was trained for other topics than tables/topics.toml; run: python -m pipeline.run train")
    return Weights(
        head_terms=_unpacked(arrays["head_terms"]), opening_terms=_unpacked(arrays["opening_terms"]), idf=arrays["idf"],
        scale=arrays["scale"], weights=arrays["weights"].astype(np.float32), bias=arrays["bias"], slope=arrays["slope"],
        offset=arrays["offset"], thresholds=arrays["thresholds"], mix=float(arrays["mix"]),
    )


def _packed(words: tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer(_SEPARATOR.join(words).encode(), np.uint8)


def _unpacked(letters: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode().split(_SEPARATOR))
