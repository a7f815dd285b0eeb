"""First pass: which runs of capitals are names, by what stands before them and by their own form."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.persons import bylines
from pipeline.extract.persons.judging import addressed, after_noun, body_goes_on, brand, ho_chi_minh, titled
from pipeline.extract.persons.names import alone, clan, foreign, middle, place_rank, surname
from pipeline.extract.persons.reading import Found, Reading, Run
from pipeline.extract.persons.standing import numbered_house, standing_alone
from pipeline.extract.persons.words import listed

_LISTS = frozenset((",", "và", "-", "–", ";", "/", "&", "hay", "đến", "+"))
_HEADS_OF_SYLLABLES = frozenset(("th", "ng", "kh", "ph", "tr", "nh", "ch", "qu", "đ", "ngh"))


def first_pass(reading: Reading) -> Iterator[Found]:
    """Yield the names that their own surroundings tell, in order."""
    outside, last = -1, None
    credited = bylines.credits(reading)
    for run in reading.runs:
        found = (
            credited.get(run.first)
            or _judge(reading, run, outside)
            or (_listed(reading, run, last) if outside != run.first else None)
        )
        if found is None and run.last - run.first == 2 and _two_thinkers(reading, run):
            yield Found(run.first, run.first + 1, "name")
            found = Found(run.first + 1, run.last, "name")
        if found is None and (reading.excluded(run.first) or outside == run.first):
            outside = _next_of_list(reading, run.last)
        if found:
            last = found
            yield found


def _two_thinkers(reading: Reading, run: Run) -> bool:
    """*Mác Lênin* without a dash is two."""
    return reading.tokens.form[run.first] in ("mác", "marx") and alone(reading.tokens.form[run.first + 1])


def _listed(reading: Reading, run: Run, before: Found | None) -> Found | None:
    """A further member of a list of people: it has a surname and is no place."""
    tokens, length = reading.tokens, run.last - run.first
    if before is None or before.why == "byline" or not 2 <= length <= 4 or masked(reading, *run):
        return None
    joined = before.last < run.first and all(form in _LISTS for form in tokens.form[before.last : run.first])
    strange = foreign(tokens, *run) and foreign(tokens, before.first, before.last) and not brand(reading, *run)
    if (
        not joined
        or not (strange or surname(tokens.form[run.first]) or clan(tokens.form[run.first]))
        or body_goes_on(reading, *run)
    ):
        return None
    return None if place_rank(tokens.key(*run)) or run.first in reading.starting else Found(*run, "name")


def _next_of_list(reading: Reading, at: int) -> int:
    """Where the next member of a list begins: after a road, school or unit it is one, too."""
    tokens = reading.tokens
    return at + 1 if at < tokens.count and tokens.form[at] in _LISTS else -1


def _judge(reading: Reading, run: Run, outside: int) -> Found | None:
    first, last = _without_opener(reading, run)
    if first >= last or masked(reading, first, last):
        return None
    mark = reading.ending.get(first)
    if mark and mark.kind == "address" and not reading.tokens.key(first, last).endswith("hồ chí minh"):
        return addressed(reading, first, last)
    if body_goes_on(reading, first, last):
        return None
    if reading.tokens.key(first, last).endswith("hồ chí minh"):
        return ho_chi_minh(reading, first, last)
    if mark and mark.kind == "noun":
        return after_noun(reading, first, last)
    head = reading.head_before(first)
    if head:
        return titled(reading, first, last, *head)
    if reading.excluded(first) or outside == first or numbered_house(reading, first):
        return None
    return standing_alone(reading, first, last)


def _without_opener(reading: Reading, run: Run) -> tuple[int, int]:
    """The run without a first word whose capital only opens the sentence, and up to a word that opens another one."""
    tokens, (first, last) = reading.tokens, run
    opener = tokens.opens(first) and last - first > 1 and tokens.form[first] in listed("opener")
    if opener and surname(tokens.form[first + 1]) and not (surname(tokens.form[first]) and middle(tokens.form[first + 1])):
        first += 1
    small = last < tokens.count and not tokens.cap[last] and tokens.form[last][0].isalnum() and tokens.adjacent(last)
    if small and last - first > 2 and tokens.form[last - 1] in listed("sets", "next_sentence"):
        return first, last - 1
    return first, last


def masked(reading: Reading, first: int, last: int) -> bool:
    """Whether the name is hidden behind letters (*Nguyễn Văn H.*, *bà X.*, *N.V.A*)."""
    tokens = reading.tokens
    pieces = [k for k in range(first, last) if tokens.form[k] != "."]
    size = [tokens.end[k] - tokens.start[k] for k in pieces]
    return (
        max(size) < 2
        or (max(size) < 3 and "." in tokens.form[first:last] and len(pieces) > 1)
        or (size[-1] == 1 and tokens.form[pieces[-1]].isascii())
        or tokens.form[pieces[-1]] in _HEADS_OF_SYLLABLES
    )
