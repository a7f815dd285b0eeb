"""Where the name of a body in running text ends: *UBND tỉnh Lào Cai*, *Bộ Văn hóa, Thể thao và Du lịch*."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.text import fold

UPPER = "[A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper()) + "]"
"""A class of capitals, with those of Vietnamese."""
_WORD = re.compile(r"[^\W_][^\s,;:()“”\"…!?]*|[-–&](?= )")
_GAP = re.compile(r" ")
_OPEN_LIST = re.compile(r", (?=[^\W\d_][^,;:.\n]{1,30} (?:và|&) [^\W\d_])")
LONGEST = 90
_STEPS = 18
_NEVER = frozenset(["về", "v/v", "ngày", "theo", "căn", "tại", "trong", "đã", "vừa", "khi"])


@cache
def head() -> re.Pattern[str]:
    """The words that a body's name begins with."""
    return _words(tables.load("plans")["body"]["heads"])


@cache
def _whole() -> re.Pattern[str]:
    names = {fold(row["name"]) for row in tables.load("plans")["issuer"] if not row.get("province")}
    return _words([name for name in names | set(tables.load("plans")["body"]["whole"]) if " " in name])


def _words(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")(?![^\W_])")


def alternatives(*path: str) -> str:
    """The words of a list of the table as alternatives of a pattern, the longest first."""
    value = tables.load("plans")
    for step in path:
        value = value[step]
    return "|".join(map(re.escape, sorted(value, key=len, reverse=True)))


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('body', 'inside')})(?![^\W_])")


@cache
def _fields(name: str) -> re.Pattern[str]:
    """Small words that may end a name: all ``fields``, or only ``levels`` for the committee of a unit (*UBND xã xây dựng …*)."""
    words = "|".join(alternatives("body", part) for part in ("fields", "levels")[name == "levels":])
    return re.compile(rf"(?:{words})(?![^\W_])")


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('body', 'of_units')})(?![^\W_])")


def body_at(text: str, folded: str, at: int) -> int | None:
    """Where the name of the body that begins at ``at`` ends, or None when none begins there.

    >>> text = "UBND tỉnh Lào Cai về việc"
    >>> text[:body_at(text, fold(text), 0)]
    'UBND tỉnh Lào Cai'
    """
    whole = _whole().match(folded, at)
    first = whole or head().match(folded, at)
    if not first:
        return None
    end = _tail(text, folded, first.end(), at, whole=bool(whole))
    return end if end > first.end() or _stands_alone(folded[at:first.end()]) else None


def _tail(text: str, folded: str, here: int, at: int, *, whole: bool) -> int:
    """Where the name goes on to: over capitals, and over small words that lead to another; a person's name ends it, and *và* one
    that is ``whole``."""
    end = here
    commas = not whole and folded.startswith(("bộ ", "sở ", "phòng ", "bộ trưởng "), at)
    fields = _fields("levels" if _units().match(folded, at) else "fields")
    for _ in range(_STEPS):
        step = _GAP.match(text, here) or (_OPEN_LIST.match(folded, here) if commas else None)
        word = _WORD.match(text, step.end()) if step else None
        if not word or word[0] == "V/v" or word.end() - at > LONGEST or is_person(text, folded, word.start()):
            break
        if known := _whole().match(folded, word.start()) or fields.match(folded, word.start()):
            end = here = known.end()
            continue
        small = _inside().match(folded, word.start())
        if fold(word[0]) in _NEVER:
            break
        if _is_second_half(text, folded, at, here, word):
            end = here = word.end()
            continue
        if word[0] == "và" and (whole or not _joins(folded, at)):
            break
        if not small and not word[0][0].isupper() and not _is_ordinal(word[0]):
            break
        last = not small and _ends_sentence(text, word)
        here = max(word.end(), small.end() if small else 0) - last
        end = here if not small or word[0][0].isupper() else end
        if last:
            break
    return end


def _is_second_half(text: str, folded: str, at: int, here: int, word: re.Match[str]) -> bool:
    """Whether the word is the small half of the one capital behind an office's head: *Cục Nghệ thuật*, *Hội Luật gia*."""
    first = head().match(folded, at)
    if not first or first[0] not in tables.load("plans")["offices"]["long"] or word[0][0].isupper() or not word[0].isalpha():
        return False
    capital = text[first.end() + 1:here]
    return capital.isalpha() and capital.istitle() and not _verb().match(folded, word.start())


@cache
def _verb() -> re.Pattern[str]:
    words = "|".join(alternatives(*path) for path in (("offices", "no_name"), ("issuing", "verbs"), ("title", "verbs")))
    return re.compile(rf"(?:{words})(?![^\W_])")


def _joins(folded: str, at: int) -> bool:
    """Whether *và* may stand in the name that begins at ``at``: in those of ministries and offices, not of units' committees."""
    return folded.startswith(tuple(tables.load("plans")["body"]["joined"]), at) and not _units().match(folded, at)


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"(?!(?:{alternatives('person', 'places')})(?![^\W_]))(?:{alternatives('person', 'families')}) [^\W\d_]+")


def is_person(text: str, folded: str, at: int) -> bool:
    """Whether a person's name begins here: a family name and another word, both with capitals."""
    found = _person().match(folded, at)
    return bool(found) and text[at].isupper() and text[folded.find(" ", at) + 1].isupper()


def _is_ordinal(word: str) -> bool:
    return word.isdecimal() and len(word) < 3


def _ends_sentence(text: str, word: re.Match[str]) -> bool:
    """Whether the full stop at the end of the word closes the sentence; that of *TP.* or *Tp.* does not."""
    return word[0].endswith(".") and not text[word.end():word.end() + 1].isalnum()


def _stands_alone(name: str) -> bool:
    """Whether the bare head names a body: *Tỉnh ủy*, *Chính phủ*, but not *Ban*."""
    short = {"ubnd", "hđnd", "ttcp", "vpcp", "nhnn", "ttg"}
    return name in short or (" " in name and name not in tables.load("plans")["offices"]["open"])
