"""Training: from read articles to weights. The only module here that imports scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.language import read
from pipeline.model import Article
from pipeline.topics.features import NAMES, Syllables, syllables
from pipeline.topics.space import Space, make_space
from pipeline.topics.weights import Floats, Weights

Kind = Literal["svm", "logistic", "bayes"]
STRENGTH: dict[Kind, tuple[float, float]] = {"svm": (0.5, 0.3), "logistic": (20.0, 20.0), "bayes": (0.3, 20.0)}
"""How closely the training labels are followed, for each topic and for the main one: scikit-learn's C (for bayes first its alpha)."""
MIXES = (0.0, 0.1, 0.25, 0.5, 1.0, 2.0)
"""How much the log probability of a topic may count beside its score as the main one."""
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A read article: its ``topics``, main one first, and its ``group`` (paper and month), which is never split over folds."""

    article: Article
    topics: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Examples made ready: their syllables, ``truth`` (a row of 25 zeros and ones each), main topic and fold."""

    found: tuple[Syllables, ...]
    truth: NDArray[np.int64]
    main: NDArray[np.int64]
    fold: NDArray[np.int64]


def prepare(examples: Sequence[Example]) -> Sample:
    """Count nothing yet, but find the syllables, and give every group one of :data:`FOLDS` folds of like size."""
    truth = np.zeros((len(examples), len(NAMES)), np.int64)
    for row, example in enumerate(examples):
        truth[row, [NAMES.index(topic) for topic in example.topics]] = 1
    return Sample(
        found=tuple(_syllables_of(example.article) for example in examples),
        truth=truth,
        main=np.array([NAMES.index(example.topics[0]) for example in examples], np.int64),
        fold=_folds([example.group for example in examples]),
    )


def fit(examples: Sequence[Example], kind: Kind = "svm", background: Sequence[Article] = ()) -> Weights:
    """Train on all examples; calibration, thresholds and mix come from folds of groups held out in turn.

    ``background`` are articles without labels: which words go together in them (latent semantic analysis) helps words that the
    examples have seldom or never. The same examples and background in the same order give the same arrays. Takes about two
    minutes for 7,000 articles.
    """
    sample = prepare(examples)
    space = make_space(sample.found, [_syllables_of(some) for some in background], latent=kind == "svm")
    everything = np.ones(len(sample.fold), np.bool_)
    scores = np.zeros((len(sample.found), 2 * len(NAMES)))
    for fold in range(FOLDS):
        out = sample.fold == fold
        if out.any() and not out.all():
            weights, bias = _weights(space, sample, ~out, kind)
            scores[out] = space.terms[out] @ weights + bias
    weights, bias = _weights(space, sample, everything, kind)
    topic_scores, main_scores = scores[:, :len(NAMES)], scores[:, len(NAMES):]
    slope, offset = _calibration(topic_scores, sample.truth)
    chances = 1 / (1 + np.exp(-(topic_scores * slope + offset)))
    # half precision from the start: the saved model and the trained one give the same scores
    return replace(
        space.vocabulary, weights=weights.astype(np.float16).astype(np.float32), bias=bias.astype(np.float32),
        slope=slope.astype(np.float32), offset=offset.astype(np.float32), mix=_best_mix(chances, main_scores, sample.main),
        thresholds=_thresholds(chances, sample.truth).astype(np.float32),
    )


def _syllables_of(article: Article) -> Syllables:
    return syllables(read(article.text, article.parts))


