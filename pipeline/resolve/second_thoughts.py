"""``status`` and ``measure_type`` on second thought: the extractor's rule weighed against the words around and the figures beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import cast

from pipeline import tables
from pipeline.model import Figure, MeasureType, Status
from pipeline.resolve.figure_words import unit_class
from pipeline.resolve.scenery import Scenery


@dataclass(frozen=True, slots=True)
class Question:
    """A field to think about again: its answers in the order of the weights in a row of ``tables/<table>.tsv``, and whether the words
    of the sentence, of the line before it and of the head of the text count. Another answer must outweigh the rules' by ``margin``
    (chosen out of fold)."""

    field: str
    table: str
    answers: tuple[str, ...]
    wide: bool
    margin: float


STATUS = Question("status", "figure_status", ("estimated", "reported", "target"), True, 0.8)
TYPE = Question(
    "measure_type", "figure_types", ("age", "average", "cumulative", "duration", "flow", "other", "price", "share", "stock"), False, 0.2)

_AROUND = 8
"""How many words on each side count."""
_REACH = 250
"""How far away a figure is still a neighbour, in letters."""
_HEAD = 600
_CUE_REACH = 160
_WORD = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")
_BREAKS = frozenset((",", ";", ":", ".", "(", ")", "và"))
_AHEAD = frozenset((
    "sẽ", "dự kiến", "phấn đấu", "kế hoạch", "mục tiêu", "chỉ tiêu", "đề xuất", "đề nghị", "dự báo", "có thể", "khả năng", "dự thảo",
    "tờ trình", "dự án", "quy hoạch", "ước", "cảnh báo", "cần", "phải", "yêu cầu", "muốn", "tới đây", "phương án", "chủ trương",
    "thiết kế", "không khí lạnh"))
"""They look ahead."""
_DONE = ("đã", "vừa", "hiện nay", "hiện", "đang", "từng", "trước đó", "quy định", "nếu", "phạt", "kết quả", "đạt", "ghi nhận", "thống kê",
         "tính đến", "đến nay", "được")
"""They tell of what is or was, or of a rule."""
_CUE = re.compile(rf"(?<!\w)({'|'.join([*sorted(_AHEAD, key=len, reverse=True), *_DONE])})(?!\w)")
_SMALL = 10


def thoughts(scenery: Scenery, figures: Sequence[Figure]) -> list[tuple[Status, MeasureType]]:
    """The ``status`` and ``measure_type`` of each figure that the weights prefer, in the light of what the rules say."""
    told = zip(figures, features(scenery, figures), strict=True)
    return [(cast(Status, _best(STATUS, [*near, *wide], figure.status)), cast(MeasureType, _best(TYPE, near, figure.measure_type)))
            for figure, (near, wide) in told]


def _best(question: Question, names: Sequence[str], ruled: str | None) -> str:
    weights = _weights(question.table)
    sums = [sum(column) for column in zip(*filter(None, map(weights.get, names)), strict=True)]
    best = question.answers[max(range(len(sums)), key=sums.__getitem__)]
    return best if ruled is None or max(sums) - sums[question.answers.index(ruled)] > question.margin else ruled


@cache
def _weights(table: str) -> dict[str, tuple[float, ...]]:
    return tables.vectors(table)


def features(scenery: Scenery, figures: Sequence[Figure]) -> Iterator[tuple[list[str], list[str]]]:
    """What speaks for one answer or another to each figure: the rules' answers, the figure itself, the words around it and its
    neighbours; then what is said farther away."""
    folded = scenery.doc.folded
    units, (title, head) = [unit_class(figure) for figure in figures], _head(folded)
    known: dict[int, _Words] = {}
    for index, figure in enumerate(figures):
        sentence = scenery.doc.sentence_at(figure.start)
        begin, end = (sentence.start, sentence.end) if sentence else (figure.start, figure.end)
        if begin not in known:
            known[begin] = _words(folded, begin, end, head if title < begin else ())
        words = known[begin]
        ahead = words.ahead_of(figure.start)
        near = [*_itself(figure, units[index]), *_around(figure, words, ahead)]
        for side, at in (("before", index - 1), ("behind", index + 1)):
            if 0 <= at < len(figures) and abs(figures[at].start - figure.start) < _REACH:
                near += _neighbour(side, figure, figures[at], units[at])
        yield near, [*(f"sentence {word}" for word in dict.fromkeys(ahead)), *words.far]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence in order, those that look ahead or back among them, each with where it begins, and what stands farther away.
    A mark that ends a clause is a word, too."""

    words: list[str]
    starts: list[int]
    cues: list[str]
    cue_starts: list[int]
    far: tuple[str, ...]

    def before(self, offset: int) -> Iterator[str]:
        """The words before ``offset``, the nearest first."""
        return islice(reversed(self.words[:bisect_left(self.starts, offset)]), _AROUND)

    def behind(self, offset: int) -> list[str]:
        """The words from ``offset`` on."""
        at = bisect_left(self.starts, offset)
        return self.words[at:at + _AROUND]

    def ahead_of(self, offset: int) -> list[str]:
        """The words before ``offset`` that look ahead or back."""
        return self.cues[bisect_left(self.cue_starts, offset - _CUE_REACH):bisect_left(self.cue_starts, offset)]


