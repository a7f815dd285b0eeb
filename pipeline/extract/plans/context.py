"""The issuer that stands farther off: the subject of the sentence, a passive behind the title, a fuller mention elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from pipeline.extract.plans import bodies, issuers, subjects
from pipeline.extract.plans.fuller import Names
from pipeline.language import Doc
from pipeline.model import Plan
from pipeline.text import fold

_PASSIVE = re.compile(r"[^.;\n]{0,250}?,? (?:vừa |mới )?(?:được|do) (?=[^\W\d_])")
_MADE = re.compile(
    r"(?: \([^()\n]{2,30}\))? (?:vừa |mới |đã )?(?:ký ban hành|ban hành|ký|công bố"
    r"|phát đi|phát hành|thông qua|phê duyệt)(?![^\W_])"
)
_OF = re.compile(r" (?:[^\W\d_]+ ){1,5}của ")
_CLAUSE = re.compile(r"(?:^|, | [-–] |: )(?:(?:nguyên|đại diện|thường trực) )?")
_ASKS = re.compile(
    r"(?<![^\W_])(?:yêu cầu|đề nghị|giao|chỉ đạo|kiến nghị|cho phép|trình|mời|thay mặt"
    r"|do|bị|nhận được|theo|để|sẽ|tổ chức)(?![^\W_])"
)
_GOES_ON = re.compile(
    r"(?:nổi bật|theo đó|đồng thời|ngoài ra|cùng với đó|trong đó|bên cạnh đó|đặc biệt|cụ thể|ngay sau đó"
    r"|tiếp đó|sau đó|trên cơ sở đó|qua đó)?"
    r"(?: là| như)?(?:, )? ?(?:đã |cũng )?"
)
_OPENING = re.compile(
    r"(?:(?:ở|tại|trong|từ|ngày|sáng|chiều|tối|hôm|thời gian|những|mới đây|trước đó|thực hiện|nhằm|để)"
    r"[^,.;:\n]{0,80}, )?"
)
_RULES = frozenset(["quy chế", "quy trình"])
_SURE = r"ký ban hành|ban hành|ký|ra|có|phát|phát đi|gửi"
_BEHIND = re.compile(r" (?:đã|vừa|mới|cũng|ký|ban hành|ra|có|phát)(?![^\W_])|,| \(| [-–] |$")
_ASSEMBLY = re.compile(r"(?<![^\W_])(?:quốc hội|hđnd|hội đồng nhân dân)(?![^\W_])")
_VOTES = re.compile(r" (?:đã |sẽ |tiến hành )*(?:thảo luận|biểu quyết|xem xét|cho ý kiến|làm việc|thông qua)(?![^\W_])")
_KEY_WORDS = 3
_HEADLINE = 120
_FAR = 300
"""How many letters before a document its subject is looked for."""


def subject_of(doc: Doc, plans: Iterable[Plan]) -> Iterator[Plan]:
    """Give each plan without an issuer the body that its own sentence, or the one before, says issued it.

    >>> from pipeline.extract import plans
    >>> from pipeline.language import read
    >>> [plan.issuer for plan in plans.find(read("Thông tư 25 về mở tài khoản, được Ngân hàng Nhà nước ban hành, có hiệu lực."))]
    ['Ngân hàng Nhà nước']
    """
    for plan in plans:
        if plan.issuer is not None or plan.form == "named":
            yield plan
            continue
        span, near = _passive(doc, plan) or _own(doc, plan) or _assembly(doc, plan) or _subject(doc, plan), True
        if span is None:
            span, near = _subject_before(doc, plan), False
        issuer = issuers.spelled(doc.text[slice(*span)]) if span else None
        yield replace(plan, issuer=issuer, issuer_source=("stated" if near else "implied") if issuer else None)


def elsewhere(doc: Doc, plans: Iterable[Plan]) -> Iterator[Plan]:
    """Give each plan still without an issuer that of the same document's other mention, or the body that its code abbreviates.

    The same document: genre and the first words of the title; only when the article names one issuer for it. A later mention by
    number (*Nghị quyết 43*, *05-CT/TW*) borrows nothing here: resolve points it to its fuller mention.
    """
    found, names = list(plans), Names(doc)
    known: dict[tuple[str, ...], set[str]] = {}
    for plan in found:
        for name in filter(None, (_key(plan), _subject_key(plan))) if plan.issuer else ():
            known.setdefault(name, set()).add(plan.issuer or "")
    for plan in found:
        key = _subject_key(plan) if plan.start < _HEADLINE else _key(plan)
        same = known.get(key, set()) if key else set()
        issuer = plan.issuer or names.abbreviated(plan.code) or (next(iter(same)) if len(same) == 1 else None)
        if plan.issuer is not None or plan.form == "named" or issuer is None:
            yield replace(plan, issuer=names.in_full(plan.issuer))
        else:
            yield replace(plan, issuer=issuer, issuer_source="implied")


def _key(plan: Plan) -> tuple[str, ...] | None:
    genre = plan.genre or ""
    if plan.form == "numbered":
        return None
    words = fold(plan.title or "").split()
    return (genre, *words[:_KEY_WORDS]) if len(words) > 1 else None


def _subject_key(plan: Plan) -> tuple[str, ...] | None:
    """Genre and the first two words of the title: what a headline says of the document that the text below names in full."""
    words = fold(plan.title or "").split()
    return ("headline", plan.genre or "", *words[:2]) if len(words) > 1 else None


def _passive(doc: Doc, plan: Plan) -> tuple[int, int] | None:
    """*Thông tư 25 về …, được Ngân hàng Nhà nước ban hành*."""
    found = _PASSIVE.match(doc.folded, plan.end)
    end = bodies.body_at(doc.text, doc.folded, found.end()) if found else None
    return (found.end(), end) if found and end and _MADE.match(doc.folded, end) else None


def _own(doc: Doc, plan: Plan) -> tuple[int, int] | None:
    """Rules of work and programmes are those of the body in their title: *quy chế làm việc của Tỉnh ủy*."""
    found = _OF.match(doc.folded, plan.end) if plan.genre in _RULES and plan.form == "titled" else None
    end = bodies.body_at(doc.text, doc.folded, found.end()) if found else None
    return (found.end(), end) if found and end else None


def _assembly(doc: Doc, plan: Plan) -> tuple[int, int] | None:
    """A draft resolution that an assembly discusses or votes on is its own: *Quốc hội thảo luận về dự thảo Nghị quyết …*."""
    sentence = doc.sentence_at(plan.start) if plan.genre == "nghị quyết" else None
    for found in _ASSEMBLY.finditer(doc.folded, max(sentence.start, plan.start - _FAR), plan.start) if sentence else ():
        end = bodies.body_at(doc.text, doc.folded, found.start())
        if end and _VOTES.match(doc.folded, end):
            return found.start(), end
    return None


@cache
def _issuing() -> re.Pattern[str]:
    after = bodies.alternatives("issuing", "after")
    return re.compile(rf"(?<![^\W_])(?:{_SURE})(?: (?:{after})){{0,2}} (?:dự thảo )?[“\"]?$")


def _verb(doc: Doc, plan: Plan, floor: int) -> int | None:
    found = _issuing().search(doc.folded, max(floor, plan.start - 40), plan.start)
    return found.start() if found else None


def _subject(doc: Doc, plan: Plan) -> tuple[int, int] | None:
    """The last body that begins a clause before the verb of issuing: *ông X - chủ tịch UBND huyện Y (nay đã nghỉ), ký …*."""
    sentence = doc.sentence_at(plan.start)
    verb = _verb(doc, plan, sentence.start) if sentence else None
    if sentence is None or verb is None:
        return None
    best, floor = None, max(sentence.start, verb - _FAR)
    for clause in _CLAUSE.finditer(doc.folded[floor:verb]):
        at = floor + clause.end()
        end = _named_at(doc, at)
        alone = end and end <= verb and _BEHIND.match(doc.folded, end, verb) and not subjects.is_meeting(doc.folded, at)
        if end and alone and not _ASKS.search(doc.folded, end, verb):
            best = at, end
    return best


def _subject_before(doc: Doc, plan: Plan) -> tuple[int, int] | None:
    """The body that opens the sentence before, when this one goes on without a subject: *Nổi bật như ban hành nghị quyết …*."""
    sentence = doc.sentence_at(plan.start)
    verb = _verb(doc, plan, sentence.start) if sentence else None
    if sentence is None or verb is None or not _GOES_ON.fullmatch(doc.folded, sentence.start, verb):
        return None
    before = doc.sentence_at(max(0, sentence.start - 2))
    if before is None or before.start >= sentence.start or "\n" in doc.text[before.end:sentence.start]:
        return None
    opening = _OPENING.match(doc.folded, before.start)
    at = opening.end() if opening else before.start
    end = _named_at(doc, at)
    return (at, end) if end and end < before.end and not subjects.is_meeting(doc.folded, at) else None


def _named_at(doc: Doc, at: int) -> int | None:
    return bodies.body_at(doc.text, doc.folded, at) if doc.text[at:at + 1].isalpha() else None
