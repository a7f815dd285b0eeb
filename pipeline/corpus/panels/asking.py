"""What is asked of a panel, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pipeline import tables
from pipeline.errors import RefusedError
from pipeline.model import MeasureType
from pipeline.stores.figures import Asked
from pipeline.text import clean, fold

Rank = Literal["province", "district", "commune"]
ADDITIVE = ("flow", "stock")
"""The kinds of amount that may be added over places."""
_FREQUENCIES = {"YE": "YE", "Y": "YE", "A": "YE", "HE": "HE", "H": "HE", "QE": "QE", "Q": "QE", "ME": "ME", "M": "ME"}
_LOWER: Mapping[str, tuple[Rank, ...]] = {"province": ("district", "commune"), "district": ("commune",), "commune": ()}
_CODES = {"province": 5, "district": 6, "commune": 8}  # the lengths of *63-10*, *63-084*, *63-02752*
_STATUSES = ("reported", "estimated", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to the corpus; see :func:`pipeline.corpus.panels.make_panel` for the meaning of each field."""

    indicator: str
    predicates: tuple[str, ...] = ()
    by: Rank = "province"
    freq: str = "YE"
    measure_types: tuple[str, ...] = ADDITIVE
    statuses: tuple[str, ...] = ("reported",)
    subset: str | None = None
    sum_lower: bool = False
    onto_today: bool = False
    periods: tuple[str, ...] = ()
    empty_cells: bool = True

    @property
    def ranks(self) -> tuple[str, ...]:
        """The ranks of the units whose figures are wanted: that of the cells, and those below that make up its sums."""
        return (self.by, *(_LOWER[self.by] if self.sum_lower else ()))

    @property
    def figures(self) -> Asked:
        """The figures that may stand in a cell: what the store can tell of that by itself."""
        only: dict[str, Sequence[str]] = {"measure_type": self.measure_types, "status": self.statuses, "change": ()}
        if self.subset is None:
            only["subset"] = ()
        codes = tuple(_CODES[rank] for rank in self.ranks)
        return Asked(nouns=tuple(self.nouns), predicates=self.predicates, only=only, codes=codes)

    @property
    def measured(self) -> bool:
        """Whether the indicator is a measure (*m2*, *VND*) of ``tables/units.toml``, to which values are brought."""
        return any(row.get("measure") == self.indicator for row in tables.load("units")["measure"])

    @property
    def nouns(self) -> list[str]:
        """The units to look for: the indicator itself, and every unit of the measure it is."""
        rows = tables.load("units")["measure"]
        forms = [form for row in rows if row.get("measure") == self.indicator for form in (*row["forms"], row.get("unit", ""))]
        return [self.indicator, *(form for form in forms if form)]


def ask(
    indicator: str, *, predicate: str | Sequence[str] | None, by: str, freq: str, measure_type: str | Sequence[str],
    status: str | Sequence[str], subset: str | None, sum_lower: bool, onto: str | None, periods: Sequence[str] | None,
    empty_cells: bool,
) -> Question:
    """The question, checked. Raises ValueError for a word that means nothing here, RefusedError for what no table can give."""
    if onto == "former":
        raise RefusedError("a present unit cannot be taken apart into former ones: no article says how its amount was spread")
    if onto == "today" and by == "district":
        raise RefusedError("there are no districts since 1 July 2025; ask by='province' or by='commune'")
    _one_of("onto", [onto] if onto else [], ("today",))
    _one_of("by", [by], get_args(Rank))
    _one_of("freq", [freq], tuple(_FREQUENCIES))
    types, statuses = _many(measure_type), _many(status)
    _one_of("measure_type", types, get_args(MeasureType))
    _one_of("status", statuses, _STATUSES)
    given: dict[str, Any] = {"by": by, "sum_lower": sum_lower, "empty_cells": empty_cells}
    return Question(
        indicator=" ".join(clean(indicator).split()), predicates=_many(predicate or ()), freq=_FREQUENCIES[freq],
        measure_types=types, statuses=statuses, subset=fold(clean(subset)) if subset else None, onto_today=onto == "today",
        periods=tuple(periods or ()), **given,
    )


def _many(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _one_of(name: str, given: Sequence[str], known: Sequence[str]) -> None:
    for value in given:
        if value not in known:
            raise ValueError(f"{name}={value!r} means nothing here; choose of {', '.join(known)}")
