"""Training on a handful of our own sentences: the same arrays each time, saved and read back without pickle."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pytest

from pipeline import tables
from pipeline.language import read
from pipeline.model import article
from pipeline.topics import predict
from pipeline.topics.features import syllables
from pipeline.topics.fitting import Example, fit, prepare
from pipeline.topics.space import LATENT, make_space
from pipeline.topics.weights import read_weights

ROWS = tables.load("topics")["topic"][:6]
EXAMPLES = [
    Example(article=article(title=text, id=f"{number}-{text[:9]}"), topics=(row["name"],), group=f"paper{number}")
    for number in range(4) for row in ROWS for text in row["examples"]
]


def test_the_same_examples_give_the_same_arrays(tmp_path: Path) -> None:
    first, second = fit(EXAMPLES), fit(EXAMPLES)
    first.save(tmp_path / "first.npz")
    second.save(tmp_path / "second.npz")
    with np.load(tmp_path / "first.npz", allow_pickle=False) as a, np.load(tmp_path / "second.npz", allow_pickle=False) as b:
        assert a.files == b.files
        assert all(np.array_equal(a[name], b[name]) for name in a.files)


def test_a_saved_model_predicts_as_before(tmp_path: Path) -> None:
    model = fit(EXAMPLES)
    model.save(tmp_path / "model.npz")
    again = read_weights(tmp_path / "model.npz")
    for some in EXAMPLES[:12]:
        doc = read(some.article.text, some.article.parts)
        assert predict(doc, some.article, model) == predict(doc, some.article, again)
        assert predict(doc, some.article, again)[0].name == some.topics[0]


@pytest.mark.parametrize("kind", ["svm", "bayes"])
def test_other_classifiers_can_be_compared(kind: str) -> None:
    model = fit(EXAMPLES, kind)  # type: ignore[arg-type]
    some = EXAMPLES[0]
    assert predict(read(some.article.text, some.article.parts), some.article, model)


def test_a_group_is_never_split_over_folds() -> None:
    groups = [*islice(cycle(["a", "b", "c"]), 30)]
    sample = prepare([Example(article=article(title="Tin"), topics=("other",), group=group) for group in groups])
    folds = {(group, fold) for fold, group in zip(sample.fold.tolist(), groups, strict=True)}
    assert len(folds) == 3


def test_what_is_learnt_of_latent_columns_weighs_the_same_on_terms() -> None:
    texts = [prepare(EXAMPLES).found[number % len(EXAMPLES)] for number in range(12)]
    letters, dice = np.array(list("abcdeghiklmnopqrstuvxy")), np.random.default_rng(1)
    around = [syllables(read(" ".join(dice.choice(letters, 60)))) for _ in range(2 * LATENT)]
    space = make_space(texts, around)
    assert space.matrix.shape[1] == space.terms.shape[1] + 2 * LATENT
    weights = np.random.default_rng(0).normal(size=(space.matrix.shape[1], 3))
    assert np.allclose(space.matrix @ weights, space.terms @ space.folded(weights))
