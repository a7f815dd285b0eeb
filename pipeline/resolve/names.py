"""The identity of a document with a name: one congress or plenum has many wordings, one law several years."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Plan
from pipeline.resolve import terms
from pipeline.resolve.bodies import find_body
from pipeline.resolve.context import Context
from pipeline.text import bare, fold

_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "mười ba", "mười bốn")
_PLENUM = re.compile(
    r"(?:trung ương|tư|t\.ư|tw|lần thứ|hội nghị)(?: đảng)?(?: lần thứ)? "
    r"(?P<n>[0-9]{1,2}|[ivx]{1,5}|mười (?:một|hai|ba|bốn)|[^\W\d_]+)(?![^\W_])"
)
_CONGRESS = re.compile(
    r"đại hội(?P<who>.*?)(?: lần thứ (?P<n>[^\W_]+(?: (?:một|hai|ba|bốn))?)| (?P<roman>[ivx]+|[0-9]{1,2}))?(?: của đảng)?"
    r"(?:,? ?\(?nhiệm kỳ .*)?$"
)
_ORGANISATION = re.compile(r"đảng bộ .*|đảng bộ")


def slug(words: str) -> str:
    """Words as part of an id.

    >>> slug("Kế hoạch"), slug("Luật Phòng, chống thiên tai")
    ('ke-hoach', 'luat-phong-chong-thien-tai')
    """
    return "-".join(re.findall(r"[a-z0-9]+", bare(words)))


def identify(plan: Plan, context: Context) -> Plan:
    """The plan with its ``document_id``, or as ``candidates`` when its year or term is open."""
    folded = fold(plan.text)
    if "đại hội" in folded and plan.genre == "nghị quyết":
        return _congress(plan, folded, context)
    if plan.issuer == "Ban Chấp hành Trung ương":
        return _plenum(plan, folded)
    name = slug(folded)
    dated = bool(plan.issued or plan.period or plan.number)
    if dated or plan.genre in {"hiến pháp", "điều lệ"} or "kỳ họp" in folded:
        return replace(plan, identity_status="identified", document_id=f"{plan.body_id or '?'}:{_without_year_word(name)}")
    return replace(plan, identity_status="candidates", candidates=(f"{plan.body_id or '?'}:{name}",))


def _without_year_word(name: str) -> str:
    """*Luật Đất đai năm 2013* and *Luật Đất đai 2013* are one name."""
    return re.sub(r"-nam-(?=(?:19|20)\d\d)", "-", name)


def _ordinal(word: str | None) -> str | None:
    """*tư*, *4* and *IV* alike as a Roman number."""
    if not word:
        return None
    if word in _WORDS:
        return terms.ROMAN[_WORDS.index(word) + 1]
    if word.isdecimal():
        return terms.ROMAN[int(word)] if 0 < int(word) < len(terms.ROMAN) else None
    return word.upper() if word.upper() in terms.ROMAN else None


def _plenum(plan: Plan, folded: str) -> Plan:
    """*Nghị quyết Trung ương 4 khóa XII*, *… Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII*: number and term."""
    numbers = [number for found in _PLENUM.finditer(folded) if (number := _ordinal(found["n"]))]
    key = f"trung-uong:{slug(plan.genre or '')}-hoi-nghi:{numbers[0] if numbers else '?'}"
    if numbers and plan.term:
        return replace(plan, identity_status="identified", document_id=f"{key}:{plan.term}")
    return replace(plan, identity_status="candidates", candidates=(f"{key}:{plan.term or '?'}",))


def _congress(plan: Plan, folded: str, context: Context) -> Plan:
    """The resolution of a congress: of the whole Party, or of the organisation that its name gives, by ordinal or term."""
    found = _CONGRESS.search(folded)
    time = _ordinal(found["n"] or found["roman"]) if found else None
    if plan.period:
        time = f"{plan.period[0]}-{plan.period[1]}"
    organisation = _ORGANISATION.search(found["who"].strip()) if found else None
    if organisation is None and "đoàn" in folded:
        return replace(plan, identity_status="unknown")
    if organisation is None:
        body_id, level = "trung-uong", "central"
    else:
        day = terms.representative_day(plan, terms.Term(term=plan.term))
        body = find_body(organisation[0], province=context.province, day=day).body
        body_id, level = (body.body_id, body.level) if body else ("", "")
    plan = replace(plan, system="party", body_id=body_id or None, level=level or None, term=plan.term or time)
    if body_id and time:
        return replace(plan, identity_status="identified", document_id=f"{body_id}:nghi-quyet-dai-hoi:{time}")
    return replace(plan, identity_status="candidates" if body_id else "unknown",
                   candidates=(f"{body_id}:nghi-quyet-dai-hoi:{time or '?'}",) if body_id else ())
