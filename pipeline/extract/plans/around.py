"""What stands around a document: when it was issued, by whom, what it is about, for which years, in any of their orders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.extract.plans import bodies, dates, issuers, subjects, titles

_AFTER = 400
_BEFORE = 160
_SKIP = re.compile(r"[ ,(]{0,3}")
_DATE_WORD = re.compile(r"(?:được )?(?:ký |ban hành |đề |ra |phát hành )?(?:vào )?(?:ngày |hồi )?(?=[0-9]|tháng |năm )")
_OF = re.compile(r"(?:của |do )(?:cố |đồng chí )?")
_ABOUT = re.compile(r"(?:v/v:? |về việc |về vấn đề |về )")
_SENTENCE_END = re.compile(r"[\n]|;(?! (?:ngăn chặn|phòng,? |người đứng đầu))|(?<! tp)(?<! tx)[.!?…] (?=[^\W\d_])")
_DAY_BEFORE = re.compile(r"ngày (?=[0-9])|(?=(?:tháng|năm) [0-9])")
_SIGNER = re.compile(r"do (?:ông|bà|đồng chí) [^,;.\n-]{3,40}(?:, | - )(?=[^\W\d_])")
_SIGNED = re.compile(r"(?:,?(?: [^\W\d_]+){0,5})? (?:ký ban hành|ban hành|ký)(?= )")
_YEARLESS = re.compile(r"[0-3]?[0-9](?:[/.-][01]?[0-9](?![0-9/])| tháng [01]?[0-9])")
_COURSE = re.compile(r" ?\(?khóa [^\W_]{1,6}\)?")
_ISSUED_AT = re.compile(r" vào (?:ngày )?")
_DECIDES = re.compile(r" (?:quyết định |(?=(?:điều động|bổ nhiệm|chỉ định|phê duyệt)(?![^\W_])))")
_OTHER_NUMBER = re.compile(r"[0-9] ?[-/–] ?[A-ZĐ]")
_CLAUSE_START = re.compile(r"\n|; |(?<! tp)(?<! tx)(?<! q)(?<! p)(?<!\btp)[.!?…] ")
_ISSUED_BY_DATE = re.compile(r",? ?(?:đã |vừa |tiếp tục )?(?:ký ban hành|ban hành|ký|ra|có) $")


@cache
def _subject() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(tables.load("plans")["title"]["verbs"]) + ")(?: |(?=, [^\\W\\d_]+ ))")


@dataclass(slots=True)
class Around:
    """The fields that the words around a document give; None for what they leave out."""

    issuer: str | None = None
    issued: str | None = None
    title: str | None = None
    period: tuple[int, int] | None = None
    asked: str | None = None
    acting: str | None = None
    acting_end: int | None = None


def read(text: str, folded: str, start: int, end: int, *, names: bool = True, title_start: int | None = None) -> Around:
    """The fields around the mention ``text[start:end]``; what follows it wins over what stands before.

    ``names`` False leaves out a body before the mention; ``title_start`` says where the title begins, when that is known.
    """
    found = Around()
    stop = _clause_end(folded, end)
    if title_start is not None:
        found.title, close = titles.title_from(text, folded, title_start, stop)
        found.period = titles.period_of_title(folded, title_start, close)
        day = _ISSUED_AT.match(folded, close)
        date = dates.date_at(folded, day.end()) if day else None
        found.issued = date[0] if date else None
    _read_after(found, text, folded, end, stop)
    if found.title and folded.startswith("quy định", start) and found.title.startswith("quy định "):
        found.title = found.title.removeprefix("quy định ")
    floor = _clause_start(folded, start)
    _read_before(found, text, folded, floor, start, names=names)
    if found.issuer is None and names and folded.endswith(("tại ", "theo ", "bằng "), floor, start):
        found.issuer = found.acting
        decides = _DECIDES.match(folded, found.acting_end) if found.acting_end and found.title is None else None
        if decides:
            found.title, _ = titles.title_from(text, folded, decides.end(), stop)
    return found


def _clause_end(folded: str, end: int) -> int:
    stop = _SENTENCE_END.search(folded, end, end + _AFTER)
    return stop.start() if stop else min(len(folded), end + _AFTER)


def _clause_start(folded: str, start: int) -> int:
    floor = max(0, start - _BEFORE)
    stops = [stop.end() for stop in _CLAUSE_START.finditer(folded, floor, start)]
    return stops[-1] if stops else floor


def _read_after(found: Around, text: str, folded: str, at: int, stop: int) -> None:
    """Walk over date, issuer and title as long as one of them follows."""
    for _ in range(5):
        skip = _SKIP.match(folded, at)
        here = skip.end() if skip else at
        if folded.startswith(")", here):
            here += 1 + folded.startswith(" ", here + 1)
        _issuer_acting(found, text, folded, at)
        ahead = _date(found, folded, here) or _addressee(text, folded, here) or _issuer(found, text, folded, here)
        ahead = ahead or _title(found, text, folded, here, stop)
        if not ahead or ahead > stop or (found.title and _OTHER_NUMBER.search(found.title)):
            return
        at = ahead


def _date(found: Around, folded: str, at: int) -> int | None:
    word = _DATE_WORD.match(folded, at)
    if not word:
        return None
    if date := dates.date_at(folded, word.end()):
        if "hiệu lực" not in folded[at:word.end()]:
            found.issued = found.issued or date[0]
        return date[1]
    day = _YEARLESS.match(folded, word.end())
    return day.end() if day and word.end() > at else None


def _issuer(found: Around, text: str, folded: str, at: int) -> int | None:
    signer = _SIGNER.match(folded, at)
    of = signer or _OF.match(folded, at)
    end = bodies.body_at(text, folded, of.end()) if of else None
    if of is None or end is None:
        return None
    if signer:
        found.asked = issuers.spelled(text[of.end():end])
        return end
    found.issuer = found.issuer or issuers.spelled(text[of.end():end])
    course = _COURSE.match(folded, end)
    end = course.end() if course else end
    signed = _SIGNED.match(folded, end) if folded.startswith("do ", at) else None
    return signed.end() if signed else end


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf",? ?(?=[^,;.\n]{{4,80}} (?:{bodies.alternatives('offices', 'acts')}) )")


def _issuer_acting(found: Around, text: str, folded: str, at: int) -> None:
    """*Tại Quyết định số 12/QĐ-TTg, Thủ tướng Chính phủ giao …*: the subject of the sentence issued the document."""
    comma = _acting().match(folded, at) if folded[at:at + 1] == "," and found.issuer is None else None
    end = bodies.body_at(text, folded, comma.end()) if comma else None
    if comma and end and folded[end:end + 1] == " ":
        found.acting = issuers.spelled(text[comma.end():end])
        found.acting_end = end


def _addressee(text: str, folded: str, at: int) -> int | None:
    return bodies.body_at(text, folded, at + len("gửi ")) if folded.startswith("gửi ", at) else None


def _title(found: Around, text: str, folded: str, at: int, stop: int) -> int | None:
    if quoted := titles.QUOTED.match(text, at):
        found.title = found.title or quoted[1].strip()
        found.period = found.period or titles.period_of_title(folded, at, quoted.end())
        return quoted.end()
    about = _ABOUT.match(folded, at) or _subject().match(folded, at)
    if about is None or found.title is not None:
        return None
    named = folded[about.start()] == "v" or text.startswith(titles.QUOTES, about.end())
    begin = about.end() if named else about.start()
    found.title, end = titles.title_from(text, folded, begin, stop)
    found.period = titles.period_of_title(folded, begin, end)
    return end


def _read_before(found: Around, text: str, folded: str, floor: int, start: int, *, names: bool) -> None:
    """The subject that issues the document, and the date at the head of its sentence."""
    body = subjects.body_before(text, folded, floor, start)
    if body and found.issuer is None and names:
        found.issuer = issuers.spelled(text[body[0]:body[1]])
    if asked := subjects.asked_at(text, folded, floor, start):
        found.asked = issuers.spelled(text[asked[0]:asked[1]])
    if found.issued is None:
        for day in _DAY_BEFORE.finditer(folded, floor, body[0] if body else start):
            date = dates.date_at(folded, day.end())
            if date and (body[0] - date[1] <= 3 if body else _ISSUED_BY_DATE.fullmatch(folded, date[1], start)):
                found.issued = date[0]
