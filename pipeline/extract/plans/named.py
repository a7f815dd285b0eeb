"""Documents with a proper name: laws, resolutions of congresses and plenums, the constitution, charters, *Chương trình 135*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import tables
from pipeline.extract.plans import laws, party
from pipeline.extract.plans.bodies import alternatives
from pipeline.extract.plans.proper import ORDINAL, ROMAN, YEAR, Named, balanced
from pipeline.extract.plans.words import Occurrence

_YEAR_BEHIND = re.compile(rf"(?: nước cộng hòa xã hội chủ nghĩa việt nam)?(?:(?: \(| )(?:năm )?(?P<y>{YEAR})\)?)?(?![^\W_])")
_NUMBER = re.compile(r" ([0-9]{2,4}[a-zđ]?)(?![^\W_]|[.,/:-][0-9]|%|/| ?- ?[0-9])(?: ([^\W\d_]+))?")
_POWER = re.compile(r" điện (?:viii|vii|vi|ix)(?: điều chỉnh)?(?![^\W_])")
_REPORT = re.compile(rf" chính trị (?:trình|tại|của) đại hội(?: đại biểu)?(?: toàn quốc)?(?: lần thứ)? {ORDINAL}(?: của đảng)?")
_SESSION = re.compile(rf"(?: của)? kỳ họp (?:thứ )?{ORDINAL}")
_YEARS = re.compile(rf"(?: giai đoạn)? (?P<a>{YEAR}) ?- ?(?P<b>{YEAR})")
_PLATFORM = re.compile(
    r"(?: chính trị)?(?: xây dựng đất nước(?: trong thời kỳ quá độ lên (?:chủ nghĩa xã hội|cnxh))?)?(?: \(bổ sung, phát triển)?"
    rf"(?: năm)?(?: (?P<y>{YEAR})\)?)?(?![^\W_])"
)
_WITH_YEARS = frozenset(["kế hoạch", "chiến lược", "chương trình", "đề án", "quy hoạch"])


def find(text: str, folded: str, words: list[Occurrence]) -> Iterator[Named]:
    """Yield the named documents among the genre ``words`` of a text; they may overlap, the caller keeps the first and longest.

    >>> from pipeline.extract.plans.words import occurrences
    >>> from pipeline.text import fold
    >>> text = "theo Luật Đất đai năm 2013 và Nghị quyết Trung ương 4 (khóa XII)"
    >>> [text[n.start:n.end] for n in find(text, fold(text), occurrences(fold(text)))]
    ['Luật Đất đai năm 2013', 'Nghị quyết Trung ương 4 (khóa XII)']
    """
    for word in words:
        if word.word in {"luật", "bộ luật", "pháp lệnh"}:
            found = laws.law(text, folded, word)
        elif word.word in {"nghị quyết", "nghi quyết", "kết luận", "chỉ thị"}:
            yield from party.plenums(folded, word)
            found = party.congress(text, folded, word) or _plain(folded, word, _SESSION)
        else:
            found = _other(text, folded, word)
        if found:
            yield found


def _other(text: str, folded: str, word: Occurrence) -> Named | None:
    capital = text[word.start].isupper()
    if word.word == "hiến pháp":
        return _constitution(folded, word, capital=capital)
    if word.word == "điều lệ":
        return _charter(text, folded, word)
    if word.word == "cương lĩnh":
        return _platform(folded, word) if capital else None
    if word.word == "báo cáo":
        return _plain(folded, word, _REPORT)
    if word.word in _WITH_YEARS:
        return _with_years(folded, word) or _number(folded, word, capital=capital) or (
            _plain(folded, word, _POWER) if word.word == "quy hoạch" else None)
    return None


def _plain(folded: str, word: Occurrence, pattern: re.Pattern[str]) -> Named | None:
    found = pattern.match(folded, word.end)
    return Named(word.start, found.end(), word.word) if found else None


def _constitution(folded: str, word: Occurrence, *, capital: bool) -> Named | None:
    found = _YEAR_BEHIND.match(folded, word.end)
    if not found or not (capital or found["y"]) or laws.is_foreign(folded, found.end()):
        return None
    if _abroad().search(folded, max(0, word.start - 80), word.start):
        return None
    return Named(word.start, balanced(folded, word.start, found.end()), word.word, issued=found["y"], body="Quốc hội")


@cache
def _abroad() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternatives('titled_words', 'foreign')})(?![^\W_])")


def _charter(text: str, folded: str, word: Occurrence) -> Named | None:
    found = _charters().match(folded, word.end)
    if not found or not text[found.start("body")].isupper():
        return None
    return Named(word.start, balanced(folded, word.start, found.end()), word.word, issued=found["y"])


@cache
def _charters() -> re.Pattern[str]:
    bodies = alternatives("named_words", "charter")
    return re.compile(
        rf" (?P<body>hội (?:[^\W\d_]+ ){{1,4}}việt nam|(?:{bodies}))(?: (?:năm )?(?P<y>{YEAR})| \(?khóa {ROMAN}\)?)?(?![^\W_])"
    )


def _platform(folded: str, word: Occurrence) -> Named | None:
    found = _PLATFORM.match(folded, word.end)
    if not found or found.end() == word.end:
        return None
    return Named(word.start, balanced(folded, word.start, found.end()), word.word, issued=found["y"])


def _with_years(folded: str, word: Occurrence) -> Named | None:
    """*Chiến lược 2021-2030*: named by nothing but its period."""
    found = _YEARS.match(folded, word.end)
    return Named(word.start, found.end(), word.word, period=(int(found["a"]), int(found["b"]))) if found else None


def _number(folded: str, word: Occurrence, *, capital: bool) -> Named | None:
    """*Chương trình 135*, *Đề án 06*: the number is the name; a year or a count is none."""
    found = _NUMBER.match(folded, word.end) if word.word in {"chương trình", "đề án"} and capital else None
    if not found or (found[1].isdecimal() and 1900 <= int(found[1]) < 2100) or found[2] in _counted():
        return None
    return Named(word.start, found.end(1), word.word, number=found[1])


@cache
def _counted() -> frozenset[str]:
    return frozenset(tables.load("plans")["counted"]["words"]) | {"năm", "ngày"}
