"""The grammar of document numbers: Party ``61-KH/TU``, State ``1234/QĐ-UBND`` and ``102/2025/NĐ-CP``, laws ``56/2017/QH14``.

One pass over the folded text finds the places where digits meet a separator and a letter; only these are looked at.
Every pattern has bounded repeats, so the pass is linear whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import tables
from pipeline.extract.plans import genres
from pipeline.text import fold

_LETTER = r"[^\W\d_]"
_YEAR = r"(?:19|20)[0-9]{2}"
_HEAD = re.compile(
    rf"[0-9](?:(?<![^\W_][0-9])|(?<=số[0-9]))(?<![/.,][0-9])[0-9]{{0,5}}(?:\.[0-9]{{1,3}}(?=[/-]))?(?:{_LETTER}{{1,2}}(?=[/-]))?"
    rf"(?P<sep>(?: ?/ ?[0-9]{{4}}(?![0-9])|-{_YEAR}(?=/))? ?[-/] ?|/{_YEAR}(?=(?:tt|nđ|qđ|nq|ttlt)-)"
    rf"|(?<=[0-9]) (?=[a-zđ]{{2,4}}[-/][a-zđ]))(?={_LETTER})"
)
_SEGMENT = re.compile(r"[^\W_]{1,16}(?:&[^\W_]{1,8})?")
_JOIN = re.compile(r"[-/](?=[^\W_])|\.(?=(?:[ivx]{1,4}|ubnd|hđnd|ttg|tu|vpcp)(?![^\W]))")
_SPACED_JOIN = re.compile(r" ?[-/] ?(?=[^\W\d_])")
_MOST_SEGMENTS = 8
_NO_UNIT = frozenset({"TP", "TX", "TT", "HN", "HCM", "PV"})
"""Capitals that follow a dash in running text without being part of a number."""
_APART = re.compile(r"(?:(?:pc|pa|pv|px|c|a|p|v|x|đ) [0-9]{1,2}|(?:ubtv)?qh 1[0-9]|[^\W\d_]{2,5} [0-9](?= ngày ))(?![^\W_])")
"""Numbers that some papers set apart: departments of the police, terms of the National Assembly, rooms (*522/C 46*, *QH 14*)."""
_NAME = re.compile(r"[A-Z][a-z]{3,}")
_LAW = re.compile(r"(?:ubtv)?qh[0-9]{0,2}")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number as printed. ``system`` follows its separator; ``type`` is the folded type code or None, ``issuers`` the
    folded codes after it; ``sure`` says that it can be nothing else, even without a genre word before it."""

    start: int
    end: int
    digits: str
    year: int | None
    code: str
    system: Literal["party", "state"]
    type: str | None
    issuers: tuple[str, ...]
    sure: bool


@cache
def type_codes() -> frozenset[str]:
    """Every folded type code: those of the genres and a few more."""
    return frozenset(genres.by_code()) | {fold(code) for code in tables.load("plans")["types"]["more"]}


@cache
def issuer_codes() -> frozenset[str]:
    """Every folded code of an issuer in the table."""
    return frozenset(fold(row["code"]) for row in tables.load("plans")["issuer"])


def scan(text: str, folded: str) -> Iterator[Number]:
    """Yield every number with a code, in order; the caller decides by what stands before those that are not ``sure``.

    >>> text = "Kế hoạch 61-KH/TU, Luật số 56/2017/QH14, 24/7"
    >>> [(n.digits, n.year, n.code, n.system) for n in scan(text, fold(text))]
    [('61', None, 'KH/TU', 'party'), ('56', 2017, 'QH14', 'state')]
    """
    at = 0
    while head := _HEAD.search(folded, at):
        number = _read(text, folded, head)
        at = number.end if number else head.end()
        if number:
            yield number


def _read(text: str, folded: str, head: re.Match[str]) -> Number | None:
    pieces = _segments(text, folded, head.end())
    if not pieces:
        return None
    codes = tuple(folded[start:end] for start, end in pieces)
    separator = head["sep"]
    year = int(digits) if (digits := "".join(filter(str.isdecimal, separator))) else None
    kind = codes[0] if codes[0] in type_codes() and not _LAW.fullmatch(codes[0]) else None
    sure = _is_sure(text, pieces, codes, kind, year)
    loose = " " in separator and not (sure and (kind or year))
    if loose and kind is None and codes[0] not in issuer_codes():
        return None
    return Number(
        start=head.start(), end=pieces[-1][1], digits=text[head.start():head.start("sep")], year=year,
        code=_spelled(text[pieces[0][0]:pieces[-1][1]]), system=_system(separator, codes, text[pieces[0][0]:pieces[-1][1]], year),
        type=kind, issuers=codes[1:] if kind else codes, sure=sure and not loose,
    )


