"""Numbers in digits: dot thousands and comma decimals (*1.500,5*), and the reverse where the text proves it."""

from __future__ import annotations

import re
from decimal import Decimal

TOKEN = re.compile(r"\d{1,40}(?:[.,]\d{1,40}){0,12}")
_PLAIN = re.compile(r"\d+")
_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_DOT_DECIMAL = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")
_COMMA_THOUSAND = re.compile(r"[1-9]\d{0,2},\d{3}")
_DOT_THOUSAND = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_HINT = re.compile(r"\d,\d\d\d[,.]\d")
_PROOF = re.compile(r"\d(?<![\d.,]\d)(?:\d{0,2}(?:,\d{3}){2,8}|\d{0,2}(?:,\d{3}){1,8}\.\d{1,9})(?![\d,])")
_COUNTER_PROOF = re.compile(r"\d(?<![\d.,]\d)(?:\d{0,2}(?:\.\d{3}){2,8}|\d{0,2}(?:\.\d{3}){1,8},\d{1,9})(?![\d.])")


def is_english(text: str) -> bool:
    """Whether a text writes its numbers the English way: something proves it (*1,234,567*, *1,234.5*) and nothing the opposite.

    >>> is_english("bán 1,234,567 cổ phiếu"), is_english("bán 1.234.567 cổ phiếu")
    (True, False)
    """
    return _HINT.search(text) is not None and bool(_PROOF.search(text)) and not _COUNTER_PROOF.search(text)


def value_of(token: str, *, english: bool = False, whole: bool = False) -> Decimal | None:
    """The value of a number in digits, or None for what is none (*24.6.2015*, *1.2.3*).

    ``english`` says how an unclear one is read (*10,000*); ``whole`` that what is counted has no fractions, which proves it.

    >>> value_of("1.500,5"), value_of("1,234,567"), value_of("2.5"), value_of("1,200", whole=True)
    (Decimal('1500.5'), Decimal('1234567'), Decimal('2.5'), Decimal('1200'))
    """
    if _PLAIN.fullmatch(token):
        return Decimal(token)
    if english and _DOT_THOUSAND.fullmatch(token):
        return Decimal(token)
    if _ENGLISH.fullmatch(token) or ((english or whole) and _COMMA_THOUSAND.fullmatch(token)):
        return Decimal(token.replace(",", ""))
    if _DOT_DECIMAL.fullmatch(token):
        return Decimal(token)
    if _VIETNAMESE.fullmatch(token):
        return Decimal(token.replace(".", "").replace(",", "."))
    return None
