"""Which units a name can mean, and what surrounds each: its ancestors, and the former units whose territory it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from pipeline.gazetteer import Unit, load, name_key
from pipeline.gazetteer.levels import Level

ISLANDS = frozenset(("hoàng sa", "trường sa"))
"""Archipelagos first, and units only where a level word says so (decision of the gold)."""


def candidates(key: str, level: Level | None, day: date, *, former: bool = False, loose: bool = False) -> list[Unit]:
    """The units that a name can mean on a day, each once, in its state of that day; those of the other era come last.

    ``level`` is the level word it was written with. ``former`` (*(cũ)*) leaves only units of the 63 provinces. Of one unit the
    state with that name is kept, even when the lists say that it had another name on that day. ``loose`` compares bare letters.
    """
    best: dict[str, Unit] = {}
    for unit in load().spelled_like(key) if loose else load().named(key):
        if (former and unit.era != "63") or (level is not None and not _fits(unit, level)):
            continue
        kept = best.get(unit.unit_id)
        if kept is None or _worth(unit, level, day) > _worth(kept, level, day):
            best[unit.unit_id] = unit
    return list(best.values())


def _fits(unit: Unit, level: Level) -> bool:
    """Whether a unit can be written with this level word: by its rank, for *thành phố* by its level too."""
    if level.rank == "village" or level.level == "other":
        return False
    if level.level == "thành phố":
        return unit.rank != "commune"
    return unit.rank == level.rank


def _worth(unit: Unit, level: Level | None, day: date) -> tuple[bool, bool]:
    return (level is not None and unit.level == level.level, unit.holds(day))


def exact(unit: Unit, level: Level | None) -> bool:
    """Whether the level word is the one the unit had in some state (*thị trấn* that became *phường*)."""
    return level is None or any(state.level == level.level for state in load().history(unit.unit_id))


@cache
def ancestors(unit_id: str) -> dict[str, str]:
    """The keys of the names of everything a unit lay in, in any state, each with that unit's id; aliases too."""
    gazetteer = load()
    found: dict[str, str] = {}
    todo = [unit.parent for unit in gazetteer.history(unit_id) if unit.parent]
    while todo:
        parent = todo.pop()
        for unit in gazetteer.history(parent):
            for name in (unit.name, *unit.variants, *gazetteer.aliases(parent)):
                found.setdefault(name_key(name), parent)
            if unit.parent:
                todo.append(unit.parent)
    return found


@cache
def former_ancestors(unit_id: str) -> frozenset[str]:
    """The keys of the former districts and provinces whose territory a present commune holds."""
    if unit_id[:2] != "34":
        return frozenset()
    return frozenset(key for old in load().predecessors(unit_id) for key in ancestors(old))


def short_province(unit: Unit, day: date) -> str:
    """The short name of the province a unit lay in (*Thừa Thiên Huế* before 2025), on the day or when the unit ended."""
    gazetteer = load()
    province = gazetteer.province_of(unit)
    if province.unit_id == unit.unit_id:
        return unit.name
    at = min(day, date.fromisoformat(unit.until)) if unit.until else day
    state = gazetteer.unit(province.unit_id, at)
    return (state or province).name


def district_of(unit: Unit) -> Unit | None:
    """The district a commune of the 63 provinces lay in (itself for a district), None for anything else."""
    if unit.rank == "district":
        return unit
    if unit.rank == "commune" and unit.era == "63":
        return load().unit(unit.parent)
    return None


def ids(units: Iterable[Unit], limit: int = 20) -> tuple[str, ...]:
    """The ids of some units, for ``candidates``: at most ``limit``, in the order of the lists."""
    return tuple(sorted({unit.unit_id for unit in units}))[:limit]
