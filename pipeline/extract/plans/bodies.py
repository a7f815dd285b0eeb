"""The issuing body in words, after *của* or before *ban hành*, and what a code implies when there are none."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.text import fold

_WORD = re.compile(r"[^\W_][^\s,;:()“”\"…!?]*|[-–&](?= )")
_GAP = re.compile(r" ")
_OPEN_LIST = re.compile(r", (?=[^\W\d_][^,;:.\n]{1,30} (?:và|&) [^\W\d_])")
_LONGEST = 90
_STEPS = 18


@cache
def _head() -> re.Pattern[str]:
    return _words(tables.load("plans")["body"]["heads"])


@cache
def _whole() -> re.Pattern[str]:
    names = {fold(row["name"]) for row in tables.load("plans")["issuer"] if not row.get("province")}
    return _words([name for name in names | set(tables.load("plans")["body"]["whole"]) if " " in name])


def _words(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")(?![^\W_])")


@cache
def _issuing() -> re.Pattern[str]:
    before, verbs, after = (alternatives("issuing", name) for name in ("before", "verbs", "after"))
    return re.compile(rf"(?<![^\W_])(?:(?:{before}) ){{0,3}}(?:{verbs})(?: (?:{after})){{0,2}} ?$")


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
def _fields() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('body', 'fields')})(?![^\W_])")


def body_at(text: str, folded: str, at: int) -> int | None:
    """Where the name of the body that begins at ``at`` ends, or None when none begins there.

    >>> text = "UBND tỉnh Lào Cai về việc"
    >>> text[:body_at(text, fold(text), 0)]
    'UBND tỉnh Lào Cai'
    """
    whole = _whole().match(folded, at)
    head = whole or _head().match(folded, at)
    if not head:
        return None
    end = _tail(text, folded, head.end(), at, full=bool(whole))
    return end if end > head.end() or _stands_alone(folded[at:head.end()]) else None


def name_tail(text: str, folded: str, at: int) -> int:
    """Where a name in capitals that begins at ``at`` ends, over small words that lead to another capital."""
    word = _WORD.match(text, at)
    return _tail(text, folded, word.end() - _ends_sentence(text, word), at, full=False) if word else at


def _tail(text: str, folded: str, here: int, at: int, *, full: bool) -> int:
    """Where the name goes on to: over capitals, and over small words that lead to another; after a ``full`` name a capital
    begins a person's (*Thủ tướng Chính phủ* and his name), so only *khóa*, *tỉnh* … lead on."""
    end = here
    commas = folded.startswith(("bộ ", "sở ", "phòng ", "bộ trưởng "), at) and not full
    for _ in range(_STEPS):
        step = _GAP.match(text, here) or (_OPEN_LIST.match(folded, here) if commas else None)
        word = _WORD.match(text, step.end()) if step else None
        small = _inside().match(folded, word.start()) or _fields().match(folded, word.start()) if word else None
        if not word or word.end() - at > _LONGEST or (not small and not word[0][0].isupper() and not _is_ordinal(word[0])):
            break
        capital = not small or word[0][0].isupper()
        if full and not small:
            break
        full = False
        if known := _whole().match(folded, word.start()) or _fields().match(folded, word.start()):
            end = here = known.end()
            continue
        last = not small and _ends_sentence(text, word)
        here = max(word.end(), small.end() if small else 0) - last
        end = here if capital else end
        if last:
            break
    return end


def _is_ordinal(word: str) -> bool:
    return word.isdecimal() and len(word) < 3


def _ends_sentence(text: str, word: re.Match[str]) -> bool:
    """Whether the full stop at the end of the word closes the sentence; that of *TP.* or *Tp.* does not."""
    return word[0].endswith(".") and not text[word.end():word.end() + 1].isalnum()


def _stands_alone(name: str) -> bool:
    """Whether the bare head names a body: *Tỉnh ủy*, *Chính phủ*, but not *Ban*."""
    return " " in name or name in {"ubnd", "hđnd", "ttcp", "vpcp", "nhnn", "ttg"}


def body_before(text: str, folded: str, floor: int, at: int) -> tuple[int, int] | None:
    """The body that issues what stands at ``at`` (*UBND tỉnh vừa ban hành Quyết định*), looked for from ``floor`` on."""
    verb = _issuing().search(folded, floor, at)
    if not verb:
        return None
    end = verb.start()
    while end > floor and folded[end - 1] == " ":
        end -= 1
    for found in _head().finditer(folded, floor, end):
        if (found.start() == 0 or not folded[found.start() - 1].isalnum()) and body_at(text, folded, found.start()) == end:
            return found.start(), end
    return None


@cache
def _implied() -> dict[str, str]:
    """Name of the body that each folded code means in every province."""
    rows = tables.load("plans")["issuer"]
    return {fold(row["code"]): row["name"] for row in rows if not row.get("province") and fold(row["code"]) not in _VAGUE}


_VAGUE = frozenset({"tw", "ubnd", "hđnd", "ub", "đu", "hu", "qu"})
"""Codes that many bodies sign with."""


def implied_by(issuers: tuple[str, ...]) -> str | None:
    """The body that the first issuer code names, when it names one whatever the province.

    >>> implied_by(("ttg",)), implied_by(("ubnd",)), implied_by(("qh14",))
    ('Thủ tướng Chính phủ', None, 'Quốc hội')
    """
    if not issuers:
        return None
    first = issuers[0]
    return _implied().get(first.rstrip("0123456789") if first.startswith(("qh", "ubtvqh")) else first)
