"""How two documents of one sentence hang together: implements, replaces, amends, repeals, attached, with the word for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline import tables
from pipeline.language import Doc
from pipeline.model import Plan

_FAR = 200
_AND = re.compile(r"(?:[ ,;]|và|cùng|các|số|hoặc|của [^,;]{1,60})*")
_CLAUSE_END = re.compile(r"[;:]| (?:nhưng|song|còn|trong khi|ngoài ra|bên cạnh đó) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRelation:
    """An edge from the document of the mention at ``source`` to that at ``target``; ``kind`` is a row of
    ``tables/plan_links.toml``, ``word`` says so in the text, ``start`` and ``end`` are the span of the sentence."""

    source: int
    target: int
    kind: str
    word: str
    start: int
    end: int


def relations(doc: Doc, plans: Sequence[Plan]) -> Iterator[PlanRelation]:
    """Yield the edges between the documents of each sentence, in the order of the text.

    >>> from pipeline.language import read
    >>> doc = read("Nghị định 46/2026/NĐ-CP quy định chi tiết Luật An toàn thực phẩm.")
    >>> both = [Plan(start=0, end=23, text="Nghị định 46/2026/NĐ-CP", form="numbered"),
    ...         Plan(start=42, end=64, text="Luật An toàn thực phẩm", form="named")]
    >>> [(edge.source, edge.target, edge.kind, edge.word) for edge in relations(doc, both)]
    [(0, 42, 'implements', 'quy định chi tiết')]
    """
    for sentence in doc.sentences:
        inside = [plan for plan in plans if sentence.start <= plan.start < sentence.end]
        last: PlanRelation | None = None
        for first, second in pairwise(inside):
            edge = _between(doc, first, second, sentence.start, sentence.end)
            if edge is None and last and last.target == first.start and _AND.fullmatch(doc.folded, first.end, second.start):
                edge = PlanRelation(source=last.source, target=second.start, kind=last.kind, word=last.word, start=last.start,
                                    end=last.end)
            if edge:
                yield edge
            last = edge if edge and edge.target == second.start else None


def _between(doc: Doc, first: Plan, second: Plan, start: int, end: int) -> PlanRelation | None:
    if second.start - first.end > _FAR:
        return None
    if grounds := _grounds(doc, first, second, start):
        return PlanRelation(source=second.start, target=first.start, kind="implements", word=grounds, start=start, end=end)
    if _CLAUSE_END.search(doc.folded, first.end, second.start):
        return None
    for kind, pattern in _patterns():
        if found := pattern.search(doc.folded, first.end, second.start):
            word = doc.text[found.start():found.end()]
            return PlanRelation(source=first.start, target=second.start, kind=kind, word=word, start=start, end=end)
    return None


def _grounds(doc: Doc, first: Plan, second: Plan, start: int) -> str | None:
    """The word of *Căn cứ [B], tỉnh ban hành [A]*, when the sentence is built so."""
    before, issuing = _grounds_patterns()
    found = before.search(doc.folded, max(start, first.start - 40), first.start)
    comma = doc.folded.find(",", first.end, second.start)
    if not found or comma < 0 or not issuing.search(doc.folded, comma, second.start):
        return None
    return doc.text[found.start(1):found.end(1)]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = {row["kind"]: row["words"] for row in tables.load("plan_links")["relation"]}
    order = ("attached", "replaces", "amends", "repeals", "implements")
    return tuple((kind, re.compile(rf"(?<![^\W_])(?:{_either(rows[kind])})(?![^\W_])")) for kind in order)


@cache
def _grounds_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    row = tables.load("plan_links")["grounds"]
    return (re.compile(rf"(?<![^\W_])({_either(row['words'])})(?: (?:các|nội dung|tinh thần))? ?$"),
            re.compile(rf"(?<![^\W_])(?:{_either(row['issuing'])})(?: (?:các|một))? ?$"))


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
