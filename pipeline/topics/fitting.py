"""Training: from read articles to weights. The only module here that imports scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.language import read
from pipeline.model import Article
from pipeline.topics.features import FIELDS, GROUPS, NAMES, Syllables, group_values, head_counts, opening_counts, syllables
from pipeline.topics.weights import Floats, Weights

Kind = Literal["logistic", "svm", "bayes"]
HEAD_SEEN, OPENING_SEEN = 2, 3
"""In how many articles a gram must stand to count, in the head and in the opening."""
PHRASES = 0.05
"""The weight of a group value of one standard deviation beside a text of length 1."""
STRENGTH = 20.0
"""scikit-learn's C: how closely the training labels are followed."""
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

    def part(self, keep: NDArray[np.bool_]) -> Sample:
        """The examples where ``keep`` is true."""
        found = tuple(self.found[row] for row in np.flatnonzero(keep))
        return Sample(found=found, truth=self.truth[keep], main=self.main[keep], fold=self.fold[keep])


def prepare(examples: Sequence[Example]) -> Sample:
    """Count nothing yet, but find the syllables, and give every group one of :data:`FOLDS` folds of like size."""
    truth = np.zeros((len(examples), len(NAMES)), np.int64)
    for row, example in enumerate(examples):
        truth[row, [NAMES.index(topic) for topic in example.topics]] = 1
    return Sample(
        found=tuple(syllables(read(example.article.text, example.article.parts)) for example in examples),
        truth=truth,
        main=np.array([NAMES.index(example.topics[0]) for example in examples], np.int64),
        fold=_folds([example.group for example in examples]),
    )


def fit(examples: Sequence[Example], kind: Kind = "logistic") -> Weights:
    """Train on all examples; calibration, thresholds and mix come from folds of groups held out in turn.

    The same examples in the same order give the same arrays. Takes about a minute for 2,000 articles.
    """
    sample = prepare(examples)
    topic_scores, main_scores = _held_out(sample, kind)
    slope, offset = _calibration(topic_scores, sample.truth)
    final = _weights(sample, kind)
    chances = 1 / (1 + np.exp(-(topic_scores * slope + offset)))
    mix = _best_mix(chances, main_scores, sample.main)
    return replace(final, slope=slope.astype(np.float32), offset=offset.astype(np.float32), mix=mix,
                   thresholds=_thresholds(chances, sample.truth).astype(np.float32))


def _held_out(sample: Sample, kind: Kind) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The raw scores of every example by a model that saw neither it nor its group."""
    scores = np.zeros((len(sample.found), 2 * len(NAMES)))
    for fold in range(FOLDS):
        out = sample.fold == fold
        if out.any() and not out.all():
            model = _weights(sample.part(~out), kind)
            scores[out] = [model.scores(sample.found[row]) for row in np.flatnonzero(out)]
    return scores[:, :len(NAMES)], scores[:, len(NAMES):]


def _weights(sample: Sample, kind: Kind) -> Weights:
    """The weights learnt from a sample, without calibration."""
    model = _vocabulary(sample.found)
    matrix = _matrix(model, sample.found)
    columns = [_column(matrix, sample.truth[:, topic], kind) for topic in range(len(NAMES))]
    main, main_bias = _main(matrix, sample.main)
    weights = np.hstack([np.column_stack([weights for weights, _ in columns]), main])
    bias = np.concatenate([[bias for _, bias in columns], main_bias])
    # half precision from the start: the saved model and the trained one give the same scores
    return replace(model, weights=weights.astype(np.float16).astype(np.float32), bias=bias.astype(np.float32))


def _vocabulary(found: Iterable[Syllables]) -> Weights:
    """The terms of a sample with their weights, and the scale of the group values."""
    texts = list(found)
    head, head_idf = _terms(map(head_counts, texts), len(texts), HEAD_SEEN)
    opening, opening_idf = _terms(map(opening_counts, texts), len(texts), OPENING_SEEN)
    spread = np.array([group_values(text) for text in texts]).std(axis=0)
    one = np.ones(len(NAMES), np.float32)
    return Weights(
        head_terms=head, opening_terms=opening, idf=np.array([*head_idf, *opening_idf], np.float32),
        scale=(PHRASES / (spread + 1e-6) * (spread > 0)).astype(np.float32),
        weights=np.zeros((0, 0), np.float32), bias=one, slope=one, offset=0 * one, thresholds=0 * one, mix=1.0,
    )


def _terms(counts: Iterable[Counter[str]], texts: int, least: int) -> tuple[tuple[str, ...], list[float]]:
    seen: Counter[str] = Counter()
    for count in counts:
        seen.update(count.keys())
    terms = tuple(sorted(term for term, number in seen.items() if number >= least))
    return terms, [float(np.log(texts / seen[term]) + 1) for term in terms]


def _matrix(model: Weights, found: Sequence[Syllables]) -> Any:
    """One sparse row per article."""
    from scipy.sparse import csr_matrix

    vectors = [model.vector(some) for some in found]
    ends = np.cumsum([0, *(len(rows) for rows, _ in vectors)])
    width = len(model.idf) + FIELDS * len(GROUPS)
    return csr_matrix((np.concatenate([values for _, values in vectors]).astype(np.float64),
                       np.concatenate([rows for rows, _ in vectors]), ends), shape=(len(found), width))


def _column(matrix: Any, truth: NDArray[np.int64], kind: Kind) -> tuple[Floats, float]:
    """The weights and the constant of one topic against all others."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import ComplementNB
    from sklearn.svm import LinearSVC

    if len(set(truth.tolist())) < 2:
        return np.zeros(matrix.shape[1], np.float32), -10.0
    if kind == "bayes":
        bayes = ComplementNB(alpha=0.3).fit(matrix, truth)
        # rows of log complement weights; with two classes the second minus the first is the log odds
        return bayes.feature_log_prob_[1] - bayes.feature_log_prob_[0], 0.0
    makers: dict[str, Callable[[], Any]] = {
        "logistic": lambda: LogisticRegression(C=STRENGTH, solver="liblinear", intercept_scaling=5, random_state=0),
        "svm": lambda: LinearSVC(C=0.5, random_state=0, dual=True, max_iter=5000),
    }
    fitted = makers[kind]().fit(matrix, truth)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _main(matrix: Any, main: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The weights of every topic as the main one, all topics together (a topic never seen as main is out of reach)."""
    from sklearn.linear_model import LogisticRegression

    weights = np.zeros((matrix.shape[1], len(NAMES)), np.float32)
    bias = np.full(len(NAMES), -50.0, np.float32)
    if len(set(main.tolist())) > 2:
        fitted = LogisticRegression(C=STRENGTH, max_iter=150).fit(matrix, main)
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
    options = (0.0, 0.25, 0.5, 1.0, 2.0)
    return max(options, key=lambda mix: (float(((main_scores + mix * logs).argmax(axis=1) == main).mean()), -mix))


def _folds(groups: Sequence[str]) -> NDArray[np.int64]:
    """A fold for every example: the largest groups first, each to the fold with the fewest examples so far."""
    sizes = [0] * FOLDS
    place: dict[str, int] = {}
    for group, number in sorted(Counter(groups).items(), key=lambda pair: (-pair[1], pair[0])):
        place[group] = sizes.index(min(sizes))
        sizes[place[group]] += number
    return np.array([place[group] for group in groups], np.int64)
