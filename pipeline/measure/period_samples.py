"""The gold of ``about_period`` made ready for learning: for every figure its candidates, and which of them is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract import figures as numbers
from pipeline.language import read
from pipeline.measure.chain_fitting import Sample
from pipeline.measure.gold import GoldArticle, load
from pipeline.resolve.context import context_of
from pipeline.resolve.figure_periods import rows_of
from pipeline.resolve.figures import look
from pipeline.resolve.ranking import Candidate
from pipeline.resolve.scenery import TIMELESS

_UNREAD = "?"
"""Stands for the period of a figure behind the place where the reading stopped."""


def samples(parts: Iterable[str]) -> list[Sample]:
    """The articles of some gold sets of figures (``dev``, ``more``) that have a figure; raises InputError when one is not here."""
    return [sample for part in parts for row in load("figure", part) for sample in _samples(row, part)]


def _samples(row: GoldArticle, part: str) -> Iterator[Sample]:
    """The chain of an article's figures, and one sample without candidates for each that is never asked (ages, durations)."""
    wanted = {(mention["start"], mention["end"]): mention.get("about_period") or None for mention in row.mentions}
    doc, context = read(row.article.text, row.article.parts), context_of(row.article)
    found = list(numbers.find(doc))
    dated = [figure for figure in found if figure.measure_type not in TIMELESS]
    if dated:
        rows, links = rows_of(look(doc, found, [], context), dated)
        yield _sample(row, part, rows, links, [wanted.get((figure.start, figure.end), _UNREAD) for figure in dated])
    for figure in found:
        if figure.measure_type in TIMELESS and (figure.start, figure.end) in wanted:
            yield _sample(row, part, [[Candidate(None)]], [()], [wanted[figure.start, figure.end]])


def _sample(
    row: GoldArticle, part: str, rows: Sequence[Sequence[Candidate]], links: Sequence[tuple[str, ...]], gold: Sequence[str | None],
) -> Sample:
    right = [frozenset[int]() if value == _UNREAD else
             frozenset(index for index, option in enumerate(options) if option.key == value) or frozenset((0,))
             for options, value in zip(rows, gold, strict=True)]
    return Sample(name=str(row.article.id), part=part, rows=tuple(rows), links=tuple(links), right=tuple(right),
                  given=tuple(value not in (None, _UNREAD) for value in gold))
