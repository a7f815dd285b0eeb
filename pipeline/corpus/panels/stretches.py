"""Stretches of time: what an ``about_period`` covers, and the years, halves, quarters and months a panel is cut into."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_MONTHS = {"YE": 12, "HE": 6, "QE": 3, "ME": 1}
_PART = re.compile(r"(\d{4})(?:-([HQ])([1-4])|-(\d\d)(?:-(\d\d))?)?$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the ``first`` day to the ``last``, both included."""

    first: date
    last: date


@lru_cache(maxsize=4096)
def stretch_of(period: str) -> Stretch | None:
    """The days that an ``about_period`` covers; None when it is written in no known way.

    >>> stretch_of("2019-H1").last, stretch_of("2020/2025").first
    (datetime.date(2019, 6, 30), datetime.date(2020, 1, 1))
    """
    begin, _, end = period.partition("/")
    first, last = _part(begin), _part(end or begin)
    return Stretch(first.first, last.last) if first and last and first.first <= last.last else None


def period_at(day: date, freq: str) -> str:
    """The period of a panel that holds ``day``.

    >>> [period_at(date(2021, 8, 3), freq) for freq in ("YE", "HE", "QE", "ME")]
    ['2021', '2021-H2', '2021-Q3', '2021-08']
    """
    length = _MONTHS[freq]
    if length == 12:
        return f"{day.year}"
    if length == 1:
        return f"{day.year}-{day.month:02}"
    return f"{day.year}-{'H' if length == 6 else 'Q'}{(day.month - 1) // length + 1}"


def whole_period(stretch: Stretch, freq: str) -> str | None:
    """The period that a stretch covers from its first to its last day; None when it covers less, more or another."""
    name = period_at(stretch.first, freq)
    return name if stretch_of(name) == stretch else None


def within(stretch: Stretch, freq: str) -> str | None:
    """The period that a stretch lies in; None when it reaches over more than one."""
    name = period_at(stretch.first, freq)
    return name if name == period_at(stretch.last, freq) else None


def periods_between(first: str, last: str, freq: str) -> Iterator[str]:
    """Every period from ``first`` to ``last``, both included."""
    begin, end = stretch_of(first), stretch_of(last)
    day = begin.first if begin else None
    while day and end and day <= end.last:
        name = period_at(day, freq)
        yield name
        covered = stretch_of(name)
        day = covered.last + timedelta(days=1) if covered else None


def _part(text: str) -> Stretch | None:
    found = _PART.match(text)
    if not found or not 1 <= int(found[1]) <= 9998:
        return None
    year = int(found[1])
    if found[2]:
        length = 6 if found[2] == "H" else 3
        until = int(found[3]) * length
        return _months(year, until - length + 1, until) if until <= 12 else None
    if not found[4]:
        return _months(year, 1, 12)
    month = int(found[4])
    if not 1 <= month <= 12:
        return None
    if not found[5]:
        return _months(year, month, month)
    day = int(found[5])
    return Stretch(date(year, month, day), date(year, month, day)) if 1 <= day <= monthrange(year, month)[1] else None


def _months(year: int, first: int, last: int) -> Stretch:
    return Stretch(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
