"""Put the three forms together: no two overlap, a number wins over a name and a name over a title; then read their surroundings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from pipeline.extract.plans import around, named, numbered
from pipeline.extract.plans.named import Named
from pipeline.language import Doc
from pipeline.model import Plan


def plans(doc: Doc) -> Iterator[Plan]:
    """Every reference of the text in order, with its fields."""
    first = list(numbered.find(doc))
    second = [_named_plan(doc, name) for name in _free(named.find(doc.text, doc.folded), first)]
    yield from sorted((*first, *second), key=lambda plan: plan.start)


def _free(names: Iterable[Named], taken: list[Plan]) -> Iterator[Named]:
    """The names that overlap neither a numbered reference nor a name that begins before them."""
    starts, ends = [plan.start for plan in taken], [plan.end for plan in taken]
    last = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        index = bisect_left(ends, name.start + 1)
        if name.start >= last and not (index < len(starts) and starts[index] < name.end):
            yield name
            last = name.end


def _named_plan(doc: Doc, name: Named) -> Plan:
    near = around.read(doc.text, doc.folded, name.start, name.end, names=False)
    return Plan(
        start=name.start, end=name.end, text=doc.text[name.start:name.end], part=doc.part_at(name.start), form="named",
        genre=name.genre, number=name.number, issuer=name.body or near.issuer, issued=name.issued or near.issued, title=near.title,
        period=name.period or near.period,
    )
