"""The words for kinds of documents, and which one stands before a number (``tables/plans.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.text import fold

_LISTED = re.compile(r"^(?:[0-9a-zđ][-.)])?[(“\"'‘\[«\-…:;,.*•/]*")
_SO = re.compile(r"(?:^|(?<=[ \n(]))(?:mang )?(?:số ){0,1}số ?:?$")
_NAMED = re.compile(r"(?<![^\W_])(bộ luật|luật|pháp lệnh)(?= [^\W_])")
_AS_VERB = ("đã thông báo ", "vừa thông báo ", "để thông báo ", "được thông báo ", "nghe thông báo ")
_AMENDING = re.compile(
    r"(?<![^\W_])(luật|pháp lệnh) sửa đổi(?:,| và)? bổ sung(?: (?:một số|các) (?:điều|khoản)(?: của)?)?(?: các)? $"
)
_CLAUSE = re.compile(r"[^\W_]+(?: [^\W\d_]+)*$")
_WORDS = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 6
_LAWS = ("luật", "bộ luật", "pháp lệnh")
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
    """What stands before a number: the genre and where its word begins, whether *số* stands between, whether the genre word is
    next to it, and whether it numbers a paper of another kind (*hợp đồng số …*)."""

    genre: Genre | None
    start: int
    so: bool
    near: bool = True
    other: bool = False


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
    near = genre is not None
    if genre is None and _other_paper(left):
        return Before(None, start, bool(number), other=True)
    if genre is None and number:
        genre, at = _over_words(left)
    if genre is None:
        return Before(None, start, bool(number))
    return Before(genre, floor + at, bool(number), near=near)


def _other_paper(left: str) -> bool:
    return left.endswith(tuple(tables.load("plans")["other_papers"]["words"]))


def _over_words(left: str) -> tuple[Genre | None, int]:
    """The genre word that a few small words part from *số*: *Thông báo kết quả kiểm tra số 2491*."""
    clause = _CLAUSE.search(left)
    words = list(_WORDS.finditer(left, clause.start() if clause else len(left)))
    for index in range(len(words) - 1, max(-1, len(words) - 2 - _MOST_WORDS), -1):
        if words[index][0] in tables.load("plans")["over_words"]["breaks"]:
            return None, 0
        for length in (3, 2, 1):
            phrase = left[words[index].start():words[min(len(words), index + length) - 1].end()]
            if index + length < len(words) and (genre := by_word().get(phrase)) and len(phrase) > 3 and phrase not in _LAWS:
                return genre, words[index].start()
    return None, 0


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
            return _compound(genre, left, len(left) - len(last))
    return None, 0


def _compound(genre: Genre, left: str, at: int) -> tuple[Genre | None, int]:
    """*Thông báo kết luận* is a *thông báo*; *kết luật*, *pháp luật* are no laws."""
    before = left[:at]
    if genre.word == "kết luận" and before.endswith("thông báo ") and not before.endswith(_AS_VERB):
        return by_word()["thông báo"], at - len("thông báo ")
    if genre.word == "luật" and before.endswith(("kết ", "pháp ", "kỷ ", "quy ")):
        return None, 0
    return genre, at


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
    amending = _AMENDING.search(left, 0, last.start())
    return (by_word()[amending[1]], floor + amending.start()) if amending else (by_word()[last[1]], floor + last.start())
