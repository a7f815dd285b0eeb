"""What an issuer is called in tables, and what a code or a genre says of it when there are no words."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.text import fold

_COURSE = re.compile(r" ?\(?khóa [^\W_]{1,6}\)?$")
_TWICE = re.compile(r"( [^\W\d_]+ [^\W\d_]+)\1$")
"""A place printed twice, where a headline runs into the text."""
_VAGUE = frozenset({"tw", "ubnd", "hđnd", "ub", "đu", "hu", "qu"})
"""Codes that many bodies sign with."""
_BY_GENRE = {"nghị định": "Chính phủ", "luật": "Quốc hội", "bộ luật": "Quốc hội", "pháp lệnh": "Ủy ban Thường vụ Quốc hội"}


@cache
def _usual() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Heads and ministries in their usual letters, each with its pattern."""
    table = tables.load("plans")
    names = [*table["body"]["spelled"], *sorted({row["name"] for row in table["issuer"] if row["name"].startswith("Bộ ")})]
    return tuple((name, re.compile(rf"(?<![^\W_]){re.escape(fold(name))}(?![^\W_])")) for name in names)


def spelled(name: str) -> str:
    """The name as tables hold it: one tone placement, a capital first, well-known heads in their usual letters, no *khóa*.

    >>> spelled("bộ Chính trị khoá XI"), spelled("Ban thường vụ Tỉnh uỷ Lào Cai")
    ('Bộ Chính trị', 'Ban Thường vụ Tỉnh ủy Lào Cai')
    """
    low = fold(name)
    letters = [small.upper() if letter.isupper() else small for letter, small in zip(name, low, strict=True)]
    for usual, pattern in _usual():
        for found in pattern.finditer(low):
            letters[found.start():found.end()] = usual
    words = "".join(letters)
    if (course := _COURSE.search(low)) and not low.startswith("hội nghị"):
        words = words[:course.start()]
    for before, after in (("thường trực ban bí thư", "Ban Bí thư"), ("chủ nhiệm ủy ban", words[len("chủ nhiệm "):])):
        words = after if low.startswith(before) else words
    words = "Thủ tướng Chính phủ" if low == "thủ tướng" else _TWICE.sub(r"\1", words)
    return words[:1].upper() + words[1:]


@cache
def _implied() -> dict[str, str]:
    """Name of the body that each folded code means in every province."""
    rows = tables.load("plans")["issuer"]
    return {fold(row["code"]): row["name"] for row in rows if not row.get("province") and fold(row["code"]) not in _VAGUE}


def of_genre(genre: str | None) -> str | None:
    """The one body that issues a genre: the Government its decrees, the National Assembly its laws."""
    return _BY_GENRE.get(genre or "")


def implied_by(issuers: tuple[str, ...]) -> str | None:
    """The body that the first issuer code names, when it names one whatever the province.

    >>> implied_by(("ttg",)), implied_by(("ubnd",)), implied_by(("qh14",))
    ('Thủ tướng Chính phủ', None, 'Quốc hội')
    """
    if not issuers:
        return None
    first = issuers[0]
    return _implied().get(first.rstrip("0123456789") if first.startswith(("qh", "ubtvqh")) else first)
