"""The bodies that govern and speak: Party committees, people's committees and councils, fronts, police, departments, ministries.

A body belongs to a unit of the gazetteer or to the centre, and lives as long as its unit and its law let it: *Huyện ủy Văn Bàn*
ends with the districts on 1 July 2025, *Tỉnh ủy Lào Cai* of the 34 provinces is another body than that of the 63.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.gazetteer import Unit, load
from pipeline.resolve.body_units import Around, implied_units, named_units
from pipeline.resolve.registry import (
    Body,
    Kind,
    body,
    body_of,
    central,
    central_codes,
    central_words,
    kind_codes,
    kind_words,
    kinds,
)
from pipeline.text import clean, fold

__all__ = ["Body", "FoundBody", "body", "find_body"]

_CODE = re.compile(r"[\d./-]*(?:[A-ZĐƯÂÊÔ][\wĐđƯưâÂ]*[-/])*[A-ZĐƯ][\wĐđ]*(?:\d{1,2})?")
_LEADS = ("các cấp của ", "cơ quan ")
_RANK_WORDS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune",
               "phường": "commune", "thị trấn": "commune", "đặc khu": "commune"}
_PARTY_RANKS = {"tỉnh": ("province",), "thành": ("province", "district"), "huyện": ("district",), "quận": ("district",),
                "thị": ("district",), "đảng": ("commune", "district", "province")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBody:
    """The answer of :func:`find_body`: ``body`` when it is certain, else ``candidates`` and the ``reason`` in one phrase."""

    body: Body | None = None
    candidates: tuple[Body, ...] = ()
    reason: str | None = None


def find_body(
    text: str,
    *,
    province: str | None = None,
    district: str | None = None,
    commune: str | None = None,
    day: date | None = None,
    unit_id: str | None = None,
) -> FoundBody:
    """The body that ``text`` names, by words (*Ban Thường vụ Huyện ủy Thoại Sơn*, *UBND tỉnh*) or a code (*KH/TU*, *QH15*).

    ``province``, ``district`` and ``commune`` are short names that the article or its paper implies, used only where the
    text names no unit itself; ``unit_id`` says outright which unit is meant. ``day`` chooses the era; without it, a body that
    both eras have is given as candidates. Never raises for a text it does not know: ``body`` is None and ``reason`` says why.

    >>> find_body("Ban Thường vụ Huyện ủy Thoại Sơn", day=date(2022, 1, 15)).body.body_id
    'party@63-894'
    >>> find_body("KH/TU", province="Lào Cai", day=date(2026, 1, 20)).body.name
    'Tỉnh ủy Lào Cai'
    """
    around = Around(province, district, commune, unit_id, day)
    text = re.sub(r"\s+", " ", clean(text)).strip(" .;:–-")
    if " " not in text and (found := _by_code(text, around)):
        return found
    folded = fold(text)
    for lead in _LEADS:
        folded, text = (folded[len(lead):], text[len(lead):]) if folded.startswith(lead) else (folded, text)
    if (name := central_words().get(folded)) is not None:
        return _lived([central()[name]], day)
    head = _head(folded)
    if head is None:
        return _central_start(folded, day) or FoundBody(reason="no body is known by these words")
    rest = text[len(head):].strip(" -,")
    return _of_units(head, kind_words()[head], rest, around)


def _central_start(folded: str, day: date | None) -> FoundBody | None:
    """A central body whose name the text begins with (*Bộ Tài chính vừa …*)."""
    words = folded.split(" ")
    for count in range(min(len(words), 12), 1, -1):
        if (name := central_words().get(" ".join(words[:count]))) is not None:
            return _lived([central()[name]], day)
    return None


def _head(folded: str) -> str | None:
    """The longest wording of a kind that the text begins with, unless a longer central name begins it too."""
    words = folded.replace(",", " ,").split(" ")
    for count in range(min(len(words), 12), 0, -1):
        head = " ".join(words[:count]).replace(" ,", ",")
        if head in central_words():
            return None
        if head in kind_words():
            return head
    return None


def _by_code(text: str, around: Around) -> FoundBody | None:
    """A code's bodies: the part after the last stroke, its last part that is an issuer (*61-KH/TU*, *12/NQ-HĐND*, *QH15*)."""
    if not _CODE.fullmatch(text):
        return None
    found: list[FoundBody] = []
    for part in reversed(text.rpartition("/")[2].split("-")):
        bare = re.sub(r"\d+$", "", part).upper()
        if bare in central_codes():
            found.append(_lived([central()[central_codes()[bare]]], around.day))
        elif bare in kind_codes():
            found.append(_by_kind_code(bare, around))
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    bodies = [one.body for one in found if one.body] + [body for one in found for body in one.candidates]
    return FoundBody(candidates=tuple(bodies), reason="a joint document of several bodies")


