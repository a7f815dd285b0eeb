"""Speed, as ratios in one run: ``python -m tests.bench``.

The whole analysis against bare ``underthesea.word_tokenize`` on the same texts, in turns, so that a busy machine slows both: on the
sample newspaper, which is dense with figures (one every 17 words), and on real news (one every 47) where ``../shared`` is at
hand. Each ratio must be at least 0.5 (``FLOOR``).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice

from corpora.sample.articles import load_articles
from pipeline.analysis import analyse
from pipeline.errors import InputError
from pipeline.measure.gold import load
from pipeline.model import Article, article

FLOOR = 0.5
ROUNDS = 5
_REAL = 120
"""How many real articles."""


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(articles: Sequence[Article]) -> tuple[int, float, float]:
    """The number of words (white-space syllables), and the median seconds of bare tokenizing and of the whole analysis."""
    from underthesea import word_tokenize

    def bare() -> None:
        for one in articles:
            word_tokenize(one.text)

    def whole() -> None:
        for one in articles:
            analyse(one)

    bare(), whole()
    turns = [(seconds(bare), seconds(whole)) for _ in range(ROUNDS)]
    words = sum(len(article.text.split()) for article in articles)
    return words, statistics.median(a for a, _ in turns), statistics.median(b for _, b in turns)


def sample_articles() -> list[Article]:
    """The sample newspaper's articles, as the crawl would bring them."""
    return [
        article(id=str(one.id), title=one.title, lead=one.lead, body=one.body, paper="baomau", published=one.published.isoformat())
        for one in load_articles()
    ]


def real_articles() -> list[Article]:
    """The first articles of the gold of figures, chosen for their numbers; none where their texts are not at hand."""
    try:
        return [row.article for row in islice(load("figure"), _REAL)]
    except InputError:
        return []


def main() -> int:
    """Print the speeds and their ratios; returns 1 when one is below the floor."""
    ratios = []
    for name, articles in (("sample newspaper", sample_articles()), ("real news", real_articles())):
        if articles:
            words, bare, whole = compare(articles)
            ratio = bare / whole
            ratios.append(ratio)
            print(f"{name:<17} bare word_tokenize {words / bare:>7,.0f} words/s, whole analysis {words / whole:>7,.0f}, ratio {ratio:.2f}")
    print(f"floor {FLOOR}")
    return 0 if min(ratios) >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
