"""The ``offices`` and ``people`` tables: who held or was to hold which public office, joined across articles.

Pure functions: the offices that articles tell (:mod:`pipeline.resolve.offices`) in, rows out. Nobody enters by another way
than a public office, so suspects, minors and villagers stay out. Two mentions are one person when the article itself says
so, or when name, office and body agree and the articles lie near in time; a name alone joins nobody, so namesakes stay
apart, and every join says why. First and last seen are days of articles: they bound when the press spoke of an office and
are **no** tenure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.resolve import registry
from pipeline.resolve.offices import Office
from pipeline.text import bare, fold

Row = Mapping[str, Any]
NEAR_YEARS = 6
"""Articles further apart than one term and a year join nobody by office alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """A row of ``offices``: one office of one person in one sentence of one article.

    ``person`` is the name, ``person_id`` the row of ``people`` it belongs to (None where no body is known). ``event`` is *holds*,
    *appointed*, *elected*, *designated*, *transferred*, *promoted*, *retired* or *dismissed*; ``event_date`` the day the sentence
    gives; ``seen`` the day of the article. ``first_seen`` and ``last_seen`` are the days of the first and last article that
    tell this person in this office: no tenure.
    """

    person: str
    person_id: str | None
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
    seen: str | None
    first_seen: str | None
    last_seen: str | None
    article: str
    version: str
    paper: str | None
    mention: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A row of ``people``: one holder of or candidate for public office. ``id`` is made of the name and the first office seen;
    ``offices`` are *office @ body_id* in the order seen; ``name`` is the commonest spelling."""

    id: str
    name: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    first_seen: str | None
    last_seen: str | None
    articles: int
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why two rows are one person: ``first`` and ``second`` are *article#mention*, ``reason`` a phrase for the reader."""

    person_id: str
    first: str
    second: str
    reason: str


def office_rows(found: Iterable[Office], article: Row) -> list[OfficeRow]:
    """The rows of one article (``id``, ``version``, ``paper``, ``published``), not yet joined to anything."""
    day = str(article["published"])[:10] if article.get("published") else None
    told = [name for name in Office.__slots__ if name not in ("honorific",)]
    return [
        OfficeRow(**{name: getattr(one, name) for name in told}, person_id=None, seen=day, first_seen=None, last_seen=None,
                  article=article["id"], version=article["version"], paper=article.get("paper"))
        for one in found
    ]


def people(rows: Iterable[OfficeRow]) -> tuple[list[OfficeRow], list[Someone], list[Join]]:
    """The rows with ``person_id`` and the days seen, the people, and the reason of every join.

    >>> people([])
    ([], [], [])
    """
    rows = sorted(rows, key=lambda row: (row.seen or "", row.article, row.mention, row.start, row.office))
    groups = _Groups(len(rows))
    named: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        named[_name(row)].append(index)
    for indexes in named.values():
        _join(rows, indexes, groups)
    ids = _ids(rows, groups)
    rows = [replace(row, person_id=ids.get(groups.root(index))) for index, row in enumerate(rows)]
    joins = [
        Join(person_id=ids[groups.root(a)], first=_place(rows[a]), second=_place(rows[b]), reason=why)
        for a, b, why in groups.reasons
        if groups.root(a) in ids
    ]
    return _seen(rows), list(_people(rows)), joins


class _Groups:
    """Rows put together, with the reason of each step."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self.reasons: list[tuple[int, int, str]] = []

    def root(self, index: int) -> int:
        """The first row of the group."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, first: int, second: int, why: str) -> None:
        """Put two rows together, unless they are already."""
        one, other = sorted((self.root(first), self.root(second)))
        if one != other:
            self._parent[other] = one
            self.reasons.append((first, second, why))


def _join(rows: Sequence[OfficeRow], indexes: Sequence[int], groups: _Groups) -> None:
    """Join the rows of one name: those of one article, then those of one office and body near in time."""
    by_article: dict[tuple[str, str], int] = {}
    for index in indexes:
        first = by_article.setdefault((rows[index].article, rows[index].version), index)
        groups.join(first, index, "one full name in one article")
    by_office: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index in indexes:
        if rows[index].body_id:
            for key, why in _keys(rows[index]):
                last = next((other for other in reversed(by_office[key]) if _near(rows[other], rows[index])), None)
                if last is not None:
                    groups.join(last, index, why)
                by_office[key].append(index)


def _keys(row: OfficeRow) -> Iterator[tuple[tuple[str, str], str]]:
    """The office with its body, and with the bodies that the body was made from."""
    office = fold(row.office)
    assert row.body_id is not None
    yield (office, row.body_id), f"same name, {office} of {row.body_id}, articles within {NEAR_YEARS} years"
    for before in _predecessors(row.body_id):
        yield (office, before), f"same name, {office} of {row.body_id}, which was made from {before}"


def _predecessors(body_id: str) -> tuple[str, ...]:
    """The bodies that a body was made from on 1 July 2025; none for an id that the registry does not know."""
    try:
        return registry.body(body_id).predecessors
    except (KeyError, ValueError):
        return ()


def _near(one: OfficeRow, other: OfficeRow) -> bool:
    """Whether two articles lie near enough in time; an article without a day is near to none."""
    if not one.seen or not other.seen:
        return False
    return abs((date.fromisoformat(one.seen) - date.fromisoformat(other.seen)).days) <= NEAR_YEARS * 366


def _ids(rows: Sequence[OfficeRow], groups: _Groups) -> dict[int, str]:
    """An id for each group that has a body: name, body and office of its first row with one, numbered where two agree."""
    ids: dict[int, str] = {}
    taken: Counter[str] = Counter()
    for index, row in enumerate(rows):
        root = groups.root(index)
        if root not in ids and row.body_id:
            plain = f"{_slug(row.person)}:{_slug(row.office)}:{row.body_id}"
            taken[plain] += 1
            ids[root] = plain if taken[plain] == 1 else f"{plain}:{taken[plain]}"
    return ids


def _seen(rows: Sequence[OfficeRow]) -> list[OfficeRow]:
    """The rows with the first and last day seen of each person in each office."""
    days: defaultdict[tuple[str | None, str, str | None, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.seen:
            days[_key(row)].append(row.seen)
    return [
        replace(row, first_seen=min(days[_key(row)], default=None), last_seen=max(days[_key(row)], default=None)) for row in rows
    ]


def _key(row: OfficeRow) -> tuple[str | None, str, str | None, str]:
    return row.person_id or f"{row.article}#{row.person}", fold(row.office), row.body_id, "former" if row.former else ""


def _people(rows: Sequence[OfficeRow]) -> Iterator[Someone]:
    groups: defaultdict[str, list[OfficeRow]] = defaultdict(list)
    for row in rows:
        if row.person_id:
            groups[row.person_id].append(row)
    for person_id in sorted(groups):
        group = groups[person_id]
        days = sorted(row.seen for row in group if row.seen)
        spellings = Counter(row.person for row in group)
        yield Someone(
            id=person_id,
            name=spellings.most_common(1)[0][0],
            names=tuple(sorted(spellings)),
            offices=tuple(dict.fromkeys(f"{row.office} @ {row.body_id or row.body or row.place}" for row in group)),
            first_seen=days[0] if days else None,
            last_seen=days[-1] if days else None,
            articles=len({row.article for row in group}),
            papers=tuple(sorted({row.paper for row in group if row.paper})),
        )


def _name(row: OfficeRow) -> str:
    return " ".join(fold(row.person).split())


def _place(row: OfficeRow) -> str:
    return f"{row.article}#{row.mention}"


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", bare(words)))
