"""Laws by their names: those of ``tables/laws.tsv``, others where a word cites them, and laws that amend laws."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.extract.plans.bodies import alternatives
from pipeline.extract.plans.proper import YEAR, Named, balanced
from pipeline.extract.plans.words import Occurrence
from pipeline.text import fold

_TAIL = re.compile(rf"(?P<new> \(sửa đổi\)| sửa đổi(?![^\W_]|, bổ sung))?(?:(?: \(| )(?:năm )?(?P<y>{YEAR})\)?)?")
_DATED = re.compile(rf" (?:năm )?{YEAR}")
_AMENDING = re.compile(
    r" sửa đổi(?:,| và)? bổ sung(?: (?:một số|các) (?:điều|khoản|nội dung)(?: của)?)?(?P<many> các| một số)?"
    r" (?=(?:bộ )?luật |pháp lệnh )"
)
_NEXT = re.compile(r"(?:, | và |, và )(?=(?:bộ )?luật |pháp lệnh )")
_WORD = re.compile(r"bộ luật|luật|pháp lệnh")
_ISSUERS = {"luật": "Quốc hội", "bộ luật": "Quốc hội", "pháp lệnh": "Ủy ban Thường vụ Quốc hội"}


def law(text: str, folded: str, word: Occurrence) -> Named | None:
    """The law whose genre word stands at ``word``, if a name follows.

    >>> from pipeline.extract.plans.words import occurrences
    >>> text = "theo Luật Đất đai năm 2013"
    >>> found = law(text, fold(text), occurrences(fold(text))[0]); text[found.start:found.end]
    'Luật Đất đai năm 2013'
    """
    amending = _AMENDING.match(folded, word.end)
    if amending and (end := _amended(text, folded, amending.end(), many=bool(amending["many"]))):
        return Named(word.start, end, word.word, body=_ISSUERS[word.word])
    begin = word.end + 1
    if folded[word.end:begin] != " " or _no_law().search(folded, max(0, word.start - 9), word.start):
        return None
    name = _names()[word.word].match(folded, begin)
    stop = name.end() if name else _unknown(text, folded, word, begin)
    return _with_tail(text, folded, word, stop) if stop else None


def _with_tail(text: str, folded: str, word: Occurrence, stop: int) -> Named | None:
    """The law with *(sửa đổi)* and its year; none of another state, none in small letters without a year."""
    tail = _TAIL.match(folded, stop)
    end = balanced(folded, word.start, tail.end() if tail else stop)
    year = tail["y"] if tail else None
    capital = text[word.start].isupper() or text[word.end + 1].isupper()
    if is_foreign(folded, end) or not (year or capital):
        return None
    return Named(word.start, end, word.word, issued=year, body=_ISSUERS[word.word])


def is_foreign(folded: str, end: int) -> bool:
    """Whether another state's name follows: *Luật Báo chí của Pháp*."""
    return bool(_foreign().match(folded, end))


def _amended(text: str, folded: str, at: int, *, many: bool) -> int | None:
    """Where the laws that an amending law names end: *Luật sửa đổi, bổ sung một số điều của Luật Báo chí* is one law; only behind
    *của các* does a list belong to it."""
    end = None
    while (found := _WORD.match(folded, at)) and (inner := law(text, folded, Occurrence(found.start(), found.end(), found[0]))):
        end = inner.end
        more = _NEXT.match(folded, end)
        if not more or not many:
            break
        at = more.end()
    return end


def _unknown(text: str, folded: str, word: Occurrence, begin: int) -> int | None:
    """Where the name of a law that the list does not have ends: only after words that cite one, or before its year."""
    if not text[begin:begin + 1].isupper() or text[begin:begin + 2].isupper() or _not_name().match(folded, begin):
        return None
    name = _any_name().match(folded, begin)
    if name is None:
        return None
    cited = _cites().search(folded, max(0, word.start - 30), word.start)
    return name.end() if cited or _DATED.match(folded, name.end()) else None


@cache
def _names() -> dict[str, re.Pattern[str]]:
    """For each genre word, a pattern of its laws' names, the longest first."""
    rows = (tables.FOLDER / "laws.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names: dict[str, set[str]] = {}
    for genre, name in (row.split("\t") for row in rows):
        for word in (genre, "luật") if genre == "bộ luật" else (genre,):
            names.setdefault(word, set()).add(fold(name))
    return {word: re.compile(f"(?:{_longest_first(some)})(?![^\\W_])(?: việt nam)?") for word, some in names.items()}


def _longest_first(names: set[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


@cache
def _no_law() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternatives('named_words', 'not_law')}) $")


@cache
def _not_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('named_words', 'not_name')})(?![^\W_])")


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(rf" (?:của )?(?:{alternatives('named_words', 'countries')})(?![^\W_])")


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('named_words', 'cites')}|(?:điều|khoản) [0-9]{{1,3}}(?: của)?),? $")


@cache
def _any_name() -> re.Pattern[str]:
    stops = alternatives("named_words", "law_stops")
    return re.compile(rf"[^\W\d_]+(?: (?!(?:{stops})(?![^\W_])|và (?:luật|nghị|các|bộ|pháp|thông|quyết))[^\W\d_]+){{0,7}}")
