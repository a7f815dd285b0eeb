"""Villages: no list holds them, so each takes the commune that stands next to it in the text as its parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Place
from pipeline.resolve.weigh import Name, Reading

_AFTER, _FRONT = 60, 12
"""How many letters may stand between a village and the commune behind it (*các bản A, B của xã …*) or in front of it."""


def with_parents(reading: Reading, answers: Sequence[Place]) -> list[Place]:
    """The answers with every village's ``parent``, its province and era; a village told again has that of its first telling."""
    told = {name.key: commune for index, name in enumerate(reading.names)
            if _is_village(name) and (commune := _commune(reading, index, answers))}
    return [_village(reading, index, answers, told) if _is_village(name) else answers[index]
            for index, name in enumerate(reading.names)]


def _is_village(name: Name) -> bool:
    return name.level is not None and name.level.rank == "village"


def _commune(reading: Reading, index: int, answers: Sequence[Place]) -> Place | None:
    """The commune next to a village in its sentence: the first behind it, with only villages between, else the one in front."""
    place = reading.names[index].place
    for other in reading.names[index].chain.near:
        found = answers[other]
        distance = found.start - place.end if found.start > place.end else place.start - found.end
        if found.rank == "commune" and distance <= (_AFTER if found.start > place.end else _FRONT):
            return found if found.code else None
        if found.start > place.end and not _is_village(reading.names[other]):
            return None
    return None


def _village(reading: Reading, index: int, answers: Sequence[Place], told: dict[str, Place]) -> Place:
    name = reading.names[index]
    numbered = name.key[:1].isdigit() or name.key.startswith("số ")
    commune = _commune(reading, index, answers) or (None if numbered else told.get(name.key))
    if commune is None:
        return replace(name.place, province=_only_province(name, answers) or reading.context.province)
    return replace(name.place, province=commune.province, parent=commune.code, era=commune.era, district=commune.district,
                   now=commune.now, now_ids=commune.now_ids)


def _only_province(name: Name, answers: Sequence[Place]) -> str | None:
    """The province that the sentence names nearest, else the only one of the whole article."""
    near = next((answers[other].province for other in name.chain.near if answers[other].province), None)
    every = {answer.province for answer in answers if answer.province and answer.rank != "village"}
    return near or (every.pop() if len(every) == 1 else None)
