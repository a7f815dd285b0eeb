"""Numbered references: each number with the genre before it, lists that share a genre word, numbers without a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from heapq import merge
from typing import Literal

from pipeline import tables
from pipeline.extract.plans import around, genres, issuers, numbers
from pipeline.extract.plans.genres import Genre
from pipeline.extract.plans.numbers import Number
from pipeline.language import Doc
from pipeline.model import Plan

_JOINT = re.compile(r"(?:,|;|\),| và|, và| hoặc| hay| cùng)(?: các| cả| với)?(?: số)?:? ")
_NEXT = re.compile(r"(?:, | và |, và | hoặc )(?:số )?([0-9]{1,5}[a-zđ]?)(?![^\W_]|[.,/:-][0-9]|%| ?%|/|-[^\W_]| ?- ?[0-9])")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_MARK_AFTER = re.compile(r"$|[\s]*$|\n|[,;.:)”\"!?…]| \(| -")


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered reference before its surroundings are read: span, genre and the parts of its number."""

    start: int
    end: int
    genre: Genre | None
    digits: str
    number: Number | None
    shared: bool = False
    year: int | None = None


def find(doc: Doc) -> Iterator[Plan]:
    """Yield every numbered reference of the text, in order, with its fields."""
    found = list(references(doc.text, doc.folded))
    plans = [_plan(doc, _with_code_of_list(found, index)) for index in range(len(found))]
    for index in range(len(plans) - 2, -1, -1):
        plans[index] = _shared(doc.folded, plans[index], plans[index + 1])
    for reference, plan in zip(found, plans, strict=True):
        fixed = issuers.of_genre(plan.genre) if plan.issuer in {None, "Thủ tướng Chính phủ"} else None
        coded = _implied(reference)
        fixed = fixed or (coded if coded == "Thủ tướng Chính phủ" and plan.issuer == "Chính phủ" else None)
        issuer = fixed or plan.issuer or coded
        source: Literal["stated", "implied"] = "stated" if plan.issuer else "implied"
        yield replace(plan, issuer=issuer, issuer_source=source if issuer else None)


_AND = re.compile(r"(?:,| và|, và|;| và các| cùng)(?: số)? ")


def _shared(folded: str, plan: Plan, following: Plan) -> Plan:
    """Two documents side by side share what follows the second: *Quy định số 12-QĐ/TW và số 13-QĐ/TW của Bộ Chính trị*."""
    if not _AND.fullmatch(folded, plan.end, following.start) or plan.issued or plan.title:
        return plan
    same = plan.genre == following.genre and _issuers(plan.code) == _issuers(following.code)
    issuer = plan.issuer or (following.issuer if same or plan.code is None else None)
    if not same:
        return replace(plan, issuer=issuer)
    return replace(plan, issuer=issuer, issued=following.issued, title=following.title, period=following.period)


def _issuers(code: str | None) -> str | None:
    return code.split("/")[-1] if code else None


def _implied(reference: Reference) -> str | None:
    return issuers.implied_by(reference.number.issuers) if reference.number else None


def references(text: str, folded: str) -> Iterator[Reference]:
    """Yield the numbered references without reading their surroundings: the fast part.

    >>> from pipeline.text import fold
    >>> text = "các Kế hoạch số 61, 62-KH/TU"
    >>> [(text[r.start:r.end], r.genre.word) for r in references(text, fold(text))]
    [('Kế hoạch số 61', 'kế hoạch'), ('62-KH/TU', 'kế hoạch')]
    """
    last: Reference | None = None
    for start, end, found in merge(_coded(text, folded), numbers.scan_uncoded(folded), key=lambda item: item[0]):
        if last and start < last.end:
            continue
        number = found if isinstance(found, Number) else None
        year = found if isinstance(found, int) else None
        reference = _coded_reference(text, folded, number, last) if number else _uncoded_reference(text, folded, start, end, year)
        if reference is None:
            continue
        yield reference
        last = reference
        if number is None:
            for last in _rest_of_list(folded, reference):
                yield last


def _coded(text: str, folded: str) -> Iterator[tuple[int, int, Number]]:
    return ((number.start, number.end, number) for number in numbers.scan(text, folded))


