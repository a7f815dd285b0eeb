"""Speed, as ratios in one run: ``python -m tests.bench``.

The whole analysis of the sample newspaper's texts against bare ``underthesea.word_tokenize`` on the same texts, in
turns, so that a busy machine slows both. The ratio must be at least 0.5 (``FLOOR``).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence

from corpora.sample.articles import load_articles
from pipeline.analysis import analyse
from pipeline.model import Article, article

FLOOR = 0.5
ROUNDS = 5


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


def main() -> int:
    """Print the speeds and their ratio; returns 1 when the ratio is below the floor."""
    words, bare, whole = compare(sample_articles())
    print(f"bare word_tokenize {words / bare:>10,.0f} words/s")
    print(f"whole analysis     {words / whole:>10,.0f} words/s")
    print(f"ratio              {bare / whole:>10.2f}   floor {FLOOR}")
    return 0 if bare / whole >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
