"""Documents known only by what they are about: *nghị quyết về đẩy mạnh công tác phát triển đảng viên*.

The mention is the genre word alone. It counts when the words before it say that one document is made, issued, handed over or
cited, and the words behind it say what it is about; never a plural, a pointer (*nghị quyết này*) or a bare word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline import tables
from pipeline.extract.plans import bodies, genres
from pipeline.extract.plans.words import Occurrence


@dataclass(frozen=True, slots=True)
class Titled:
    """A titled document: the span of its genre word, where its title begins if it has one, and an issuer that stands between."""

    start: int
    end: int
    genre: str
    title_start: int | None
    issuer: tuple[int, int] | None = None


_ABOUT = re.compile(r"(?:về việc|về vấn đề|v/v|liên quan đến|về) ?")
_OF = re.compile(r" (?:mới )?của (?:các )?")
_OF_PARTY = re.compile(r" của đảng(?= về )")
_TO_SOMEBODY = re.compile(r" (?:gửi|trình) (?!lên )[^,.;:()\n]{2,70}?(?= (?:về|yêu cầu|đề nghị|thông báo|kiến nghị) )")
_DATE = re.compile(r" (?:ký |vào )?(?:ngày|tháng) [0-9]{1,2}[/.-][0-9]{1,4}(?:[/.-][0-9]{4})?,?")
_EXTRA = re.compile(
    r" (?:cụ thể|nhanh|chung|chi tiết|riêng|thêm|khẩn|hỏa tốc|tổng thể|chính thức)(?= (?:về|gửi|của|yêu cầu|chỉ đạo|đề nghị) )"
)
_SUBJECT = re.compile(r"([^\W_]+)(?: ([^\W_]+))?(?: ([^\W_]+))?")
_QUOTE = re.compile(r"[ :]{0,2}[“\"'‘] ?(?=[^\W_])")
_NUMBERED = re.compile(r"số:? [0-9]")
_HABIT = re.compile(r"(?:hằng|hàng|mỗi) (?:năm|quý|tháng)")
_LEFT = 48


def find(text: str, folded: str, words: list[Occurrence]) -> Iterator[Titled]:
    """Yield every titled document among the genre words of a text, in order.

    >>> from pipeline.extract.plans.words import occurrences
    >>> text = "huyện ban hành nghị quyết về trồng quế"
    >>> [text[t.title_start:] for t in find(text, text, occurrences(text))]
    ['trồng quế']
    """
    known = [word for word in words if word.word in _rows()]
    found: list[Titled] = []
    for index, word in enumerate(known):
        row = _rows()[word.word]
        left = _left(folded, word.start, found[-1].end if found else -1)
        title = _titled(text, folded, word, row, left) or _shared(text, folded, word, known[index + 1:index + 2], left)
        if title:
            found.append(title)
    yield from found


@cache
def _rows() -> dict[str, dict[str, Any]]:
    rows = {row["genre"]: row for row in tables.load("plans")["titled"]}
    freely = {"about": "free"}
    return rows | {"kết luận thanh tra": rows["kết luận"] | freely, "thông báo kết luận": rows["thông báo"] | freely}


@dataclass(frozen=True, slots=True)
class _Left:
    """The words before a genre word, and whether a list of documents goes on with it."""

    words: str
    listed: bool


def _left(folded: str, start: int, last: int) -> _Left:
    words = folded[max(0, start - _LEFT):start].rstrip("“\"'‘( ")
    words = words[words.rfind("\n") + 1:]
    between = folded[last:start] if last >= 0 and start - last < 400 else ". "
    listed = words.endswith((";", " và", ",", "-")) and not _SENTENCE.search(between)
    return _Left(words.rstrip("“\"'‘( "), listed)


def _titled(text: str, folded: str, word: Occurrence, row: dict[str, Any], left: _Left) -> Titled | None:
    if _is_several(left.words) or _SEVERAL.search(left.words) or _pointed(folded, word.end):
        return None
    issuer, at, official = _issuer_after(text, folded, word.end)
    triggered = _triggered(text, left, word, row)
    begin = _about(folded, at, row, triggered or official)
    if begin is None:
        begin = _at_meeting(folded, at, word, triggered or issuer is not None)
    if begin is None:
        begin = _subject(text, folded, at, row, triggered, named=issuer is not None)
    if begin is None or not folded[begin:begin + 2].strip() or _no_document(folded, word, row, begin):
        return _dated(text, folded, word)
    return Titled(word.start, word.end, row["genre"], begin, issuer)


def _about(folded: str, at: int, row: dict[str, Any], proved: bool) -> int | None:
    """Where the title after *về* begins."""
    about = _ABOUT.match(folded, at + 1) if folded[at:at + 1] == " " else _ABOUT.match(folded, at)
    proved = proved or (about is not None and folded.startswith("những điều đảng viên", about.end()))
    return about.end() if about and _allowed(row["about"], proved) else None


def _subject(text: str, folded: str, at: int, row: dict[str, Any], triggered: bool, *, named: bool) -> int | None:
    """Where a title without *về* begins, if one may follow here."""
    if quote := _QUOTE.match(folded, at):
        return quote.end() if _allowed(row["subject"], triggered) and not row.get("only") else None
    begin = at + 1
    if folded[at:at + 1] != " " or not (folded[begin:begin + 1].isalpha() or _YEARS_OF.match(folded, begin)):
        return None
    if named and row["genre"] != "chương trình hành động":
        return None
    if row["genre"] in {"báo cáo", "thông báo"} and bodies.body_at(text, folded, begin):
        return None
    return begin if _allowed(row["subject"], triggered) and _is_subject(folded, begin, row) else None


def _at_meeting(folded: str, at: int, word: Occurrence, proved: bool) -> int | None:
    """Where the meeting that a conclusion is about is named: *Thông báo kết luận kỳ họp 17*, *kết luận tại kỳ họp thứ 20*."""
    if not word.word.endswith("kết luận") or not _AT_MEETING.match(folded, at + 1):
        return None
    inside = folded.endswith("trong ", 0, word.start)
    return at + 1 if proved or inside or word.word == "thông báo kết luận" else None


def _no_document(folded: str, word: Occurrence, row: dict[str, Any], begin: int) -> bool:
    """A yearly habit, a pointer behind the subject, several at once, a foreign act, a rule of work that everyone has."""
    around = folded[max(0, word.start - 100):word.start].rsplit("\n", 1)[-1]
    after = folded[begin:begin + 60].split("\n", 1)[0]
    if row["genre"] == "kế hoạch" and _HABIT.search(around):
        return True
    if row["genre"] == "quy chế" and _ANY_WORK_RULES.match(after) and "ban hành" not in around[-12:]:
        return True
    if row["genre"] == "công văn" and _ONLY_VERB.match(after):
        return True
    if row["genre"] == "quyết định" and (_MANY.match(after) or (around.endswith("trao ") and after.startswith("cho "))):
        return True
    company = _COMPANY.search(around) or (row["genre"] != "quyết định" and _COMPANY.search(after))
    if company or after.startswith(row["genre"]):
        return True
    return bool(_POINTED.match(after) or _foreign().search(around) or _foreign().search(after))


def _dated(text: str, folded: str, word: Occurrence) -> Titled | None:
    """A document known by its day and its issuer: *Công điện ngày 02 tháng 2 năm 2017 của Thủ tướng Chính phủ*."""
    day = _FULL_DATE.match(folded, word.end)
    end = bodies.body_at(text, folded, day.end()) if day else None
    return Titled(word.start, word.end, _rows()[word.word]["genre"], None, (day.end(), end)) if day and end else None


def _shared(text: str, folded: str, word: Occurrence, following: list[Occurrence], left: _Left) -> Titled | None:
    """The first of two documents with one title: *triển khai Quyết định, Kế hoạch kiểm tra …*."""
    row = _rows()[word.word]
    if not following or folded[word.end:following[0].start] not in {", ", " và "} or not _triggered(text, left, word, row):
        return None
    if _is_several(left.words):
        return None
    behind = _Left("triển khai", listed=True)
    second = _titled(text, folded, following[0], _rows()[following[0].word], behind)
    return Titled(word.start, word.end, row["genre"], second.title_start) if second and text[word.start].isupper() else None


_SEVERAL = re.compile(r"(?:[0-9]|(?:^| )(?:không|chưa|mà|nếu|khi|để|tự|sẽ|phải|cần|xin|đã|bị)) ?$")
_ONLY_VERB = re.compile(r"(?:chỉ đạo|đề nghị|yêu cầu|hướng dẫn|trả lời|phản hồi|xin ý kiến)(?: và|[,.;]|$)")
_NOT_YET = re.compile(r"(?<![^\W_])(?:chưa|không|phải|cần|khi|nếu|đều) (?:có|ra|ban hành|được|xây dựng|lập)$")
_OFFICES = ("sở", "bộ", "sở:", "phòng", "hội", "viện", "cục", "vụ")
_COMPANY = re.compile(
    r"(?<![^\W_])(?:cổ đông|hđqt|hội đồng quản trị|cổ tức|cổ phiếu|cổ phần|tnhh|ngân hàng tmcp|hợp đồng lao động)(?![^\W_])"
)
_SENTENCE = re.compile(r"[.!?…] |\n")
_YEARS_OF = re.compile(r"[0-9]{1,2} năm (?:thực hiện|thi hành|triển khai)")
_AT_MEETING = re.compile(r"(?:tại )?(?:k[ỳì] họp|buổi làm việc|cuộc họp|hội nghị|phiên họp)(?![^\W_])")
_ANY_WORK_RULES = re.compile(r"làm việc(?! của (?:ban|tỉnh|thành|huyện|đảng|hđnd|ubnd|hội|bộ))")
_MANY = re.compile(r"(?:[^\W\d_]+ ){1,4}?(?:cho |đối với |với )?(?:[0-9]{1,4}|hai|ba|bốn|sáu|nhiều) ")
_POINTED = re.compile(r"(?:[^\W_]+ ){1,2}này(?![^\W_])")
_FULL_DATE = re.compile(r" ngày [0-9]{1,2}(?: tháng |[/.-])[0-9]{1,2}(?: năm |[/.-])[0-9]{4},? của ")


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{bodies.alternatives('titled_words', 'foreign')})(?![^\W_])")


@cache
def _plural_list() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, genres.by_word()), key=len, reverse=True))
    return re.compile(rf"(?:^| )(?:các|những|nhiều)(?: (?:{words}),?)(?: (?:và )?(?:{words}),?){{0,6}}(?: và)?$")


def _is_several(left: str) -> bool:
    """Whether several documents are meant at once: *các*, *nhiều*; *các nghị quyết, kết luận và*."""
    return _ends_with(left, "several") or (left.endswith((",", " và")) and bool(_plural_list().search(left)))


def _allowed(how: str, triggered: bool) -> bool:
    return how == "free" or (how == "trigger" and triggered)


def _triggered(text: str, left: _Left, word: Occurrence, row: dict[str, Any]) -> bool:
    """Whether a word of issuing stands before, or a list of documents goes on."""
    words = left.words.rsplit(" ", 2)
    if _NOT_YET.search(left.words) or any(f"{' '.join(words[-count:])} {row['genre']}" in _set("not_after") for count in (1, 2)):
        return False
    if _ends_with(left.words, "acts" if row.get("issued") else "triggers"):
        return True
    capital, item = text[word.start].isupper(), left.words.endswith((";", ":", "-", "+"))
    if row["genre"] in {"hướng dẫn", "quy định"} or left.words.endswith(_OFFICES):
        return False
    if row.get("issued"):
        return (capital and item) or (left.listed and not left.words.endswith(","))
    return left.listed or (capital and (item or left.words[-1:].isalnum()))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(tables.load("plans")["titled_words"][name])



def _ends_with(left: str, name: str) -> bool:
    """Whether ``left`` ends with one of the list's phrases as whole words."""
    words = left.rsplit(" ", 4)[-4:]
    return any(" ".join(words[-count:]).strip("“\"'(") in _set(name) for count in range(1, len(words) + 1))


