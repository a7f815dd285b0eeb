"""The words for kinds of documents, and which one stands before a number (``tables/plans.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.text import fold

_LISTED = re.compile(r"^(?:[0-9a-zđ][-.)])?[(“\"'‘\[«\-…:;,.*•/]*")
_SO = re.compile(r"(?:^|(?<=[ \n(]))(?:mang )?số ?:?$")
_NAMED = re.compile(r"(?<![^\W_])(bộ luật|luật|pháp lệnh)(?= [^\W_])")
_NO_NAME = re.compile(r"[\n;:.”)0-9]")
_WINDOW = 60
_NAME_WINDOW = 120


@dataclass(frozen=True, slots=True)
class Genre:
    """One genre: its ``word``, the type ``codes`` of its numbers (folded) and how a number without code may follow."""

    word: str
    codes: tuple[str, ...]
    bare: str


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number: the genre and where its word begins, and whether *số* stands between."""

    genre: Genre | None
    start: int
    so: bool


@cache
def by_word() -> dict[str, Genre]:
    """Genre of each word, and of each abbreviation (folded): *kế hoạch*, *kh*."""
    words: dict[str, Genre] = {}
    for row in tables.load("plans")["genre"]:
        genre = Genre(row["word"], tuple(fold(code) for code in row["codes"]), row["bare"])
        words[fold(genre.word)] = genre
        for short in row["short"]:
            words.setdefault(fold(short), genre)
    return words


@cache
def by_code() -> dict[str, Genre]:
    """Genre of each folded type code; where two share one (*TT*), that of the State, which the news cites more."""
    codes: dict[str, Genre] = {}
    for row in tables.load("plans")["genre"]:
        for code in row["codes"]:
            codes.setdefault(fold(code), by_word()[row["word"]])
    return codes


@cache
def _between() -> frozenset[str]:
    return frozenset(tables.load("plans")["between"]["words"])


def before_number(folded: str, start: int) -> Before:
    """The genre word that stands directly before the number at ``start``, over *số*, a bracket or *khẩn*.

    >>> text = fold("theo Công điện khẩn số 12/CĐ-TTg")
    >>> found = before_number(text, text.index("12"))
    >>> (found.genre.word, text[found.start:], found.so)
    ('công điện', 'công điện khẩn số 12/cđ-ttg', True)
    """
    floor = max(0, start - _WINDOW)
    left = folded[floor:start].rstrip(" (:")
    number = _SO.search(left)
    if number:
        left = left[:number.start()].rstrip(" (,")
    genre, at = _ending(_without_between(left))
    return Before(genre, floor + at if genre else start, bool(number))


def _without_between(left: str) -> str:
    for _ in range(2):
        words = left.rsplit(" ", 2)
        for count in (2, 1):
            if " ".join(words[-count:]) in _between() and len(words) > count - 1:
                shorter = left[:len(left) - len(" ".join(words[-count:]))].rstrip()
                if _ending(left)[0] is None:
                    left = shorter
                break
    return left


def _ending(left: str) -> tuple[Genre | None, int]:
    """The longest genre word that ends ``left``, and where it begins."""
    words = left.rsplit(" ", 4)[-4:]
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[-count:])
        last = _LISTED.sub("", phrase.rsplit("\n", 1)[-1])
        if genre := by_word().get(last):
            return genre, len(left) - len(last)
    return None, 0


def named_law_before(folded: str, text: str, start: int) -> tuple[Genre, int] | None:
    """The law whose name stands between its genre word and the number at ``start``: *Luật Phí, lệ phí (số 97/2015/QH13*."""
    floor = max(0, start - _NAME_WINDOW)
    left = folded[floor:start].rstrip(" (:")
    number = _SO.search(left)
    if not number:
        return None
    last = next(reversed(list(_NAMED.finditer(left, 0, number.start()))), None)
    if last is None or not text[floor + last.end() + 1].isupper() or _NO_NAME.search(left, last.end(), number.start()):
        return None
    return by_word()[last[1]], floor + last.start()
