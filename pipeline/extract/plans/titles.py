"""Where the phrase that a document is about ends, and the years it covers."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.extract.plans import bodies, dates

_PERSON = re.compile(r"(?<![^\W_])(?:ông|bà|đồng chí|kỷ luật|giữ chức|chức vụ|bầu|bổ nhiệm|điều động) ")
_INNER = re.compile(
    r"\((?:sửa đổi|khóa [ivxl]{1,6}|quận [0-9]{1,2}|mới|cũ|năm [0-9]{4}|(?:19|20)[0-9]{2} ?- ?(?:19|20)[0-9]{2})\) ?"
)
_ASIDE = re.compile(
    r"\((?!ban hành|thay thế|từ |ngày |số |có hiệu lực|ảnh|trái|phải|bìa)"
    r"[^()\n]{2,120}\)(?=,? (?!được|đều|đã|và )[^\W\d_])|[“\"][^“”\"\n]{2,150}[”\"](?!,? ngày)"
)
_DASHED = r" [-–] (?:nguyên|cựu|phó|chủ tịch|bí thư|giám đốc|ủy viên|trưởng|bộ trưởng|thứ trưởng)(?![^\W_])"
_SPEAKS = r", (?=(?:[^\W_]+ ){1,5}(?:đã|vừa|cho biết|cho hay|lưu ý|nhấn mạnh|khẳng định)(?![^\W_]))"
_DOUBLED = re.compile(r"quy định (?:(?:mới |cụ thể )?về (?:việc )?)")
_LIST_BEHIND = re.compile(r" (?:quản lý|và|thuộc|của|ở|tại)(?![^\W_])| [^\W_]*$")
_DECISION_ON_PERSON = re.compile(
    r"(?:thi hành )?(?:cách chức|kỷ luật|khai trừ|điều động|bổ nhiệm|miễn nhiệm|luân chuyển|chỉ định)(?![^\W_])"
)
_APPOINTS = re.compile(r"(?:điều động|bổ nhiệm|chỉ định|phân công|luân chuyển|tiếp nhận|đề nghị bổ nhiệm)(?: lại|, bổ nhiệm)? ")
_DAY_OF_INNER = re.compile(r", (?:và )?ngày [0-9]")
_INNER_NUMBER = re.compile(r"[0-9][^ ]{0,12}[-/][^ ]{2,12}$")
_BRACKET = re.compile(r" ?\([^()\n]{4,60}\)")
_LONGEST_TITLE = 300
QUOTES = ("“", '"')
QUOTED = re.compile(r"[“\"]([^“”\"\n]{4,300})[”\"]")


@cache
def _title_end() -> re.Pattern[str]:
    words = tables.load("plans")["title"]
    after, again = "|".join(words["after_comma"]), "|".join(words["again"])
    genres, made = bodies.alternatives("title", "next_documents"), bodies.alternatives("title", "drawn_up")
    return re.compile(
        rf"\.(?![^\s])|;(?! (?:{'|'.join(words['goes_on'])}))|[\n:”“\"()…]|{_DASHED}|{_SPEAKS}"
        rf"| do [^,.;:\n]{{3,40}} (?:{made})(?![^\W_])|, (?:{after})(?![^\W_])| (?:{again})(?![^\W_])"
        rf"|(?:,| và|, và) (?=(?:các )?(?:{genres}) (?:số )?[0-9])"
    )


def title_from(text: str, folded: str, begin: int, stop: int) -> tuple[str | None, int]:
    """The phrase that begins at ``begin``: up to a mark, or a word that takes up the sentence again; and where it ends.

    In quotation marks it goes to the closing one, whatever stands between.
    """
    if quoted := QUOTED.match(text, begin - 1 if begin and text[begin - 1] in QUOTES else begin):
        return quoted[1].strip(), quoted.end()
    if doubled := _DOUBLED.match(folded, begin):
        begin = doubled.end()
    end = _before_subject(text, folded, begin, _end_of_phrase(folded, begin, min(stop, begin + _LONGEST_TITLE)))
    words = text[begin:end].rstrip(" ,-–”\"")
    return words or None, begin + len(words)


def period_of_title(folded: str, begin: int, end: int) -> tuple[int, int] | None:
    """The period in a title or in a bracket behind it; a term of office counts unless it is a person's."""
    bracket = _BRACKET.match(folded, end)
    if _DECISION_ON_PERSON.match(folded, begin):
        return None
    person = _PERSON.search(folded, begin, end)
    return dates.period_in(folded, begin, bracket.end() if bracket else end, terms=not person)


def _end_of_phrase(folded: str, begin: int, stop: int) -> int:
    """The first mark or word that ends a title, over short brackets inside it (*Luật Du lịch (sửa đổi)*)."""
    at = _behind_office(folded, begin, stop)
    while close := _title_end().search(folded, at, stop):
        inner = _INNER.match(folded, close.start()) or _ASIDE.match(folded, close.start())
        if _DAY_OF_INNER.match(folded, close.start()) and _INNER_NUMBER.search(folded, begin, close.start()):
            at = close.end()
            continue
        if not inner or inner.end() > stop or _closes(folded, inner):
            return close.start()
        at = inner.end()
    return stop


def _closes(folded: str, aside: re.Match[str]) -> bool:
    """Whether a bracket stands at the end of a title and belongs to the sentence."""
    return aside.re is _ASIDE and folded[aside.start()] == "(" and bool(_title_end().match(folded, aside.end()))


@cache
def _new_office() -> re.Pattern[str]:
    return re.compile(rf"[^.;:\n]{{0,220}}?,? (?:{bodies.alternatives('title', 'new_office')})(?![^\W_])")


def _behind_office(folded: str, begin: int, stop: int) -> int:
    """Where the end of a decision on a person may be looked for: behind the words for the new office."""
    named = _APPOINTS.match(folded, begin)
    office = _new_office().match(folded, begin, stop) if named else None
    return office.end() if office else begin


def _before_subject(text: str, folded: str, begin: int, end: int) -> int:
    """Where a comma and a body in capitals begin the main clause: *Thực hiện Nghị quyết … về giáo dục, Bộ Giáo dục đã …*."""
    comma = folded.find(", ", begin, end)
    while comma >= 0:
        body = bodies.body_at(text, folded, comma + 2) if text[comma + 2:comma + 3].isupper() else None
        if body and text[body:body + 1] == " " and text[body + 1].islower() and not _LIST_BEHIND.match(folded, body):
            return comma
        comma = folded.find(", ", comma + 1, end)
    return end
