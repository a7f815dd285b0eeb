"""The lists of ``tables/persons.toml`` and their marks on a text: titles, forms of address, ends of titles, what is no person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline import tables
from pipeline.extract.persons.tokens import TOKEN, Tokens
from pipeline.text import fold

TITLES = frozenset(("office", "title", "plain"))


class Mark(NamedTuple):
    """A phrase of the lists at the tokens ``first`` up to ``last``; ``kind`` is *office*, *title*, *plain*, *address*, *noun*,
    *exclude*, *gap*, *body*, *keep*, *stop*, *byline*, *skip* or *become*."""

    kind: str
    first: int
    last: int


class Phrase(NamedTuple):
    """A phrase of the lists by its later words."""

    rest: tuple[str, ...]
    kind: str


@cache
def listed(table: str, name: str = "words") -> frozenset[str]:
    """The folded words of one plain list of the table."""
    return frozenset(fold(word) for word in tables.load("persons")[table][name])


def _rows() -> Iterator[tuple[str, str]]:
    """Every phrase with its kind; the first kind of a phrase wins."""
    table = tables.load("persons")
    for row in table["title"]:
        yield from ((row["kind"], word) for word in row["words"])
    yield from (("skip", word) for word in table["skip"]["words"])
    yield from (("body", word) for word in table["body"]["words"])
    yield from (("keep", word) for name in ("keep", "comma") for word in table[name]["words"])
    yield from (("address", word) for row in table["address"] for word in row["words"])
    yield from (("noun", word) for row in table["noun"] for word in row["words"])
    for row in table["exclude"]:
        yield from (("gap" if row["gap"] else "exclude", word) for word in row["words"])
    yield from (("byline", word) for word in table["byline"]["words"])
    yield from (("become", word) for word in table["become"]["words"])
    yield from (("stop", word) for word in table["stop"]["words"])


@cache
def phrases() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """The phrases by their first and second word (none: a phrase of one word), the longest first."""
    found: dict[tuple[str, ...], str] = {}
    for kind, words in _rows():
        found.setdefault(tuple(TOKEN.findall(fold(words))), kind)
    first: dict[str, dict[str, list[Phrase]]] = {}
    for forms, kind in found.items():
        first.setdefault(forms[0], {}).setdefault(forms[1] if len(forms) > 1 else "", []).append(Phrase(forms[1:], kind))
    return {form: {second: tuple(sorted(rows, key=lambda row: -len(row.rest))) for second, rows in seconds.items()}
            for form, seconds in first.items()}


def marks(tokens: Tokens) -> list[Mark]:
    """The marks of a text in order, the longest phrase at each place, without overlaps."""
    table, form, found, at = phrases(), tokens.form, [], 0
    while at < tokens.count:
        mark = _mark_at(tokens, at, table[form[at]]) if form[at] in table else None
        if mark:
            found.append(mark)
            at = mark.last
        else:
            at += 1
    return found


def _mark_at(tokens: Tokens, at: int, seconds: dict[str, tuple[Phrase, ...]]) -> Mark | None:
    form = tokens.form
    longer = seconds.get(form[at + 1], ()) if at + 1 < tokens.count else ()
    for rest, kind in (*longer, *seconds.get("", ())):
        last = at + 1 + len(rest)
        if len(rest) > 1 and tuple(form[at + 1 : last]) != rest:
            continue
        if _allowed(tokens, at, last, kind):
            return Mark(kind, at, last)
    return None


def _allowed(tokens: Tokens, first: int, last: int, kind: str) -> bool:
    """Whether the capitals fit: *Anh* in *Chu Ngọc Anh* is no form of address, *Hồ* in *Hồ Văn Tư* no lake."""
    if not tokens.cap[first]:
        return True
    named = first > 0 and tokens.cap[first - 1] and tokens.adjacent(first) and not tokens.acronym[first - 1]
    if kind == "stop" or (kind == "noun" and last - first == 1 and not tokens.opens(first)):
        return False
    if kind == "address" and last - first == 1:
        uncle = tokens.form[first] == "bác" and tokens.form[last : last + 1] == ["hồ"]
        return uncle or tokens.opens(first) or (not named and tokens.form[first] not in listed("sets", "also_names"))
    if tokens.form[first] in _NO_NAMES:
        return True
    sure = kind in ("office", "body", "skip") and tokens.form[first] in listed("sets", "office_heads")
    if named and not sure and all(tokens.cap[first:last]) and not all(tokens.acronym[first:last]):
        return False
    if last - first > 1 or tokens.acronym[first]:
        return kind != "noun" or last - first > 1
    if kind == "exclude" or kind == "gap":
        return (
            tokens.opens(first) and not (tokens.form[first] in listed("sets", "also_names") and _goes_on(tokens, last))
        ) or tokens.form[first] in listed("sets", "never_names")
    return tokens.opens(first) or not named


_NO_NAMES = frozenset(("samdech", "sheikh"))


def _goes_on(tokens: Tokens, at: int) -> bool:
    return at < tokens.count and tokens.cap[at] and tokens.adjacent(at)
