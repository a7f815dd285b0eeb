"""What a place mention means in its article: which unit of which era, and which units hold its territory now.

The chain it stands in speaks first (*xã Pha Long, huyện Mường Khương*), then the article's other places, then the province
of the dateline and the paper; the day decides between the eras. Where they leave more than one unit, none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from pipeline.gazetteer import Unit, load, name_key
from pipeline.gazetteer.levels import Level, split_level
from pipeline.gazetteer.names import is_foreign
from pipeline.language import Doc
from pipeline.model import Place
from pipeline.resolve.candidates import ISLANDS, candidates, district_of, exact, ids, short_province
from pipeline.resolve.chain import chains
from pipeline.resolve.context import REFORM, Context, dateline_province
from pipeline.resolve.villages import with_parents
from pipeline.resolve.weigh import Name, Reading, choose

_T = TypeVar("_T")

_NEW = re.compile(r" ?\(?(?:sau (?:khi )?(?:hợp nhất|sáp nhập|sắp xếp))(?![^\W_])| ?\(mới\)| mới(?=[,.;)]| (?:được )?thành lập)")
_COMMITTEES = ((("huyện ủy", "quận ủy", "thị ủy", "huyện đoàn", "quận đoàn", "thị đoàn"), "district"),
               (("tỉnh ủy", "tỉnh đoàn"), "province"))
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
        new = _NEW.match(doc.folded, place.end) is not None
        inherited = level is not None and name == place.text
        found.append(Name(place, level, name_key(name), chain, new=new, rank=rank, inherited=inherited))
    return found


def _told_rank(folded: str, start: int) -> str | None:
    """The rank that a Party committee or youth union before the name tells (*Huyện ủy [Long Thành]*)."""
    back = folded[max(0, start - 12):start].rstrip()
    return next((rank for words, rank in _COMMITTEES if back.endswith(words)), None)


def _resolved(doc: Doc, names: Sequence[Name], context: Context, day: date) -> list[Place]:
    told = ((context.province, 2.0), (dateline_province(context.dateline), 3.0))
    provinces = tuple((name_key(province), said) for province, said in told if province)
    reading = Reading(doc.text, names, context, day, provinces)
    answers = [_answer(reading, index) for index in range(len(names))]
    for index, answer in enumerate(answers):  # a name met without its chain, elsewhere with it
        if answer.unresolved in ("ambiguous", "unknown") and _remembered(reading, names[index]):
            answers[index] = _answer(reading, index)
    return with_parents(reading, answers)


def _answer(reading: Reading, index: int) -> Place:
    name = reading.names[index]
    if name.level is not None and (name.level.rank == "village" or name.level.level == "other"):
        return name.place
    units = candidates(name.key, name.level, reading.day, former=name.place.former)
    if not any(unit.rank == "province" for unit in units) and _abroad(reading, name):
        return replace(name.place, level="other", rank=None)
    units = [unit for unit in units if name.rank in (None, unit.rank)] or units
    if not units and name.level and (name.chain.above or name.level.rank == "district"):
        units = candidates(name.key, name.level, reading.day, former=name.place.former, loose=True)
    if not units and name.level and (once := reading.chosen.get((name.key, name.level.rank))):
        units = [once]
    if name.level is None and (world := _world(name, units, reading.day)):
        return world
    if not units:
        return _unknown(name)
    chosen, rivals = choose(reading, index, units)
    if chosen is None:
        why = "ambiguous" if len(rivals) > 1 else "elsewhere"
        return replace(name.place, level=name.level.level if name.level else None, unresolved=why, candidates=ids(rivals))
    reading.chosen[(name.key, chosen.rank)] = chosen
    return _filled(name, chosen, reading.day)


def _abroad(reading: Reading, name: Name) -> bool:
    """Whether a foreign country follows in its chain (*thị trấn Hà Khẩu, Trung Quốc*)."""
    own = load().world_named(name.key)
    if own is not None and own.level in ("country", "region"):
        return False
    above = (load().world_named(reading.names[other].key) for other in name.chain.above)
    return any(place is not None and place.level == "country" and place.name != "Việt Nam" for place in above)


def _world(name: Name, units: list[Unit], day: date) -> Place | None:
    """A country, region, river or foreign town of this name, where it goes before the units that share it."""
    place = load().world_named(name.key)
    if place is None:
        return None
    first = place.level in ("country", "region") or name.key in ISLANDS or not any(unit.holds(day) for unit in units)
    natural = place.kind in ("city", "state", "sea", "river", "mountain")
    if not first and not (natural and all(unit.rank == "commune" for unit in units)):
        return None
    rank = "province" if place.kind == "past" else None
    return replace(name.place, level=place.level, rank=rank, province=place.name if rank else None,  # type: ignore[arg-type]
                   unresolved="a province of before both eras" if rank else None)


def _unknown(name: Name) -> Place:
    """A name that no list holds: foreign after *tỉnh* or *thành phố*, else said to be unknown."""
    level = name.level
    if level is None or level.level in ("tỉnh", "thành phố") or is_foreign(split_level(name.place.text)[1]):
        return replace(name.place, level="other" if level else name.place.level, rank=None)
    return replace(name.place, level=level.level, unresolved="unknown")


def _remembered(reading: Reading, name: Name) -> bool:
    return any((name.key, rank) in reading.chosen for rank in ("province", "district", "commune"))


def _filled(name: Name, unit: Unit, day: date) -> Place:
    """The mention with the fields of its unit; a level word that is its list's goes before the unit's only where it fits."""
    own = name.level is None or (name.inherited and not exact(unit, name.level))
    level = unit.level if own or name.level is None else name.level.level
    now, relation = load().successors(unit.unit_id) if unit.era == "63" else ((unit.unit_id,), "same")
    district = district_of(unit)
    return replace(
        name.place, level=level, rank=unit.rank, province=short_province(unit, day), code=unit.code, era=unit.era,
        now=tuple(one[3:] for one in now), now_ids=now, relation=relation, unit_id=unit.unit_id,
        district=district.name if district else None, parent=unit.parent[3:] or None if unit.rank == "commune" else None,
    )


def _either(before: Place, after: Place) -> Place:
    """One answer from those of both eras: the same, the only one, or none where they differ."""
    if before == after or (before.unit_id and before.unit_id == after.unit_id):
        return before
    if before.rank != "village" and (before.unit_id is None or after.unit_id is None):
        return before if before.unit_id else after
    either = tuple(sorted({one for one in (before.unit_id, after.unit_id) if one}))
    if not either and before.rank != "village":
        return before
    kept = replace(before, era=None, now=(), now_ids=(), relation=None, unit_id=None, district=None, candidates=either,
                   unresolved="no date: the eras differ" if either else None)
    return replace(
        kept, level=_agreed(before.level, after.level), rank=_agreed(before.rank, after.rank),
        code=_agreed(before.code, after.code), province=_agreed(before.province, after.province),
        parent=_agreed(before.parent, after.parent),
    )


def _agreed(one: _T | None, other: _T | None) -> _T | None:
    """What both eras say alike."""
    return one if one == other else None
