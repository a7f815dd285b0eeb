"""The gold of ``about_period`` made ready for learning: for every figure its candidates, and which of them is right."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract import figures as numbers
from pipeline.language import read
from pipeline.measure.chain_fitting import Sample
from pipeline.measure.gold import GoldArticle, load
from pipeline.resolve.context import context_of
from pipeline.resolve.figure_periods import rows_of
from pipeline.resolve.figures import look


def samples(parts: Iterable[str]) -> list[Sample]:
    """The articles of some gold sets of figures (``dev``, ``more``) that have a figure; raises InputError when one is not here."""
    return [sample for part in parts for row in load("figure", part) if (sample := _sample(row, part)) is not None]


def _sample(row: GoldArticle, part: str) -> Sample | None:
    wanted = {(mention["start"], mention["end"]): mention.get("about_period") or None for mention in row.mentions}
    doc, context = read(row.article.text, row.article.parts), context_of(row.article)
    found = [figure for figure in numbers.find(doc) if (figure.start, figure.end) in wanted]
    if not found:
        return None
    rows, links = rows_of(look(doc, found, [], context), found)
    gold = [wanted[figure.start, figure.end] for figure in found]
    right = [frozenset(index for index, option in enumerate(options) if option.key == value) or frozenset((0,))
             for options, value in zip(rows, gold, strict=True)]
    return Sample(name=str(row.article.id), part=part, rows=tuple(rows), links=tuple(links), right=tuple(right),
                  given=tuple(value is not None for value in gold))
