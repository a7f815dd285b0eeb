"""Stretches of a text and what they mention."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

Part = Literal["title", "lead", "body", "caption", "related"]
Era = Literal["63", "34"]
How = Literal["stated", "implied"]
Status = Literal["reported", "estimated", "target"]
MeasureType = Literal["stock", "flow", "average", "share", "cumulative", "duration", "age", "price", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of an article's text, ``start`` up to but not including ``end``, and the part it stands in."""

    start: int
    end: int
    part: Part = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Span):
    """One sentence, without the white space around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """Something the article names or counts; ``text`` is its wording, letter for letter."""

    kind: ClassVar[str] = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Mention):
    """A reference to one identifiable document (CODEBOOK.md §1).

    ``genre`` is the Vietnamese word in small letters, ``number`` and ``code`` are as printed, ``year`` comes only
    from inside the number, ``issued`` is an ISO date, year-month or year as far as the text tells, ``period`` the
    first and last year.

    What resolving adds: ``system`` (``party``, ``state``), ``level`` and ``body_id`` of the issuer in the registry, whether the
    issuer is ``stated`` beside the document or ``implied`` (by its code, its genre, the article or the paper), the ``term`` of
    the committee with its source (``stated``, ``date``, ``period``, ``title``, ``article``), ``identity_status``
    (``identified``, ``candidates``, ``described`` for a titled one, ``unknown``), the ``document_id`` or its ``candidates``,
    and ``refers_to``, the start of the mention that a short form stands for.
    """

    kind: ClassVar[str] = "plan"
    form: Literal["numbered", "named", "titled"]
    genre: str | None = None
    number: str | None = None
    year: int | None = None
    code: str | None = None
    issuer: str | None = None
    issued: str | None = None
    title: str | None = None
    period: tuple[int, int] | None = None
    system: Literal["party", "state"] | None = None
    level: str | None = None
    body_id: str | None = None
    issuer_source: Literal["stated", "implied"] | None = None
    term: str | None = None
    term_source: str | None = None
    identity_status: Literal["identified", "candidates", "described", "unknown"] | None = None
    document_id: str | None = None
    candidates: tuple[str, ...] = ()
    refers_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Mention):
    """A quantity (CODEBOOK.md §2): ``value``, or ``low`` and ``high`` of a range; money has its scale multiplied in.

    ``value * factor`` is in ``measure`` (SI units, ``VND`` and other currencies, ``month``, ``%``; ``tables/units.toml``).
    ``about_place`` and ``about_period`` are what it speaks of; each ``…_how`` says whether the text states it or only
    implies it. ``about_period`` is *2021*, *2019-H1*, *2021-Q1*, *2020/2025*, *2019-06* or *2019-06-30*.
    """

    kind: ClassVar[str] = "figure"
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    unit: str | None = None
    qualifier: Literal["exact", "almost", "about", "over", "under", "at_least", "at_most"] = "exact"
    change: Literal["up", "down"] | None = None
    measure: str | None = None
    factor: Decimal | None = None
    base: str | None = None
    status: Status | None = None
    measure_type: MeasureType | None = None
    subset: str | None = None
    counted: str | None = None
    about_place: str | None = None
    about_place_how: How | None = None
    about_unit_id: str | None = None
    about_period: str | None = None
    about_period_how: How | None = None
    predicate: str | None = None
    predicate_how: How | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Mention):
    """A named place (CODEBOOK.md §3). ``code`` is the official code of the unit named, in its own ``era``;
    ``now`` holds the codes of the units that have its territory since 1 July 2025. ``unit_id`` and ``now_ids`` are
    the same with their era (``63-02752``), ``candidates`` too; ``district`` is the name of the district it lay in."""

    kind: ClassVar[str] = "place"
    level: str | None = None
    rank: Literal["province", "district", "commune", "village"] | None = None
    province: str | None = None
    code: str | None = None
    era: Era | None = None
    former: bool = False
    now: tuple[str, ...] = ()
    relation: Literal["same", "absorbed", "divided"] | None = None
    toponym: Literal["literal", "associative"] = "literal"
    parent: str | None = None
    unresolved: str | None = None
    candidates: tuple[str, ...] = ()
    unit_id: str | None = None
    now_ids: tuple[str, ...] = ()
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Mention):
    """A named person (CODEBOOK.md §4): the personal name only; ``same_as`` is the full name a short form stands for."""

    kind: ClassVar[str] = "person"
    role: str | None = None
    honorific: str | None = None
    same_as: str | None = None
