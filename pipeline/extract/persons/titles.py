"""Where a title ends: over its body and place, over a chain of titles, up to a verb, a mark or another person."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.extract.persons.reading import Reading
from pipeline.extract.persons.tokens import ABBREVIATIONS
from pipeline.extract.persons.where import bracket_at, place_at
from pipeline.extract.persons.words import TITLES, listed

_LONGEST = 40
_DASHES = frozenset("-–—")
_JOIN = frozenset(("và", "cùng", "kiêm"))
_OF = frozenset(("của", "thuộc", "tại"))
_ENDING = frozenset(("stop", "address", "become"))
_POINTERS = frozenset(("này", "trên", "nói", "đó"))


RELATIONS = tuple(words.split() for words in ("phát ngôn viên", "người phát ngôn", "trợ lý", "cố vấn", "thư ký", "đặc phái viên"))
"""Titles that are held beside another office holder, whose title and name may follow."""


class Title(NamedTuple):
    """A title at the tokens ``first`` up to ``last``; ``person`` says that a person's name follows directly behind it."""

    first: int
    last: int
    person: bool


def head_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """Where a title that begins at token ``at`` (perhaps with *nguyên*, *cựu*) has its head: first token and the one behind."""
    modifiers = listed("around", "modifiers")
    here = at
    for _ in range(3):
        mark = reading.starting.get(here)
        if mark and mark.kind in TITLES:
            return at, mark.last
        if here < reading.tokens.count and reading.tokens.form[here] in modifiers:
            here += 1
        else:
            return None
    return None


