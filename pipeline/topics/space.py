"""The vector space a model is trained in: TF-IDF of syllables and pairs, groups of phrases, and what goes together in news.

*Latent* columns come from texts without labels (latent semantic analysis, Deerwester and others 1990): each is a sum of terms
that keep company. As they are linear in the terms, what a classifier learns of them is folded back into the weights of the
terms, so that the trained model needs none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.topics.features import FIELDS, GROUPS, NAMES, Syllables, group_values, head_counts, opening_counts
from pipeline.topics.weights import Weights

HEAD_SEEN, OPENING_SEEN = 2, 3
"""In how many labelled articles a gram must stand to count, in the head and in the opening."""
HEAD_AROUND, OPENING_AROUND = 15, 25
"""In how many articles without labels it must stand to count without that."""
PHRASES = 0.05
"""The weight of a group value of one standard deviation beside a text of length 1."""
LATENT = 300
"""Latent columns of the head, and of the opening."""
LATENT_WEIGHT = 2.0
"""What latent columns are multiplied by: a text's are about half as long as its terms."""


@dataclass(frozen=True, slots=True)
class Space:
    """Labelled texts as vectors: ``terms`` without, ``matrix`` with latent columns (``around``: what terms they are made of)."""

    vocabulary: Weights
    terms: Any
    matrix: Any
    around: Any

    def folded(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The weights of :attr:`matrix`'s columns as weights of :attr:`terms`' columns."""
        width = self.terms.shape[1]
        own = np.asarray(weights[:width], np.float64).copy()
        if self.around is not None:
            own[:self.around.shape[0]] += self.around @ weights[width:]
        return own


def make_space(texts: Sequence[Syllables], background: Sequence[Syllables] = (), latent: bool = True) -> Space:
    """The space of labelled ``texts``; ``background`` gives rarities of terms and, with ``latent``, the latent columns."""
    from scipy.sparse import csr_matrix, hstack

    vocabulary = _vocabulary(texts, background)
    terms = _matrix(vocabulary, texts)
    if not latent or len(background) <= LATENT:
        return Space(vocabulary, terms, terms, None)
    around = _around(vocabulary, _matrix(vocabulary, background))
    known = terms[:, :around.shape[0]]
    return Space(vocabulary, terms, hstack([terms, csr_matrix(known @ around)]).tocsr(), around)


def _around(vocabulary: Weights, matrix: Any) -> NDArray[np.float64]:
    """One row per term and one column per latent one, head and opening apart."""
    from sklearn.decomposition import TruncatedSVD

    head = len(vocabulary.head_terms)
    width = len(vocabulary.idf)
    around = np.zeros((width, 2 * LATENT))
    for block, (first, last) in enumerate(((0, head), (head, width))):
        found = TruncatedSVD(LATENT, n_iter=4, random_state=0).fit(matrix[:, first:last])
        around[first:last, block * LATENT:(block + 1) * LATENT] = LATENT_WEIGHT * found.components_.T
    return around


def _vocabulary(texts: Sequence[Syllables], background: Sequence[Syllables]) -> Weights:
    """The terms with their weights, and the scale of the group values."""
    head, head_idf = _terms(map(head_counts, texts), map(head_counts, background), HEAD_SEEN, HEAD_AROUND)
    opening, opening_idf = _terms(map(opening_counts, texts), map(opening_counts, background), OPENING_SEEN, OPENING_AROUND)
    spread = np.array([group_values(text) for text in texts]).std(axis=0)
    one = np.ones(len(NAMES), np.float32)
    return Weights(
        head_terms=head, opening_terms=opening, idf=np.array([*head_idf, *opening_idf], np.float32),
        scale=(PHRASES / (spread + 1e-6) * (spread > 0)).astype(np.float32),
        weights=np.zeros((0, 0), np.float32), bias=one, slope=one, offset=0 * one, thresholds=0 * one, mix=1.0,
    )


def _terms(
    labelled: Iterable[Counter[str]], background: Iterable[Counter[str]], least: int, least_around: int
) -> tuple[tuple[str, ...], list[float]]:
    """The terms that are frequent enough in either kind of texts, in sorted order, and how rare each is."""
    seen, texts = _document_counts(labelled)
    around, others = _document_counts(background)
    terms = tuple(sorted({term for term, number in seen.items() if number >= least}
                         | {term for term, number in around.items() if number >= least_around}))
    counts, total = (around, others) if others else (seen, texts)
    return terms, [float(np.log((total + 1) / (counts[term] + 1)) + 1) for term in terms]


def _document_counts(texts: Iterable[Counter[str]]) -> tuple[Counter[str], int]:
    """In how many texts each term stands, and how many texts there are."""
    seen: Counter[str] = Counter()
    number = 0
    for count in texts:
        seen.update(count.keys())
        number += 1
    return seen, number


def _matrix(vocabulary: Weights, texts: Sequence[Syllables]) -> Any:
    """One sparse row per text: terms of the head, of the opening, then the group values."""
    from scipy.sparse import csr_matrix

    vectors = [vocabulary.vector(text) for text in texts]
    ends = np.cumsum([0, *(len(rows) for rows, _ in vectors)])
    width = len(vocabulary.idf) + FIELDS * len(GROUPS)
    return csr_matrix((np.concatenate([values for _, values in vectors]).astype(np.float64),
                       np.concatenate([rows for rows, _ in vectors]), ends), shape=(len(texts), width))
