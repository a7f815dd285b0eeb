"""From a number that counts to a Figure: its unit, its qualifier, and what its clause says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.extract.figures import clues
from pipeline.extract.figures.amounts import type_of
from pipeline.extract.figures.frames import designed, foretold, under_goals
from pipeline.extract.figures.governors import Spot, governor_of, sort_of
from pipeline.extract.figures.guesses import Noun, guessed_at
from pipeline.extract.figures.predicates import HOLLOW
from pipeline.extract.figures.scene import Scene
from pipeline.extract.figures.shapes import Shape
from pipeline.extract.figures.status import status_of
from pipeline.extract.figures.subsets import counted_before, counted_of, people_behind, subset_before, subset_of
from pipeline.language import Doc
from pipeline.model import Figure

_SHARES = frozenset({"%", "điểm %", "lần", "‰"})
_CURRENCIES = frozenset(("VND", "USD", "EUR", "CNY", "JPY", "KRW", "GBP", "RUB", "THB", "LAK", "SGD", "AUD"))
_AGE_BEFORE = re.compile(
    r"(?<!\w)tuổi (?:(?:trung bình|bình quân|thọ|trung vị)[^,.;\d]{0,16} )?(?:(?:khoảng|ngoài|trên|dưới|gần|hơn|từ) )?$")
_LIVES = re.compile(r", ?(?:ngụ|trú|quê|ở)(?!\w)")
_MASS = re.compile(
    r"(?:nhu cầu|trọng số|giá trị|diện tích|quãng đường|chặng đường|thời gian|công suất|sản lượng|dân số|tài sản|doanh thu|lợi nhuận|"
    r"vốn|ngân sách|chi phí|kinh phí|khối lượng|số tiền|lượng|thị phần|sức chứa|kim ngạch|đất|rừng|nguồn thu)(?: [^\W\d_]+)?")
"""What has parts but is not counted: *1/3 diện tích* has no unit."""
_MONEY_SCALE = 10**9
"""From *tỷ* on an unlisted word behind a number is hardly what it counts: *tàu vỏ thép gần 20 tỷ rỉ sét*."""
_EARNED = re.compile(
    r"(?<!\w)(?:lời|lãi|lương|thu nhập|giá|bán|mua|vay|nợ|thưởng|phạt|tiền|chi|trả)(?: [^\W\d_]+){0,3} (?:\d[\d.,]* ?- ?)?$")
_NAMED_TYPES = ("duration", "age")
"""What the measure itself says: no verb is asked."""
_REACH = 300
"""No more letters than these are looked at on either side, so that the work grows with the text and not with its sentences."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number that counts, with the noun it counts."""

    shape: Shape
    noun: Noun | None


@dataclass(frozen=True, slots=True)
class _Clause:
    """Where a figure looks: from ``begin`` of its sentence to its ``stop``, or to the next figure (``until``).

    ``opening`` is where the sentence itself begins, however far back.
    """

    opening: int
    begin: int
    until: int
    stop: int


def figure_of(doc: Doc, item: Found, previous: Figure | None, following: int) -> Figure:
    """The figure of a number; ``previous`` is the one before it in the text, ``following`` where the next one begins."""
    shape = item.shape
    sentence = doc.sentence_at(shape.start)
    opening = sentence.start if sentence else 0
    begin = max(opening, shape.start - _REACH)
    stop = min(sentence.end if sentence else shape.end, shape.end + _REACH)
    clause = _Clause(opening, begin, min(stop, following), stop)
    return _with_meaning(doc, _bare(doc, item, clause, previous), item, clause, previous)


def _bare(doc: Doc, item: Found, clause: _Clause, previous: Figure | None) -> Figure:
    """The figure with its value, its unit, how sure it is, whether it is itself a change, and what it is measured against."""
    text, shape, measure = doc.text, item.shape, item.shape.measure
    noun = _noun_of(doc.folded, item)
    unit = measure.unit if measure else text[noun.start:noun.end] if noun else _implied_unit(doc.folded, shape)
    money = measure is None and unit == "đồng"
    qualifier, change, base = _clues(doc, shape, unit, clause, previous)
    return Figure(
        start=shape.start, end=shape.end, text=text[shape.start:shape.end], part=doc.part_at(shape.start),
        value=shape.value, low=shape.low, high=shape.high, total=shape.total, unit=unit,
        measure="VND" if money else measure.measure if measure else None,
        factor=Decimal(1) if money else measure.factor if measure else None, qualifier=qualifier, change=change, base=base,
    )


def _noun_of(folded: str, item: Found) -> Noun | None:
    """The counted noun, or a guess at an unlisted one; none for a part of a mass and where the words before tell the unit."""
    shape, noun = item.shape, item.noun
    if noun and shape.form in ("half", "ratio", "fraction") and shape.amount <= 3 and _MASS.fullmatch(folded, noun.start, noun.end):
        return None
    if noun and shape.scale >= 10**6 and folded.startswith("chiều", noun.start):
        return None
    if noun or shape.measure or _unit_before(folded, shape):
        return None if noun and noun.kind == "n" and folded.endswith("tuổi ", 0, shape.start) else noun
    guessable = shape.raw or shape.form == "vague" or (shape.form == "words" and shape.amount in (2, 4, 6, 8))
    if shape.scale >= _MONEY_SCALE or (shape.scale >= 10**3 and _EARNED.search(folded, max(0, shape.start - 30), shape.start)):
        return None
    return guessed_at(folded, shape.end) if guessable else None


