"""From letters to figures: one pass over the text, each number read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extract.figures import articles, clues, digits, meaning
from pipeline.extract.figures.exclusions import excluded
from pipeline.extract.figures.shapes import Shape, last_words, read
from pipeline.extract.figures.units import Noun, counted_at, guessed_at, is_people
from pipeline.language import Doc
from pipeline.model import Figure

_CANDIDATE = re.compile(
    r"\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|hăm|nửa|hàng|vài|mấy|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|đôi|rưỡi)(?= |$|[,.;)])")
_REST = re.compile(r"[\d.,/:+\w-]*")
_SHARES = frozenset({"%", "điểm %", "lần", "‰"})
_JOINT = re.compile(r"(?:, ?| và | hoặc | hay |; | - | (?:xuống còn|xuống|lên|còn|lên đến|lên tới|đến|tới|thành) )(?:hơn |gần |khoảng |chỉ còn )?")


@dataclass(frozen=True, slots=True)
class Found:
    """A shape that passed, with the noun it counts and the words before it."""

    shape: Shape
    noun: Noun | None
    guessed: bool = False


def find(doc: Doc) -> Iterator[Figure]:
    """Yield every figure of the text, in order; none overlaps another.

    >>> from pipeline.language import read
    >>> [(f.text, str(f.value), f.unit, f.qualifier) for f in find(read("Chi bộ hiện có hơn 20 đảng viên."))]
    [('20', '20', 'đảng viên', 'over')]
    """
    found = _with_shared_units(doc.folded, list(_accepted(doc)))
    before: Figure | None = None
    for index, item in enumerate(found):
        stop = found[index + 1].shape.start if index + 1 < len(found) else len(doc.text)
        before = _figure(doc, item, before, stop)
        yield before


def _accepted(doc: Doc) -> Iterator[Found]:
    text, folded, at = doc.text, doc.folded, 0
    english = digits.is_english(text)
    previous: Found | None = None
    left = -1
    while candidate := _CANDIDATE.search(folded, at):
        start = candidate.start()
        shape = read(text, folded, start, english)
        if shape is None:
            at = _past(folded, candidate)
            continue
        item = None if _goes_on(folded, left, shape) else _judge(text, folded, shape, previous)
        if item:
            yield item
            previous, at = item, shape.end
        else:
            at = max(_past(folded, candidate), start + len(shape.raw))
            left = start + len(shape.raw) if shape.raw else left


def _goes_on(folded: str, left: int, shape: Shape) -> bool:
    """In *Quân khu 1, 2 và 3* and *ngày 5, 6/3* a number without unit goes on with what was no figure at ``left``."""
    return (0 <= left < shape.start <= left + 4 and bool(_LIST.fullmatch(folded, left, shape.start)) and shape.measure is None
            and shape.scale == 1 and counted_at(folded, shape.end) is None)


_LIST = re.compile(r", ?| và | - ?|; ?|/")


def _past(folded: str, candidate: re.Match[str]) -> int:
    """Where to go on after a number that is none: behind all its digits and what is tied to them."""
    if not candidate[0].isdigit():
        return candidate.end()
    rest = _REST.match(folded, candidate.start(), candidate.start() + 200)
    return max(rest.end() if rest else 0, candidate.end())


def _judge(text: str, folded: str, shape: Shape, previous: Found | None) -> Found | None:
    noun = None if shape.measure else counted_at(folded, shape.end)
    if excluded(text, folded, shape, noun):
        return None
    if not shape.raw and not articles.counts(text, folded, shape, noun, previous.shape if previous else None):
        return None
    return Found(shape, noun)


def _with_shared_units(folded: str, found: list[Found]) -> list[Found]:
    """In *11, 12 và 15 đảng viên* and *từ 70 xuống 42 ngày* the first numbers take the unit of the last."""
    done: list[Found] = []
    for item in reversed(found):
        if done and item.noun is None and item.shape.measure is None:
            joint = _JOINT.match(folded, item.shape.end)
            if joint and joint.end() == done[-1].shape.start and item.shape.form != "range":
                item = _sharing(item, done[-1])
        done.append(item)
    return done[::-1]


def _sharing(item: Found, giver: Found) -> Found:
    shape, other = item.shape, giver.shape
    if other.scale > 1 and shape.scale == 1 and shape.value is not None:
        shape = replace(shape, value=shape.value * other.scale)
    return replace(item, shape=replace(shape, measure=other.measure), noun=giver.noun)


def _figure(doc: Doc, item: Found, previous: Figure | None, until: int) -> Figure:
    text, folded, shape = doc.text, doc.folded, item.shape
    sentence = doc.sentence_at(shape.start)
    begin = sentence.start if sentence else max(0, shape.start - 80)
    stop = sentence.end if sentence else shape.end + 80
    noun = item.noun or (None if shape.measure or not shape.raw else guessed_at(folded, shape.end))
    measure = shape.measure
    unit = measure.unit if measure else text[noun.start:noun.end] if noun else _implied_unit(folded, shape)
    qualifier, rest = clues.qualifier_of(folded[max(begin, shape.start - 60):shape.start], folded[shape.end:min(stop, shape.end + 60)],
                                         shape.form in ("vague", "scales"), unit in _SHARES or folded.startswith(" lần", shape.end))
    change = (clues.change_of(rest, folded[shape.end:min(stop, shape.end + 30)], unit)
              or clues.shared_change(folded, previous, shape.start, rest))
    if change is None and rest.endswith("vượt ") and qualifier == "exact":
        qualifier = "over"
    figure = Figure(
        start=shape.start, end=shape.end, text=text[shape.start:shape.end], part=doc.part_at(shape.start),
        value=shape.value, low=shape.low, high=shape.high, total=shape.total, unit=unit, qualifier=qualifier, change=change,
        measure=measure.measure if measure else "VND" if unit == "đồng" else None,
        factor=measure.factor if measure else Decimal(1) if unit == "đồng" else None,
        base=clues.base_of(text, folded, begin, shape.end, min(stop, until)) if change or unit in _SHARES or rest.endswith(" hơn ") else None,
    )
    return _with_meaning(doc, figure, item, (begin, min(stop, until), stop), previous)


def _with_meaning(doc: Doc, figure: Figure, item: Found, bounds: tuple[int, int, int], previous: Figure | None) -> Figure:
    """Add what kind of amount it is; ``bounds`` are the sentence's begin, the end of what belongs to this number, the sentence's end."""
    text, folded, (begin, until, stop), measure = doc.text, doc.folded, bounds, item.shape.measure
    after = item.noun.end if item.noun and item.noun.start >= figure.end and item.noun.end <= until else figure.end
    money = figure.measure in _CURRENCIES or measure is not None and measure.type == "price" or figure.unit == "đồng"
    same = previous is not None and previous.start >= begin
    scene = meaning.Scene(left=folded[begin:figure.start], right=folded[after:min(stop, after + 60)], unit=figure.unit,
                          kind=item.noun.kind if item.noun else None, ratio=figure.total is not None or item.shape.form == "half" and not measure,
                          change=figure.change is not None, compound="/" in (figure.unit or ""),
                          between=folded[previous.end:figure.start] if previous and same else None, before=previous.measure_type if previous else None,
                          hope=previous.status if previous and previous.status != "reported" else None, timed=bool(measure and measure.type == "duration"))
    predicate = meaning.predicate_of(scene)
    subset = meaning.subset_of(text, folded, after, until) if item.noun else None
    counted = _people_behind(text, folded, figure.end) if figure.unit == "%" else meaning.counted_of(text, folded, begin, figure.start, figure.unit) if not measure else None
    named = predicate is not None and predicate.words not in meaning.HOLLOW
    return replace(
        figure, status=meaning.status_of(scene), measure_type=meaning.type_of(scene, predicate, (measure.type if measure else "age" if figure.unit == "tuổi" else None), money),

        subset=subset, counted=counted or _counted_before(figure, previous, begin),
        predicate=predicate.words if predicate and named else None, predicate_how="stated" if named else None,
    )


def _people_behind(text: str, folded: str, end: int) -> str | None:
    """*84% thanh niên* counts *thanh niên*."""
    noun = counted_at(folded, end)
    return text[noun.start:noun.end] if noun and noun.kind == "q" else None


def _counted_before(figure: Figure, previous: Figure | None, begin: int) -> str | None:
    """In *73 đảng viên (54 người bị khiển trách)* the people are those of the number before."""
    if previous is None or previous.start < begin or figure.unit not in ("người", "đồng chí") or figure.measure or previous.measure:
        return None
    return previous.counted or (previous.unit if previous.unit and previous.unit not in ("người", "đồng chí") and is_people(previous.unit) else None)


_CURRENCIES = frozenset(("VND", "USD", "EUR", "CNY", "JPY", "KRW", "GBP", "RUB", "THB", "LAK", "SGD", "AUD"))


def _implied_unit(folded: str, shape: Shape) -> str | None:
    """*2.200 tỷ* without a noun is money; *ở tuổi 96* is an age."""
    if shape.scale >= 10**6 or shape.form == "scales" or shape.form == "vague" and shape.amount >= 10**9:
        return "đồng"
    return "tuổi" if folded.endswith("tuổi ", max(0, shape.start - 6), shape.start) else None
