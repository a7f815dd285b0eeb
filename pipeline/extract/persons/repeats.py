"""Second pass: names of this article again, whole or short, where nothing else tells of a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.persons.judging import body_goes_on, word_goes_on
from pipeline.extract.persons.names import place_rank, surname
from pipeline.extract.persons.reading import Found, Reading, Run
from pipeline.extract.persons.tokens import vietnamese
from pipeline.extract.persons.words import TITLES, listed

_CLEAR = frozenset(["thị", "văn"])


class Known:
    """The names of an article: whole names by their words, short forms of them."""

    def __init__(self, reading: Reading, found: Sequence[Found]) -> None:
        form = reading.tokens.form
        self.whole = {tuple(form[name.first : name.last]) for name in found if name.last - name.first > 1}
        self.given: dict[str, set[str]] = {}
        self.strange: set[str] = set()
        self.pairs: set[tuple[str, ...]] = set()
        for name in found:
            words = form[name.first : name.last]
            if all(map(vietnamese, words)) and len(words) > 1:
                self.given.setdefault(words[-1], set()).add(name.why)
                if len(words) > 2:
                    self.pairs.add(tuple(words[-2:]))
            elif not all(map(vietnamese, words)):
                self.strange.update(word for word in (words[0], words[-1]) if not vietnamese(word))
                if len(words) > 1 and name.why != "byline":
                    self.given.setdefault(words[-1], set()).add(name.why)


def second_pass(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the further names that the first pass's names tell, in no order."""
    known = Known(reading, found)
    taken = {at for name in found for at in range(name.first, name.last)}
    for run in reading.runs:
        if run.first not in taken and (run.last - 1) not in taken and not reading.excluded(run.first):
            yield from _again(reading, run, known)


def _again(reading: Reading, run: Run, known: Known) -> Iterator[Found]:
    form, (first, last) = reading.tokens.form, run
    if body_goes_on(reading, first, last):
        return
    for start in range(first, last - 1):
        for end in range(last, start + 1, -1):
            if tuple(form[start:end]) in known.whole and _not_place(reading, start, end):
                yield Found(start, end, "known")
                return
    length = last - first
    if length == 2 and tuple(form[first:last]) in known.pairs and not place_rank(reading.tokens.key(first, last)):
        yield Found(first, last, "known")
    elif length == 1:
        yield from _single(reading, first, known)
    elif length == 2 and form[last - 1] in known.strange and place_rank(form[first]) == 3:
        yield Found(last - 1, last, "known")


def _not_place(reading: Reading, first: int, last: int) -> bool:
    return last - first > 2 or not place_rank(reading.tokens.key(first, last))


def _single(reading: Reading, at: int, known: Known) -> Iterator[Found]:
    """A short form of one word: after a title, or alone where its letters can be no other word."""
    tokens = reading.tokens
    form = tokens.form[at]
    if word_goes_on(reading, at + 1, form):
        return
    mark = reading.ending.get(at)
    whys = known.given.get(form)
    titled = mark is not None and mark.kind in TITLES
    if (form in known.strange and not place_rank(form) and (titled or not _compound(reading, at))) or (
        whys and whys != {"byline"} and (titled or _subject(reading, at))
    ):
        yield Found(at, at + 1, "known")
    elif titled and mark and mark.kind == "title" and _ends_here(reading, at) and not place_rank(form) and vietnamese(form):
        yield Found(at, at + 1, "title")


def _compound(reading: Reading, at: int) -> bool:
    return reading.tokens.glued(at) and reading.tokens.form[at - 1] in ("-", "–")


def _ends_here(reading: Reading, at: int) -> bool:
    """Whether a verb, mark or other stop follows, so that the word is a whole name."""
    tokens, after = reading.tokens, at + 1
    if after >= tokens.count or not tokens.form[after][0].isalpha():
        return after >= tokens.count or not tokens.form[after][0].isdigit()
    return tokens.form[after] in listed("speech")


def _subject(reading: Reading, at: int) -> bool:
    """Whether a lone given name is one here: it does not open the sentence, or a verb follows that only people can have."""
    tokens = reading.tokens
    if tokens.form[at] in listed("opener") or place_rank(tokens.form[at]):
        return False
    if reading.ending.get(at) and reading.ending[at].kind in ("exclude", "gap", "become"):
        return False
    if not tokens.opens(at):
        return _ends_here(reading, at) or not tokens.cap[at + 1]
    return (
        at + 1 < tokens.count
        and tokens.adjacent(at + 1)
        and tokens.form[at + 1] in listed("speech")
        and not surname_only(tokens.form[at])
    )


def surname_only(form: str) -> bool:
    """Whether a word at the head of a sentence is likelier an ordinary word."""
    return form in listed("opener") or (surname(form) == 2 and form in _CLEAR)
