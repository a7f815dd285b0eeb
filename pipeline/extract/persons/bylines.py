"""By-lines and photo credits: *Ảnh: N.Mai*, *Tin, ảnh: Hà Thu - Lê Sơn*, *Ảnh: Minh Đức/TTXVN*, a line that is a name."""

from __future__ import annotations

from pipeline.extract.persons.names import place_rank, surname
from pipeline.extract.persons.reading import Found, Reading, Run
from pipeline.extract.persons.tokens import vietnamese
from pipeline.extract.persons.words import listed

_JOINTS = frozenset(("-", "–", "—", "/", "&", "và", ",", "+"))
_COLON = frozenset((":", "-", "–", "—"))


def credits(reading: Reading) -> dict[int, Found]:
    """The names of by-lines by the token they begin at."""
    found: dict[int, Found] = {}
    last = -1
    for run in reading.runs:
        name = _credited(reading, run, last) or _whole_line(reading, run)
        if name:
            found[run.first], last = name, name.last
    return found


def _credited(reading: Reading, run: Run, before: int) -> Found | None:
    if not _after_head(reading, run.first) and not _after_other(reading, run.first, before):
        return None
    last = _cut(reading, run)
    return Found(run.first, last, "byline") if _is_writer(reading, run.first, last) else None


def _after_head(reading: Reading, first: int) -> bool:
    """Whether *Ảnh:* or *Tin, ảnh -* stands before, perhaps with an agency between (*Ảnh: VGP/Nhật Bắc*)."""
    tokens, here = reading.tokens, first
    if here > 2 and tokens.form[here - 1] in ("/", "-", "–") and tokens.acronym[here - 2]:
        here -= 2
    plain = reading.ending.get(here)
    if plain and plain.kind == "byline" and tokens.words(plain.first, plain.last) == "Ảnh" and tokens.opens(plain.first):
        return True
    mark = reading.ending.get(here - 1)
    if here < 2 or tokens.form[here - 1] not in _COLON or not mark or mark.kind != "byline":
        return False
    return tokens.form[here - 1] == ":" or (
        tokens.form[mark.last - 1] == "ảnh" and tokens.cap[mark.first] and tokens.opens(mark.first)
    )


def _after_other(reading: Reading, first: int, before: int) -> bool:
    """Whether another credited name, which ends at token ``before``, stands before a joint."""
    return first > 1 and reading.tokens.form[first - 1] in _JOINTS and before == first - 1


def _cut(reading: Reading, run: Run) -> int:
    """The end of the name where the next sentence follows without a mark (*Ảnh: Minh Đức Các đại biểu …*)."""
    tokens, last = reading.tokens, run.last
    small = last < tokens.count and not tokens.cap[last] and tokens.form[last][0].isalpha() and tokens.adjacent(last)
    if small and last - run.first > 2:
        last -= 1
    longest = run.first + (4 if surname(tokens.form[run.first]) else 3)
    return min(last, longest) if tokens.form[run.first + 1 : run.first + 2] != ["."] else last


def _is_writer(reading: Reading, first: int, last: int) -> bool:
    tokens, length = reading.tokens, last - first
    key, agencies = tokens.key(first, last), listed_agencies()
    if max(tokens.end[k] - tokens.start[k] for k in range(first, last)) < 2:
        return False
    if key in agencies or tokens.form[first] in listed("sets", "agency_words") or place_rank(key) == 3:
        return False
    if length == 1 or (length == 2 and tokens.end[first] - tokens.start[first] == 1):
        return False
    if any(not vietnamese(tokens.form[k]) and tokens.form[k] != "." and len(tokens.form[k]) > 2 for k in range(first, last)):
        return False
    small = last < tokens.count and not tokens.cap[last] and tokens.form[last][0].isalpha() and tokens.adjacent(last)
    return not (small and length == 1) and f"{tokens.form[first]} {tokens.form[first + 1]}" not in agencies


def listed_agencies() -> frozenset[str]:
    """The folded names of agencies and papers, which are no persons."""
    return listed("byline", "agencies")


def _whole_line(reading: Reading, run: Run) -> Found | None:
    """A line that holds a name of two to four words and nothing else (perhaps an agency in brackets)."""
    tokens = reading.tokens
    opens = (
        run.first == 0
        or tokens.form[run.first - 1] == "\n"
        or (run.last >= tokens.count and tokens.form[run.first - 1] in '.!?)”"')
    )
    closes = (
        run.last >= tokens.count
        or tokens.form[run.last] == "\n"
        or (tokens.form[run.last] in "(/" and ("\n" in tokens.form[run.last : run.last + 6] or run.last + 6 > tokens.count))
    )
    if not (opens and closes) or not 2 <= run.last - run.first <= 4 or run.first == 0:
        return None
    key, ends = tokens.key(run.first, run.last), run.last >= tokens.count
    if ends and place_rank(key) < 3 and _is_writer(reading, run.first, run.last):
        return Found(run.first, run.last, "byline")
    if place_rank(key) > 1 or (place_rank(key) and surname(tokens.form[run.first]) != 1):
        return None
    return Found(run.first, run.last, "byline") if _is_writer(reading, run.first, run.last) else None
