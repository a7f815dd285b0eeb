"""What a place name means on a day, told in full: the data behind ``python -m pipeline.run place "huyện Văn Bàn"``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.gazetteer import Unit, load, name_key
from pipeline.gazetteer.levels import split_level
from pipeline.resolve.candidates import ancestors, candidates, former_ancestors
from pipeline.resolve.context import REFORM

_PARTS = re.compile(r" ?[,(] ?|\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One unit that a name can mean: what it was, and what holds its territory now.

    ``unit`` is its state on the day, ``above`` the units it lay in from the lowest, ``now`` the present units that hold its
    territory and ``relation`` how (``same``, ``absorbed``, ``divided``, None where no source tells), ``once`` the former units
    a present one was made from, ``states`` its whole history, ``living`` whether it existed on the day.
    """

    unit: Unit
    above: tuple[Unit, ...]
    now: tuple[Unit, ...]
    relation: str | None
    once: tuple[Unit, ...]
    states: tuple[Unit, ...]
    living: bool


def explain(name: str, day: date | None = None) -> list[Explained]:
    """Every unit that ``name`` (with its level word and its chain, if given) can mean on ``day``, the highest first.

    Units that were in that state on the day go before all others, which are told only when there is none.

    Without a day both eras are given. A name that is no unit gives an empty list.

    >>> [one.unit.unit_id for one in explain("huyện Văn Bàn", date(2021, 5, 1))]
    ['63-089']
    """
    first, *rest = [part.strip() for part in _PARTS.split(name) if part.strip()] or [""]
    level, short = split_level(first)
    days = (day,) if day else (date(2025, 6, 15), date(2026, 1, 1))
    found: dict[str, Explained] = {}
    for at in days:
        units = candidates(name_key(short), level, at) or (candidates(name_key(first), None, at) if level else [])
        units = units or candidates(name_key(short), level, at, loose=True)
        for unit in units:
            if _lies_in(unit, [split_level(part)[1] for part in rest]):
                found.setdefault(unit.unit_id, _explained(unit, at))
    if day and any(one.living for one in found.values()):
        found = {unit_id: one for unit_id, one in found.items() if one.living}
    order = {"province": 0, "district": 1, "commune": 2}
    return sorted(found.values(), key=lambda one: (not one.living, order[one.unit.rank], one.unit.unit_id))


def _lies_in(unit: Unit, uppers: list[str]) -> bool:
    around, once = ancestors(unit.unit_id), former_ancestors(unit.unit_id)
    return all(name_key(upper) in around or name_key(upper) in once for upper in uppers)


def _explained(unit: Unit, day: date) -> Explained:
    gazetteer = load()
    ids, relation = gazetteer.successors(unit.unit_id) if unit.era == "63" else ((), None)
    above, at = [], unit
    while at.parent and (upper := gazetteer.unit(at.parent, day)):
        above.append(upper)
        at = upper
    once = gazetteer.predecessors(unit.unit_id) if unit.era == "34" else []
    return Explained(
        unit=unit, above=tuple(above), now=_units(ids), relation=relation, once=_units(once),
        states=tuple(gazetteer.history(unit.unit_id)), living=unit.holds(day),
    )


def _units(ids: tuple[str, ...] | list[str]) -> tuple[Unit, ...]:
    return tuple(unit for one in ids if (unit := load().unit(one)))


_RELATIONS = {"same": "the same unit as", "absorbed": "absorbed into", "divided": "divided among"}


def told(name: str, day: date | None = None) -> Iterator[str]:
    """The lines that the command prints for a name: each unit it can mean, with codes."""
    answers = explain(name, day)
    if not answers:
        yield f"{name}: no unit of either era has this name"
    for one in answers:
        yield from _lines(one, day)


def _lines(one: Explained, day: date | None) -> Iterator[str]:
    above = "".join(f", {upper.full_name} ({upper.code})" for upper in one.above)
    when = "" if one.living or day is None else f" - not in this state on {day}"
    yield f"{one.unit.unit_id}  {one.unit.full_name}{above}{when}"
    for state in one.states:
        yield f"    {state.since or '…'} to {state.until or 'now'}: {state.full_name}"
    if one.unit.era == "63":
        held = ", ".join(f"{unit.full_name} ({unit.code})" for unit in one.now) or "no source tells"
        yield f"    since {REFORM}: {_RELATIONS.get(one.relation or '', 'held by')} {held}"
    elif one.once:
        yield "    made from: " + ", ".join(f"{unit.full_name} ({unit.code})" for unit in one.once)


def print_place(name: str, day: date | None = None) -> bool:
    """Print what :func:`told` says; return whether the name is known."""
    for line in told(name, day):
        print(line)
    return bool(explain(name, day))
