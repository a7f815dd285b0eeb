"""Offices in an article: who holds which, and what happened (appointed, elected, designated, transferred, dismissed …).

The role of a mention is an office that is held; the verbs of its sentence make further ones. Companies, trades and degrees are no
offices here, and somebody whom the article names as accused is left out altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline import tables
from pipeline.language import Doc
from pipeline.model import Person
from pipeline.resolve import posts
from pipeline.resolve.abroad import foreigners
from pipeline.resolve.context import Context
from pipeline.text import fold

_INTO = re.compile(
    r"(?:giữ (?:các )?chức(?: vụ| danh)?|giữ cương vị|giữ vị trí|đảm nhận|đảm nhiệm|nhận nhiệm vụ|chức danh|chức vụ|chức|làm"
    r"|trúng cử|đắc cử)\s+(?=[^\W\d_])"
)
_OUT_OF = re.compile(
    r"(?:thôi giữ chức(?: vụ)?|thôi chức|cách (?:hết )?chức(?: vụ)?|(?:miễn|bãi) nhiệm(?: chức (?:vụ|danh))?)\s+(?=[^\W\d_])"
)
_TITLE_END = re.compile(
    r"\.(?![^\W\d_])|[;:()\n\"“”]"
    r"|,(?! (?:(?:nguyên|quyền|kiêm) )?(?:phó|bí thư|chủ tịch|trưởng|giám đốc|ủy viên|chánh|viện trưởng|tổng |[^,]{1,30} và ))"
    r"| (?:nhiệm kỳ|khóa|giai đoạn|thay|kể từ|từ ngày|từ năm|đối với|với|cho|để|sau|trong|thứ|trẻ|nhưng|vào|này|của (?:ông|bà)"
    r"|và (?:ông|bà|đồng chí))(?![^\W_])"
)
_TO_WHOM = re.compile(r" (?:đối với|cho|với) (?:(?:các )?(?:ông|bà|đồng chí) )?$")
_PASSIVE = re.compile(r"(?:bị|được|xin|đã|vừa|sẽ|tuổi|,) $")
_TERM = re.compile(r"nhiệm kỳ (\d{4} ?[-–] ?\d{4})|khóa ([IVXL]+|\d{1,2})(?![^\W_])")
_DAY = re.compile(
    r"(?:ngày |sáng |chiều |tối |trưa )(?:ngày )?(\d{1,2}) ?(?:[/.-]| tháng ) ?(\d{1,2})(?:(?: ?[/.-] ?| năm )(\d{4}))?(?![\d/])"
)
_INSTEAD = re.compile(r"thay (?:thế |cho )?(?:cho )?(?:đồng chí |ông |bà )?$")


@cache
def _verbs() -> re.Pattern[str]:
    rows = tables.load("offices")["event"]
    return re.compile("|".join(f"(?P<{row['name']}>{_any(row['words'])})" for row in rows))


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))


@cache
def _listed(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(tables.load('offices')[name]['words'])})(?![^\W_])")


@cache
def _mode(event: str) -> str | None:
    return next((row.get("mode") for row in tables.load("offices")["event"] if row["name"] == event), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One office of one person as an article tells it.

    ``mention`` is the offset of the person's mention, ``person`` the full name. ``event`` is *holds* or what happened,
    ``mode`` the Vietnamese verb of the procedure, ``event_date`` the ISO day that the sentence gives. ``start`` and ``end``
    are the sentence.
    """

    mention: int
    person: str
    honorific: str | None
    office: str
    body: str | None
    body_id: str | None
    unit_id: str | None
    place: str | None
    event: str
    event_date: str | None
    mode: str | None
    term: str | None
    former: bool
    acting: bool
    predecessor: str | None
    start: int
    end: int


def find(doc: Doc, persons: Sequence[Person], context: Context) -> list[Office]:
    """The public offices in an article, in the order of its sentences; ``persons`` are resolved and in order."""
    outside = foreigners(persons) | {_name(one) for one in persons if _is_accused(doc, one)}
    around = posts.Around(province=context.province, day=context.day)
    found: list[Office] = []
    for index, person in enumerate(persons):
        if _name(person) in outside or not _is_full(person):
            continue
        found += _held(doc, person, around)
        found += _happened(doc, persons, index, around)
    return found


def _name(person: Person) -> str:
    return person.same_as or person.text


def _is_full(person: Person) -> bool:
    """Whether the name has two words or more: a lone given name is nobody in a table."""
    return " " in _name(person)


def _is_accused(doc: Doc, person: Person) -> bool:
    """Whether the words around a mention call the person accused."""
    sentence = doc.sentence_at(person.start)
    low, high = (sentence.start, sentence.end) if sentence else (person.start - 60, person.end + 60)
    near = doc.folded[max(low, person.start - 60) : person.start] + " | " + doc.folded[person.end : min(high, person.end + 80)]
    return _listed("accused").search(near) is not None


def _span(doc: Doc, person: Person) -> tuple[int, int]:
    sentence = doc.sentence_at(person.start)
    return (sentence.start, sentence.end) if sentence else (person.start, person.end)


