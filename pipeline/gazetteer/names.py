"""How one name is written: the key under which its spellings meet, and the spellings a matcher must look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.text import bare, fold

_APART = re.compile(r"['’ʼ`\-. ]+")
_Y = re.compile(r"(?<=[hklmqstvuQ])[yýỳỷỹỵ](?![^\W\d_])")
_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_DAK = re.compile(r"\bđ[ắăâaá][kc]\b|\bd[aă][kc]\b")
_DAK_FORMS = ("đắk", "đăk", "đak", "đắc")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_HYPHEN = re.compile(r" ?- ?")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key of a name: *Đăk Hà*, *Đắk Hà*; *Ia H'Drai*, *Ia H’Drai*; *Quy Nhơn*, *Qui Nhơn* have one each.

    >>> name_key("Bà Rịa – Vũng Tàu") == name_key("Bà Rịa-Vũng Tàu")
    True
    >>> name_key("Mỹ Lý") == name_key("Mĩ Lí")
    True
    """
    folded = _DAK.sub("đắk", fold(name))
    return _APART.sub(" ", _Y.sub(lambda found: found[0].translate(_TO_I), folded)).strip()


def spellings(name: str) -> Iterator[str]:
    """The folded spellings of a name to look for in a folded text; the first is its own.

    >>> sorted(spellings("Mỹ Sơn"))
    ['mĩ sơn', 'mỹ sơn']
    """
    folded = fold(name)
    forms = [folded]
    if _DAK.search(folded):
        forms += [_DAK.sub(form, folded) for form in _DAK_FORMS]
    if _Y.search(folded):
        forms += [_Y.sub(lambda found: found[0].translate(_TO_I), form) for form in forms]
    if "'" in folded:
        forms += [form.replace("'", other) for form in forms for other in ("’", "", " ")]
    if "-" in folded:
        forms += [_HYPHEN.sub(other, form) for form in forms for other in ("-", " - ", " ")]
    yield from dict.fromkeys(forms)


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of one Vietnamese syllable (*nam*, not *trump*).

    >>> is_syllable("Nguyễn"), is_syllable("Donald")
    (True, False)
    """
    return _SYLLABLE.fullmatch(bare(word)) is not None


def is_foreign(name: str) -> bool:
    """Whether a name has no marks and a word that is no Vietnamese syllable (*Manhattan*, but not *Krông Pắk*)."""
    return name.isascii() and not all(is_syllable(word) for word in re.split(r"[ '-]+", name) if word)
