"""Resolutions of congresses and of plenums of the Central Committee, which are cited by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.plans.bodies import UPPER, alternatives
from pipeline.extract.plans.proper import ORDINAL, ROMAN, Named, balanced
from pipeline.extract.plans.words import Occurrence

_COUNTED = r" (?:năm|tháng|ngày|người|vấn đề|nội dung|nhiệm vụ|tỷ|triệu|đồng|xã|huyện|tỉnh|đơn vị|đảng viên|nhóm|lần)(?![^\W_])"
_COURSE = rf"(?:,? ?\(?,? ?khóa {ROMAN}\)?)"
_CENTRE = r"(?:trung ương|tư|t\.ư|tw|t\.w)"
_PLENUM = re.compile(
    rf"(?: của)?(?: hội nghị)?(?:(?: ban chấp hành| bch)? {_CENTRE}(?: đảng)?(?: lần thứ)? {ORDINAL}"
    rf"| (?:hội nghị )?(?:lần thứ )?{ORDINAL},?(?: của)?(?: ban chấp hành| bch) {_CENTRE}(?: đảng)?){_COURSE}?(?!{_COUNTED})"
)
_MORE = re.compile(
    rf"(?:, | và |, và )((?:khóa )?{ROMAN}|[0-9]{{1,2}}(?![^\W_]|[.,/:-][0-9]| ?%|/)(?!{_COUNTED}){_COURSE}?)"
)
_CONGRESS = re.compile(r"(?: của)? đại hội(?![^\W_])")
_CAPITAL = re.compile(rf" ({UPPER}[^\s,.;:()“”\"]*)")
_OF_PARTY = re.compile(r" của đảng(?: bộ (?:tỉnh|thành phố|huyện|xã)?)?(?![^\W_])")
_TERM = re.compile(r"(?:,? \(?|\()(?:nhiệm kỳ|khóa) (?P<a>(?:19|20)[0-9]{2}) ?[-/] ?(?P<b>(?:19|20)[0-9]{2})\)?")
_PLACES = frozenset(["tỉnh", "huyện", "xã", "thành phố", "phường", "quận", "toàn quốc"])
_CENTRAL = "Ban Chấp hành Trung ương"


def plenums(folded: str, word: Occurrence) -> Iterator[Named]:
    """*Nghị quyết Trung ương 4 (khóa XII)*, and the others of its list: *Trung ương 4 khóa XI, XII* names two."""
    found = _PLENUM.match(folded, word.end)
    if not found:
        return
    genre = word.word.replace("nghi ", "nghị ")
    end = balanced(folded, word.start, found.end())
    yield Named(word.start, end, genre, body=_CENTRAL)
    while more := _MORE.match(folded, end):
        end = balanced(folded, more.start(1), more.end(1))
        yield Named(more.start(1), end, genre, body=_CENTRAL)


def congress(text: str, folded: str, word: Occurrence) -> Named | None:
    """*Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020 - 2025*: with its organisation, ordinal or term."""
    found = _CONGRESS.match(folded, word.end)
    if not found:
        return None
    end, known = _end(text, folded, found.end())
    if not known or folded.startswith(" cấp", end):
        return None
    term = _TERM.match(folded, end)
    if term:
        end = balanced(folded, word.start, term.end())
    return Named(word.start, end, word.word, period=(int(term["a"]), int(term["b"])) if term else None)


def _end(text: str, folded: str, at: int) -> tuple[int, bool]:
    """Where the name of a congress goes to, and whether it says which congress it is."""
    end, known, party = at, False, False
    for _ in range(12):
        step = _step().match(folded, at)
        capital = None if step else _CAPITAL.match(text, at)
        if (step is None and capital is None) or folded.startswith(" các", at):
            break
        at = step.end() if step else capital.end() if capital else at
        if capital or (step and (step["org"] or step["ord"] or step["level"] in _PLACES)):
            end, known = at, True
        party = party or bool(step and step["org"])
    if folded.startswith(" các", end):
        return end, False
    of = _OF_PARTY.match(folded, end)
    return (of.end() if of and not party else end), known


@cache
def _step() -> re.Pattern[str]:
    org, level = alternatives("named_words", "congress"), alternatives("named_words", "congress_level")
    return re.compile(
        rf" (?:(?P<org>{org})|(?P<level>{level})|(?P<ord>(?:lần thứ|khóa) {ORDINAL}|{ROMAN}|[0-9]{{1,2}}(?![^\W_/])))(?![^\W_])"
    )
