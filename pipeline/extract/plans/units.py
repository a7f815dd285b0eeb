"""The unit that an issuer leaves out: *Tỉnh ủy* in an article that has said *Tỉnh ủy Lào Cai*, or the code *TU* alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline import tables
from pipeline.extract.plans import bodies
from pipeline.language import Doc
from pipeline.model import Plan
from pipeline.text import fold

_WORD = rf"(?!(?:Ông|Bà(?! Rịa| Nà)|Ảnh|Theo|Ngày|Tại|Trong|Sau|Trước|Chiều|Sáng|Việc|Các|Đây)(?![^\W_])){bodies.UPPER}[^\W\d_]*"
_NAME = rf"(?:T[Pp]\.? )?{_WORD}(?: {_WORD}){{0,2}}(?: [-–] {_WORD}(?: {_WORD}){{0,2}})?"
_HEAD = (r"(?P<head>(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị) (?:ủy|uỷ)|[Tt]ỉnh|[Tt]hành phố|T[Pp]\.?|[Hh]uyện|[Qq]uận"
         r"|[Tt]hị xã|[Pp]hường|[Xx]ã)")
_UNIT = re.compile(rf"(?<![^\W_])(?P<ubnd>UBND )?{_HEAD} (?P<name>{_NAME})")
_OPEN = re.compile(r"(?P<head>tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|tỉnh|thành phố|tp\.?|huyện|quận|thị xã|phường|xã)$")
_LEVEL = {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã",
          "tp": "thành phố", "tp.": "thành phố"}
_PARTY = frozenset(["tỉnh ủy", "thành ủy"])
_CITIES = frozenset(["tp", "tp.", "thành phố"])
_FAR = 3000


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the text names it: the folded word before it, its level, name, all words, whether *UBND* stands before."""

    at: int
    head: str
    level: str
    name: str
    words: str
    ubnd: bool


def complete(doc: Doc, plans: Iterable[Plan]) -> Iterator[Plan]:
    """Give every issuer that lacks its unit the one that the article names nearest before it, or else first behind it.

    >>> from pipeline.language import read
    >>> from pipeline.extract import plans
    >>> [plan.issuer for plan in plans.find(read("Tỉnh ủy Lào Cai họp. Kế hoạch 61-KH/TU đã rõ."))]
    ['Tỉnh ủy Lào Cai']
    """
    units: list[Unit] | None = None
    for plan in plans:
        open_end = _OPEN.search(fold(plan.issuer)) if plan.issuer else None
        office = _office(plan.code) if plan.issuer is None else None
        if not open_end and not office:
            yield plan
            continue
        units = list(_units(doc)) if units is None else units
        if open_end:
            yield replace(plan, issuer=_with_unit(plan, open_end["head"], units))
        else:
            issuer = _from_code(plan, office or "", units)
            yield replace(plan, issuer=issuer, issuer_source="implied" if issuer else None)


@cache
def _offices() -> dict[str, str]:
    rows = tables.load("plans")["issuer"]
    return {fold(row["code"]): row["name"] for row in rows if row.get("province") or row["code"] in {"HU", "QU", "UBND", "HĐND"}}


def _office(code: str | None) -> str | None:
    """The office whose code stands first behind the type, when its name needs a unit."""
    parts = re.split(r"[-/]", fold(code)) if code else []
    return next((_offices()[part] for part in parts[:2] if part in _offices()), None)


def _units(doc: Doc) -> Iterator[Unit]:
    for found in _UNIT.finditer(doc.text):
        head = fold(found["head"])
        if not bodies.is_person(doc.text, doc.folded, found.start("name")):
            yield Unit(found.start(), head, _LEVEL.get(head, head), found["name"], found[0], bool(found["ubnd"]))


def _with_unit(plan: Plan, head: str, units: list[Unit]) -> str:
    level = _LEVEL.get(head, head)
    unit = _nearest(plan.start, (unit for unit in units if unit.level == level))
    issuer = plan.issuer or ""
    if unit and unit.head in _CITIES and head in _CITIES:
        return issuer[:len(issuer) - len(head)] + unit.words.removeprefix("UBND ")
    return f"{issuer} {unit.name}" if unit else issuer


def _from_code(plan: Plan, office: str, units: list[Unit]) -> str | None:
    """*TU* with the nearest *Tỉnh ủy* or *Thành ủy*, *HU* with the nearest *Huyện ủy*, *UBND* with the nearest *UBND tỉnh*."""
    if "Tỉnh ủy" in office:
        unit = _nearest(plan.start, [unit for unit in units if unit.head in _PARTY]) or _nearest(
            plan.start, [unit for unit in units if unit.level in {"tỉnh", "thành phố"}])
        word = "Tỉnh ủy" if unit and unit.level == "tỉnh" else "Thành ủy"
        return office.replace("Tỉnh ủy", f"{word} {unit.name}") if unit else None
    if office in {"Huyện ủy", "Quận ủy"}:
        unit = _nearest(plan.start, (unit for unit in units if unit.head == fold(office)))
        return f"{office} {unit.name}" if unit else None
    unit = _nearest(plan.start, [unit for unit in units if unit.ubnd]) if office == "UBND" else None
    return unit.words if unit else None


def _nearest(at: int, units: Iterable[Unit]) -> Unit | None:
    """The last unit before ``at``, or else the first behind it; none that is far away."""
    best: Unit | None = None
    for unit in units:
        if unit.at > at and best is not None:
            break
        best = unit
    return best if best and abs(best.at - at) < _FAR else None
