"""The gold of ``about_place`` made ready for learning: for every figure its candidates, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.extract import figures as numbers
from pipeline.extract import places as names
from pipeline.language import read
from pipeline.measure.chain_fitting import Sample
from pipeline.measure.gold import GoldArticle, load
from pipeline.measure.same_place import same_place
from pipeline.resolve import places as where
from pipeline.resolve.context import context_of
from pipeline.resolve.figure_places import rows_of
from pipeline.resolve.figure_traits import Located
from pipeline.resolve.figures import look
from pipeline.resolve.scenery import TIMELESS


def samples(parts: Iterable[str]) -> list[Sample]:
    """The articles of some gold sets of figures (``dev``, ``more``) that have a figure; raises InputError when one is not here."""
    return [sample for part in parts for row in load("figure", part) for sample in _samples(row, part)]


def _samples(row: GoldArticle, part: str) -> Iterator[Sample]:
    """The chain of an article's figures, and one sample without candidates for each that is never asked (ages, durations)."""
    gold = {(mention["start"], mention["end"]): mention for mention in row.mentions}
    doc, context = read(row.article.text, row.article.parts), context_of(row.article)
    found = list(numbers.find(doc))
    placed = [figure for figure in found if figure.measure_type not in TIMELESS]
    if placed:
        scenery = look(doc, found, where.resolve(doc, [*names.find(doc)], context), context)
        yield _sample(row, part, *rows_of(scenery, placed), [gold.get((figure.start, figure.end)) for figure in placed])
    for figure in found:
        if figure.measure_type in TIMELESS and (mention := gold.get((figure.start, figure.end))):
            yield _sample(row, part, [[Located(None)]], [()], [mention])


def _sample(
    row: GoldArticle, part: str, rows: list[list[Located]], links: list[tuple[str, ...]], wanted: list[dict[str, Any] | None],
) -> Sample:
    right = tuple(frozenset(_right(mention, candidates)) or frozenset((0,)) if mention else frozenset[int]()
                  for mention, candidates in zip(wanted, rows, strict=True))
    return Sample(name=str(row.article.id), part=part, rows=tuple(rows), links=tuple(links), right=right,
                  given=tuple(bool(mention and mention.get("about_place")) for mention in wanted))


def _right(mention: dict[str, Any], candidates: list[Located]) -> Iterator[int]:
    place = mention.get("about_place")
    for index, candidate in enumerate(candidates):
        if place and candidate.spot is not None and same_place(place, candidate.spot.text, candidate.spot.unit_id):
            yield index
