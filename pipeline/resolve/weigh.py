"""Weighing the units a name can mean: its chain, the article's other places, its paper's province, the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.gazetteer import Unit, load, name_key
from pipeline.gazetteer.levels import Level
from pipeline.model import Place
from pipeline.resolve.candidates import ancestors, candidates, exact, former_ancestors
from pipeline.resolve.chain import Chain
from pipeline.resolve.context import REFORM, Context

_AROUND = 200
"""So many places before and behind a name are asked about it: an article has fewer, a book must not take a day."""
_EVE = date(2025, 6, 12)
"""From this day on the press names the coming units (Nghị quyết 202/2025/QH15)."""


@dataclass(slots=True)
class Name:
    """One mention being resolved: its level word, its key, and what follows it in its chain.

    ``new`` where the text says that the unit after the reform is meant, ``rank`` where the words before tell it (*Huyện ủy …*),
    ``inherited`` where the level word is its list's and not its own.
    """

    place: Place
    level: Level | None
    key: str
    chain: Chain
    new: bool = False
    rank: str | None = None
    inherited: bool = False


@dataclass(slots=True)
class Reading:
    """One article being resolved under one day; ``provinces`` are the keys of its paper's and dateline's, with what they say."""

    text: str
    names: Sequence[Name]
    context: Context
    day: date
    provinces: tuple[tuple[str, float], ...] = ()
    chosen: dict[tuple[str, str | None], Unit] = field(default_factory=dict)


def choose(reading: Reading, index: int, units: list[Unit]) -> tuple[Unit | None, list[Unit]]:
    """The unit that is meant, or None and those that remain possible."""
    name = reading.names[index]
    weighed = [(*weight, unit) for unit in units if (weight := _weight(reading, index, unit)) is not None]
    if not weighed:  # its chain forbids every one: a list and no chain, if other things speak for one
        loose = [(weight, unit) for unit in units if (weight := _weight(reading, index, unit, chained=False)) is not None]
        weighed = [(*weight, unit) for weight, unit in loose if weight[1] >= 2]
    if not weighed:
        return None, units[:1]
    weighed.sort(key=lambda item: -item[0])
    best, support, chosen = weighed[0]
    rivals = [unit for weight, _, unit in weighed if weight > best - 1]
    if len(rivals) > 1:
        return None, rivals
    if chosen.rank == "commune" and not support and (name.level is None or _elsewhere(reading, name)):
        return None, [chosen]
    return chosen, [chosen]


def _elsewhere(reading: Reading, name: Name) -> bool:
    """Whether its paper or its own sentence is about a province, so that a commune far from all of it is likely another one."""
    near = (reading.names[other].key for other in name.chain.near)
    return bool(reading.provinces) or any(unit.rank == "province" for key in near for unit in load().named(key))


def _weight(reading: Reading, index: int, unit: Unit, *, chained: bool = True) -> tuple[float, float] | None:
    """How much speaks for one unit in all, and how much of that its surroundings say; None when its chain forbids it."""
    name, day = reading.names[index], reading.day
    level = _by_level(unit, name)
    if level is None:
        return None
    around, once = ancestors(unit.unit_id), former_ancestors(unit.unit_id)
    support = _by_chain(reading, name, unit, around, once) if chained else 0.0
    if support is None:
        return None
    if unit.rank == "province":
        return _by_day(unit, name, day) + level + support + 5, support
    support += _by_article(reading, index, around, once)
    support += sum(said for key, said in reading.provinces if key in around or key in once)
    if _same_unit(reading.chosen.get((name.key, unit.rank)), unit):
        support += 3
    return _by_day(unit, name, day) + level + support, support


def _by_chain(reading: Reading, name: Name, unit: Unit, around: dict[str, str], once: frozenset[str]) -> float | None:
    """What the names that follow as upper units say; None where one of them is certainly no place it lay in."""
    weight = 0.0
    for other in name.chain.above:
        member = reading.names[other]
        if member.key in around:
            weight += 10
        elif member.key in once:
            weight += 8 if member.place.former else 4
        elif _is_unit(member, reading.day) and not _level_with(unit, member):
            return None
    return weight


def _by_day(unit: Unit, name: Name, day: date) -> float:
    """What the day says: a unit of the article's own era goes before one of the other by more than anything else can say."""
    if name.new:
        return 30 if unit.era == "34" else 0
    if day >= REFORM:
        if unit.era == "34":
            return 30 if unit.holds(day) else 28
        if unit.rank == "province" and name.level is None and not _lives_on(unit):
            return 24
        return 4 if unit.until >= "2025-06-30" else 0
    if unit.era == "34":
        return 27 if day >= _EVE and unit.rank == "commune" else -40
    return 30 if unit.holds(day) else 14


def _lives_on(unit: Unit) -> bool:
    """Whether a former province's name is a present one's; if not, its bare name means it rather than a ward of that name."""
    return any(other.era == "34" and other.rank == "province" for other in load().named(name_key(unit.name)))


def _by_level(unit: Unit, name: Name) -> float | None:
    """What the level word says; without one a province goes before a district, and that before a commune."""
    if name.level is None:
        return {"province": 14.0, "district": 4.0, "commune": 0.0}[unit.rank]
    if unit.level == name.level.level:
        return {"province": 6.0, "district": 3.0, "commune": 3.0}[unit.rank]
    if unit.era == "34" and name.level.level == "thị trấn":
        return None
    return 1.0 if exact(unit, name.level) else -6.0


def _is_unit(member: Name, day: date) -> bool:
    """Whether a chain member certainly is an administrative unit, so that a unit must lie in it."""
    return bool(candidates(member.key, member.level, day)) and (member.level is None or member.level.rank != "village")


def _level_with(unit: Unit, member: Name) -> bool:
    """Whether the member is no upper unit at all for this one: of its own rank or lower, as in a mere list."""
    order = ("village", "commune", "district", "province")
    ranks: set[str] = {other.rank for other in load().named(member.key)}
    if member.level and member.level.rank:
        ranks = {member.level.rank}
    return all(order.index(rank) <= order.index(unit.rank) for rank in ranks)


def _by_article(reading: Reading, index: int, around: dict[str, str], once: frozenset[str]) -> float:
    """What the article's other places say: 4 for a district, 3 for a province, more for those near and in the same sentence."""
    at, best = reading.names[index].place.start, {"district": 0.0, "province": 0.0}
    first = max(0, index - _AROUND)
    for other, member in enumerate(reading.names[first:index + _AROUND], start=first):
        same = member.key == reading.names[index].key and reading.names[index].level is None
        if other == index or same or (member.key not in around and member.key not in once):
            continue
        if member.level is not None and member.level.rank in ("commune", "village"):
            continue
        near = 1 / (1 + abs(member.place.start - at) / 400) + (other in reading.names[index].chain.near)
        rank = "district" if member.key in around and len(around[member.key]) == 6 else "province"
        best[rank] = max(best[rank], (4 if rank == "district" else 3) + 3 * near)
    return best["district"] + best["province"]


def _same_unit(one: Unit | None, other: Unit) -> bool:
    return one is not None and one.unit_id == other.unit_id
