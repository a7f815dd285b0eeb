"""The only code that changes or compares letters: :func:`clean` once at the door, :func:`fold` and :func:`bare` to compare.

``clean`` may change the length of a text, and every offset refers to its result. ``fold`` and ``bare`` never
change the length, so a match in their result is a span of the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
              *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC))
_REMOVED = {**dict.fromkeys(range(0x20)), **dict.fromkeys(range(0x7F, 0xA0)), **dict.fromkeys(_INVISIBLE),
            **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
del _REMOVED[0x09], _REMOVED[0x0A]
_DIRTY = re.compile("[" + "".join(re.escape(chr(code)) for code in _REMOVED) + "]")

# The two ways to place a tone mark on oa, oe and uy; the older one (*hòa*, *ủy*) is the folded form. Only at
# the end of a syllable do they differ: *hoàn*, *huỳnh* have one spelling, and so has *quý*.
_TONES = {f"{a}{late}": f"{early}{b}"
          for a, b, lates, earlies in (("o", "a", "àáảãạ", "òóỏõọ"), ("o", "e", "èéẻẽẹ", "òóỏõọ"), ("u", "y", "ỳýỷỹỵ", "ùúủũụ"))
          for late, early in zip(lates, earlies, strict=True)}
_LATE_TONE = re.compile(f"(?<!q)(?:{'|'.join(_TONES)})(?![^\\W\\d_])")
_HYPHENS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_ETH = {0xD0: "đ", 0xF0: "đ", 0x189: "đ", 0x256: "đ"}


def clean(text: str) -> str:
    """Return ``text`` as the project keeps it: NFC, line ends as ``\\n``, nothing invisible, no lone surrogate.

    Zero-width, control and bidirectional marks are removed except ``\\n`` and ``\\t``; a lone surrogate becomes
    U+FFFD. Idempotent. An article passes here once, when it enters; then it never changes again.

    >>> clean("Đa\\u0309ng bo\\u0323\\u0302\\r\\nxã\\u200b")
    'Đảng bộ\\nxã'
    """
    text = _LINE_ENDS.sub("\n", text)
    if _DIRTY.search(text):
        text = text.translate(_REMOVED)
    return unicodedata.normalize("NFC", text)


@cache
def _lower() -> dict[int, str]:
    """Every capital whose small letter is one code point, with the hyphens, spaces and eths that count as the same."""
    table = {code: low for code in range(0x80, 0x2000) if len(low := chr(code).lower()) == 1 and low != chr(code)}
    table.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    return {**table, **_HYPHENS, **_SPACES, **_ETH}


def fold(text: str) -> str:
    """Return ``text`` for comparing, letter for letter: small letters, *hoà* as *hòa*, *uỷ* as *ủy*, U+00D0 as *đ*,
    every hyphen and dash as ``-`` and every space but the line end and the tab as a plain one.

    The length never changes. The argument must be cleaned (NFC), or the tone marks are not seen.

    >>> fold("Uỷ ban Hoà Bình – KHOÁ 12")
    'ủy ban hòa bình - khóa 12'
    """
    return _LATE_TONE.sub(lambda found: _TONES[found[0]], text.translate(_lower()))


@cache
def _base() -> dict[int, str]:
    """Every accented Latin letter with the letter under its marks."""
    table = {}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        letter = unicodedata.normalize("NFD", chr(code))[0]
        if letter != chr(code):
            table[code] = letter
    return {**table, 0x110: "D", 0x111: "d"}


def bare(text: str) -> str:
    """Return :func:`fold` of ``text`` without marks (*đ* as *d*), letter for letter: for searching as people type.

    >>> bare("Xã Đông Cuông, Hoà Bình")
    'xa dong cuong, hoa binh'
    """
    return fold(text).translate(_base())