class Reader:
    """Reads titles in one text; ``people`` are the first tokens of the names found, each with the token behind it."""

    def __init__(self, reading: Reading, people: dict[int, int]) -> None:
        self.reading = reading
        self.people = people

    def title_at(self, at: int, depth: int = 0) -> Title | None:
        """The title that begins at token ``at``, with the chain it opens; None when none begins there."""
        head = head_at(self.reading, at)
        if head is None:
            return None
        here = good = head[1]
        for _ in range(_LONGEST):
            if here >= self.reading.tokens.count or here in self.people:
                break
            step = self._step(here, depth)
            if step is None:
                break
            here, kept = step
            good = here if kept else good
        last = self._without_pointer(at, good, here)
        if here in self.people and here == good and self._of_another(head[1], good):
            return Title(at, self.people[here], False)
        return Title(at, last, here in self.people and here == good)

    def _of_another(self, first: int, last: int) -> bool:
        """Whether the title speaks of another office holder (*cố vấn của Tổng thống* and his name)."""
        form = self.reading.tokens.form
        if any(form[first - len(words) : first] == words for words in RELATIONS):
            return any(at in self.reading.starting and self.reading.starting[at].kind in TITLES for at in range(first, last))
        return any(form[at] == "của" and head_at(self.reading, at + 1) for at in range(first, last))

    def _without_pointer(self, first: int, good: int, here: int) -> int:
        """*Trưởng phòng của Sở này* without *của Sở*: a pointer names no body."""
        form = self.reading.tokens.form
        if here < len(form) and form[here] in _POINTERS and "của" in form[max(first, good - 3) : good]:
            return max(at for at in range(first, good) if form[at] == "của")
        return good

    def _step(self, here: int, depth: int) -> tuple[int, bool] | None:
        """The next token to look at and whether what was passed belongs to the title; None where it ends."""
        tokens, mark = self.reading.tokens, self.reading.starting.get(here)
        form = tokens.form[here]
        if mark and mark.kind == "stop" and self.reading.verb_of_body(mark):
            return mark.last, True
        if (mark and mark.kind in _ENDING) or (form == "ảnh" and tokens.cap[here]) or self._new_sentence(here):
            return None
        if not form[0].isalnum():
            return self._mark(here, form, depth)
        if form in _JOIN:
            return self._joined(here, depth)
        if mark and mark.kind in TITLES:
            return mark.last, True
        if mark and mark.kind == "noun" and form in ("người", "con", "vợ", "chồng", "tên", "gia", "nhà"):
            return None
        if form in _OF:
            return self._of(here)
        if mark:
            return mark.last, True
        if form in ("q", "sn") or (form.isdigit() and self._counts(here)):
            return None
        return here + 1, True

    def _counts(self, here: int) -> bool:
        """Whether a number is a year or counts something, and is no part of a name (*quận 2*)."""
        form = self.reading.tokens.form
        return len(form[here]) == 4 or form[here + 1 : here + 2] in (
            ["năm"],
            ["tháng"],
            ["lần"],
            ["người"],
            ["phiếu"],
            ["tuổi"],
            ["%"],
        )

    def _new_sentence(self, here: int) -> bool:
        """Whether another sentence begins here without a mark before it (*… tỉnh Yên Bái Ngày 9/6*)."""
        tokens = self.reading.tokens
        return (
            tokens.cap[here]
            and tokens.form[here] in listed("sets", "title_breaks")
            and here + 1 < tokens.count
            and not tokens.cap[here + 1]
        )

    def _mark(self, here: int, form: str, depth: int) -> tuple[int, bool] | None:
        tokens = self.reading.tokens
        after = here + 1
        if after >= tokens.count:
            return None
        if form == ",":
            return self._comma(after, depth)
        if form in _DASHES:
            return self._dash(after, depth)
        if form == "." and tokens.form[here - 1] in ABBREVIATIONS and (tokens.cap[after] or tokens.form[after][0].isdigit()):
            return after, False
        if form == "(":
            return bracket_at(self.reading, after)
        return (after, False) if form in "&/" and tokens.form[after][0].isalnum() else None

    def _comma(self, after: int, depth: int) -> tuple[int, bool] | None:
        """Over a comma to the next title of a chain, a unit, a body or a place; not to another person's title."""
        tokens, mark = self.reading.tokens, self.reading.starting.get(after)
        if head_at(self.reading, after):
            return self._chained(after, depth)
        if after in self.people or (mark and mark.kind in (*_ENDING, "skip")):
            return None
        if mark and mark.kind in ("exclude", "gap") and (self._names(mark.last) or (mark.kind == "gap" and tokens.cap[after])):
            return mark.last, True
        if tokens.cap[after] and tokens.form[after] in listed("sets", "body_behind_comma") and not tokens.opens(after):
            return after, False
        if self._row(after):
            return after, False
        return place_at(self.reading, after)

    def _row(self, at: int) -> bool:
        """Whether a comma stands inside a body's name: a few plain words, *và* and more of it (*thương mại và du lịch*)."""
        form, starting = self.reading.tokens.form, self.reading.starting
        for here in range(at, min(at + 4, len(form))):
            if form[here] == "và" and here > at:
                return here + 1 < len(form) and here + 1 not in self.people and self._plain(here + 1)
            if here in self.people or not self._plain(here) or (here in starting and starting[here].kind in ("exclude", "body")):
                return False
        return False

    def _plain(self, at: int) -> bool:
        mark = self.reading.starting.get(at)
        return self.reading.tokens.form[at][0].isalpha() and not (mark and mark.kind in (*_ENDING, *TITLES, "noun", "skip"))

    def _names(self, at: int) -> bool:
        tokens = self.reading.tokens
        return (
            at < tokens.count
            and at not in self.people
            and (tokens.cap[at] or tokens.form[at][0].isdigit() or tokens.form[at] == ".")
        )

    def _chained(self, after: int, depth: int) -> tuple[int, bool] | None:
        """Over a joint to a further title, unless that is the title of the person it runs up to."""
        head = head_at(self.reading, after)
        mark = self.reading.ending.get(head[1]) if head else None
        if depth > 6 or (mark and mark.kind == "plain"):
            return None
        title = self.title_at(after, depth + 1)
        if title is None or title.person or (self.reading.tokens.form[after - 1] == "và" and self._goes_to_person(title.last)):
            return None
        return title.last, True

    def _goes_to_person(self, at: int) -> bool:
        """Whether the chain behind ``at`` ends in a person's name, whose titles it holds."""
        if at + 1 >= self.reading.tokens.count or self.reading.tokens.form[at] not in (",", "-", "–"):
            return False
        title = self.title_at(at + 1, 7)
        return title is not None and title.person

    def _dash(self, after: int, depth: int) -> tuple[int, bool] | None:
        tokens = self.reading.tokens
        if head_at(self.reading, after):
            return self._chained(after, depth)
        mark = self.reading.starting.get(after)
        if after in self.people or (mark and mark.kind in _ENDING):
            return None
        joined = tokens.cap[after] or tokens.form[after] in (
            "tư",
            "tuyên",
            "vận",
            "thương",
            "phát",
            "xã",
            "môi",
            "đào",
            "du",
            "truyền",
        )
        return (after, False) if joined and tokens.form[after - 2][0].isalnum() else None

    def _joined(self, here: int, depth: int) -> tuple[int, bool] | None:
        """Over *và*, *kiêm* to a further title or the rest of a body's name (*Giáo dục và Đào tạo*)."""
        tokens, after = self.reading.tokens, here + 1
        if after >= tokens.count or after in self.people:
            return None
        mark, head = self.reading.starting.get(after), head_at(self.reading, after)
        if head and self.reading.ending[head[1]].kind != "plain":
            return self._chained(after, depth)
        if mark and mark.kind in (*_ENDING, "noun"):
            return None
        joined = tokens.cap[after] or tokens.form[after] in listed("sets", "body_behind_and")
        return (after, False) if joined or {"phòng", "khoa"} & set(tokens.form[max(0, here - 6) : here]) else None

    def _of(self, here: int) -> tuple[int, bool] | None:
        """Over *của*, *thuộc*, *tại* to a body or place with a name."""
        tokens, after = self.reading.tokens, here + 1
        mark = self.reading.starting.get(after)
        if after >= tokens.count or after in self.people or (mark and mark.kind in _ENDING):
            return None
        named = tokens.cap[after] or bool(mark and mark.kind in ("exclude", "gap") and self._names(mark.last))
        return (after, False) if named or tokens.form[after] in ("bộ", "sở", "tỉnh", "công", "ủy", "hội", "ban") else None
