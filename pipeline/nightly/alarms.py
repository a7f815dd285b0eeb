"""What is out of the ordinary in a night of one paper, compared with its last fourteen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

NIGHTS = 14

FAMILY = "family "
"""How counts of page systems are named: *family hemera*."""

_ENOUGH = 20
"""So many articles must have been read before, to know what is usual."""
_LEAST = 3
_RARE = 0.001
"""An alarm rings when chance alone would bring as much less often than so."""
_MORE = 0.2
"""And when the share has grown by so much."""

Counts = Mapping[str, int]


def alarms(tonight: Counts, before: Sequence[Counts]) -> Iterator[str]:
    """The alarms of a night, one phrase each; ``before`` are the counts of the nights to compare with (names: ``tally.py``)."""
    usual = {name: sum(night.get(name, 0) for night in before) for night in before for name in night}
    yield from _few(tonight, before)
    for name, whole, phrase in (
        ("no_lead", "read", "articles without a lead"), ("no_date", "read", "articles without a date"),
        ("other", "asked", "pages that are no article"),
    ):
        if _is_unusual(tonight.get(name, 0), tonight.get(whole, 0), usual.get(name, 0), usual.get(whole, 0)):
            yield (f"{phrase}: {tonight.get(name, 0)} of {tonight.get(whole, 0)}, usually {usual.get(name, 0)} of "
                   f"{usual.get(whole, 0)}; its pages may have changed")
    yield from _swapped(tonight, usual)
    yield from _lost(tonight)


def _few(tonight: Counts, before: Sequence[Counts]) -> Iterator[str]:
    usual = median([night.get("new", 0) for night in before]) if len(before) >= _LEAST else 0
    if usual >= 10 and tonight.get("new", 0) < 0.3 * usual:
        yield f"few new articles: {tonight.get('new', 0)}, usually {usual:.0f}"


def _swapped(tonight: Counts, usual: Counts) -> Iterator[str]:
    """A page system that makes half of what was read tonight and was a tenth at most before."""
    read, read_before = tonight.get("read", 0), usual.get("read", 0)
    for name in sorted(tonight):
        if not name.startswith(FAMILY) or read_before < _ENOUGH:
            continue
        if tonight[name] >= max(_LEAST, read / 2) and usual.get(name, 0) <= read_before / 10:
            most = max((other for other in usual if other.startswith(FAMILY)), key=lambda other: usual[other], default=FAMILY)
            yield (f"another page system: {tonight[name]} of {read} articles were read as {name.removeprefix(FAMILY)}, "
                   f"usually as {most.removeprefix(FAMILY)}; check a few of them")


def _lost(tonight: Counts) -> Iterator[str]:
    for name, phrase in (("gone", "known articles are gone"), ("unreadable", "known articles can no longer be read")):
        if tonight.get(name, 0) >= 10 and tonight[name] > tonight.get("asked_again", 0) / 2:
            yield f"{tonight[name]} {phrase}, of {tonight.get('asked_again', 0)} asked again; the site may be broken"


def _is_unusual(count: int, whole: int, usual: int, usual_whole: int) -> bool:
    """Whether ``count`` of ``whole`` is clearly more than ``usual`` of ``usual_whole``: by a fifth, and not by chance."""
    if count < _LEAST or usual_whole < _ENOUGH or count / whole - usual / usual_whole < _MORE:
        return False
    return chance(count, whole, (usual + 1) / (usual_whole + 2)) < _RARE


def chance(least: int, whole: int, rate: float) -> float:
    """How probable at least ``least`` of ``whole`` are when each comes at ``rate`` (the binomial's upper tail).

    >>> round(chance(2, 2, 0.5), 3)
    0.25
    """
    logs = [math.lgamma(whole + 1) - math.lgamma(one + 1) - math.lgamma(whole - one + 1)
            + one * math.log(rate) + (whole - one) * math.log1p(-rate) for one in range(least, whole + 1)]
    return math.fsum(map(math.exp, logs))
