"""What a place mention means in its article: which unit of which era, and which units hold its territory now.

The chain it stands in speaks first (*xã Pha Long, huyện Mường Khương*), then the article's other places, then the province
of the dateline and the paper; the day decides between the eras. Where they leave more than one unit, none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipeline.gazetteer import Unit, load, name_key
from pipeline.gazetteer.levels import Level, split_level
from pipeline.language import Doc
from pipeline.model import Place
from pipeline.resolve.candidates import (
    ISLANDS,
    ancestors,
    candidates,
    district_of,
    exact,
    former_ancestors,
    ids,
    short_province,
)
from pipeline.resolve.chain import Chain, chains
from pipeline.resolve.context import REFORM, Context

_NEW = re.compile(r" ?\(?(?:mới|sau (?:hợp nhất|sáp nhập|sắp xếp))(?![^\W_])")
_COMMITTEES = ((("huyện ủy", "quận ủy", "thị ủy", "huyện đoàn", "quận đoàn", "thị đoàn"), "district"), (("tỉnh ủy", "tỉnh đoàn"), "province"))
_EVE = date(2025, 6, 12)
"""From this day on the press names the coming units (Nghị quyết 202/2025/QH15)."""

@dataclass(slots=True)
class Name:
    """One mention being resolved: its level word, its key, and what follows it in its chain.

    ``new`` where the text says that the unit after the reform is meant, ``rank`` where the words before tell it (*Huyện ủy …*).
    """

    place: Place
    level: Level | None
    key: str
    chain: Chain
    new: bool = False
    rank: str | None = None


@dataclass(slots=True)
class Reading:
    """One article being resolved under one day."""

    text: str
    names: Sequence[Name]
    context: Context
    day: date
    chosen: dict[tuple[str, str | None], Unit] = field(default_factory=dict)


def resolve(doc: Doc, places: Sequence[Place], context: Context) -> list[Place]:
    """Return the places, in order, with every field that the article, its paper and its day tell.

    ``places`` are those that :func:`pipeline.extract.places.find` found in ``doc``. Without a day each name is read under both
    eras, and where they differ it stays ``unresolved``, with both as candidates.
    """
    names = _names(doc, places)
    if context.day is not None:
        return _resolved(doc, names, context, context.day)
    before = _resolved(doc, names, context, REFORM - timedelta(days=16))
    after = _resolved(doc, names, context, REFORM + timedelta(days=180))
    return [_either(one, other) for one, other in zip(before, after, strict=True)]


def _names(doc: Doc, places: Sequence[Place]) -> list[Name]:
    found = []
    for place, chain in zip(places, chains(doc.text, places), strict=True):
        level, name = split_level(place.text)
        if level is None or level.level != place.level:
            level, name = None, place.text
        if level is None and place.rank and place.level:
            level = Level(place.level, place.rank, "any")
        rank = None if level else _told_rank(doc.folded, place.start)
        found.append(Name(place, level, name_key(name), chain, new=_NEW.match(doc.folded, place.end) is not None, rank=rank))
    return found


def _told_rank(folded: str, start: int) -> str | None:
    """The rank that a Party committee or youth union before the name tells (*Huyện ủy [Long Thành]*)."""
    back = folded[max(0, start - 12):start].rstrip()
    return next((rank for words, rank in _COMMITTEES if back.endswith(words)), None)


def _resolved(doc: Doc, names: Sequence[Name], context: Context, day: date) -> list[Place]:
    reading = Reading(doc.text, names, context, day)
    answers = [_answer(reading, index) for index in range(len(names))]
    for index, answer in enumerate(answers):  # a name met first without its chain, later with it
        if answer.unresolved == "ambiguous" and _remembered(reading, names[index]):
            answers[index] = _answer(reading, index)
    return [_village(reading, index, answers) if name.level and name.level.rank == "village" else answers[index]
            for index, name in enumerate(names)]


def _answer(reading: Reading, index: int) -> Place:
    name = reading.names[index]
    if name.level is not None and (name.level.rank == "village" or name.level.level == "other"):
        return name.place
    units = candidates(name.key, name.level, reading.day, former=name.place.former)
    units = [unit for unit in units if name.rank in (None, unit.rank)] or units
    if not units and name.level and (name.chain.above or name.level.rank == "district"):
        units = candidates(name.key, name.level, reading.day, former=name.place.former, loose=True)
    if name.level is None and (world := _world(name, units, reading.day)):
        return world
    if not units:
        return _unknown(name)
    chosen, rivals = _choose(reading, index, units)
    if chosen is None:
        level = name.level.level if name.level else None
        return replace(name.place, level=level, unresolved="ambiguous" if len(rivals) > 1 else "elsewhere", candidates=ids(rivals))
    reading.chosen[(name.key, chosen.rank)] = chosen
    return _filled(name.place, name.level, chosen, reading.day)


def _world(name: Name, units: list[Unit], day: date) -> Place | None:
    """A country, region, river or foreign town of this name, where it goes before the units that share it."""
    place = load().world_named(name.key)
    if place is None:
        return None
    first = place.level in ("country", "region") or name.key in ISLANDS or not any(unit.holds(day) for unit in units)
    if not first and not (place.kind in ("city", "state", "sea", "river", "mountain") and all(unit.rank == "commune" for unit in units)):
        return None
    rank = "province" if place.kind == "past" else None
    return replace(name.place, level=place.level, rank=rank, province=place.name if rank else None,  # type: ignore[arg-type]
                   unresolved="a province of before both eras" if rank else None)


def _unknown(name: Name) -> Place:
    """A name that no list holds: foreign after *tỉnh* or *thành phố*, else said to be unknown."""
    level = name.level
    if level is None or level.level in ("tỉnh", "thành phố"):
        return replace(name.place, level="other" if level else name.place.level, rank=None)
    return replace(name.place, level=level.level, unresolved="unknown")


def _choose(reading: Reading, index: int, units: list[Unit]) -> tuple[Unit | None, list[Unit]]:
    """The unit that is meant, or None and those that remain possible."""
    name = reading.names[index]
    weighed = [(*weight, unit) for unit in units if (weight := _weight(reading, index, unit)) is not None]
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
    return reading.context.province is not None or any(unit.rank == "province" for key in near for unit in load().named(key))


def _weight(reading: Reading, index: int, unit: Unit) -> tuple[float, float] | None:
    """How much speaks for one unit in all, and how much of that its surroundings say; None when its chain forbids it."""
    name, day = reading.names[index], reading.day
    level = _by_level(unit, name)
    if level is None:
        return None
    around, once = ancestors(unit.unit_id), former_ancestors(unit.unit_id)
    support = _by_chain(reading, name, unit, around, once)
    if support is None:
        return None
    if unit.rank == "province":
        return _by_day(unit, name, day) + level + support + 5, support
    support += _by_article(reading, index, around, once)
    province = name_key(reading.context.province) if reading.context.province else None
    if province and (province in around or province in once):
        support += 2
    if _same_unit(reading.chosen.get((name.key, unit.rank)), unit):
        support += 5
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
        return 4 if not unit.until or unit.until >= "2025-06-30" else 0
    if unit.era == "34":
        return 27 if day >= _EVE and unit.rank == "commune" else -40
    return 30 if unit.holds(day) else 14


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
    ranks = {other.rank for other in load().named(member.key)}
    if member.level and member.level.rank:
        ranks = {member.level.rank}
    return all(order.index(rank) <= order.index(unit.rank) for rank in ranks)


def _by_article(reading: Reading, index: int, around: dict[str, str], once: frozenset[str]) -> float:
    """What the article's other places say: up to 4 for a district, 3 for a province, less for those far away."""
    at, best = reading.names[index].place.start, {"district": 0.0, "province": 0.0}
    for other, member in enumerate(reading.names):
        same = member.key == reading.names[index].key and reading.names[index].level is None
        if other == index or same or (member.key not in around and member.key not in once):
            continue
        if member.level is not None and member.level.rank in ("commune", "village"):
            continue
        near = 1 / (1 + abs(member.place.start - at) / 400)
        rank = "district" if member.key in around and len(around[member.key]) == 6 else "province"
        best[rank] = max(best[rank], (4 if rank == "district" else 3) + 2 * near)
    return best["district"] + best["province"]


