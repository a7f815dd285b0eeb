"""The gold of ``about_place`` made ready for learning: for every figure its candidates, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.extract import figures as numbers
from pipeline.extract import places as names
from pipeline.language import read
from pipeline.measure.gold import GoldArticle, load
from pipeline.measure.same_place import same_place
from pipeline.resolve import places as where
from pipeline.resolve.context import context_of
from pipeline.resolve.figure_places import links_of, rows_of
from pipeline.resolve.figure_spots import Spot
from pipeline.resolve.figure_traits import Candidate
from pipeline.resolve.figures import look


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One read article: the candidates of its figures (``rows``) and how each figure follows the one before (``links``).

    ``right`` has the indexes of the candidates a reader would accept; the first (*none*) where the gold is empty or names a place that
    is no candidate. ``given`` says whether the gold has a place at all.
    """

    name: str
    part: str
    rows: tuple[list[Candidate], ...]
    links: tuple[str, ...]
    right: tuple[frozenset[int], ...]
    given: tuple[bool, ...]


def samples(parts: Iterable[str]) -> list[Sample]:
    """The articles of some gold sets of figures (``dev``, ``more``) that have a figure; raises InputError when one is not here."""
    return [sample for part in parts for row in load("figure", part) if (sample := _sample(row, part)) is not None]


def _sample(row: GoldArticle, part: str) -> Sample | None:
    gold = {(mention["start"], mention["end"]): mention for mention in row.mentions}
    doc, context = read(row.article.text, row.article.parts), context_of(row.article)
    located = where.resolve(doc, [*names.find(doc)], context)
    found = list(numbers.find(doc))
    scenery = look(doc, found, located, context)
    kept = [figure for figure in found if (figure.start, figure.end) in gold]
    if not kept:
        return None
    rows, wanted = rows_of(scenery, kept), [gold[figure.start, figure.end] for figure in kept]
    right = tuple(frozenset(_right(mention, candidates)) or frozenset((0,)) for mention, candidates in zip(wanted, rows, strict=True))
    return Sample(name=row.article.id, part=part, rows=tuple(rows), links=tuple(links_of(scenery, kept)), right=right,
                  given=tuple(bool(mention.get("about_place")) for mention in wanted))


def _right(mention: dict[str, Any], candidates: list[Candidate]) -> Iterator[int]:
    place = mention.get("about_place")
    for index, candidate in enumerate(candidates):
        if place and candidate.spot is not None and _means(candidate.spot, place):
            yield index


def _means(spot: Spot, place: str) -> bool:
    return same_place(place, spot.text, spot.unit_id)
