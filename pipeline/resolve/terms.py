"""The term of the committee that issued a Party document: from a stated term, date, period or year of a title, never from the
article's own date, which only says that the document is not younger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipeline import tables
from pipeline.model import Plan

_COURSE = re.compile(r"[^.;\n]{0,60}?(?<![^\W_])\(?khóa (?P<term>[ivxl]{1,6}|[0-9]{1,2})(?![^\W_])")
_YEARS = re.compile(r"[^.;\n]{0,40}?(?<![^\W_])nhiệm kỳ (?P<a>(?:19|20)[0-9]{2}) ?[-/] ?(?P<b>(?:19|20)[0-9]{2})")
_OWN_COURSE = re.compile(r"khóa ([ivxl]{1,6}|[0-9]{1,2})")
ROMAN = ("", *(tens + ones for tens in ("", "X", "XX") for ones in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")))
"""Roman numbers to thirty, each at its place."""
_OLDEST = date(1986, 12, 18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What is known of a term: ``term`` and its ``source`` (``stated``, ``date``, ``period``, ``title``), or ``candidates``."""

    term: str | None = None
    source: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Window:
    """One term: it began between ``earliest`` and ``latest`` and ended between ``end_earliest`` and ``end_latest``."""

    term: str
    earliest: date
    latest: date
    end_earliest: date
    end_latest: date


def term_of(plan: Plan, folded: str, level: str | None, day: date | None) -> Term:
    """The term of a Party document of a body of ``level`` (``central``, ``province``, ``district``, ``commune``).

    ``folded`` is the article's folded text; ``day`` its day, which only bounds the candidates from above.
    """
    windows = _windows(level)
    if stated := _stated(plan, folded):
        return Term(term=stated, source="stated")
    for source, span in _spans(plan):
        fitting = _fitting(windows, *span)
        if len(fitting) == 1:
            return Term(term=fitting[0], source=source)
        if fitting:
            return Term(candidates=fitting)
    return Term(candidates=tuple(window.term for window in windows if day is None or window.earliest <= day))


def _stated(plan: Plan, folded: str) -> str | None:
    """A term in the mention (*khóa XII*) or behind its issuer (*của Bộ Chính trị khóa XI*, *nhiệm kỳ 2020-2025*)."""
    own = _OWN_COURSE.search(folded, plan.start, plan.end)
    if own:
        return _roman(own[1])
    if plan.form == "named" and plan.period:
        return f"{plan.period[0]}-{plan.period[1]}"
    end = _end_of_issuer(plan, folded)
    if course := _COURSE.match(folded, plan.end, end):
        return _roman(course["term"])
    years = _YEARS.match(folded, plan.end, end)
    return f"{years['a']}-{years['b']}" if years else None


def _end_of_issuer(plan: Plan, folded: str) -> int:
    """Terms are looked for up to where the title begins: those in it belong to others (*Đại hội … nhiệm kỳ 2025-2030*)."""
    stop = min(len(folded), plan.end + 110)
    about = re.compile(r" (?:về|quy định|phê duyệt|ban hành|công nhận|và|để|nhằm) ").search(folded, plan.end, stop)
    return about.start() if about else stop


def _roman(term: str) -> str:
    number = int(term) if term.isdecimal() else 0
    return ROMAN[number] if 0 < number < len(ROMAN) else term.upper()


def _spans(plan: Plan) -> list[tuple[str, tuple[date, date]]]:
    """The days in which the document was issued, by what says so, the surest first."""
    spans: list[tuple[str, tuple[date, date]]] = []
    if plan.issued:
        spans.append(("date", _days_of(plan.issued)))
    if plan.period:
        spans.append(("period", (date(plan.period[0] - 1, 7, 1), date(plan.period[0], 12, 31))))
    if plan.title and (year := _YEAR_OF_TITLE.search(plan.title)):
        spans.append(("title", (date(int(year[1]), 1, 1), date(int(year[1]), 12, 31))))
    return spans


_YEAR_OF_TITLE = re.compile(r"(?<!đến )(?<!đến hết )năm ((?:19|20)[0-9]{2})(?! ?[-–] ?[0-9])")


def _days_of(issued: str) -> tuple[date, date]:
    """First and last day that an ISO date, month or year can mean.

    >>> _days_of("2018-02")
    (datetime.date(2018, 2, 1), datetime.date(2018, 2, 28))
    """
    parts = [int(part) for part in issued.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return date(parts[0], parts[1], 1), following - timedelta(days=1)
    try:
        day = date(*parts)
    except ValueError:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    return day, day


def _fitting(windows: tuple[_Window, ...], first: date, last: date) -> tuple[str, ...]:
    """The terms that a document issued between two days can belong to."""
    return tuple(window.term for window in windows if window.earliest <= last and first < window.end_latest)


@cache
def _windows(level: str | None) -> tuple[_Window, ...]:
    name = "central" if level == "central" else "province" if level == "province" else "lower"
    rows = tables.load("terms")[name]
    starts = [(row["term"], row.get("earliest", row.get("since")), row.get("latest", row.get("since"))) for row in rows]
    ends = [*((earliest, latest) for _, earliest, latest in starts[1:]), (date.max, date.max)]
    return tuple(_Window(term, earliest, latest, *end) for (term, earliest, latest), end in zip(starts, ends, strict=True))


def representative_day(plan: Plan, term: Term) -> date | None:
    """A day on which the document's body lived, for choosing its era: from the date, the year, the period or the term."""
    if plan.issued and len(plan.issued) > 4:
        return _days_of(plan.issued)[0]
    year = plan.year or (int(plan.issued) if plan.issued else None) or (plan.period[0] if plan.period else None)
    if year is None and term.term and term.term[:4].isdecimal():
        year = int(term.term[:4]) + 1
    if year is None or year == 2025:
        return None
    return max(date(year, 6, 1), _OLDEST)
