"""The registry of bodies: the kinds and central bodies of ``tables/bodies.toml`` joined to the units of the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pipeline import tables
from pipeline.errors import TableError
from pipeline.gazetteer import Unit, load
from pipeline.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body.

    ``body_id`` is stable: ``<kind>@<unit_id>`` for a unit's body (``party@34-15``), the row's own name for a central one
    (``bo-tai-chinh``). ``name`` is its full name (*Tỉnh ủy Lào Cai*). ``kind`` is a row of ``tables/bodies.toml``: ``party``,
    ``ubnd``, ``hdnd``, ``mttq``, ``police``, ``so-noi-vu`` … ``level`` is ``central``, ``province``, ``district`` or ``commune``.
    ``since`` is its first day and ``until`` its last, None where open or not known; ``predecessors`` are body ids.
    """

    body_id: str
    name: str
    kind: str
    level: str
    unit_id: str | None = None
    since: date | None = None
    until: date | None = None
    predecessors: tuple[str, ...] = ()

    def lives(self, day: date) -> bool:
        """Whether the body existed on ``day``, as far as is known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body that every unit of some ranks has: one row of ``[[kind]]`` or ``[[department]]``."""

    id: str
    ranks: tuple[str, ...]
    words: tuple[str, ...]
    name: str
    names: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    since: date | None
    until: date | None
    until_district: date | None
    before: tuple[str, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its id."""
    table = tables.load("bodies")
    found = {row["id"]: _kind(row, tuple(row["ranks"]), tuple(map(fold, row["words"])), row["name"]) for row in table["kind"]}
    for row in table["department"]:
        words = (fold(row["name"]), *map(fold, row.get("short", ())))
        found[row["id"]] = _kind(row, ("province",), words, row["name"] + " {unit}")
    return found


def _kind(row: dict[str, Any], ranks: tuple[str, ...], words: tuple[str, ...], name: str) -> Kind:
    codes = {rank: tuple(values) for rank, values in row.get("codes", {}).items()}
    return Kind(row["id"], ranks, words, name, row.get("names", {}), codes, row.get("since"), row.get("until"),
                row.get("until_district"), tuple(row.get("before", ())))


@cache
def central() -> Mapping[str, Body]:
    """Every central body by its id."""
    return {row["id"]: Body(body_id=row["id"], name=row["name"], kind=row["kind"], level="central", since=row.get("since"),
                            until=row.get("until"), predecessors=tuple(row.get("before", ())))
            for row in tables.load("bodies")["central"]}


@cache
def central_words() -> Mapping[str, str]:
    """Folded wording → id of a central body."""
    return {fold(word): row["id"] for row in tables.load("bodies")["central"] for word in (row["name"], *row.get("short", ()))}


@cache
def central_codes() -> Mapping[str, str]:
    """Code in capitals → id of a central body."""
    return {code.upper(): row["id"] for row in tables.load("bodies")["central"] for code in row.get("codes", ())}


@cache
def kind_words() -> Mapping[str, tuple[str, ...]]:
    """Folded wording → ids of the kinds it can name."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in kinds().values():
        for word in kind.words:
            found[word] = (*found.get(word, ()), kind.id)
    return found


@cache
def kind_codes() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Code in capitals → the (kind, rank) pairs it can stand for."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for kind in kinds().values():
        for rank, codes in kind.codes.items():
            for code in codes:
                found[code.upper()] = (*found.get(code.upper(), ()), (kind.id, rank))
    return found


def body(body_id: str, day: date | None = None) -> Body:
    """The body with this id; its name is that of its unit on ``day``, else in the unit's last state.

    Raises TableError for an id whose kind or unit does not exist.
    """
    if body_id in central():
        return central()[body_id]
    kind_id, _, unit_id = body_id.partition("@")
    unit = load().unit(unit_id, day)
    if kind_id not in kinds() or unit is None or unit.rank not in kinds()[kind_id].ranks:
        raise TableError(f"no body {body_id!r}: its kind or its unit is not in the tables")
    return body_of(kinds()[kind_id], unit)


def body_of(kind: Kind, unit: Unit) -> Body:
    """The body of one kind that one unit has."""
    states = load().history(unit.unit_id)
    since, until = _day(states[0].since), _day(states[-1].until)
    if unit.rank == "district" and kind.until_district:
        until = min(kind.until_district, until) if until else kind.until_district
    since = max(since, kind.since) if since and kind.since else since or kind.since
    until = min(until, kind.until) if until and kind.until else until or kind.until
    return Body(body_id=f"{kind.id}@{unit.unit_id}", name=_name(kind, unit), kind=kind.id,
                level=unit.rank, unit_id=unit.unit_id, since=since, until=until, predecessors=_predecessors(kind, unit))


def _name(kind: Kind, unit: Unit) -> str:
    """The full name of a unit's body; ``{party}`` is its Party committee (*Ban Tổ chức Tỉnh ủy Lào Cai*)."""
    template = kind.names.get(unit.level, kind.name)
    party = _name(kinds()["party"], unit) if "{party}" in template else ""
    return template.format(unit=unit.full_name, short=unit.name, party=party)


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _predecessors(kind: Kind, unit: Unit) -> tuple[str, ...]:
    """The bodies it was made from: of the same kind in the units that its unit replaced, and of the kinds that ended for it."""
    found = [f"{before}@{unit.unit_id}" for before in kind.before if unit.era == "63" and unit.rank in kinds()[before].ranks]
    if unit.era == "34":
        found += [f"{kind.id}@{old}" for old in load().predecessors(unit.unit_id)]
    return tuple(found)
