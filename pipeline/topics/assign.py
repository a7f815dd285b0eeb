"""The topics of an article, and why."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np

from pipeline.language import Doc
from pipeline.model import Article, Topic
from pipeline.topics.features import FIELDS, GROUPS, NAMES, Syllables, phrases, syllables
from pipeline.topics.weights import Floats, Weights, read_weights

MODEL = Path(__file__).parents[2] / "models" / "topics" / "model.npz"
MOST = 3
"""An article has one to three topics (CODEBOOK.md §5)."""


@cache
def load(path: Path = MODEL) -> Weights:
    """The trained model, read once; raises EngineError when it is missing."""
    return read_weights(path)


def predict(doc: Doc, article: Article, model: Weights | None = None) -> tuple[Topic, ...]:
    """One to three topics of an article, the main one first, each with its calibrated probability.

    ``doc`` is the read text of ``article``; an empty text has no topic. ``model`` is the shipped one if not given.
    """
    found = syllables(doc)
    if not found.words or not article.text:
        return ()
    model = model or load()
    scores = model.scores(found)
    chances = model.probabilities(scores)
    return tuple(Topic(name=NAMES[topic], score=round(float(chances[topic]), 4)) for topic in chosen(model, scores, chances))


def chosen(model: Weights, scores: Floats, chances: Floats) -> list[int]:
    """The numbers of the topics to give: the main one, then those above their thresholds by probability."""
    main = int(np.argmax(scores[len(NAMES):] + model.mix * np.log(np.maximum(chances, 1e-9))))
    others = [topic for topic in np.argsort(-chances, kind="stable").tolist()
              if topic != main and chances[topic] >= model.thresholds[topic]]
    return [main, *others[:MOST - 1]]


def explain(doc: Doc, article: Article, topic: str, model: Weights | None = None, most: int = 10) -> list[tuple[str, float]]:
    """The words and phrases that spoke most for ``topic``, as the article writes them first, with their weight.

    Weights are parts of the topic's score before calibration: they add up, with those of all other words and a constant.
    Raises ValueError for a name that is no topic.
    """
    if topic not in NAMES:
        raise ValueError(f"{topic!r} is no topic; the names are those of tables/topics.toml")
    column = NAMES.index(topic)
    found = syllables(doc)
    model = model or load()
    parts = _term_parts(model, found, column)
    for words, weight in _phrase_parts(model, found, column).items():
        parts[words] += weight
    best = sorted(((weight, words) for words, weight in parts.items() if weight > 0), key=lambda pair: (-pair[0], pair[1]))
    places = _places(found)
    return [(article.text[slice(*places[words])], round(weight, 4)) for weight, words in best[:most] if words in places]


def _term_parts(model: Weights, found: Syllables, column: int) -> defaultdict[str, float]:
    """What each gram adds to the score of a topic, head and opening together."""
    rows, values = model.vector(found)
    parts: defaultdict[str, float] = defaultdict(float)
    terms = (*model.head_terms, *model.opening_terms)
    for row, value in zip(rows.tolist(), (values * model.weights[rows, column]).tolist(), strict=True):
        if row < len(terms):
            parts[terms[row]] += value
    return parts


def _phrase_parts(model: Weights, found: Syllables, column: int) -> dict[str, float]:
    """What each group of phrases adds, shared among its phrases that the text has."""
    first = len(model.idf)
    rows, values = model.vector(found)
    inner = rows >= first
    added = (values[inner] * model.weights[rows[inner], column]).reshape(FIELDS, len(GROUPS)).sum(axis=0)
    hits: dict[int, dict[str, float]] = {}
    for group, at, length in phrases(found):
        words = " ".join(found.words[at:at + length])
        some = hits.setdefault(group, {})
        some[words] = some.get(words, 0.0) + sqrt(length)
    parts: dict[str, float] = {}
    for group, some in hits.items():
        total = sum(some.values())
        for words, weight in some.items():
            parts[words] = parts.get(words, 0.0) + float(added[group]) * weight / total
    return parts


def _places(found: Syllables) -> dict[str, tuple[int, int]]:
    """Where each gram and phrase stands first."""
    places: dict[str, tuple[int, int]] = {}
    spans = [(at, length) for at in range(len(found.words)) for length in (1, 2) if at + length <= len(found.words)]
    for at, length in [*spans, *((at, length) for _, at, length in phrases(found))]:
        places.setdefault(" ".join(found.words[at:at + length]), (found.spans[at][0], found.spans[at + length - 1][1]))
    return places
