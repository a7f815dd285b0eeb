"""The place a figure is about: of all that stand around it the one a table of learnt weights prefers, or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from math import exp

from pipeline import tables
from pipeline.model import Figure, How
from pipeline.resolve.figure_spots import Spot
from pipeline.resolve.figure_traits import Candidate, Told, candidates_of
from pipeline.resolve.scenery import Scenery

Weights = dict[str, float]


def best_of(candidates: list[Candidate], weights: Weights, threshold: float) -> Candidate:
    """The likeliest of the candidates, the first of which is none: a place only when it is at least ``threshold`` likely."""
    scores = [sum_of(candidate.traits, weights) for candidate in candidates]
    top = max(scores)
    odds = [exp(score - top) for score in scores]
    likely = [odd / sum(odds) for odd in odds]
    best = max(range(1, len(candidates)), key=lambda index: likely[index], default=0)
    return candidates[best] if best and likely[best] >= threshold else candidates[0]


def sum_of(traits: Collection[str], weights: Weights) -> float:
    """What the traits weigh together; unknown traits weigh nothing."""
    return sum(sorted(weights.get(trait, 0.0) for trait in traits))


def place_of(scenery: Scenery, figure: Figure, around: tuple[int, int, int], last: Told | None) -> tuple[Spot | None, How | None]:
    """The place of a figure, and whether its sentence or paragraph states it."""
    best = best_of(candidates_of(scenery, figure, *around, last), *learnt())
    return best.spot, how_of(best) if best.spot else None


def how_of(candidate: Candidate) -> How:
    """*stated* where the figure's sentence or paragraph names the place, else *implied*."""
    sides = {trait.split()[0] for trait in candidate.traits}
    return "stated" if sides & {"left", "right", "back"} else "implied"


@cache
def learnt() -> tuple[Weights, float]:
    """The weights and the threshold of ``tables/figure_places.toml``."""
    table = tables.load("figure_places")
    return dict(_pairs(table["weights"].items())), float(table["threshold"])


def _pairs(items: Iterable[tuple[str, object]]) -> Iterable[tuple[str, float]]:
    return ((name, float(str(weight))) for name, weight in items)