def _by_kind_code(code: str, around: Around) -> FoundBody:
    """The unit's body that a code stands for: the lowest rank that the code and the article both know."""
    pairs = kind_codes()[code]
    told = {"province": around.province, "district": around.district, "commune": around.commune}
    if around.unit_id:
        unit = load().unit(around.unit_id, around.day)
        fitting = [kind for kind, rank in pairs if unit and rank == unit.rank]
        if unit and fitting:
            return _lived([body_of(kinds()[fitting[0]], unit)], around.day)
    for rank in ("commune", "district", "province"):
        for kind, of in pairs:
            if of == rank and told[rank]:
                return _answer(kinds()[kind], implied_units(rank, around), around.day)
    ranks = " or ".join(dict.fromkeys(rank for _, rank in pairs))
    return FoundBody(reason=f"the code {code} needs a {ranks}, and the text names none")


def _of_units(head: str, ids: Iterable[str], rest: str, around: Around) -> FoundBody:
    """The body of a kind whose unit ``rest`` names (*huyện Thoại Sơn*, *tỉnh*, nothing)."""
    kind = kinds()[next(iter(ids))]
    ranks = _ranks_of(head, kind.ranks)
    folded = fold(rest)
    if folded in ("", "tỉnh", "thành phố", "tp") or folded in _RANK_WORDS:
        return _without_name(kind, _RANK_WORDS.get(folded) or _only(ranks) or ("province" if folded else None), around, ranks)
    units = named_units(rest, ranks, around)
    if not units:
        return FoundBody(reason=f"no unit of that rank is called {rest!r}")
    return _answer(kind, units, around.day)


def _without_name(kind: Kind, rank: str | None, around: Around, ranks: tuple[str, ...]) -> FoundBody:
    if around.unit_id and (unit := load().unit(around.unit_id, around.day)) and unit.rank in ranks:
        return _lived([body_of(kind, unit)], around.day)
    told = {"province": around.province, "district": around.district, "commune": around.commune}
    rank = rank or next((one for one in ("commune", "district", "province") if one in ranks and told[one]), None)
    if rank is None or not told.get(rank):
        return FoundBody(reason=f"the text names no {rank or 'unit'}, and none is implied")
    return _answer(kind, implied_units(rank, around), around.day)


def _only(ranks: tuple[str, ...]) -> str | None:
    return ranks[0] if len(ranks) == 1 else None


def _ranks_of(head: str, ranks: tuple[str, ...]) -> tuple[str, ...]:
    """The ranks that the head itself tells: *Tỉnh ủy* a province, *Thành ủy* a province or district."""
    found = re.search(r"(tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|đoàn)$", head)
    if not found:
        return ranks
    return tuple(rank for rank in _PARTY_RANKS[found[1]] if rank in ranks)


def _answer(kind: Kind, units: list[Unit], day: date | None) -> FoundBody:
    bodies = [body_of(kind, unit) for unit in units if unit.rank in kind.ranks]
    if not bodies:
        return FoundBody(reason="the unit is in no list")
    highest = max(bodies, key=lambda one: ("commune", "district", "province").index(one.level))
    if len({one.level for one in bodies}) > 1:
        bodies = [one for one in bodies if one.level == highest.level]
    return _lived(bodies, day)


def _lived(bodies: list[Body], day: date | None) -> FoundBody:
    """One body is the answer, also when it had ended by the day, which ``reason`` then says; several are candidates."""
    if len(bodies) == 1:
        ended = day is not None and not bodies[0].lives(day)
        return FoundBody(body=bodies[0], reason="not living on that day" if ended else None)
    eras = {one.unit_id[:2] for one in bodies if one.unit_id}
    reason = "no date: both eras have it" if day is None and len(eras) > 1 else "several units have this name"
    return FoundBody(candidates=tuple(bodies[:40]), reason=reason)
