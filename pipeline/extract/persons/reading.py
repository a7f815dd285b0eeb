"""One text while its persons are found: tokens, marks by where they begin and end, and runs of capitalised words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.persons.tokens import ABBREVIATIONS, APOSTROPHES, Tokens, vietnamese
from pipeline.extract.persons.words import TITLES, Mark, listed, marks
from pipeline.language import Doc

_FAR = 26
_LONGEST_RUN = 14
_DASHES = frozenset("-–—")


class Run(NamedTuple):
    """Capitalised words in a row: tokens ``first`` up to ``last``."""

    first: int
    last: int


class Found(NamedTuple):
    """A person's name at the tokens ``first`` up to ``last`` and what told it: ``address``, ``title``, ``noun``, ``byline``,
    ``name`` or ``known``."""

    first: int
    last: int
    why: str


class Reading:
    """Tokens and marks of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = Tokens(doc.text, doc.folded)
        self.marks = marks(self.tokens)
        self.starting = {mark.first: mark for mark in self.marks}
        self.ending = {mark.last: mark for mark in self.marks}
        self._covered = bytearray(self.tokens.count)
        for mark in self.marks:
            if mark.kind not in ("keep", "stop"):
                self._covered[mark.first : mark.last] = b"\x01" * (mark.last - mark.first)
        self.runs = list(self._runs())

    def _runs(self) -> Iterator[Run]:
        last = 0
        for at in self.tokens.caps:
            if at >= last and self._names(at):
                last = self._run_end(at)
                yield Run(at, last)

    def _names(self, at: int) -> bool:
        return self.tokens.cap[at] and not self.tokens.acronym[at] and not self._covered[at]

    def _run_end(self, at: int) -> int:
        tokens = self.tokens
        here = at + 1
        while here < min(tokens.count, at + _LONGEST_RUN):
            if self._names(here) and tokens.adjacent(here):
                here += 1
            elif more := self._initial(here) or self._spaced_apostrophe(here) or self._particle(here):
                here = more
            else:
                break
        return here

    def _initial(self, at: int) -> int | None:
        """Past the stop of an initial and the word behind it (*N.Mai*, *John F. Kennedy*)."""
        tokens, form = self.tokens, self.tokens.form
        size = tokens.end[at - 1] - tokens.start[at - 1]
        if form[at] != "." or not tokens.glued(at) or at + 1 >= tokens.count or size > 2:
            return None
        if not (form[at - 1].isascii() or form[at - 1] == "đ") or (size == 2 and vietnamese(form[at - 1])):
            return None
        near = tokens.glued(at + 1) or tokens.adjacent(at + 1)
        return at + 2 if near and tokens.cap[at + 1] and not self._covered[at + 1] else None

    def _particle(self, at: int) -> int | None:
        """Past the small words inside a foreign name (*Ursula von der Leyen*) and the capital behind them."""
        tokens = self.tokens
        if vietnamese(tokens.form[at - 1]) or not tokens.cap[at - 1]:
            return None
        here = at
        while here < min(tokens.count, at + 2) and tokens.form[here] in listed("sets", "particles") and tokens.adjacent(here):
            here += 1
        return here + 1 if here > at and here < tokens.count and self._names(here) and tokens.adjacent(here) else None

    def _spaced_apostrophe(self, at: int) -> int | None:
        """Past an apostrophe that was set apart (*K ’ Brêu*)."""
        tokens = self.tokens
        if tokens.form[at] in APOSTROPHES and tokens.end[at - 1] - tokens.start[at - 1] <= 2 and tokens.form[at - 1] in _CLANS:
            if at + 1 >= tokens.count or tokens.adjacent(at) != tokens.adjacent(at + 1):
                return None
            if tokens.cap[at + 1]:
                return at + 2
            small = (
                tokens.form[at - 1] in ("br", "bh") and at + 2 < tokens.count and tokens.cap[at + 2] and tokens.adjacent(at + 2)
            )
            return at + 3 if small else None
        return None

    def head_before(self, at: int, floor: int = 0) -> tuple[Mark, Mark | None] | None:
        """The title whose words reach up to token ``at``, and the school, road or unit that stands directly before ``at``."""
        here, near = at, None
        for _ in range(_FAR):
            mark = self.ending.get(here)
            if mark and mark.kind in TITLES:
                direct = mark.last == at or (mark.last == at - 1 and self.tokens.form[mark.last] in ("trẻ", "nữ"))
                return (mark, near) if mark.kind == "office" or direct else None
            if mark and mark.kind == "stop" and self.verb_of_body(mark):
                here = mark.first
                continue
            if mark and (
                (mark.kind in ("address", "skip", "stop", "become") and self.tokens.key(mark.first, mark.last) != "đắc cử")
                or (mark.kind == "noun" and here == at)
            ):
                return None
            if mark:
                if mark.kind in ("exclude", "gap") and near is None and self.reaches(mark, at):
                    near = mark
                here = mark.first
            elif (bracket := self.before_bracket(here)) is not None:
                here = bracket
            else:
                here -= 1
                if here < floor or not self.passes(here):
                    return None
            if here <= floor:
                return None
        return None

    def before_bracket(self, at: int) -> int | None:
        """The token that opens the bracket closed before ``at``, when it holds only capitals and body words (*(FBI)*)."""
        form = self.tokens.form
        if at < 1 or form[at - 1] != ")":
            return None
        for here in range(at - 2, max(-1, at - 9), -1):
            if form[here] == "(":
                return here
            if not form[here][0].isalpha():
                return None
        return None

    def verb_of_body(self, mark: Mark) -> bool:
        """Whether a word that would end a title is a part of a body's name here (*Trưởng ban chỉ đạo*, *tổ kiểm tra*)."""
        return (
            mark.first > 0
            and self.tokens.form[mark.first - 1] in listed("sets", "verb_behind")
            and self.tokens.form[mark.first] not in listed("sets", "verb_never")
        )

    def reaches(self, mark: Mark, at: int) -> bool:
        """Whether only words of a school's or company's name stand between a mark and ``at``; nothing for other marks."""
        if mark.kind == "exclude":
            return mark.last == at
        tokens, middle = self.tokens, listed("middle")
        return all(tokens.cap[k] or tokens.form[k] in middle or tokens.form[k].isdigit() for k in range(mark.last, at))

    def passes(self, at: int) -> bool:
        """Whether a title can go on over this token: a word, a dash, the stop of an abbreviation."""
        form = self.tokens.form[at]
        if form[0].isalnum() or form in _DASHES or form in "&/":
            return True
        return form == "." and at > 0 and self.tokens.form[at - 1] in ABBREVIATIONS

    def excluded(self, at: int) -> Mark | None:
        """The road, school, company, unit … whose name the words at ``at`` are."""
        here = at
        for _ in range(7):
            mark = self.ending.get(here)
            if mark:
                return mark if mark.kind in ("exclude", "gap") and self.reaches(mark, at) else None
            here -= 1
            if here < 0 or not (
                self.tokens.cap[here] or self.tokens.form[here] in listed("middle") or self.tokens.form[here].isdigit()
            ):
                return None
        return None


_CLANS = frozenset(("h", "k", "m", "n", "r", "b", "br", "bh", "c"))