def _pointed(folded: str, end: int) -> bool:
    return bool(_pointers().match(folded, end))


@cache
def _pointers() -> re.Pattern[str]:
    return re.compile(rf" (?:{bodies.alternatives('titled_words', 'pointers')})(?![^\W_])")


def _issuer_after(text: str, folded: str, at: int) -> tuple[tuple[int, int] | None, int, bool]:
    """The issuer between the genre word and the subject, where it, an addressee and a date end, and whether it is official."""
    issuer, official = None, False
    for _ in range(4):
        if extra := _EXTRA.match(folded, at) or _DATE.match(folded, at) or _TO_SOMEBODY.match(folded, at):
            at = extra.end()
        elif party := _OF_PARTY.match(folded, at):
            at, official = party.end(), True
        elif (of := _OF.match(folded, at)) and (end := bodies.body_at(text, folded, of.end())):
            issuer, at = (of.end(), end), end
            official = not folded.startswith(("công ty", "cty", "trường", "bệnh viện", "tập đoàn"), of.end())
    return issuer, at, official


def _is_subject(folded: str, begin: int, row: dict[str, Any]) -> bool:
    if only := row.get("only"):
        return folded.startswith(tuple(f"{phrase} " for phrase in only), begin)
    found = _SUBJECT.match(folded, begin)
    if not found or not found[1]:
        return False
    phrases = [" ".join(word for word in found.groups()[:count] if word) for count in (1, 2, 3)]
    if row.get("verbs"):
        return any(phrase in _set("verbs") for phrase in phrases)
    return not any(phrase in _set("stops") for phrase in phrases) and not _NUMBERED.match(folded, begin)
