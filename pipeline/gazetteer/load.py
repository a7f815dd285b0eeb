"""Loading the tables of ``pipeline/tables/gazetteer``: once for a process, in well under 150 ms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.errors import TableError
from pipeline.gazetteer.names import name_key
from pipeline.model import Era
from pipeline.tables import FOLDER
from pipeline.text import bare

Relation = Literal["same", "absorbed", "divided"]
Rank = Literal["province", "district", "commune"]
RANKS: Mapping[int, Rank] = {2: "province", 3: "district", 5: "commune"}


class Unit(NamedTuple):
    """One administrative unit in one state: between two changes of its level, name or parent.

    ``unit_id`` is era and code (``63-02752``); ``parent`` is that of the unit it belongs to, empty for a province. ``since``
    and ``until`` are ISO days, both included, as far as the lists tell; empty means from before or until now.
    """

    unit_id: str
    level: str
    name: str
    parent: str
    since: str
    until: str
    variants: tuple[str, ...]

    @property
    def era(self) -> Era:
        """``63`` or ``34``."""
        return "34" if self.unit_id.startswith("34") else "63"

    @property
    def code(self) -> str:
        """The official code, which means nothing without its era."""
        return self.unit_id[3:]

    @property
    def rank(self) -> Rank:
        """``province``, ``district`` or ``commune``."""
        return RANKS[len(self.unit_id) - 3]

    @property
    def full_name(self) -> str:
        """Level word and name: *xã Pha Long*."""
        return f"{self.level} {self.name}"

    def holds(self, day: date) -> bool:
        """Whether the unit can have been in this state on that day."""
        at = day.isoformat()
        return self.since <= at and (not self.until or at <= self.until)


class WorldPlace(NamedTuple):
    """A place that is no unit of the lists: a country, region, foreign city, river, mountain, island, province of long ago."""

    name: str
    level: str
    kind: str
    variants: tuple[str, ...]


class Gazetteer:
    """All places by id and by name. Names are looked up by :func:`pipeline.gazetteer.name_key`."""

    def __init__(self, folder: Path) -> None:
        self.states = tuple(_units(folder / "units.tsv"))
        self.world = tuple(WorldPlace(row[0], row[1], row[2], _split(row[3])) for row in _rows(folder / "world.tsv"))
        self.common_words = frozenset(row[0] for row in _rows(folder / "common_words.tsv"))
        self._successors = {row[0]: (tuple(row[1].split()), _relation(row[2])) for row in _rows(folder / "successors.tsv")}
        self._aliases = {row[0]: _split(row[1]) for row in _rows(folder / "aliases.tsv")}
        self._points = {row[0]: (float(row[1]), float(row[2])) for row in _rows(folder / "provinces.tsv")}
        self._by_id: dict[str, list[Unit]] = {}
        self._by_key: dict[str, list[Unit]] = {}
        for unit in self.states:
            self._by_id.setdefault(unit.unit_id, []).append(unit)
            for name in (unit.name, *unit.variants):
                _add(self._by_key, name_key(name), unit)
        for unit_id, names in self._aliases.items():
            for name in names:
                for unit in self._by_id[unit_id]:
                    _add(self._by_key, name_key(name), unit)
        self._by_letters: dict[str, list[Unit]] = {}
        self._predecessors: dict[str, list[str]] = {}
        self._world_by_key: dict[str, WorldPlace] = {}
        for place in self.world:
            for name in (place.name, *place.variants):
                self._world_by_key.setdefault(name_key(name), place)

    def names(self) -> Iterator[str]:
        """Every name, variant and alias of every unit, as written; a name may come more than once."""
        for unit in self.states:
            yield unit.name
            yield from unit.variants
        for names in self._aliases.values():
            yield from names

    def named(self, key: str) -> list[Unit]:
        """Every state of every unit that has this name, by its key; empty when there is none."""
        return self._by_key.get(key, [])

    def spelled_like(self, name: str) -> list[Unit]:
        """The units whose names have the same bare letters, however cut and marked (*Đắk BukSo* for *Đắk Búk So*)."""
        if not self._by_letters:
            for unit in self.states:
                if len(unit.name) > 3:
                    self._by_letters.setdefault(_letters(unit.name), []).append(unit)
        return self._by_letters.get(_letters(name), [])

    def world_named(self, key: str) -> WorldPlace | None:
        """The country, region, river … of this name, by its key."""
        return self._world_by_key.get(key)

    def unit(self, unit_id: str, day: date | None = None) -> Unit | None:
        """The unit as it was on ``day``, else in its last state; None for an id that is not in the lists."""
        states = self._by_id.get(unit_id)
        if not states:
            return None
        return next((unit for unit in reversed(states) if day and unit.holds(day)), states[-1])

    def history(self, unit_id: str) -> list[Unit]:
        """Every state of one unit, in order."""
        return self._by_id.get(unit_id, [])

    def aliases(self, unit_id: str) -> tuple[str, ...]:
        """What else the press calls a unit: *TP.HCM*, *Sài Gòn*."""
        return self._aliases.get(unit_id, ())

    def successors(self, unit_id: str) -> tuple[tuple[str, ...], Relation | None]:
        """The ids of the present units that hold a former unit's territory, and how: ``same``, ``absorbed``, ``divided``."""
        return self._successors.get(unit_id, ((), None))

    def predecessors(self, unit_id: str) -> list[str]:
        """The ids of the former units of the same rank that a present unit holds territory of."""
        if not self._predecessors:
            for old, (ids, _) in self._successors.items():
                for new in ids:
                    if len(old) == len(new):
                        self._predecessors.setdefault(new, []).append(old)
        return self._predecessors.get(unit_id, [])

    def province_of(self, unit: Unit) -> Unit:
        """The province a unit lay in (itself for a province)."""
        while unit.parent:
            unit = self._by_id[unit.parent][-1]
        return unit

    def point(self, unit_id: str) -> tuple[float, float] | None:
        """A latitude and longitude within a province, for maps; None for any other unit."""
        return self._points.get(unit_id)


@cache
def load() -> Gazetteer:
    """The gazetteer of the package, read once. Raises TableError naming the file that is missing or wrong."""
    try:
        return Gazetteer(FOLDER / "gazetteer")
    except (OSError, ValueError, IndexError, KeyError) as problem:
        raise TableError(f"{FOLDER / 'gazetteer'}: {problem}") from problem


def _rows(path: Path) -> Iterator[list[str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return (line.split("\t") for line in lines[1:] if line)


def _units(path: Path) -> Iterator[Unit]:
    return (Unit(row[0], row[1], row[2], row[3], row[4], row[5], _split(row[6])) for row in _rows(path))


def _relation(cell: str) -> Relation | None:
    return "same" if cell == "same" else "absorbed" if cell == "absorbed" else "divided" if cell == "divided" else None


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, bare(name)))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _add(table: dict[str, list[Unit]], key: str, unit: Unit) -> None:
    units = table.setdefault(key, [])
    if unit not in units:
        units.append(unit)
