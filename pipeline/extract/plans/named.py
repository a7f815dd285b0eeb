"""Documents with a proper name: laws, resolutions of congresses and plenums, the constitution, charters, *Chương trình 135*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.extract.plans import bodies, dates
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Named:
    """A named document before its surroundings are read; ``body`` is what its name says of the issuer."""

    start: int
    end: int
    genre: str
    issued: str | None = None
    period: tuple[int, int] | None = None
    body: str | None = None
    number: str | None = None


_YEAR = r"(?:19|20)[0-9]{2}(?![0-9/])"
_LAW_WORD = re.compile(r"(?<![^\W_])(bộ luật|luật|pháp lệnh) ")
_NOT_LAW = ("pháp ", "kỷ ", "quy ", "định ", "đoàn ", "khoa ", "ngành ", "học ", "phòng ", "công ty ", "cty ", "trường ", "môn ")
_LAW_TAIL = re.compile(
    rf"(?P<new> \(sửa đổi\)| sửa đổi(?![^\W_]|, bổ sung))?(?:(?: \(| )(?:năm )?(?P<y>{_YEAR})\)?)?"
)
_ROMAN = r"[ivxl]{1,7}(?![^\W_])"
_ORDINAL = (rf"(?:{_ROMAN}|[0-9]{{1,2}}(?![^\W_])|(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|mười ba|mười bốn)(?![^\W_]))")
_COURSE = rf"(?:,? ?\(?,? ?khóa {_ROMAN}\)?)"
_CENTRE = r"(?:trung ương|tư|t\.ư|tw|t\.w)"
_PLENUM = re.compile(
    rf"(?<![^\W_])(nghị quyết|kết luận)(?: của)?(?: hội nghị)?(?:(?: ban chấp hành| bch)? {_CENTRE}(?: đảng)?(?: lần thứ)? {_ORDINAL}"
    rf"| (?:hội nghị )?lần thứ {_ORDINAL},?(?: của)?(?: ban chấp hành| bch) {_CENTRE}(?: đảng)?){_COURSE}?"
)
_NEXT_COURSE = re.compile(rf"(?:, | và |, và )((?:khóa )?{_ROMAN})\)?")
_CONGRESS = re.compile(r"(?<![^\W_])(nghị quyết|chỉ thị|kết luận)(?: của)? (đại hội)(?![^\W_])")
_CONGRESS_STEP = re.compile(
    rf" (?:(?P<org>đảng bộ|đảng|đoàn|công đoàn|chi bộ|hội|mttq|mặt trận tổ quốc|đảng ủy)|(?P<level>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|phường|xã|khối|cơ quan"
    rf"|doanh nghiệp|trung ương|quân đội|công an|đại biểu|toàn quốc|toàn thể|các|nhân dân|thanh niên)|(?P<ord>lần thứ {_ORDINAL}|{_ROMAN}|[0-9]{{1,2}}(?![^\W_/])))(?![^\W_])"
)
_CAPITAL = re.compile(r" ([^\W_a-zà-ỹđ][^\s,.;:()“”\"]*)")
_OF_PARTY = re.compile(r" của đảng(?: bộ (?:tỉnh|thành phố|huyện|xã)?)?(?![^\W_])")
_TERM = re.compile(r"(?:,? \(?|\()(?:nhiệm kỳ|khóa) (?P<a>20[0-9]{2}|19[0-9]{2}) ?[-/] ?(?P<b>(?:19|20)[0-9]{2})\)?")
_CONSTITUTION = re.compile(rf"(?<![^\W_])hiến pháp(?:(?: \(| )(?:năm )?(?P<y>{_YEAR})\)?)?(?![^\W_])")
_CHARTER = re.compile(r"(?<![^\W_])điều lệ (?=đảng|đoàn|đội|hội|công đoàn|mttq|mặt trận|liên đoàn|trường)")
_NUMBER_NAME = re.compile(r"(?<![^\W_])(chương trình|đề án) [0-9]{2,4}[a-zđ]?(?![^\W_]|[.,/:-][0-9]|%|/| ?- ?[0-9])")
_POWER = re.compile(r"(?<![^\W_])quy hoạch điện (?:vii|viii|vi|ix)(?: điều chỉnh)?(?![^\W_])")
_FOREIGN = re.compile(r" (?:của )?(?:mỹ|hoa kỳ|nhật|pháp|anh|đức|trung quốc|nga|hàn quốc|lào|campuchia|thái|tây ban nha|ukraine|venezuela|philippines)(?![^\W_])")


def find(text: str, folded: str) -> Iterator[Named]:
    """Yield every named document; different ways may overlap, the caller keeps the first and longest.

    >>> text = "theo Luật Đất đai năm 2013 và Nghị quyết Trung ương 4 (khóa XII)"
    >>> [text[n.start:n.end] for n in find(text, fold(text))]
    ['Luật Đất đai năm 2013', 'Nghị quyết Trung ương 4 (khóa XII)']
    """
    yield from _laws(text, folded)
    yield from _plenums(text, folded)
    yield from _congresses(text, folded)
    yield from _constitutions(text, folded)
    yield from _charters(text, folded)
    yield from _number_names(text, folded)
    yield from (Named(found.start(), found.end(), "quy hoạch") for found in _POWER.finditer(folded))


@cache
def _law_names() -> dict[str, re.Pattern[str]]:
    """For each genre word, a pattern of the names in ``tables/laws.tsv``, the longest first."""
    rows = (tables.FOLDER / "laws.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names: dict[str, set[str]] = {}
    for genre, name in (row.split("\t") for row in rows):
        names.setdefault(genre, set()).add(fold(name))
        if genre == "bộ luật":
            names.setdefault("luật", set()).add(fold(name))
    return {genre: re.compile("(?:" + "|".join(map(re.escape, sorted(some, key=len, reverse=True))) + r")(?![^\W_])(?: việt nam)?")
            for genre, some in names.items()}


def _laws(text: str, folded: str) -> Iterator[Named]:
    for word in _LAW_WORD.finditer(folded):
        name = _law_names()[word[1]].match(folded, word.end())
        if not name or folded.endswith(_NOT_LAW, 0, word.start()):
            continue
        tail = _LAW_TAIL.match(folded, name.end())
        end = _balanced(folded, word.start(), tail.end() if tail else name.end())
        year = tail["y"] if tail else None
        if year or any(letter.isupper() for letter in (text[word.start()], text[word.end()])):
            yield Named(word.start(), end, word[1], issued=year, body=None if _FOREIGN.match(folded, end) else "Quốc hội")


def _balanced(folded: str, start: int, end: int) -> int:
    """``end`` without a closing bracket that nothing in the span opens, and with the one that belongs to it."""
    piece = folded[start:end]
    if piece.endswith(")") and "(" not in piece:
        return end - 1
    return end


def _plenums(text: str, folded: str) -> Iterator[Named]:
    for found in _PLENUM.finditer(folded):
        end = _balanced(folded, found.start(), found.end())
        if folded[end:end + 4] in {" lần", " năm"} or (folded[found.start():end].count("(") > folded[found.start():end].count(")")):
            end = end + 1 if folded[end:end + 1] == ")" else end
        if folded.startswith((" lần", " vấn", " nội"), end):
            continue
        yield Named(found.start(), end, found[1], body="Ban Chấp hành Trung ương")
        if "khóa" in found[0]:
            yield from _more_courses(folded, found[1], end)


def _more_courses(folded: str, genre: str, end: int) -> Iterator[Named]:
    """*Nghị quyết Trung ương 4 khóa XI, XII* names two resolutions; the second is *XII*."""
    while more := _NEXT_COURSE.match(folded, end):
        yield Named(more.start(1), more.end(1), genre, body="Ban Chấp hành Trung ương")
        end = more.end(1)


def _congresses(text: str, folded: str) -> Iterator[Named]:
    for found in _CONGRESS.finditer(folded):
        end, known = _congress_end(text, folded, found.end())
        if not known or folded.startswith(" cấp", end):
            continue
        term = _TERM.match(folded, end)
        if term:
            end = _balanced(folded, found.start(), term.end())
        period = (int(term["a"]), int(term["b"])) if term else None
        yield Named(found.start(), end, found[1], period=period)


def _congress_end(text: str, folded: str, at: int) -> tuple[int, bool]:
    """Where the name of a congress that begins before ``at`` ends, and whether it says which congress it is."""
    end, known, party = at, False, False
    for _ in range(12):
        step = _CONGRESS_STEP.match(folded, at) or _CAPITAL.match(text, at)
        if not step or folded[at:step.end()] == " các":
            break
        at = step.end()
        named = step.re is _CAPITAL or step["org"] or step["ord"] or step["level"] in {"tỉnh", "huyện", "xã", "thành phố", "phường", "quận", "toàn quốc"}
        end = at if named else end
        party = party or (step.re is not _CAPITAL and bool(step["org"]))
        known = known or bool(named)
    if folded.startswith(" các", end):
        return end, False
    of = _OF_PARTY.match(folded, end)
    return (of.end() if of and not party else end), known


def _constitutions(text: str, folded: str) -> Iterator[Named]:
    for found in _CONSTITUTION.finditer(folded):
        if (text[found.start()].isupper() or found["y"]) and not _FOREIGN.match(folded, found.end()):
            yield Named(found.start(), _balanced(folded, found.start(), found.end()), "hiến pháp", issued=found["y"], body="Quốc hội")


def _charters(text: str, folded: str) -> Iterator[Named]:
    for found in _CHARTER.finditer(folded):
        if not text[found.end()].isupper():
            continue
        end = bodies.name_tail(text, folded, found.end())
        if end > found.end():
            yield Named(found.start(), end, "điều lệ")


def _number_names(text: str, folded: str) -> Iterator[Named]:
    for found in _NUMBER_NAME.finditer(folded):
        after = re.match(r" ([^\W\d_]+)", folded[found.end():found.end() + 12])
        digits = found[0].rsplit(" ", 1)[1]
        year = digits.isdecimal() and 1900 <= int(digits) < 2100
        if text[found.start()].isupper() and not year and (after is None or after[1] not in _counted()):
            yield Named(found.start(), found.end(), found[1], number=digits)


@cache
def _counted() -> frozenset[str]:
    return frozenset(tables.load("plans")["counted"]["words"]) | {"năm", "ngày"}


def period_of(folded: str, named: Named, stop: int) -> tuple[int, int] | None:
    """The period that the name holds, or that follows it directly."""
    return named.period or dates.period_in(folded, named.start, min(stop, named.end + 40))
