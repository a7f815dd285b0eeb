"""Numbers that are no figures for what stands around them: ordinals, names, roads, scores, fixed terms (CODEBOOK.md §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.extract.figures.codes import counts_items, is_written_code
from pipeline.extract.figures.dates import is_date, is_period, is_time, is_year
from pipeline.extract.figures.shapes import Shape, last_words
from pipeline.extract.figures.units import Noun

_PAIR = re.compile(r"\d{1,2} ?- ?\d{1,2}")
_LONG = re.compile(r"\d{4,}")
_FIXED_AFTER = re.compile(r" (?:bà trưng|chữ số|độ (?:vĩ|kinh)|năm tuổi đoàn)(?!\w)")
_FULL_SENTENCE = re.compile(r"(?:là|đạt|còn|có|được|lên|xuống|cả|tới|đến|hơn|gần|khoảng|trên|dưới|chỉ|với|tăng|giảm|số|bằng) $")
_BADGE = re.compile(r"huy hiệu (?:\d{1,3}(?: năm)?(?:,| và|;) ?)*(?:\d{1,3} )?$")
_TWO_LEVEL = ("địa phương ", "cơ sở ", "chính quyền ", "mô hình ")
_COUNTING = ("q", "p", "h", "c")
_WORDS_BEFORE = re.compile(r"(?:([^\W\d_][\w.-]*) )?([^\W\d_][\w.-]*) $")
_OPENING = re.compile(
    r"(?:Có|Còn|Hơn|Gần|Khoảng|Trong|Với|Và|Cả|Trên|Dưới|Tại|Được) |.* (?:có|còn|là|và|với|gồm|hơn|gần|khoảng|cả|được|đạt|chỉ|"
    r"trên|dưới|tới|đến|lên|xuống|cùng|cho|số) ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``[[before]]``."""

    why: str
    unless: str
    least: int
    most: int
    but_after: frozenset[str]
    pair: bool


@cache
def _rules() -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = {}
    for row in tables.load("figures")["before"]:
        rule = Rule(row["why"], row["unless"], row.get("least", 0), row.get("most", 10**9), frozenset(row.get("but_after", ())),
                    row.get("only") == "pair")
        for words in row["words"]:
            rules.setdefault(words, []).append(rule)
    return rules


def excluded(text: str, folded: str, shape: Shape, noun: Noun | None) -> bool:
    """Whether the number of ``shape`` is no figure; ``noun`` is the counted noun that follows it."""
    words = last_words(folded, shape.start, 4)
    if shape.raw and (_is_bare(shape, noun) or is_written_code(text, folded, shape)):
        return True
    if shape.raw and (is_date(folded, shape, words, noun) or is_year(folded, shape, words, noun)):
        return True
    if (shape.raw and is_time(folded, shape, words)) or is_period(folded, shape) or _is_fixed(text, folded, shape):
        return True
    return _follows_rule(folded, shape, words, noun) or _is_name(text, shape, noun)


def _is_bare(shape: Shape, noun: Noun | None) -> bool:
    """Four digits and more without a point, or a pair such as *3-1*, count nothing when no unit follows."""
    if noun is not None or shape.measure is not None or shape.scale != 1:
        return False
    return bool(_LONG.fullmatch(shape.raw)) or (shape.form == "range" and bool(_PAIR.fullmatch(shape.raw)))


def _is_fixed(text: str, folded: str, shape: Shape) -> bool:
    """Numbers inside a fixed name or term: *Huy hiệu 60 năm tuổi Đảng*, *cách mạng 4.0*, *“3 cùng”*, *xe 3 bánh*."""
    tail = folded[max(0, shape.start - 24):shape.start]
    if shape.measure is None and (_is_counter(text, shape, tail) or _is_quoted(text, shape)):
        return True
    if _FIXED_AFTER.match(folded, shape.end) or _BADGE.search(tail) or (shape.measure is None and tail.endswith(_TERMS)):
        return True
    if folded.startswith(" cấp", shape.end) and tail.endswith(_TWO_LEVEL):
        return True
    return folded.startswith((" bánh", " chỗ"), shape.end) and tail.endswith(_VEHICLES)


_TERMS = ("cách mạng ", "công nghiệp ", "covid-", "sars-cov-", "web ")
_VEHICLES = ("xe ", "ô tô ", "ôtô ", "xe máy ")
_QUOTED = re.compile(r"[^“”\"'‘’.,;]{1,18}[”\"'’]")


def _is_counter(text: str, shape: Shape, tail: str) -> bool:
    return shape.form == "digits" and shape.amount < 60 and counts_items(text, shape.end) and not _FULL_SENTENCE.search(tail)


def _is_quoted(text: str, shape: Shape) -> bool:
    quote = text[shape.start - 1:shape.start]
    return bool(quote) and quote in "“\"'‘" and _QUOTED.match(text, shape.start, shape.start + 22) is not None


def _follows_rule(folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    rules = _rules()
    pair = bool(shape.raw) and bool(_PAIR.match(folded, shape.start))
    for count in (1, 2, 3):
        if len(words) < count:
            break
        for rule in rules.get(" ".join(reversed(words[:count])), ()):
            if (pair or not rule.pair) and _applies(rule, shape, words[count:], noun):
                return True
    return False


def _applies(rule: Rule, shape: Shape, earlier: tuple[str, ...], noun: Noun | None) -> bool:
    if not shape.raw and rule.why != "ordinal":
        return False
    if not rule.least <= shape.amount <= rule.most or (earlier and earlier[0] in rule.but_after):
        return False
    if (rule.unless != "never" and shape.measure) or (rule.unless == "unit" and noun):
        return False
    if rule.unless == "people" and _is_counting(noun):
        return False
    return shape.scale == 1


def _is_counting(noun: Noun | None) -> bool:
    """People and heads are counted behind *tổ*, *nhóm*, *lớp*; a place or another name behind the number is not."""
    return noun is not None and noun.kind in _COUNTING


def _is_name(text: str, shape: Shape, noun: Noun | None) -> bool:
    """*iPhone 16*, *Vĩnh Tân 1*: a number right behind a capital letter's word, with nothing counted behind it."""
    if noun or shape.measure or shape.form not in ("digits", "words") or shape.scale != 1:
        return False
    begin = max(0, shape.start - 30)
    found = _WORDS_BEFORE.search(text, begin, shape.start)
    if found is None or _OPENING.fullmatch(found[0]):
        return False
    if found[2].isupper() and len(found[2]) > 1:
        return True
    capitals = [found.start(n) for n in (1, 2) if found[n] and any(letter.isupper() for letter in found[n])]
    return any(not _starts_sentence(text, at) for at in capitals)


def _starts_sentence(text: str, at: int) -> bool:
    head = text[max(0, at - 4):at].rstrip(" ")
    return not head or head[-1] in ".!?:;\n\"“•" or head in ("-", "–") or head.endswith(("\n-", "\n–"))
