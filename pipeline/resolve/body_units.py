"""Which unit a body's words mean: the one they name, else the one that the article or its paper implies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.gazetteer import Unit, name_key
from pipeline.gazetteer.levels import Level, split_level
from pipeline.resolve.candidates import ancestors, candidates
from pipeline.resolve.context import REFORM

_SPLIT = re.compile(r" ?[,(] ?|\)")


@dataclass(frozen=True, slots=True)
class Around:
    """What the article tells: short names of units, a unit's id, and the day."""

    province: str | None
    district: str | None
    commune: str | None
    unit_id: str | None
    day: date | None


@cache
def _eras(day: date | None) -> tuple[date, ...]:
    """The days under which a name is read: the day itself, or one of each era."""
    return (day,) if day else (date(2025, 6, 15), date(2026, 1, 1))


def implied_units(rank: str, around: Around) -> list[Unit]:
    """The units of one rank that the article implies by name."""
    name = {"province": around.province, "district": around.district, "commune": around.commune}[rank]
    above = [name for name in (around.province, around.district) if name and rank != "province"]
    return _narrowed(name or "", None, (rank,), above, around)


def named_units(rest: str, ranks: tuple[str, ...], around: Around) -> list[Unit]:
    """The units that the words after a body's head name, with the upper units that follow them."""
    parts = [part.strip() for part in _SPLIT.split(rest) if part.strip()]
    level, name = split_level(parts[0])
    above = [split_level(part)[1] for part in parts[1:]]
    if not above and around.province:
        above = [around.province]
    return _narrowed(name, level, ranks, above, around)


def _narrowed(name: str, level: Level | None, ranks: tuple[str, ...], above: list[str], around: Around) -> list[Unit]:
    """The units of a name and rank on the day; where several, those that lie in the units ``above``."""
    found: dict[str, Unit] = {}
    for day in _eras(around.day):
        era = "34" if day >= REFORM else "63"
        units = [unit for unit in candidates(name_key(name), level, day) if unit.rank in ranks]
        units = [unit for unit in units if unit.era == era] or [unit for unit in units if around.day and unit.era == "63"]
        living = [unit for unit in units if unit.holds(day)] or units
        for unit in _inside(living, above):
            found[unit.unit_id] = unit
    return list(found.values())


def _inside(units: list[Unit], above: list[str]) -> list[Unit]:
    """Those that lie in all units ``above``, else in any; all of them when none does."""
    if len(units) < 2:
        return units
    lying = [(sum(name_key(upper) in ancestors(unit.unit_id) for upper in above), unit) for unit in units]
    most = max(count for count, _ in lying)
    return [unit for count, unit in lying if count == most]
