"""Documents with a proper name: laws, resolutions of congresses and plenums, the constitution, charters, *Chương trình 135*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.extract.plans import dates
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
_NOT_LAW = ("pháp ", "đạo ", "kỷ ", "quy ", "định ", "đoàn ", "khoa ", "ngành ", "học ", "phòng ", "công ty ", "cty ", "trường ", "môn ")
_LAW_TAIL = re.compile(
    rf"(?P<new> \(sửa đổi\)| sửa đổi(?![^\W_]|, bổ sung))?(?:(?: \(| )(?:năm )?(?P<y>{_YEAR})\)?)?"
)
_STOPS = (
    "quy|định|có|được|đã|này|hiện|mới|cũ|trên|năm|số|thì|là|của|do|với|để|cho|sẽ|vừa|ra|nêu|ngày|theo|trong|còn|về|nên|phải|không|chưa|vẫn|khi|mà|cũng|bằng|từ"
    "|tại|như|đang|nếu|bao|gồm|chỉ|cần|sau|trước|vào|luật|nghị|sửa|bị|đến|đối|gồm|hay|hoặc"
)
_UNKNOWN_NAME = re.compile(rf"[^\W\d_]+(?: (?!(?:{_STOPS})(?![^\W_])|và (?:luật|nghị|các|bộ|pháp|thông|quyết))[^\W\d_]+){{0,7}}")
_COUNTRY = re.compile(r"(?:việt nam|mỹ|hà nội|tp|tnhh|nga|anh|pháp|trung|hàn|nhật|đức|sư|tín|hợp danh|thái|quốc tế)(?![^\W_])")
_CITES = re.compile(
    r"(?:dự án|dự thảo|thực hiện|thi hành|theo|quy định của|quy định tại|vi phạm|trong|sửa đổi|bổ sung|ban hành|thông qua|điều [0-9]{1,3}|khoản [0-9]{1,2}"
    r"|điều [0-9]{1,3} của|tuân thủ|áp dụng|xây dựng|hướng dẫn|triển khai|căn cứ|căn cứ vào|trái) $"
)
_ROMAN = r"[ivxl]{1,7}(?![^\W_])"
_ORDINAL = (rf"(?:{_ROMAN}|[0-9]{{1,2}}(?![^\W_])|(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|mười ba|mười bốn)(?![^\W_]))")
_COUNTED = r" (?:năm|tháng|ngày|người|vấn đề|nội dung|nhiệm vụ|tỷ|triệu|đồng|xã|huyện|tỉnh|đơn vị|đảng viên|nhóm)"
_COURSE = rf"(?:,? ?\(?,? ?khóa {_ROMAN}\)?)"
_CENTRE = r"(?:trung ương|tư|t\.ư|tw|t\.w)"
_PLENUM = re.compile(
    rf"(?<![^\W_])(ngh[ịi] quyết|kết luận)(?: của)?(?: hội nghị)?(?:(?: ban chấp hành| bch)? {_CENTRE}(?: đảng)?(?: lần thứ)? {_ORDINAL}"
    rf"| (?:hội nghị )?(?:lần thứ )?{_ORDINAL},?(?: của)?(?: ban chấp hành| bch) {_CENTRE}(?: đảng)?){_COURSE}?"
)
_NEXT_COURSE = re.compile(rf"(?:, | và |, và )((?:khóa )?{_ROMAN}|[0-9]{{1,2}}(?![^\W_]|[.,/:-][0-9]| ?%|/)(?!{_COUNTED}){_COURSE}?)")
_CONGRESS = re.compile(r"(?<![^\W_])(nghị quyết|chỉ thị|kết luận)(?: của)? (đại hội)(?![^\W_])")
_CONGRESS_STEP = re.compile(
    rf" (?:(?P<org>đảng bộ|đảng|đoàn|công đoàn|chi bộ|hội|mttq|mặt trận tổ quốc|đảng ủy)|(?P<level>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|phường|xã|khối|cơ quan"
    rf"|doanh nghiệp|trung ương|quân đội|công an|đại biểu|toàn quốc|toàn thể|các|nhân dân|thanh niên)|(?P<ord>lần thứ {_ORDINAL}|{_ROMAN}|[0-9]{{1,2}}(?![^\W_/])))(?![^\W_])"
)
_CAPITAL = re.compile(r" ([^\W_a-zà-ỹđ][^\s,.;:()“”\"]*)")
_OF_PARTY = re.compile(r" của đảng(?: bộ (?:tỉnh|thành phố|huyện|xã)?)?(?![^\W_])")
_TERM = re.compile(r"(?:,? \(?|\()(?:nhiệm kỳ|khóa) (?P<a>20[0-9]{2}|19[0-9]{2}) ?[-/] ?(?P<b>(?:19|20)[0-9]{2})\)?")
_CONSTITUTION = re.compile(rf"(?<![^\W_])hiến pháp(?:(?: \(| )(?:năm )?(?P<y>{_YEAR})\)?)?(?![^\W_])")
_CHARTER = re.compile(
    rf"(?<![^\W_])điều lệ (?P<body>đảng(?: cộng sản việt nam)?|đoàn(?: (?:thanh niên cộng sản|tncs) hồ chí minh)?|công đoàn(?: việt nam)?"
    rf"|(?:mttq|mặt trận tổ quốc)(?: việt nam)?|hội (?:[^\W\d_]+ ){{1,4}}việt nam|hội (?:nông dân|cựu chiến binh|phụ nữ|liên hiệp phụ nữ|chữ thập đỏ|người cao tuổi))"
    rf"(?: (?:năm )?(?P<y>{_YEAR})| \(?khóa {_ROMAN}\)?)?(?![^\W_])"
)
_NUMBER_NAME = re.compile(r"(?<![^\W_])(chương trình|đề án) [0-9]{2,4}[a-zđ]?(?![^\W_]|[.,/:-][0-9]|%|/| ?- ?[0-9])")
_POWER = re.compile(r"(?<![^\W_])quy hoạch điện (?:vii|viii|vi|ix)(?: điều chỉnh)?(?![^\W_])")
_REPORT = re.compile(rf"(?<![^\W_])báo cáo chính trị (?:trình|tại|của) đại hội(?: đại biểu)?(?: toàn quốc)?(?: lần thứ)? {_ORDINAL}(?: của đảng)?")
_SESSION = re.compile(rf"(?<![^\W_])nghị quyết(?: của)? kỳ họp (?:thứ )?{_ORDINAL}")
_AMENDING = re.compile(r"(?<![^\W_])(luật|pháp lệnh) sửa đổi(?:,| và)? bổ sung (?:một số|các) (?:điều|khoản|nội dung)(?: của)?(?: các| một số)? (?=(?:bộ )?luật |pháp lệnh )")
_NEXT_LAW = re.compile(r"(?:, | và |; |, và )(?=(?:bộ )?luật |pháp lệnh )")
_YEARS = rf"(?P<a>{_YEAR}) ?- ?(?P<b>{_YEAR})"
_WITH_YEARS = re.compile(
    rf"(?<![^\W_])(?:(?P<genre>kế hoạch|chiến lược|chương trình|đề án|quy hoạch)(?: giai đoạn)? {_YEARS}"
    rf"|(?P<cl>cương lĩnh)(?: chính trị)?(?: xây dựng đất nước(?: trong thời kỳ quá độ lên chủ nghĩa xã hội)?)?(?: \(bổ sung, phát triển)?(?: năm)?(?: (?P<y>{_YEAR})\)?)?)(?![^\W_])"
)
_FOREIGN = re.compile(r" (?:của )?(?:mỹ|hoa kỳ|nhật|pháp|anh|đức|trung quốc|nga|hàn quốc|lào|campuchia|thái|tây ban nha|ukraine|venezuela|philippines)(?![^\W_])")


def find(text: str, folded: str) -> Iterator[Named]:
    """Yield every named document; different ways may overlap, the caller keeps the first and longest.

    >>> text = "theo Luật Đất đai năm 2013 và Nghị quyết Trung ương 4 (khóa XII)"
    >>> [text[n.start:n.end] for n in find(text, fold(text))]
    ['Luật Đất đai năm 2013', 'Nghị quyết Trung ương 4 (khóa XII)']
    """
    yield from _laws(text, folded)
    yield from _amending_laws(text, folded)
    yield from _with_years(text, folded)
    yield from _plenums(text, folded)
    yield from _congresses(text, folded)
    yield from _constitutions(text, folded)
    yield from _charters(text, folded)
    yield from _number_names(text, folded)
    yield from (Named(found.start(), found.end(), "quy hoạch") for found in _POWER.finditer(folded))
    yield from (Named(found.start(), found.end(), "báo cáo") for found in _REPORT.finditer(folded))
    yield from (Named(found.start(), found.end(), "nghị quyết") for found in _SESSION.finditer(folded))


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
        if law := _law(text, folded, word):
            yield law


def _law(text: str, folded: str, word: re.Match[str]) -> Named | None:
    name = _law_names()[word[1]].match(folded, word.end())
    stop = name.end() if name else _unknown_law(text, folded, word)
    if not stop or folded.endswith(_NOT_LAW, 0, word.start()):
        return None
    tail = _LAW_TAIL.match(folded, stop)
    end = _balanced(folded, word.start(), tail.end() if tail else stop)
    year = tail["y"] if tail else None
    if _FOREIGN.match(folded, end) or not (year or text[word.start()].isupper() or text[word.end()].isupper()):
        return None
    return Named(word.start(), end, word[1], issued=year, body="Quốc hội" if word[1] != "pháp lệnh" else "Ủy ban Thường vụ Quốc hội")


def _unknown_law(text: str, folded: str, word: re.Match[str]) -> int | None:
    """Where the name of a law that the list does not have ends: only after words that cite one, or before its year."""
    if not text[word.end()].isupper() or text[word.end():word.end() + 2].isupper():
        return None
    name = _UNKNOWN_NAME.match(folded, word.end())
    if name is None or _COUNTRY.match(folded, word.end()):
        return None
    cited = _CITES.search(folded, max(0, word.start() - 30), word.start())
    dated = re.compile(rf" (?:năm )?{_YEAR}").match(folded, name.end())
    return name.end() if cited or dated else None


def _amending_laws(text: str, folded: str) -> Iterator[Named]:
    """*Luật sửa đổi, bổ sung một số điều của Luật Báo chí* is one law, whose name holds another's."""
    for found in _AMENDING.finditer(folded):
        end = found.end()
        while (word := _LAW_WORD.match(folded, end)) and (law := _law(text, folded, word)):
            end = law.end
            more = _NEXT_LAW.match(folded, end)
            if not more:
                break
            end = more.end()
        if end > found.end():
            yield Named(found.start(), end, found[1], body="Quốc hội")


def _with_years(text: str, folded: str) -> Iterator[Named]:
    for found in _WITH_YEARS.finditer(folded):
        end = _balanced(folded, found.start(), found.end())
        if found["genre"]:
            yield Named(found.start(), end, found["genre"], period=(int(found["a"]), int(found["b"])))
        elif text[found.start()].isupper() and len(found[0]) > len("cương lĩnh"):
            yield Named(found.start(), end, "cương lĩnh", issued=found["y"])


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
        genre = found[1].replace("nghi", "nghị")
        yield Named(found.start(), end, genre, body="Ban Chấp hành Trung ương")
        yield from _more_courses(folded, genre, end)


def _more_courses(folded: str, genre: str, end: int) -> Iterator[Named]:
    """*Nghị quyết Trung ương 4 khóa XI, XII* names two resolutions, the second is *XII*; *Trung ương 4, 6, 7 (khóa XII)* three."""
    while more := _NEXT_COURSE.match(folded, end):
        end = _balanced(folded, more.start(1), more.end(1))
        yield Named(more.start(1), end, genre, body="Ban Chấp hành Trung ương")


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
        if text[found.start("body")].isupper():
            yield Named(found.start(), _balanced(folded, found.start(), found.end()), "điều lệ", issued=found["y"])


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