def _unit_before(folded: str, shape: Shape) -> str | None:
    """*ở tuổi 96* and *(53, ngụ xóm 2)* are ages, *gấp ba* is so many times."""
    if folded.endswith("gấp ", 0, shape.start):
        return "lần"
    aged = folded[shape.start - 1:shape.start] == "(" and _LIVES.match(folded, shape.end)
    return "tuổi" if aged or _AGE_BEFORE.search(folded, max(0, shape.start - 36), shape.start) else None


def _implied_unit(folded: str, shape: Shape) -> str | None:
    """What the words before tell; *2.200 tỷ* without a noun is money."""
    earned = shape.scale >= 10**3 and _EARNED.search(folded, max(0, shape.start - 30), shape.start)
    if shape.scale >= 10**6 or earned or shape.form == "scales" or (shape.form == "vague" and shape.amount >= 10**9):
        return "đồng"
    return _unit_before(folded, shape)


def _clues(
    doc: Doc, shape: Shape, unit: str | None, clause: _Clause, previous: Figure | None
) -> tuple[clues.Qualifier, Literal["up", "down"] | None, str | None]:
    """How sure a number is, whether it is itself a change, and what it is measured against."""
    folded, share = doc.folded, unit in _SHARES
    before = folded[max(clause.begin, shape.start - 90):shape.start]
    after = folded[shape.end:min(clause.stop, shape.end + 60)]
    qualifier, rest = clues.qualifier_of(before, after, shape.form in ("vague", "scales", "scale"), share or after.startswith(" lần"))
    change = clues.change_of(rest, after, unit) or clues.shared_change(folded, previous, shape.start)
    if change is None and rest.endswith("vượt ") and qualifier == "exact":
        qualifier = "over"
    compared = change or share or rest.endswith(" hơn ")
    base = clues.base_of(doc.text, folded, clause.opening, shape.end, clause.until) if compared else None
    if base is None and change:
        base = clues.base_before(doc.text, folded, clause.opening, shape.start)
    elif base is None and unit == "%":
        base = clues.whole_behind(doc.text, folded, shape.end)
    return qualifier, change, base


def _with_meaning(doc: Doc, figure: Figure, item: Found, clause: _Clause, previous: Figure | None) -> Figure:
    """Add what kind of amount it is, of what part, and under which verb."""
    text, folded, measure = doc.text, doc.folded, item.shape.measure
    after = item.noun.end if item.noun and figure.end <= item.noun.start and item.noun.end <= clause.until else figure.end
    scene = _scene(folded, figure, item, clause, after, previous)
    kind = measure.type if measure else "age" if figure.unit == "tuổi" else None
    money = _is_money(figure) or kind == "price"
    counted = people_behind(text, folded, figure.end) if figure.unit == "%" else None
    if measure is None:
        counted = counted_of(text, folded, clause.begin, figure.start, figure.unit)
        counted = counted or counted_before(figure, previous, clause.begin, folded)
    governor = governor_of(folded, _spot(figure, clause.opening, clause.stop, previous, kind, money))
    named = governor if governor not in HOLLOW else None
    return replace(
        figure, status=status_of(scene), measure_type=type_of(scene, kind, money), counted=counted,
        subset=_subset(doc, figure, item, clause, after),
        predicate=named, predicate_how="stated" if named else None,
    )


def spot_of(doc: Doc, figure: Figure, previous: Figure | None) -> Spot:
    """Where the verbs around a figure are looked for; ``previous`` is the figure before it in the text."""
    sentence = doc.sentence_at(figure.start)
    timed = figure.measure_type if figure.measure_type in _NAMED_TYPES else None
    begin, stop = (sentence.start, sentence.end) if sentence else (0, figure.end)
    return _spot(figure, begin, stop, previous, timed, _is_money(figure))


def _spot(figure: Figure, begin: int, stop: int, previous: Figure | None, timed: str | None, money: bool) -> Spot:
    timed = timed if timed in _NAMED_TYPES else None
    return Spot(begin, previous.end if previous else -1, figure.start, figure.end, stop, figure.unit or "",
                sort_of(figure.unit, figure.measure, timed, money))


def _subset(doc: Doc, figure: Figure, item: Found, clause: _Clause, after: int) -> str | None:
    if item.noun is None:
        return None
    behind = subset_of(doc.text, doc.folded, item.noun, figure.end, clause.until) if after == item.noun.end else None
    return behind or subset_before(doc.text, doc.folded, clause.begin, figure.start)


def _is_money(figure: Figure) -> bool:
    return figure.measure in _CURRENCIES or (figure.unit or "").startswith("đồng")


def _kind(item: Found, figure: Figure) -> str | None:
    """The kind of the counted noun; a noun that no table lists is a thing."""
    if item.noun:
        return item.noun.kind
    return "n" if figure.unit and item.shape.measure is None and figure.measure is None else None


def _scene(folded: str, figure: Figure, item: Found, clause: _Clause, after: int, previous: Figure | None) -> Scene:
    near = previous if previous and previous.start >= clause.begin else None
    alike = previous if previous and _is_money(previous) == _is_money(figure) else None
    measure = item.shape.measure
    return Scene(
        left=folded[clause.begin:figure.start], right=folded[after:min(clause.stop, after + 60)], unit=figure.unit,
        kind=_kind(item, figure), change=figure.change is not None, compound="/" in (figure.unit or ""),
        ratio=figure.total is not None or (item.shape.form == "half" and not measure),
        between=folded[near.end:figure.start] if near else None, before=alike.measure_type if alike else None,
        hope=previous.status if previous and previous.status != "reported" else None,
        timed=measure is not None and measure.type == "duration",
        goals=under_goals(folded, figure.start), designed=designed(folded, clause.begin, figure.start),
        foretold=figure.measure == "degC" and foretold(folded, figure.start),
        near=previous is not None and clause.begin - previous.end < 200 and "\n" not in folded[previous.end:clause.begin],
    )