def _system(separator: str, codes: tuple[str, ...], printed: str, year: int | None) -> Literal["party", "state"]:
    """Party numbers write ``N-TYPE/ISSUER``, those of the State ``N/TYPE-ISSUER``; where a space parts them the code tells."""
    if not separator.strip():
        return "party" if "/" in printed and len(codes) > 1 else "state"
    return "state" if "/" in separator or year else "party"


def _segments(text: str, folded: str, at: int) -> list[tuple[int, int]]:
    """The spans of the code's parts: as long as they look like abbreviations, or known ones in small letters."""
    pieces: list[tuple[int, int]] = []
    while len(pieces) < _MOST_SEGMENTS and (segment := _SEGMENT.match(folded, at)):
        if not _is_abbreviation(text[segment.start():segment.end()], segment[0], first=not pieces):
            break
        apart = _APART.match(folded, segment.start())
        pieces.append(apart.span() if apart else segment.span())
        join = _JOIN.match(folded, pieces[-1][1]) or _after_space(text, folded, pieces)
        if not join:
            break
        at = join.end()
    return pieces


def _after_space(text: str, folded: str, pieces: list[tuple[int, int]]) -> re.Match[str] | None:
    """A join with a space in it (*118/TTr- STTTT*, *4149/UBND – KTTH*): between two abbreviations only; with a space on both
    sides, where a dash may also be punctuation, only after the first."""
    join = _SPACED_JOIN.match(folded, pieces[-1][1])
    after = _SEGMENT.match(text, join.end()) if join else None
    if join is None or after is None:
        return None
    fits = fold(after[0]) in issuer_codes() or (sum(map(str.isupper, after[0])) > 1 and after[0] not in _NO_UNIT)
    return join if fits and (len(pieces) == 1 or len(join[0]) == 2 or after[0] == "BTT") else None


def _is_abbreviation(printed: str, folded: str, *, first: bool) -> bool:
    if folded in issuer_codes() or folded in type_codes() or _LAW.fullmatch(folded):
        return True
    if not first and _NAME.fullmatch(printed):
        return True
    capitals = sum(letter.isupper() or letter.isdecimal() for letter in printed)
    small = len(printed) - capitals
    return capitals >= 1 and small <= 2 * capitals and small <= 4 and not (first and capitals == 1 and len(printed) > 3)


def _is_sure(text: str, pieces: list[tuple[int, int]], codes: tuple[str, ...], kind: str | None, year: int | None) -> bool:
    """Whether the code proves a document: a law, a type with an issuer, or two parts that begin with a known issuer."""
    if _LAW.fullmatch(codes[0]):
        return bool(year) or codes[0][-1].isdecimal()
    if kind:
        rest = text[pieces[1][0]:pieces[1][1]] if len(pieces) > 1 else ""
        return codes[1:2] != () and (codes[1] in issuer_codes() or (len(rest) > 1 and rest[:1].isupper()))
    return len(codes) > 1 and codes[0] in issuer_codes() and codes[0] not in {"tu", "qu"}


def _spelled(code: str) -> str:
    """The code without spaces and with plain hyphens, letters as printed: *TTr- STTTT* is ``TTr-STTTT``."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s", "", code)).replace("Ð", "Đ")


_BEFORE_DIGITS = ("[ \n(]số ", " số: ", "quyết ", "định ", "thị ", " tư ", "tịch ", "luận ", "hoạch ", "công văn ", "công điện ",
                  "lệnh ", "động ", "luật ", "nq ", "nđ ", "qđ ", "ct ", "tt ")
_UNCODED = re.compile(
    "[0-9](?:" + "|".join(f"(?<={words}[0-9])" for words in _BEFORE_DIGITS) + ")"
    r"[0-9]{0,4}(?:[a-zđ](?![^\W_]))?(?P<y>(?:\.[0-9]{1,2})?/(?:19|20)[0-9]{2}(?![0-9/-]))?"
    r"(?![^\W_]|[.,/:-][0-9]| ?%|/|-[^\W_]| ?- ?[0-9])"
)


def scan_uncoded(folded: str) -> Iterator[tuple[int, int, int | None]]:
    """Yield (start, end, year) of every number of up to five digits that follows *số* or a genre word and has no code behind
    it; a year may stand in it: *Nghị định 36/2009*."""
    for found in _UNCODED.finditer(folded):
        yield found.start(), found.end(), int(found["y"][-4:]) if found["y"] else None