def _coded_reference(text: str, folded: str, number: Number, last: Reference | None) -> Reference | None:
    before = genres.before_number(folded, number.start)
    if before.genre and _fits(number, before.genre, before.so, text[before.start]):
        return Reference(before.start, number.end, before.genre, number.digits, number)
    if last and _JOINT.fullmatch(folded, last.end, number.start) and (number.sure or last.number):
        return Reference(number.start, number.end, _listed_genre(number, last), number.digits, number, shared=True)
    if not number.sure or before.other:
        return None
    if number.type is None and (law := genres.named_law_before(folded, text, number.start)):
        return Reference(law[1], number.end, law[0], number.digits, number)
    return Reference(number.start, number.end, genre_of(number), number.digits, number)


def _listed_genre(number: Number, last: Reference) -> Genre | None:
    """In a list the genre goes on, unless the number's own code says another."""
    own = genres.by_code().get(number.type or "")
    goes_on = own is None or (last.genre and number.type in last.genre.codes) or (last.number and last.number.type == number.type)
    return last.genre if last.genre and goes_on else own


def genre_of(number: Number) -> Genre | None:
    """The genre that a bare number's own code tells: *05-CT/TW* is a *chỉ thị*."""
    if number.type == "tt" and number.system == "party":
        return genres.by_word()["thông tri"]
    return genres.by_code().get(number.type or "")


def _fits(number: Number, genre: Genre, so: bool, first: str) -> bool:
    """Whether the code can be one behind a genre word: sure, known, in parts, or any abbreviation after *số* or a capital."""
    if genre.word in {"luật", "bộ luật"} and number.type:
        return False
    if genre.bare == "never" and not number.sure and not so:
        return False
    known = number.type or any(code in numbers.issuer_codes() for code in number.issuers)
    return number.sure or so or bool(known) or len(number.issuers) > 1 or len(number.code) > 3 or first.isupper()


def _uncoded_reference(text: str, folded: str, start: int, end: int, year: int | None) -> Reference | None:
    before = genres.before_number(folded, start)
    genre = before.genre
    stop = end - 5 if year else end
    if genre is None or not _allowed(text, folded, genre, before, start, end, dated=bool(year)):
        return None
    return Reference(before.start, end, genre, text[start:stop], None, year=year)


def _allowed(text: str, folded: str, genre: Genre, before: genres.Before, start: int, end: int, *, dated: bool) -> bool:
    word = _WORD_AFTER.match(folded, end)
    after = word[1] if word else ""
    if genre.bare == "never" or after in _counted() or (after == "năm" and not re.compile(r" năm [0-9]").match(folded, end)):
        return False
    if before.so:
        return before.near or dated or end - start > 2 or after == "ngày"
    if dated:
        return genre.bare == "free" or text[before.start].isupper()
    if genre.bare == "so" or _is_year(text[start:end]):
        return False
    if genre.bare == "free":
        return after != "ngày" or bool(re.compile(r" ngày [0-9]").match(folded, end))
    return text[before.start].isupper() and bool(after in _follow() or _MARK_AFTER.match(folded, end))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and 1900 <= int(digits) < 2100


@cache
def _counted() -> frozenset[str]:
    return frozenset(tables.load("plans")["counted"]["words"])


@cache
def _follow() -> frozenset[str]:
    return frozenset(tables.load("plans")["follow"]["words"])


def _rest_of_list(folded: str, first: Reference) -> Iterator[Reference]:
    """The numbers without a code that go on a list: *Nghị quyết số 18, 19*; a count or a date ends it."""
    last = first
    while more := _NEXT.match(folded, last.end):
        word = _WORD_AFTER.match(folded, more.end(1))
        if (word and (word[1] in _counted() or word[1] in {"năm", "ngày"})) or len(more[1]) > len(first.digits) + 1:
            return
        last = Reference(more.start(1), more.end(1), first.genre, more[1], None, shared=True)
        yield last


def _with_code_of_list(found: list[Reference], index: int) -> Reference:
    """A number without a code shares that of the list it begins: *số 61, 62-KH/TU*."""
    reference = found[index]
    if reference.number is not None:
        return reference
    for later in found[index + 1:]:
        if not later.shared:
            break
        if later.number:
            return replace(reference, number=replace(later.number, year=None, digits=reference.digits))
    return reference


def _plan(doc: Doc, reference: Reference) -> Plan:
    near = around.read(doc.text, doc.folded, reference.start, reference.end)
    number = reference.number
    return Plan(
        start=reference.start, end=reference.end, text=doc.text[reference.start:reference.end],
        part=doc.part_at(reference.start), form="numbered", genre=reference.genre.word if reference.genre else None,
        number=reference.digits, year=number.year if number else reference.year, code=number.code if number else None,
        issuer=near.issuer or (None if _implied(reference) else near.asked), issued=near.issued, title=near.title,
        period=near.period, system=number.system if number else None,
    )
