"""Whether two names of an issuer mean one body, for the scores of plans.

Newspapers print *Bộ GTVT* and *Bộ Giao thông vận tải*, *Thủ tướng* and *Thủ tướng Chính phủ*, *trung ương* with a small
letter; a reader who writes the one is not contradicted by an extractor that writes the other. Two names are one when they are
equal under :func:`fold` after brackets, *&*, dashes and well-known short forms are levelled, or when the registry of bodies gives
both the same ids. An office is never its body: *Ban Thường vụ Tỉnh ủy* is not *Tỉnh ủy*, *Chủ tịch UBND tỉnh* is not *UBND tỉnh*.
"""

from __future__ import annotations

import re

from pipeline.resolve.bodies import find_body
from pipeline.text import fold

_BRACKET = re.compile(r" ?\([^()]*\)")
_SPACES = re.compile(r"[\s&–,-]+|(?<=[^\W\d_])\.")
_SHORT = tuple((re.compile(rf"(?<![^\W_]){short}(?![^\W_])"), full) for short, full in (
    ("tp ?(?:hcm|hồ chí minh)", "thành phố hồ chí minh"), ("tp", "thành phố"), ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"), ("ubkt", "ủy ban kiểm tra"), ("t ?ư|tw", "trung ương"), ("bch", "ban chấp hành"), ("và", ""),
    ("trung ương đảng", "trung ương"), ("gd ?đt", "giáo dục đào tạo"), ("nn ?ptnt", "nông nghiệp phát triển nông thôn"),
))
_OFFICE = re.compile(
    r"(?:ban thường vụ|thường vụ|thường trực|ban chấp hành|ban cán sự đảng|phó chủ tịch|chủ tịch|phó thủ tướng"
    r"|bộ trưởng|thứ trưởng|bí thư|giám đốc"
    r"|văn phòng|hội nghị|ủy ban kiểm tra|ban [^\W\d_]+ (?=tỉnh ủy|thành ủy|huyện ủy)|cơ quan [^\W\d_]+)?"
)
_LONGER = 2


def level(name: str) -> str:
    """The name as it is compared: folded, without brackets, dashes and full stops, its short forms written out.

    >>> level("UBND TP. HCM") == level("Ủy ban nhân dân Thành phố Hồ Chí Minh")
    True
    """
    words = " ".join(_SPACES.sub(" ", _BRACKET.sub("", fold(name))).split())
    for short, full in _SHORT:
        words = short.sub(full, words)
    return " ".join(words.split())


def same_body(one: str, other: str) -> bool:
    """Whether two names of an issuer mean one body, with the same office in it.

    >>> same_body("Bộ GTVT", "Bộ Giao thông vận tải"), same_body("Thủ tướng", "Thủ tướng Chính phủ")
    (True, True)
    >>> same_body("Ban Thường vụ Tỉnh ủy Lào Cai", "Tỉnh ủy Lào Cai"), same_body("UBND tỉnh Lào Cai", "UBND tỉnh Yên Bái")
    (False, False)
    """
    first, second = level(one), level(other)
    if first == second:
        return True
    ids = _ids(one)
    return bool(ids) and _office(first) == _office(second) and ids == _ids(other)


def _office(levelled: str) -> str:
    found = _OFFICE.match(levelled)
    return found[0] if found else ""


def _ids(name: str) -> frozenset[str]:
    """The ids of the bodies that a name means in any era; none for a name that only begins with a body's."""
    found = find_body(name)
    bodies = (found.body,) if found.body else found.candidates
    close = [body for body in bodies if len(level(name).split()) <= len(level(body.name).split()) + _LONGER]
    return frozenset(body.body_id for body in close)
