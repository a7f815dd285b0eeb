"""The life of a document as an article tells it: drafted, issued, disseminated, reviewed, amended, replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.language import Doc
from pipeline.model import Plan, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvent:
    """Something that happened to the document of the mention at ``plan_start``.

    ``kind`` is a row of ``tables/plan_links.toml``, ``word`` the word that says so. ``date`` is ISO as far as the sentence
    tells; a day without a year takes the article's, and ``date_source`` is then ``implied``. ``actor`` is the subject in the
    text's words, ``start`` and ``end`` the span of the sentence.
    """

    plan_start: int
    kind: str
    word: str
    date: str | None
    date_source: str | None
    actor: str | None
    start: int
    end: int


_NEAR = 90
_DAY = re.compile(
    r"(?<![^\W_])(?:ngày|sáng|chiều|tối) (?:ngày )?([0-3]?[0-9])[/.-]([01]?[0-9])(?:[/.-]((?:19|20)[0-9]{2}))?(?![0-9/])"
)
_MONTH = re.compile(r"(?<![^\W_])tháng ([01]?[0-9])(?:[/.-]| năm )((?:19|20)[0-9]{2})")
_LEAD = re.compile(
    r"^(?:(?:vừa qua|mới đây|trước đó|theo đó|sau đó|hôm nay|sáng nay|chiều nay)"
    r"|(?:ngày|sáng|chiều|tối|tháng|năm|trong|tại)[^,]{1,40})(?:, | - )"
)


def events(doc: Doc, plans: Sequence[Plan], day: str | None = None) -> Iterator[PlanEvent]:
    """Yield the events of an article, one a kind and mention at most; ``day`` is the article's, ISO.

    >>> from pipeline.language import read
    >>> doc = read("Ngày 5/3, Đảng ủy xã Pha Long tổ chức quán triệt Kế hoạch 61-KH/TU.")
    >>> plan = Plan(start=49, end=66, text="Kế hoạch 61-KH/TU", form="numbered", genre="kế hoạch")
    >>> [(event.kind, event.actor, event.date) for event in events(doc, [plan], "2022-01-15")]
    [('disseminated', 'Đảng ủy xã Pha Long', '2022-03-05')]
    """
    for plan in plans:
        sentence = doc.sentence_at(plan.start)
        if sentence is None:
            continue
        others = (other.end for other in plans if sentence.start <= other.end <= plan.start)
        floor = max([sentence.start, plan.start - _NEAR, *others])
        for kind, pattern in _patterns():
            if found := _last(pattern, doc.folded, floor, plan.start):
                yield _event(doc, plan, sentence, kind, found, day)
                break


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each kind with its words, those that prove most first: a review of what was issued is a review."""
    rows = {row["kind"]: row["words"] for row in tables.load("plan_links")["event"]}
    order = ("replaced", "amended", "reviewed", "disseminated", "issued", "drafted")
    return tuple((kind, re.compile(rf"(?<![^\W_])(?:{_either(rows[kind])})(?![^\W_])")) for kind in order)


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _last(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(folded, start, end):  # noqa: B007 the last one is wanted
        pass
    return found


def _event(doc: Doc, plan: Plan, sentence: Sentence, kind: str, found: re.Match[str], day: str | None) -> PlanEvent:
    date, source = (plan.issued, "stated") if kind == "issued" and plan.issued else _date(doc.folded, sentence, day)
    actor = plan.issuer if kind == "issued" and plan.issuer else _actor(doc, sentence, found.start())
    return PlanEvent(plan_start=plan.start, kind=kind, word=doc.text[found.start():found.end()], date=date, date_source=source,
                     actor=actor, start=sentence.start, end=sentence.end)


def _date(folded: str, sentence: Sentence, day: str | None) -> tuple[str | None, str | None]:
    """The date of the sentence; a day of a month is read in the article's year, or the year before when it would lie ahead."""
    if found := _DAY.search(folded, sentence.start, sentence.end):
        month, number = int(found[2]), int(found[1])
        if not 1 <= month <= 12 or not 1 <= number <= 31:
            return None, None
        if found[3]:
            return f"{found[3]}-{month:02}-{number:02}", "stated"
        if day:
            year = int(day[:4]) - (f"{month:02}-{number:02}" > day[5:10] and month > int(day[5:7]) + 2)
            return f"{year}-{month:02}-{number:02}", "implied"
        return None, None
    month_found = _MONTH.search(folded, sentence.start, sentence.end)
    return (f"{month_found[2]}-{int(month_found[1]):02}", "stated") if month_found else (None, None)


@cache
def _auxiliary() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:{_either(tables.load('plan_links')['auxiliary']['words'])})(?![^\W_]))+$")


def _actor(doc: Doc, sentence: Sentence, verb: int) -> str | None:
    """The subject: what stands between the head of the sentence (after a date) and the verb, when it looks like a name."""
    lead = _LEAD.match(doc.folded[sentence.start:verb])
    start = sentence.start + (lead.end() if lead else 0)
    words = doc.text[start:verb].rstrip(" “\"")
    tail = _auxiliary().search(doc.folded[start:start + len(words)])
    words = (words[:tail.start()] if tail else words).strip(" ,")
    return words if words[:1].isupper() and len(words) <= 80 and "," not in words else None
