"""Training the shipped model: the labelled articles of ``corpora/labels``, and a user's corrections from a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.measure.labels import background, examples
from pipeline.model import Article
from pipeline.topics import MODEL
from pipeline.topics.fitting import Example, fit
from pipeline.topics.review import Correction
from pipeline.topics.weights import Weights


def train(path: Path = MODEL, extra: Iterable[Example] = ()) -> Weights:
    """Train on the ``train`` part of the labels and ``extra`` examples, save the model at ``path`` and return it.

    The same inputs give the same arrays. About three minutes. Raises InputError when the labelled texts are not here.
    """
    model = fit([*examples("train"), *extra], background=[*background()])
    model.save(path)
    return model


def corrected(corrections: Iterable[Correction], find: Callable[[str], Article | None]) -> Iterator[Example]:
    """The corrections as examples, each with the article that ``find`` gives for its id.

    A correction of a version that has been revised since, or of an article that is gone, is left out.
    """
    for row in corrections:
        article = find(row.id)
        if article is not None and article.version == row.version:
            month = (article.published or "")[:7]
            yield Example(article=article, topics=row.topics, group=f"{article.paper} {month}")
