"""Numbers that are codes and labels: document numbers, plates, telephones, footnotes, list counters (CODEBOOK.md §2)."""

from __future__ import annotations

import re

from pipeline.extract.figures.dates import DAY_MONTH
from pipeline.extract.figures.shapes import Shape
from pipeline.extract.figures.units import noun_at

_CODE_AFTER = re.compile(
    r"(?: ?[/-] ?(?:\d{4} ?[/-] ?)?[A-ZĐƯ][A-ZĐƯa-zđ]|[A-ZĐ]{2}| ?\+ ?\d|/[A-Z]|@|\.[a-z]{2,4}(?!\w)|-[A-Z]| [A-Z]\d? ?- ?\d)")
_GENERATION = re.compile(r"(?:[2-6]G|24H|\d{1,3}M)(?!\w)")
"""*mạng 5G*, *Bóng đá 24H*, *3M*: names, no grams, hours or metres."""
_GLUED_AFTER = re.compile(r"[^\W\d_]|[-–]?[A-Z](?!\w)")
_PLATE_BEFORE = re.compile(r"\d[A-Z]\d? ?[-–.] ?$|[A-Z]{1,2} ?[-–]$|\d\+ ?$|\d\+ ?\d* ?$")
_PHONE = re.compile(r"(?:\+84|\(?0\d{1,3}\)?)[\d .-]{6,14}\d|1[89]00[ .]?\d{2,4}(?:[ .]\d{2,4})?")
_COUNTER_AFTER = re.compile(r"(?:[.)/]|[.)]-)(?: ?(\w)|$| )")
_ROW_BEFORE = re.compile(r"(?<!19\d\d)(?<!20\d\d)(?<=\d) -?$|(?<!\w)k?m $|/k?m $")
_ROW_AFTER = re.compile(r" -?\d")
_ADDRESS_BEFORE = re.compile(r"(?:[:,-]|hàng|số|nhà|đất|chỉ|tại|ở|sở|quán) $")
_PLAN_SCALE = re.compile(r"1 ?/ ?(?:200|500|1\.?000|2\.?000|5\.?000|10\.?000|25\.?000|50\.?000)")


def is_written_code(text: str, folded: str, shape: Shape) -> bool:
    """Document numbers, plates, telephones, versions: digits tied to letters or to more digits."""
    digits_end = shape.start + len(shape.raw)
    if (_is_tied(text, shape.start) and not _is_stuck(text, shape)) or text[digits_end:digits_end + 1].isdigit():
        return True
    if _GENERATION.match(text, shape.start):
        return True
    if _PLATE_BEFORE.search(text, max(0, shape.start - 8), shape.start):
        return True
    if (_CODE_AFTER.match(text, digits_end) and shape.measure is None) or _PHONE.match(folded, shape.start):
        return True
    if shape.form == "digits" and len(shape.raw) > 2 and shape.raw[0] == "0" and shape.raw[1].isdigit():
        return True
    if shape.measure is not None or shape.scale != 1:
        return False
    return _is_label(text, folded, shape) or _GLUED_AFTER.match(text, shape.end) is not None


def _is_tied(text: str, start: int) -> bool:
    """Whether the letter before a number holds it: *U23*, *COVID-19*, *Km1039+600*."""
    previous, second = text[start - 1:start], text[max(0, start - 2):max(0, start - 1)]
    if previous.isalnum() or (previous and previous in "_@#$/\\"):
        return True
    return bool(previous) and previous in ".,-\u2011" and second.isalnum()


def _is_stuck(text: str, shape: Shape) -> bool:
    """*Lan36 tuổi*, *hơn5%*: a word of a link stuck to a number that has its measure."""
    before = text[max(0, shape.start - 2):shape.start]
    return (len(before) == 2 and before.isalpha() and before.islower() and shape.measure is not None
            and shape.measure.type in ("age", "price", "share"))


def _counts_people(folded: str, text: str, at: int) -> bool:
    """*2 HCV, 1 HCB* and *12 ủy viên, 1 Phó Chủ tịch* are no addresses."""
    noun = noun_at(folded, at)
    return noun is not None and (noun.kind == "q" or text[noun.start:noun.end].isupper())


def _is_label(text: str, folded: str, shape: Shape) -> bool:
    """Footnotes, map scales, scores, days in brackets, addresses: numbers that count nothing."""
    opening, after = text[shape.start - 1:shape.start], text[shape.end:shape.end + 2]
    if after[:1] in ("'", "’", "′") or _ROW_AFTER.match(text, shape.end):
        return True
    if _ROW_BEFORE.search(text, max(0, shape.start - 8), shape.start):
        return True
    if (opening == "[" and after[:1] == "]") or _PLAN_SCALE.fullmatch(shape.raw):
        return True
    if opening == "(" and "." in shape.raw and DAY_MONTH.fullmatch(shape.raw):
        return True
    if (shape.form == "range" and shape.low == 0) or (shape.form == "ratio" and shape.total is not None and shape.total > 5000):
        return True
    address = _ADDRESS_BEFORE.search(text, max(0, shape.start - 10), shape.start) and after[:1] == " " and after[1:].isupper()
    return bool(address) and shape.form == "digits" and not _counts_people(folded, text, shape.end)


def counts_items(text: str, end: int) -> bool:
    """Whether the number that ends at ``end`` is the counter of a list: *1. Thời điểm …*, *2) Chi phí …*."""
    found = _COUNTER_AFTER.match(text, end)
    return found is not None and (found[1] is None or found[1].isupper())