def _held(doc: Doc, person: Person, around: posts.Around) -> Iterator[Office]:
    start, end = _span(doc, person)
    if person.role:
        for post in posts.resolve(posts.split(person.role), around):
            if _public(post):
                yield _office(person, post, "holds", start, end)


def _public(post: posts.Post) -> bool:
    if post.body_id or post.unit_id:
        return True
    body = fold(post.body or "")
    return bool(body) and not _listed("private").match(body) and _listed("public").match(body) is not None


def _happened(doc: Doc, persons: Sequence[Person], index: int, around: posts.Around) -> Iterator[Office]:
    """The event of the sentence whose object or subject the mention is: the nearest verb before it, or behind it."""
    person = persons[index]
    start, end = _span(doc, person)
    before = persons[index - 1].end if index and persons[index - 1].end > start else start
    after = persons[index + 1].start if index + 1 < len(persons) and persons[index + 1].start < end else end
    verb = _verb(doc.folded, before, person, after)
    if verb is None or _INSTEAD.search(doc.folded, start, person.start):
        return
    title = _title(doc, person, verb, before, after)
    event, words = verb.lastgroup or "holds", doc.folded[start:end]
    for post in posts.resolve(posts.split(title), _with_role(person, around)) if title else ():
        if _public(post):
            yield replace(
                _office(person, post, event, start, end),
                term=_term(doc.folded[verb.start() : end]),
                event_date=_day(words, around.day),
                predecessor=_predecessor(doc, persons, index, end),
            )


def _verb(folded: str, before: int, person: Person, after: int) -> re.Match[str] | None:
    """The last verb in the words before the name since the one before, else the first behind it up to the next."""
    ahead = list(_verbs().finditer(folded, before, person.start))
    behind = _verbs().search(folded, person.end, after)
    if behind and behind.lastgroup in ("dismissed", "retired"):
        return behind
    return ahead[-1] if ahead else behind


def _title(doc: Doc, person: Person, verb: re.Match[str], before: int, after: int) -> str | None:
    """The title that the verb gives or takes, as printed: behind the name, between verb and name (*bầu chức danh … đối với
    ông*), or the person's own role for somebody who leaves."""
    leaves = verb.lastgroup in ("dismissed", "retired", "promoted")
    pattern = _OUT_OF if verb.lastgroup == "dismissed" else _INTO
    if verb.end() <= person.start and _TO_WHOM.search(doc.folded, max(before, person.start - 30), person.start):
        into = pattern.search(doc.folded, verb.start(), person.start)
        return _read(doc, into.end(), person.start) if into else None
    into = pattern.search(doc.folded, max(verb.start(), person.end), after)
    title = _read(doc, into.end(), after) if into else None
    if title and into and _TO_WHOM.search(doc.folded, into.end(), after) and verb.start() > person.end:
        return None
    told = verb.end() <= person.start <= verb.end() + 30 or _PASSIVE.search(doc.folded, person.end, verb.start())
    return title or (person.role if leaves and told else None)


def _read(doc: Doc, at: int, end: int) -> str | None:
    """The title that begins at ``at``, None when the words there are none."""
    stop = _TITLE_END.search(doc.folded, at, end)
    words = doc.text[at : stop.start() if stop else end].strip(" ,-–")
    return words if posts.begins(words) else None


def _with_role(person: Person, around: posts.Around) -> posts.Around:
    """The article's units, with those of the person's own role as hints."""
    return posts.hints(posts.resolve(posts.split(person.role), around), around) if person.role else around


def _predecessor(doc: Doc, persons: Sequence[Person], index: int, end: int) -> str | None:
    """The person whom the office is taken over from (*thay ông …*)."""
    for other in persons[index + 1 : index + 12]:
        if other.start >= end:
            return None
        if _INSTEAD.search(doc.folded, max(0, other.start - 30), other.start):
            return _name(other)
    return None


def _office(person: Person, post: posts.Post, event: str, start: int, end: int) -> Office:
    return Office(
        mention=person.start,
        person=_name(person),
        honorific=person.honorific,
        office=post.title,
        body=post.body,
        body_id=post.body_id,
        unit_id=post.unit_id,
        place=post.place,
        event=event,
        event_date=None,
        mode=_mode(event),
        term=None,
        former=post.former or event == "dismissed",
        acting=post.acting,
        predecessor=None,
        start=start,
        end=end,
    )


def _term(words: str) -> str | None:
    found = _TERM.search(words)
    return (found[1] or found[2].upper()).replace(" ", "") if found else None


def _day(words: str, today: date | None) -> str | None:
    """The day that a sentence gives; without its year it is the last such day before ``today``."""
    found = _DAY.search(words)
    if not found or not (found[3] or today):
        return None
    try:
        if found[3]:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        assert today is not None
        that = date(today.year, int(found[2]), int(found[1]))
        return (that if that <= today else that.replace(year=today.year - 1)).isoformat()
    except ValueError:
        return None
