"""A text as tokens in plain lists: words, marks and line ends, with what their letters tell. Built once for an article."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.text import bare

TOKEN = re.compile(r"[^\W_]+(?:(?:['’ʼ‘`´]|-(?!Lê))[^\W\d_]+)*|\n|[^\w\s]|_")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_OPENERS = frozenset("\n.!?…:;“\"‘'([-–—•*/|»«”+")
ABBREVIATIONS = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "t",
        "q",
        "p",
        "h",
        "x",
        "ts",
        "gs",
        "pgs",
        "ths",
        "bs",
        "đ",
        "đc",
        "tsbs",
        "ls",
        "kts",
        "cn",
        "ks",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "bác",
    ]
)
"""Words whose full stop ends nothing."""
APOSTROPHES = frozenset("'’ʼ‘`´")


class Tokens:
    """The tokens of a text, by index: ``start`` and ``end`` offsets, the folded ``form``, ``cap`` (a word that begins with a
    capital), ``caps`` (the indexes of those), ``acronym`` (a word all in capitals, unless the words around it are, too)."""

    __slots__ = ("acronym", "cap", "caps", "count", "end", "form", "start", "text")

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        spans = [found.span() for found in TOKEN.finditer(text)]
        self.start = [span[0] for span in spans]
        self.end = [span[1] for span in spans]
        self.form = [folded[start:end] for start, end in spans]
        self.cap = [text[start].isupper() for start in self.start]
        self.caps = [index for index, cap in enumerate(self.cap) if cap]
        self.count = len(spans)
        self.acronym = self._acronyms()

    def _acronyms(self) -> list[bool]:
        """Words all in capitals; not where two or more Vietnamese syllables stand so together (*NGUYỄN VĂN SÁU*)."""
        text, loud = self.text, [False] * self.count
        for index in self.caps:
            if self.end[index] - self.start[index] > 1:
                loud[index] = text[self.start[index] : self.end[index]].isupper()
        quiet = list(loud)
        for index in self.caps:
            after = index + 1
            if not (loud[index] and after < self.count and loud[after] and self.adjacent(after)):
                continue
            if self._shouts(index) and self._shouts(after):
                quiet[index] = quiet[after] = False
        return quiet

    def _shouts(self, index: int) -> bool:
        return vietnamese(self.form[index])

    def adjacent(self, index: int) -> bool:
        """Whether one plain space stands between this token and the one before it."""
        return index > 0 and self.start[index] - self.end[index - 1] == 1 and self.text[self.end[index - 1]] in "  "

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.start[index] == self.end[index - 1]

    def opens(self, index: int) -> bool:
        """Whether a sentence, line, quotation or bracket opens with this token, so that its capital may mean nothing."""
        if index == 0:
            return True
        before = self.form[index - 1]
        if before not in _OPENERS:
            return False
        return not (before == "." and index > 1 and self.form[index - 2] in ABBREVIATIONS)

    def words(self, first: int, last: int) -> str:
        """The letters from token ``first`` up to and without token ``last``, as printed."""
        return self.text[self.start[first] : self.end[last - 1]]

    def key(self, first: int, last: int) -> str:
        """The folded forms from ``first`` up to ``last``, joined by spaces."""
        return " ".join(self.form[first:last])


@lru_cache(maxsize=16384)
def vietnamese(form: str) -> bool:
    """Whether a folded word can be one Vietnamese syllable.

    >>> vietnamese("nguyễn"), vietnamese("trump"), vietnamese("kđăm")
    (True, False, False)
    """
    return _SYLLABLE.fullmatch(bare(form)) is not None and not (set(form) & set("fjwz"))
