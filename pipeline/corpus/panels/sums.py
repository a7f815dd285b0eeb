"""Sums over places, made only on request: lower units into their unit, former units onto today's map.

A sum needs one undisputed value of each part. Lower units may be incomplete, and the row says so in ``coverage``; former units
may not. What cannot be summed is refused with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline import gazetteer
from pipeline.corpus.panels.asking import ADDITIVE, Question
from pipeline.corpus.panels.stretches import stretch_of
from pipeline.gazetteer import Unit

if TYPE_CHECKING:
    import pandas as pd

_NO_ADDING = frozenset({"%", "‰", "điểm %", "point", "degC"})
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A sum that cannot be made."""

    unit_id: str
    period: str
    measure_type: str
    how: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Series:
    """What a cell is apart from its place: only equal ones are added."""

    period: str
    measure_type: str
    status: str
    subset: str
    predicate: str
    unit: str


def sums(cells: pd.DataFrame, question: Question) -> tuple[list[Row], list[Refusal]]:
    """The sums asked for, as rows of cells, and those that cannot be made."""
    made: list[Row] = []
    refused: list[Refusal] = []
    if not (question.sum_lower or question.onto_today):
        return made, refused
    for series, values in _by_series(cells).items():
        for unit_id, parts, how in _wanted(series, values, question):
            if reason := _reason_against(series, parts, values, how):
                refused.append(Refusal(
                    unit_id=unit_id, period=series.period, measure_type=series.measure_type, how=how, reason=reason))
            else:
                made.append(_sum(unit_id, parts, values, how))
    return made, refused


def _by_series(cells: pd.DataFrame) -> dict[_Series, dict[str, list[Row]]]:
    """Per series, the rows of each unit."""
    found: defaultdict[_Series, dict[str, list[Row]]] = defaultdict(dict)
    for row in cells.to_dict("records"):
        series = _Series(*(str(row[name]) for name in ("period", "measure_type", "status", "subset", "predicate", "unit")))
        found[series].setdefault(str(row["unit_id"]), []).append({str(key): value for key, value in row.items()})
    return found


def _wanted(series: _Series, values: dict[str, list[Row]], question: Question) -> Iterator[tuple[str, list[str], str]]:
    """(the unit, its parts, how) of every sum that some value is a part of."""
    stretch = stretch_of(series.period)
    last = stretch.last if stretch else date.max
    places = gazetteer.load()
    if question.sum_lower:
        above = {unit.parent for id in values if (unit := places.unit(id, last)) and unit.parent}
        for parent in sorted(above):
            unit = places.unit(parent, last)
            if unit and unit.rank == question.by:
                yield parent, _children(parent, last), "sum_of_lower"
    if question.onto_today:
        today = {new for id in values if _is_rank(id, question.by) and id.startswith("63") for new in places.successors(id)[0]}
        for new in sorted(id for id in today if _is_rank(id, question.by)):
            yield new, [old for old in places.predecessors(new) if _held(old, last)], "sum_of_former"


def _reason_against(series: _Series, parts: Sequence[str], values: dict[str, list[Row]], how: str) -> str | None:
    """Why these parts cannot be added; None when they can."""
    if series.measure_type not in ADDITIVE or series.unit in _NO_ADDING:
        return f"amounts of the type {series.measure_type} in {series.unit} cannot be added over places"
    there = [part for part in parts if part in values]
    if how == "sum_of_former":
        divided = [part for part in parts if gazetteer.load().successors(part)[1] == "divided"]
        if divided:
            return f"{_name(divided[0])} was divided among several units"
        if len(there) < len(parts):
            return f"no value for {', '.join(_name(part) for part in parts if part not in values)}"
    disputed = [part for part in there if len({(row["value"], row["low"]) for row in values[part]}) > 1]
    if disputed:
        return f"{_name(disputed[0])} has two values"
    if any(row["value"] != row["value"] for part in there for row in values[part]):
        return "a part is told as a range"
    if len({str(row["as_of"]) for part in there for row in values[part]}) > 1:
        return "the parts were counted on different days"
    return None


def _sum(unit_id: str, parts: Sequence[str], values: dict[str, list[Row]], how: str) -> Row:
    rows = [row for part in parts for row in values.get(part, ())]
    each = [values[part][0] for part in parts if part in values]
    exact = all(row["qualifier"] == "exact" for row in rows)
    told_by = frozenset().union(*(row["told_by"] for row in rows))
    evidence = sorted({where for row in rows for where in row["evidence"]})
    return {
        **rows[0], "unit_id": unit_id, "value": sum(row["value"] for row in each), "qualifier": "exact" if exact else "about",
        "how": how, "coverage": f"{len(each)}/{len(parts)}", "conflict": False,
        "told_by": told_by, "sources": len(told_by), "papers": sorted({paper for row in rows for paper in row["papers"]}),
        "evidence": evidence, "articles": len({id for id, *_ in evidence}),
    }


def _children(parent: str, day: date) -> list[str]:
    """The units directly under ``parent`` on that day."""
    return sorted({unit.unit_id for unit in _below().get(parent, ()) if unit.holds(day)})


@cache
def _below() -> dict[str, list[Unit]]:
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in gazetteer.load().states:
        found[unit.parent].append(unit)
    return found


def _held(unit_id: str, day: date) -> bool:
    return any(state.holds(day) for state in gazetteer.load().history(unit_id))


def _is_rank(unit_id: str, rank: str) -> bool:
    unit = gazetteer.load().unit(unit_id)
    return unit is not None and unit.rank == rank


def _name(unit_id: str) -> str:
    unit = gazetteer.load().unit(unit_id)
    return f"{unit.full_name} ({unit_id})" if unit else unit_id


def refused_rows(refusals: Iterable[Refusal]) -> list[tuple[str, ...]]:
    """The refusals as rows of the table ``refused``."""
    return [(one.unit_id, one.period, one.measure_type, one.how, one.reason) for one in refusals]
