"""``status`` and ``measure_type`` on second thought: the extractor's rule weighed against the words around and the figures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.model import Figure
from pipeline.resolve.figure_words import unit_class
from pipeline.resolve.scenery import Scenery


@dataclass(frozen=True, slots=True)
class Question:
    """A field to think about again: the other one that bears on it, its answers in the order of the weights in a row of the table
    ``tables/<table>.tsv``, and whether the words of the sentence, the one before it and the head of the text count."""

    field: str
    other: str
    table: str
    answers: tuple[str, ...]
    wide: bool


STATUS = Question("status", "measure_type", "figure_status", ("estimated", "reported", "target"), True)
TYPE = Question(
    "measure_type", "status", "figure_types", ("age", "average", "cumulative", "duration", "flow", "other", "price", "share", "stock"), False)

_NEXT_TO, _AROUND = 3, 8
"""How many words on each side count by their place, and how many by being there."""
_REACH = 250
"""How far away a figure is still a neighbour, in letters."""
_HEAD = 600
_WORD = re.compile(r"\w+|[^\w\s]")
_BREAK = re.compile(r"(?<!\d)[,;:.](?!\d)|[()\n]|(?<!\w)và(?!\w)")
_AHEAD = re.compile(
    r"(?<!\w)(sẽ|dự kiến|phấn đấu|kế hoạch|mục tiêu|chỉ tiêu|đề xuất|đề nghị|dự báo|có thể|khả năng|dự thảo|tờ trình|dự án|quy hoạch|"
    r"ước|cảnh báo|cần|phải|yêu cầu|muốn|tới đây|phương án|chủ trương|thiết kế|không khí lạnh)(?!\w)")
_DONE = re.compile(
    r"(?<!\w)(đã|vừa|hiện|hiện nay|đang|từng|trước đó|quy định|nếu|phạt|kết quả|đạt|ghi nhận|thống kê|tính đến|đến nay|được)(?!\w)")
_SMALL = 10


def thought(question: Question, scenery: Scenery, figures: Sequence[Figure]) -> list[str]:
    """The answer for each figure that the weights prefer, in the light of the rule's own answer."""
    known: dict[int, tuple[str, ...]] = {}
    return [_best(question, features(question, scenery, figures, index, known)) for index in range(len(figures))]


def _best(question: Question, names: Iterator[str]) -> str:
    weights = _weights(question.table)
    sums = [sum(column) for column in zip(*(weights[name] for name in names if name in weights), strict=True)]
    return question.answers[max(range(len(sums)), key=sums.__getitem__)]


@cache
def _weights(table: str) -> dict[str, tuple[float, ...]]:
    return tables.vectors(table)


def features(
    question: Question, scenery: Scenery, figures: Sequence[Figure], index: int, known: dict[int, tuple[str, ...]],
) -> Iterator[str]:
    """What speaks for one answer or another: the rule's answer, the figure itself, the words around it, its neighbours.

    ``known`` keeps what was seen around a sentence, by its beginning.
    """
    figure = figures[index]
    rule, other, unit = getattr(figure, question.field), getattr(figure, question.other), unit_class(figure)
    yield from ("any", f"rule {rule}", f"rule {rule} {unit}", f"rule {rule} {figure.part}", f"rule {rule} {other}", f"other {other}",
                f"unit {unit}", f"change {figure.change} {unit}", f"qualifier {figure.qualifier}")
    if figure.total is not None:
        yield "of a total"
    if figure.value is not None and figure.value < _SMALL:
        yield from ("small", f"small {unit}")
    yield from _worded(figure)
    yield from _around(question, scenery, figure, rule, known)
    for side, at in (("before", index - 1), ("behind", index + 1)):
        if 0 <= at < len(figures) and abs(figures[at].start - figure.start) < _REACH:
            yield from _neighbour(question.field, side, figure, figures[at])


def _worded(figure: Figure) -> Iterator[str]:
    noun, verb = (figure.unit or "").lower(), (figure.predicate or "").lower()
    yield from (f"noun {noun}", f"verb {verb}")
    yield from (f"noun word {word}" for word in noun.split()[:2])
    yield from (f"verb word {word}" for word in verb.split()[:2])


def _around(
    question: Question, scenery: Scenery, figure: Figure, rule: str | None, known: dict[int, tuple[str, ...]],
) -> Iterator[str]:
    """The words of the clause on both sides, and those before it that look ahead."""
    folded, sentence = scenery.doc.folded, scenery.doc.sentence_at(figure.start)
    begin, end = (sentence.start, sentence.end) if sentence else (figure.start, figure.end)
    left, right = folded[max(begin, figure.start - 160):figure.start], folded[figure.end:min(end, figure.end + 80)]
    before, behind = _WORD.findall(left[-40:])[::-1][:_NEXT_TO], _WORD.findall(right[:40])[:_NEXT_TO]
    yield from (f"left {place} {word}" for place, word in enumerate(before))
    yield from (f"right {place} {word}" for place, word in enumerate(behind))
    yield from (f"left {word}" for word in dict.fromkeys(_WORD.findall(_BREAK.split(left)[-1])[-_AROUND:]))
    yield from (f"right {word}" for word in dict.fromkeys(_WORD.findall(_BREAK.split(right)[0])[:_AROUND]))
    ahead = _AHEAD.findall(left)
    if ahead:
        yield from (f"ahead {ahead[-1]}", f"ahead {ahead[-1]} rule {rule}")
    if question.wide:
        yield from (f"sentence {word}" for word in dict.fromkeys([*ahead, *_DONE.findall(left)]))
        if begin not in known:
            known[begin] = tuple(_wide(folded, begin))
        yield from known[begin]


def _wide(folded: str, begin: int) -> Iterator[str]:
    """The words that look ahead in the line before a sentence, in the title and at the head of the text."""
    line = folded[max(0, begin - 200, folded.rfind("\n", max(0, begin - 200), begin) + 1):begin]
    yield from (f"shortly before {word}" for word in dict.fromkeys(_AHEAD.findall(line)))
    title = folded.find("\n", 0, _HEAD)
    if 0 < title < begin:
        yield from (f"title {word}" for word in dict.fromkeys(_AHEAD.findall(folded, 0, title)))
        yield from (f"head {word}" for word in dict.fromkeys(_AHEAD.findall(folded, 0, _HEAD)))


def _neighbour(field: str, side: str, figure: Figure, other: Figure) -> Iterator[str]:
    rule = getattr(other, field)
    yield from (f"{side} rule {rule}", f"{side} unit {unit_class(other)}")
    if other.unit == figure.unit:
        yield f"{side} one unit rule {rule}"
