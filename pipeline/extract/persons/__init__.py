"""Named people (CODEBOOK.md §4): found by titles, forms of address, surnames and repetition; rules only, no tagger."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.persons.finding import first_pass
from pipeline.extract.persons.names import foreign, given
from pipeline.extract.persons.reading import Found, Reading
from pipeline.extract.persons.repeats import second_pass
from pipeline.extract.persons.roles import roles
from pipeline.extract.persons.words import listed
from pipeline.language import Doc
from pipeline.model import Person

__all__ = ["find"]


def find(doc: Doc) -> Iterator[Person]:
    """Yield every named person, in the order of the text; they never overlap. ``same_as`` is for the resolver.

    >>> from pipeline.language import read
    >>> [(one.honorific, one.text, one.role) for one in find(read("Ông Vàng A Páo, Bí thư Chi bộ thôn Nì Xỉ, cho biết."))]
    [('Ông', 'Vàng A Páo', 'Bí thư Chi bộ thôn Nì Xỉ')]
    """
    reading = Reading(doc)
    names = _apart(reading)
    for name, role in zip(names, roles(reading, names), strict=True):
        yield _person(reading, name, role)


def _apart(reading: Reading) -> list[Found]:
    """Both passes, sorted, the first of two that overlap; *Mác-Lênin* is two."""
    found = list(first_pass(reading))
    found += second_pass(reading, found)
    kept: list[Found] = []
    for name in sorted(found):
        if not kept or (name.first >= kept[-1].last and not _company(reading, name, kept[-1])):
            kept.append(name)
    return kept


def _company(reading: Reading, name: Found, before: Found) -> bool:
    """Whether a foreign name is the company that the person before leads (*bà Lò Thị Mai, Tổng Giám đốc PwC*)."""
    head = reading.ending.get(name.first)
    tokens = reading.tokens
    if name.why != "title" or not head or head.first - 1 != before.last or tokens.form[before.last] not in (",", "-", "–", "("):
        return False
    business = tokens.key(head.first, head.last) in listed("sets", "business")
    return business and foreign(tokens, name.first, name.last) and not given(tokens.form[name.first])


def _person(reading: Reading, name: Found, role: str | None) -> Person:
    tokens, doc = reading.tokens, reading.doc
    start, end = tokens.start[name.first], tokens.end[name.last - 1]
    mark = reading.ending.get(name.first)
    honorific = tokens.words(mark.first, mark.last) if mark and mark.kind == "address" else None
    return Person(start=start, end=end, part=doc.part_at(start), text=doc.text[start:end], role=role, honorific=honorific)
