"""Put the three forms together: no two overlap, a number wins over a name and a name over a title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from pipeline.extract.plans import around, context, issuers, named, numbered, signing, titled, units
from pipeline.extract.plans.proper import Named
from pipeline.extract.plans.titled import Titled
from pipeline.extract.plans.words import occurrences
from pipeline.language import Doc
from pipeline.model import Plan

_Found = TypeVar("_Found", Named, Titled)


def plans(doc: Doc) -> Iterator[Plan]:
    """Every reference of the text in order, with its fields."""
    first = list(numbered.find(doc))
    words = occurrences(doc.folded)
    second = [_named_plan(doc, name) for name in _free(named.find(doc.text, doc.folded, words), first)]
    both = sorted((*first, *second), key=lambda plan: plan.start)
    third = [_titled_plan(doc, title) for title in _free(titled.find(doc.text, doc.folded, words), both)]
    found = sorted((*both, *third), key=lambda plan: plan.start)
    beside = (_beside(doc, plan, found, index) for index, plan in enumerate(found))
    yield from context.elsewhere(doc, units.complete(doc, context.subject_of(doc, signing.dated(doc, beside))))


_LAWS = frozenset(["luật", "bộ luật", "pháp lệnh", "hiến pháp", "điều lệ"])
_ENCLOSED = re.compile(r"[^;\n]{0,160}kèm theo (?:tại )?")
_BRACKET = re.compile(r"[^;\n()]{0,250}\((?:số )?")


def _beside(doc: Doc, plan: Plan, found: list[Plan], index: int) -> Plan:
    """What a neighbour tells: rules issued *kèm theo Quyết định … của Bộ Chính trị* are its issuer's; a number in brackets behind
    a name is the same document."""
    after = found[index + 1] if index + 1 < len(found) else None
    if plan.form == "titled" and plan.issuer is None and after and _ENCLOSED.fullmatch(doc.folded, plan.end, after.start):
        return replace(plan, issuer=after.issuer, issuer_source="implied" if after.issuer else None)
    before = found[index - 1] if index else None
    if before and _is_number_of(doc, plan, before):
        return replace(plan, issuer=plan.issuer or before.issuer, issued=before.issued, title=plan.title or before.title)
    return plan


def _is_number_of(doc: Doc, plan: Plan, before: Plan) -> bool:
    """Whether ``plan`` is the number in brackets of the document named ``before`` it."""
    alike = before.form == "named" and plan.form == "numbered" and before.genre == plan.genre and not plan.issued
    return alike and bool(_BRACKET.fullmatch(doc.folded, before.end, plan.start))


def _free(names: Iterable[_Found], taken: list[Plan]) -> Iterator[_Found]:
    """The names that overlap neither a numbered reference nor a name that begins before them."""
    starts, ends = [plan.start for plan in taken], [plan.end for plan in taken]
    last = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        index = bisect_left(ends, name.start + 1)
        if name.start >= last and not (index < len(starts) and starts[index] < name.end):
            yield name
            last = name.end


def _named_plan(doc: Doc, name: Named) -> Plan:
    session = "kỳ họp" in doc.folded[name.start:name.end]
    near = around.read(doc.text, doc.folded, name.start, name.end, names=session)
    return Plan(
        start=name.start, end=name.end, text=doc.text[name.start:name.end], part=doc.part_at(name.start), form="named",
        genre=name.genre, number=name.number, issuer=name.body or near.issuer, issued=name.issued or near.issued,
        title=None if name.genre in _LAWS else near.title, period=name.period or near.period,
        issuer_source="implied" if name.body else "stated" if near.issuer else None,
    )


def _titled_plan(doc: Doc, found: Titled) -> Plan:
    near = around.read(doc.text, doc.folded, found.start, found.end, title_start=found.title_start)
    named = found.issuer if found.issuer and doc.text[slice(*found.issuer)] != "thanh tra" else None
    issuer = issuers.spelled(doc.text[slice(*named)]) if named else issuers.of_genre(found.genre) or near.issuer
    return Plan(
        start=found.start, end=found.end, text=doc.text[found.start:found.end], part=doc.part_at(found.start), form="titled",
        genre=found.genre, issuer=issuer, issued=near.issued, title=near.title, period=near.period,
        issuer_source="stated" if issuer else None,
    )