def _same_unit(one: Unit | None, other: Unit) -> bool:
    return one is not None and one.unit_id == other.unit_id


def _remembered(reading: Reading, name: Name) -> bool:
    return any((name.key, rank) in reading.chosen for rank in ("province", "district", "commune"))


def _filled(place: Place, level: Level | None, unit: Unit, day: date) -> Place:
    """The mention with the fields of its unit."""
    now, relation = load().successors(unit.unit_id) if unit.era == "63" else ((unit.unit_id,), "same")
    district = district_of(unit)
    return replace(
        place, level=level.level if level else unit.level, rank=unit.rank, province=short_province(unit, day), code=unit.code, era=unit.era,
        now=tuple(one[3:] for one in now), now_ids=now, relation=relation, unit_id=unit.unit_id,  # type: ignore[arg-type]
        district=district.name if district else None, parent=unit.parent[3:] or None if unit.rank == "commune" else None,
    )


def _village(reading: Reading, index: int, answers: Sequence[Place]) -> Place:
    """A village with its commune as ``parent``: the next of its chain, else the commune its sentence names next to it."""
    name = reading.names[index]
    commune = next((answers[other] for other in name.chain.near if answers[other].rank == "commune" and answers[other].code), None)
    if commune is None:
        return replace(name.place, province=_only_province(name, answers) or reading.context.province)
    return replace(name.place, province=commune.province, parent=commune.code, era=commune.era, district=commune.district,
                   now=commune.now, now_ids=commune.now_ids)


def _only_province(name: Name, answers: Sequence[Place]) -> str | None:
    """The province that the sentence names nearest, else the only one of the whole article."""
    near = next((answers[other].province for other in name.chain.near if answers[other].province), None)
    every = {answer.province for answer in answers if answer.province and answer.rank != "village"}
    return near or (every.pop() if len(every) == 1 else None)


def _either(before: Place, after: Place) -> Place:
    """One answer from those of both eras: the same, the only one, or none where they differ."""
    if before == after or (before.unit_id and before.unit_id == after.unit_id):
        return before
    if before.rank != "village" and (before.unit_id is None or after.unit_id is None):
        return before if before.unit_id else after
    either = tuple(sorted({one for one in (before.unit_id, after.unit_id) if one}))
    if not either and before.rank != "village":
        return before
    return replace(
        before, level=before.level if before.level == after.level else None, rank=before.rank if before.rank == after.rank else None,
        province=before.province if before.province == after.province else None, code=before.code if before.code == after.code else None,
        parent=before.parent if before.parent == after.parent else None, era=None, now=(), now_ids=(), relation=None, unit_id=None,
        district=None, unresolved="no date: the eras differ" if either else None, candidates=either,
    )
