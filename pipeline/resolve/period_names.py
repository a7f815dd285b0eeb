"""The names of the traits in :mod:`pipeline.resolve.period_traits`, each set of facts spelled out once."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

Names = tuple[str, ...]


class Shape(NamedTuple):
    """A period as it stands in the text: what sort it is, the word that leads to it, the letter that follows, whether it is part of
    a name."""

    kind: str
    lead: str
    follow: str
    named: bool


class Kind(NamedTuple):
    """A figure as its kind of number: ``measure_type``, ``status``, its unit as *money*, *percent*, *noun* …"""

    type: str
    status: str | None
    unit: str


@lru_cache(20_000)
def of_shape(side: str, rank: int, shape: Shape) -> Names:
    """The traits of a naming that do not depend on the figure; ``rank`` is its place in the row of its side."""
    traits = [f"order {rank}", shape.kind, f"follow {shape.follow}"]
    marks = ["named"] if shape.named else []
    return (*(f"{side} {trait}" for trait in (*traits, *marks)), f"lead {shape.lead}", *marks)


@lru_cache(2_000)
def of_side(side: str, kind: Kind, goes_on: bool) -> Names:
    """What every period of a side hears of the figure; ``goes_on`` says that its clause points back."""
    traits = (f"{side} {kind.type}", f"{side} status {kind.status}")
    return (*traits, f"{side} goes on") if goes_on else traits


@lru_cache(20_000)
def of_space(side: str, kind: Kind, sort: str, near: int, breaks: int, marks: frozenset[str], numbers: int) -> Names:
    """What lies between a figure and a period of its sentence: how much, how many breaks (which ``marks``) and other numbers."""
    names = [f"{side} near {near}", f"{side} breaks {min(3, breaks)}", f"{side} figures {min(3, numbers)}",
             f"{side} {sort} breaks {min(2, breaks)} figures {min(2, numbers)}", *(f"{side} break {mark}" for mark in marks)]
    if not breaks:
        names += [f"{side} bound unit {kind.unit}", f"{side} bound {sort}", f"{side} bound {kind.type}"]
        names += [f"{side} bound alone"] if not numbers else []
    return tuple(names)


@lru_cache(20_000)
def of_value(first: str, kind: Kind, when: str | None, headed: bool, most: bool, only: bool) -> Names:
    """What holds for a value wherever it stands: the side it is ``first`` found on, ``when`` it lies, in the head, named most, alone."""
    names = [f"first {first}"]
    if headed:
        names.append(f"head and {first}")
    if most:
        names += ["named most", f"named most {first}"]
    if only:
        names += ["only period", f"only period {first}"]
    if when:
        names += [f"when {when}", f"when {when} {kind.status}", f"when {when} {kind.type}", f"when {when} {first}"]
    return tuple(names)


@lru_cache(20_000)
def of_none(kind: Kind, part: str, change: str | None, qualifier: str, total: bool, dated: bool) -> Names:
    """What the figure alone says for no period at all; ``dated`` says that the day of the article is known."""
    names = ["none", f"type {kind.type}", f"status {kind.status}", f"type {kind.type} {kind.status}", f"unit {kind.unit}",
             f"part {part}", f"change {change}", f"qualifier {qualifier}"]
    names += ["of a total"] if total else []
    return tuple(names if dated else [*names, "no day"])