def _weights(space: Space, sample: Sample, keep: NDArray[np.bool_], kind: Kind) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weights of terms and groups learnt from the examples in ``keep``: 25 columns for the topics, 25 for the main one."""
    matrix = space.matrix[keep]
    columns = [_column(matrix, sample.truth[keep, topic], kind) for topic in range(len(NAMES))]
    main, main_bias = _main(matrix, sample.main[keep], kind)
    weights = np.hstack([np.column_stack([weights for weights, _ in columns]), main])
    return space.folded(weights), np.concatenate([[bias for _, bias in columns], main_bias])


def _column(matrix: Any, truth: NDArray[np.int64], kind: Kind) -> tuple[Floats, float]:
    """The weights and the constant of one topic against all others."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import ComplementNB
    from sklearn.svm import LinearSVC

    if len(set(truth.tolist())) < 2:
        return np.zeros(matrix.shape[1], np.float32), -10.0
    strength = STRENGTH[kind][0]
    if kind == "bayes":
        bayes = ComplementNB(alpha=strength).fit(matrix, truth)
        # rows of log complement weights; with two classes the second minus the first is the log odds
        return bayes.feature_log_prob_[1] - bayes.feature_log_prob_[0], 0.0
    makers: dict[str, Callable[[], Any]] = {
        "logistic": lambda: LogisticRegression(C=strength, solver="liblinear", intercept_scaling=5, random_state=0),
        "svm": lambda: LinearSVC(C=strength, random_state=0, dual=True, max_iter=5000),
    }
    fitted = makers[kind]().fit(matrix, truth)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _main(matrix: Any, main: NDArray[np.int64], kind: Kind) -> tuple[Floats, Floats]:
    """The weights of every topic as the main one, all topics together (a topic never seen as main is out of reach)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC

    weights = np.zeros((matrix.shape[1], len(NAMES)), np.float32)
    bias = np.full(len(NAMES), -50.0, np.float32)
    if len(set(main.tolist())) > 2:
        strength = STRENGTH[kind][1]
        maker = LinearSVC(C=strength, random_state=0, dual=True, max_iter=5000) if kind == "svm" else LogisticRegression(
            C=strength, max_iter=150)
        fitted = maker.fit(matrix, main)
        weights[:, fitted.classes_], bias[fitted.classes_] = fitted.coef_.T, fitted.intercept_
    return weights, bias


def _calibration(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Slope and offset of each topic (Platt's method on held-out scores, held back where examples are few)."""
    from sklearn.linear_model import LogisticRegression

    def logistic(some: NDArray[np.float64], right: NDArray[np.int64]) -> tuple[float, float]:
        fitted = LogisticRegression(C=1.0).fit(some.reshape(-1, 1), right)
        return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])

    pairs = [logistic(scores[:, topic], truth[:, topic]) if 0 < truth[:, topic].sum() < len(truth) else (1.0, -3.0)
             for topic in range(len(NAMES))]
    return np.array([slope for slope, _ in pairs]), np.array([offset for _, offset in pairs])


def _thresholds(chances: NDArray[np.float64], truth: NDArray[np.int64]) -> NDArray[np.float64]:
    """The probability from which each topic is given: best F1 of the topic, drawn towards the best for all by five examples."""
    grid = np.arange(0.15, 0.61, 0.025)
    right = np.array([((chances >= level) & (truth == 1)).sum(axis=0) for level in grid], float)
    total = np.array([(chances >= level).sum(axis=0) + truth.sum(axis=0) for level in grid], float)
    whole = 2 * right.sum(axis=1) / total.sum(axis=1)
    few = 10.0
    smooth = (2 * right + few * whole[:, None]) / (total + few)
    return np.asarray(grid[np.argmax(smooth, axis=0)], np.float64)


def _best_mix(chances: NDArray[np.float64], main_scores: NDArray[np.float64], main: NDArray[np.int64]) -> float:
    """How much the log probability of a topic counts beside its main score: the best of a few values."""
    logs = np.log(np.maximum(chances, 1e-9))
    return max(MIXES, key=lambda mix: (float(((main_scores + mix * logs).argmax(axis=1) == main).mean()), -mix))


def _folds(groups: Sequence[str]) -> NDArray[np.int64]:
    """A fold for every example: the largest groups first, each to the fold with the fewest examples so far."""
    sizes = [0] * FOLDS
    place: dict[str, int] = {}
    for group, number in sorted(Counter(groups).items(), key=lambda pair: (-pair[1], pair[0])):
        place[group] = sizes.index(min(sizes))
        sizes[place[group]] += number
    return np.array([place[group] for group in groups], np.int64)
