"""How much a listed name says by itself: what it names, and whether it is also an ordinary word."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.gazetteer import load, name_key
from pipeline.gazetteer.levels import levels

_WORLD = frozenset(("asia", "europe", "america", "africa", "oceania", "world", "vietnam", "sea", "city", "state"))
"""The kinds of ``world.tsv`` that are known by their bare name; an island, mountain or river may share its own with a unit."""
_ALWAYS = frozenset(("hoàng sa", "trường sa"))


class Weight(NamedTuple):
    """The ranks of the units a name names, whether it is a country, region or town of the world, or an ordinary word.

    ``nature`` is an island, mountain or river that shares its name with a unit, and ``town`` a foreign town or province.
    """

    province: bool
    district: bool
    world: bool
    nature: bool
    town: bool
    common: bool


@cache
def weight(key: str | None) -> Weight:
    """The weight of a listed name, by its key."""
    gazetteer = load()
    units = gazetteer.named(key or "")
    place = gazetteer.world_named(key or "")
    kind, common = place.kind if place else "", key in gazetteer.common_words
    alone = not units or key in _ALWAYS or (key or "").split(" ")[0] in levels()
    ranks = {unit.rank for unit in units}
    return Weight(province="province" in ranks, district="district" in ranks, world=kind in _WORLD or (bool(kind) and alone),
                  nature=bool(kind) and kind not in _WORLD and not alone, town=kind in ("city", "state"), common=common)


def is_province(key: str | None) -> bool:
    """Whether a key is a province's name, of either era."""
    return key is not None and weight(key).province


def is_country(key: str | None) -> bool:
    """Whether a key is a country's name."""
    place = load().world_named(key or "")
    return place is not None and place.level == "country"


@cache
def ancestor_keys(key: str) -> frozenset[str]:
    """The keys of the names of everything that the units of a name lay in, in any of their states."""
    gazetteer, keys = load(), set()
    todo = [unit.parent for unit in gazetteer.named(key) if unit.parent]
    while todo:
        for unit in gazetteer.history(todo.pop()):
            keys.add(name_key(unit.name))
            keys.update(name_key(alias) for alias in gazetteer.aliases(unit.unit_id))
            if unit.parent:
                todo.append(unit.parent)
    return frozenset(keys)
