"""What the ways to be named share: the found name, and the patterns of years, Roman numbers and ordinals."""

from __future__ import annotations

from dataclasses import dataclass

YEAR = r"(?:19|20)[0-9]{2}(?![0-9/])"
ROMAN = r"[ivxl]{1,7}(?![^\W_])"
_WORDS = "nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười ba|mười bốn|mười"
ORDINAL = rf"(?:{ROMAN}|[0-9]{{1,2}}(?![^\W_])|(?:{_WORDS})(?![^\W_]))"


@dataclass(frozen=True, slots=True)
class Named:
    """A named document before its surroundings are read; ``body`` is the issuer that its kind implies."""

    start: int
    end: int
    genre: str
    issued: str | None = None
    period: tuple[int, int] | None = None
    body: str | None = None
    number: str | None = None


def balanced(folded: str, start: int, end: int) -> int:
    """``end`` without a closing bracket that nothing in the span opens.

    >>> balanced("(luật đất đai 2013)", 1, 19)
    18
    """
    piece = folded[start:end]
    return end - 1 if piece.endswith(")") and "(" not in piece else end
