"""Names of bodies that an article gives in full once and shortens elsewhere: *Ban Chỉ đạo*, the *TCMT* of a code."""

from __future__ import annotations

import re
from functools import cache, cached_property
from unicodedata import normalize

from pipeline import tables
from pipeline.extract.plans import bodies, issuers
from pipeline.language import Doc
from pipeline.text import fold

_SHORT = frozenset(["ban chỉ đạo", "hội đồng", "ban quản lý", "ủy ban kiểm tra", "ban cán sự đảng", "đảng đoàn"])
_OWN_CODE = re.compile(r"[A-ZĐ]{3,12}")
_WORD = re.compile(r"[^\W\d_]+")
_NO_CODES = frozenset(["hđtv", "hđqt", "bch", "btv"])
_INSIDE = re.compile(r"[.,;:()\n]")


class Names:
    """The full names of one article; each question about it is answered once."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._known: dict[str, str | None] = {}

    def in_full(self, issuer: str | None) -> str | None:
        """*Ban Chỉ đạo* alone is the one that the article names in full; any other name is given back."""
        short = fold(issuer or "")
        if short not in _SHORT:
            return issuer
        if short not in self._known:
            self._known[short] = self._longer(short)
        return self._known[short] or issuer

    def abbreviated(self, code: str | None) -> str | None:
        """The body that the first unknown part of a code abbreviates: a word of the text, or the initials of some of its words.

        >>> from pipeline.language import read
        >>> Names(read("Tạp chí Ví dụ ra số Tết.")).abbreviated("CV/TCVD")
        'Tạp chí Ví dụ'
        """
        parts = re.split(r"[-/]", code or "")
        part = next((part for part in parts if fold(part) not in _types()), "")
        if not _OWN_CODE.fullmatch(part) or any(fold(known) in _types() for known in parts[1:parts.index(part)]):
            return None
        if part not in self._known:
            self._known[part] = self._alone(part) or (self._with_initials(part) if len(part) > 3 else None)
        return self._known[part]

    def _longer(self, short: str) -> str | None:
        for found in re.finditer(rf"(?<![^\W_]){short} ", self._doc.folded):
            end = bodies.body_at(self._doc.text, self._doc.folded, found.start())
            if end and end > found.end():
                return issuers.spelled(self._doc.text[found.start():end])
        return None

    def _alone(self, part: str) -> str | None:
        """The code as a word of its own, unless an office stands before it: *VEC*, not *Cục THADS*."""
        found = re.compile(rf"(?<![^\W_])(?<![/-]){part}(?![^\W_]|[/-])").search(self._doc.text)
        return part if found and not bodies.head().search(self._doc.folded, max(0, found.start() - 14), found.start()) else None

    @cached_property
    def _words(self) -> tuple[list[tuple[int, int]], str]:
        spans = [found.span() for found in _WORD.finditer(self._doc.text)]
        return spans, "".join(_plain(self._doc.folded[start]) for start, _ in spans)

    def _with_initials(self, part: str) -> str | None:
        (spans, initials), text = self._words, self._doc.text
        at = initials.find(part.lower())
        while at >= 0:
            start, end = spans[at][0], spans[at + len(part) - 1][1]
            if text[start].isupper() and not text[start:end].isupper() and not _INSIDE.search(text, start, end):
                return issuers.spelled(text[start:end])
            at = initials.find(part.lower(), at + 1)
        return None


@cache
def _plain(letter: str) -> str:
    return letter if letter == "đ" else normalize("NFD", letter)[0]


@cache
def _types() -> frozenset[str]:
    table = tables.load("plans")
    codes = {fold(code) for row in table["genre"] for code in row["codes"]}
    return frozenset(codes | {fold(row["code"]) for row in table["issuer"]} | _NO_CODES)
