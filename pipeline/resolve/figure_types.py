"""What kind of measure each figure is, on second thought: the reader's rule weighed against the words around and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import tables
from pipeline.model import Figure, MeasureType
from pipeline.resolve.figure_words import unit_class
from pipeline.resolve.scenery import Scenery

TYPES: tuple[MeasureType, ...] = ("age", "average", "cumulative", "duration", "flow", "other", "price", "share", "stock")
"""The order of the weights in a row of ``tables/figure_types.tsv``."""

_NEXT_TO, _AROUND = 3, 8
"""How many words on each side count by their place, and how many by being there."""
_REACH = 250
"""How far away a figure is still a neighbour, in letters."""
_WORD = re.compile(r"\w+|[^\w\s]")
_BREAK = re.compile(r"(?<!\d)[,;:.](?!\d)|[()\n]|(?<!\w)và(?!\w)")
_AHEAD = re.compile(
    r"(?<!\w)(sẽ|dự kiến|phấn đấu|kế hoạch|mục tiêu|chỉ tiêu|đề xuất|đề nghị|dự báo|có thể|khả năng|dự thảo|tờ trình|dự án|quy hoạch|"
    r"ước)(?!\w)")
_SMALL = 10


def types_of(scenery: Scenery, figures: Sequence[Figure]) -> list[MeasureType | None]:
    """The kind of measure of each figure that the weights of ``tables/figure_types.tsv`` prefer, in the light of the rule's own answer
    (its ``measure_type``)."""
    return [_best(features(scenery, figures, index)) for index in range(len(figures))]


def _best(names: Iterator[str]) -> MeasureType:
    weights = _weights()
    rows = [weights[name] for name in names if name in weights]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    return TYPES[max(range(len(TYPES)), key=sums.__getitem__)]


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    return tables.vectors("figure_types")


def features(scenery: Scenery, figures: Sequence[Figure], index: int) -> Iterator[str]:
    """What speaks for one kind of measure or another: the rule's answer, the figure itself, the words around it, its neighbours."""
    figure = figures[index]
    rule, unit = figure.measure_type, unit_class(figure)
    yield from ("any", f"rule {rule}", f"rule {rule} {unit}", f"rule {rule} {figure.part}", f"rule {rule} {figure.status}", f"unit {unit}",
                f"status {figure.status}", f"change {figure.change} {unit}", f"qualifier {figure.qualifier}")
    if figure.total is not None:
        yield "of a total"
    if figure.value is not None and figure.value < _SMALL:
        yield from ("small", f"small {unit}")
    yield from _worded(figure)
    yield from _around(scenery, figure, rule)
    for side, at in (("before", index - 1), ("behind", index + 1)):
        if 0 <= at < len(figures) and abs(figures[at].start - figure.start) < _REACH:
            yield from _neighbour(side, figure, figures[at])


def _worded(figure: Figure) -> Iterator[str]:
    noun, verb = (figure.unit or "").lower(), (figure.predicate or "").lower()
    yield from (f"noun {noun}", f"verb {verb}")
    yield from (f"noun word {word}" for word in noun.split()[:2])
    yield from (f"verb word {word}" for word in verb.split()[:2])


def _around(scenery: Scenery, figure: Figure, rule: str | None) -> Iterator[str]:
    """The words of the clause on both sides, and the last word before it that looks ahead."""
    folded, sentence = scenery.doc.folded, scenery.doc.sentence_at(figure.start)
    begin, end = (sentence.start, sentence.end) if sentence else (figure.start, figure.end)
    left, right = folded[max(begin, figure.start - 160):figure.start], folded[figure.end:min(end, figure.end + 80)]
    before, behind = _WORD.findall(left)[::-1][:_NEXT_TO], _WORD.findall(right)[:_NEXT_TO]
    yield from (f"left {place} {word}" for place, word in enumerate(before))
    yield from (f"right {place} {word}" for place, word in enumerate(behind))
    yield from (f"left {word}" for word in dict.fromkeys(_WORD.findall(_BREAK.split(left)[-1])[-_AROUND:]))
    yield from (f"right {word}" for word in dict.fromkeys(_WORD.findall(_BREAK.split(right)[0])[:_AROUND]))
    ahead = _AHEAD.findall(left)
    if ahead:
        yield from (f"ahead {ahead[-1]}", f"ahead {ahead[-1]} rule {rule}")


def _neighbour(side: str, figure: Figure, other: Figure) -> Iterator[str]:
    yield from (f"{side} rule {other.measure_type}", f"{side} unit {unit_class(other)}")
    if other.unit == figure.unit:
        yield f"{side} one unit rule {other.measure_type}"
