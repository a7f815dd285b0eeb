"""Empty cells: whether the corpus has articles that could have told (*nothing_reported*) or none (*no_article*)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline import gazetteer, tables
from pipeline.corpus.panels.stretches import Stretch, stretch_of
from pipeline.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

AFTER = 3
"""How many months after its end a period is still reported on."""
Row = dict[str, Any]


def gaps(units: Iterable[str], periods: Iterable[str], filled: set[tuple[str, str]], denominators: pd.DataFrame) -> Iterator[Row]:
    """A row for each unit and period without a value; ``denominators`` counts articles by newspaper and month.

    The articles that could have told are those of the newspapers of the unit's province, from the first month of the period
    to three months after its end. A unit has no row for a period in which it did not exist.
    """
    counts = _by_province(denominators)
    stretches = [(period, stretch) for period in periods if (stretch := stretch_of(period))]
    for unit_id in sorted(units):
        months = counts.get(_province(unit_id), {})
        for period, stretch in stretches:
            if (unit_id, period) not in filled and _existed_in(unit_id, stretch):
                articles = sum(count for month, count in months.items() if _first(stretch) <= month <= _end(stretch))
                yield {"unit_id": unit_id, "period": period, "articles": articles, "sources": 0, "conflict": False,
                       "state": "nothing_reported" if articles else "no_article", "papers": [], "evidence": []}


def provinces_of_papers(papers: Iterable[str], day: date | None = None) -> set[str]:
    """The unit ids of the provinces, of both eras, whose newspapers these are; of one day only those that existed then."""
    return {unit_id for paper in papers for unit_id in _provinces_of(paper)
            if day is None or any(state.holds(day) for state in gazetteer.load().history(unit_id))}


def _by_province(denominators: pd.DataFrame) -> dict[str, dict[int, int]]:
    """Per province (of either era) its newspapers' articles in each month, counted from year 0."""
    counts: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for paper, month, number in zip(denominators["paper"], denominators["month"], denominators["articles"], strict=True):
        if isinstance(paper, str) and isinstance(month, str):
            for unit_id in _provinces_of(paper):
                counts[unit_id][int(month[:4]) * 12 + int(month[5:7])] += int(number)
    return {unit_id: dict(months) for unit_id, months in counts.items()}


@cache
def _provinces_of(paper: str) -> frozenset[str]:
    try:
        row = tables.load(f"papers/{paper}")
    except TableError:
        return frozenset()  # a newspaper that the tables do not know has no province
    former = [one.get("province") for one in row.get("former", ())]
    wanted = {("34", row.get("province")), *(("63", name) for name in (*row.get("provinces_before", ()), *former))}
    if not row.get("provinces_before"):
        wanted.add(("63", row.get("province")))
    return frozenset(
        unit.unit_id for era, name in wanted if name
        for unit in gazetteer.load().named(gazetteer.name_key(name)) if unit.rank == "province" and unit.era == era
    )


def _province(unit_id: str) -> str:
    places = gazetteer.load()
    unit = places.unit(unit_id)
    return places.province_of(unit).unit_id if unit else ""


def _existed_in(unit_id: str, stretch: Stretch) -> bool:
    first, last = stretch.first.isoformat(), stretch.last.isoformat()
    return any(state.since <= last and (not state.until or state.until >= first) for state in gazetteer.load().history(unit_id))


def _first(stretch: Stretch) -> int:
    return stretch.first.year * 12 + stretch.first.month


def _end(stretch: Stretch) -> int:
    return stretch.last.year * 12 + stretch.last.month + AFTER