def _words(folded: str, begin: int, end: int, head: tuple[str, ...]) -> _Words:
    words, cues = list(_WORD.finditer(folded, begin, end)), list(_CUE.finditer(folded, begin, end))
    return _Words([word[0] for word in words], [word.start() for word in words], [cue[1] for cue in cues], [cue.start() for cue in cues],
                  (*_line_before(folded, begin), *head))


def _itself(figure: Figure, unit: str) -> Iterator[str]:
    status, kind = figure.status, figure.measure_type
    noun, verb = (figure.unit or "").lower(), (figure.predicate or "").lower()
    yield from ("any", f"is {status}", f"is {kind}", f"is {status} {kind}", f"is {status} {unit}", f"is {kind} {unit}",
                f"is {status} {figure.part}", f"is {kind} {figure.part}", f"unit {unit}", f"change {figure.change} {unit}",
                f"qualifier {figure.qualifier}", f"noun {noun}", f"verb {verb}")
    yield from (f"verb word {word}" for word in verb.split()[:2])
    if figure.total is not None:
        yield "of a total"
    if figure.value is not None and figure.value < _SMALL:
        yield from ("small", f"small {unit}")


def _around(figure: Figure, words: _Words, ahead: Sequence[str]) -> Iterator[str]:
    """The words of the clause on both sides, and the last before it that looks ahead."""
    for side, near in (("left", words.before(figure.start)), ("right", words.behind(figure.end))):
        yield from (f"{side} {word}" for word in dict.fromkeys(takewhile(_goes_on, near)))
    last = next((word for word in reversed(ahead) if word in _AHEAD), None)
    if last:
        yield from (f"ahead {last}", f"ahead {last} is {figure.status}", f"ahead {last} is {figure.measure_type}")


def _goes_on(word: str) -> bool:
    return word not in _BREAKS


def _line_before(folded: str, begin: int) -> Iterator[str]:
    """The words that look ahead in the line before a sentence."""
    line = max(0, begin - 200, folded.rfind("\n", max(0, begin - 200), begin) + 1)
    return (f"shortly before {word}" for word in _ahead_in(folded, line, begin))


def _ahead_in(folded: str, begin: int, end: int) -> list[str]:
    return [word for word in dict.fromkeys(_CUE.findall(folded, begin, end)) if word in _AHEAD]


def _head(folded: str) -> tuple[int, tuple[str, ...]]:
    """Where the title ends, and the words that look ahead in it and at the head of the text; the end of the text without a title."""
    title = folded.find("\n", 0, _HEAD)
    if title <= 0:
        return len(folded), ()
    return title, (*(f"title {word}" for word in _ahead_in(folded, 0, title)), *(f"head {word}" for word in _ahead_in(folded, 0, _HEAD)))


def _neighbour(side: str, figure: Figure, other: Figure, unit: str) -> Iterator[str]:
    yield from (f"{side} is {other.status}", f"{side} is {other.measure_type}", f"{side} unit {unit}")
    if other.unit == figure.unit:
        yield from (f"{side} like it is {other.status}", f"{side} like it is {other.measure_type}")
