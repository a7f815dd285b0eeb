"""Which document a mention means: body, genre, number and term or year, with what says so.

A Party number restarts with every term and every province signs ``TU``, a State number restarts every year; so a number alone
is no identity. What the text gives comes first, then what the paper's province implies; what neither gives stays open, with
the candidates named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.language import Doc
from pipeline.model import Article, Plan
from pipeline.resolve import names, terms
from pipeline.resolve.bodies import Body, FoundBody, find_body
from pipeline.resolve.context import Context, context_of
from pipeline.resolve.names import slug
from pipeline.text import fold

_CITIES = frozenset(["hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế"])
_PARTY_CODES = re.compile(
    r"(?:^|[/-])(?:tw|tư|tu|hu|qu|đu|thu|txu|vptu|vptw|ubkttu|ubkttw|btgtu|btgdvtu|btctu|btctw|bdvtu|bnctu|qutw)(?![^\W_])"
)
_PARTY_BODIES = re.compile(
    r"(?<![^\W_])(?:tỉnh ủy|thành ủy|huyện ủy|đảng ủy|bộ chính trị|ban bí thư|ban chấp hành trung ương|trung ương đảng|quân ủy)"
)
_STATE_GENRES = frozenset(["luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "hiến pháp"])
_CENTRE = frozenset(["bo-chinh-tri", "ban-bi-thu", "trung-uong"])
_MOST_CANDIDATES = 12
_REFORM = date(2025, 7, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A short later form without a number, *kế hoạch này*; ``refers_to`` is the start of the mention it stands for."""

    start: int
    end: int
    text: str
    refers_to: int


def resolve(doc: Doc, plans: Sequence[Plan], article: Article) -> Iterator[Plan]:
    """Yield the plans of an article in their order, each with its identity as far as the text and the paper tell.

    The spans and the fields that the text gives are never changed; an issuer that neither the text nor the code tells may be
    filled from the paper's province, and ``issuer_source`` then says ``implied``.
    """
    context = context_of(article)
    known: list[Plan] = []
    for plan in plans:
        antecedent = _antecedent(plan, known, plans)
        resolved = _identify(_with_province(plan, context), doc, context)
        if antecedent is not None and resolved.identity_status != "identified":
            resolved = _as_antecedent(resolved, antecedent, doc, context)
        known.append(resolved)
        yield resolved


def pointers(doc: Doc, plans: Sequence[Plan]) -> Iterator[Pointer]:
    """Yield the pointers of a text (*kế hoạch này*, *nghị quyết nêu trên*) to the last document of their genre before them.

    They are no mentions (CODEBOOK.md §1) and stand in no table of mentions.
    """
    words = sorted({fold(plan.genre) for plan in plans if plan.genre}, key=len, reverse=True)
    if not words:
        return
    genres = "|".join(map(re.escape, words))
    pattern = re.compile(rf"(?<![^\W_])({genres}) (?:này|nêu trên|nói trên|kể trên|trên|đó)(?![^\W_])")
    for found in pattern.finditer(doc.folded):
        before = [plan for plan in plans if plan.end <= found.start() and fold(plan.genre or "") == found[1]]
        if before and not any(plan.start <= found.start() < plan.end for plan in plans):
            words_here = doc.text[found.start():found.end()]
            yield Pointer(start=found.start(), end=found.end(), text=words_here, refers_to=before[-1].start)


def _with_province(plan: Plan, context: Context) -> Plan:
    """*TU* in a provincial paper, and *UBND tỉnh* without a name, are that province's, when the article names no other."""
    if not context.province:
        return plan
    if plan.issuer and re.search(r"(?<![^\W_])(?:tỉnh ủy|thành ủy|tỉnh)$", fold(plan.issuer)):
        return replace(plan, issuer=f"{plan.issuer} {context.province}", issuer_source="implied")
    if plan.issuer or not re.search(r"(?:^|[/-])TU$", plan.code or ""):
        return plan
    word = "Thành ủy" if fold(context.province) in _CITIES else "Tỉnh ủy"
    return replace(plan, issuer=f"{word} {context.province}", issuer_source="implied")


def _antecedent(plan: Plan, known: Sequence[Plan], plans: Sequence[Plan]) -> Plan | None:
    """The fuller mention that a short one stands for: the same genre and number, with a code, the last before it or else the
    first behind it; for a coded number the same code with a date."""
    if plan.form != "numbered":
        return None
    same = [other for other in known if _same_number(plan, other)]
    if same:
        return same[-1]
    if plan.code is None:
        return next((other for other in plans if other.start > plan.start and other.code and _same_number(plan, other)), None)
    return None


def _same_number(plan: Plan, other: Plan) -> bool:
    if other.form != "numbered" or other.genre != plan.genre or _number(other) != _number(plan):
        return False
    return (plan.year is None or other.year is None or plan.year == other.year) and (plan.code is None or other.code == plan.code)


def _number(plan: Plan) -> str:
    return (plan.number or "").lstrip("0")


def _as_antecedent(plan: Plan, antecedent: Plan, doc: Doc, context: Context) -> Plan:
    """The short form with the identity of its antecedent."""
    full = antecedent if antecedent.identity_status else _identify(_with_province(antecedent, context), doc, context)
    return replace(
        plan, refers_to=antecedent.start, system=plan.system or full.system, level=full.level, body_id=full.body_id,
        term=full.term, term_source="article" if full.term else None, identity_status=full.identity_status,
        document_id=full.document_id,
        candidates=full.candidates,
    )


def _identify(plan: Plan, doc: Doc, context: Context) -> Plan:
    system = _system(plan)
    guess = _level_of_code(plan)
    term = terms.term_of(plan, doc.folded, guess, context.day) if system == "party" else terms.Term()
    found = _body(plan, term, context)
    if found.body and found.body.level != guess and system == "party":
        term = terms.term_of(plan, doc.folded, found.body.level, context.day)
    plan = replace(plan, system=system, level=found.body.level if found.body else None, term=term.term, term_source=term.source,
                   body_id=found.body.body_id if found.body else None)
    if plan.form == "titled":
        return replace(plan, identity_status="described" if plan.title or plan.issued else "unknown")
    if plan.form == "named":
        return names.identify(plan, context)
    return _numbered(plan, found, term)


def _system(plan: Plan) -> Literal["party", "state"] | None:
    code = fold(plan.code or "")
    if _PARTY_CODES.search(code):
        return "party"
    if plan.system:
        return plan.system
    issuer = fold(plan.issuer or "")
    if _PARTY_BODIES.search(issuer) or plan.genre in {"điều lệ", "cương lĩnh"}:
        return "party"
    return "state" if plan.genre in _STATE_GENRES or issuer else None


def _level_of_code(plan: Plan) -> str | None:
    code = fold(plan.code or "")
    if re.search(r"(?:tw|tư)$", code) or (plan.form == "named" and plan.issuer == "Ban Chấp hành Trung ương"):
        return "central"
    return "province" if re.search(r"tu$", code) else "district" if re.search(r"(?:^|[/-])(?:hu|qu)$", code) else None


def _body(plan: Plan, term: terms.Term, context: Context) -> FoundBody:
    """The registry's body, on a day of the document where one is known, else on the article's when that was before the reform."""
    words = plan.issuer or plan.code
    if not words:
        return FoundBody()
    day = terms.representative_day(plan, term)
    if day is None and context.day and context.day < _REFORM:
        day = context.day
    province = None if fold(words) == "đảng ủy" or re.search(r"(?:^|[/-])ĐU$", words) else context.province
    found = find_body(words, province=province, day=day)
    if found.body is None and not found.candidates and plan.code and words != plan.code:
        found = find_body(plan.code, province=province, day=day)
    return found


def _numbered(plan: Plan, found: FoundBody, term: terms.Term) -> Plan:
    """``identified`` with body, number and term or year; ``candidates`` when one of them is open; else ``unknown``."""
    bodies = _series(plan, found)
    if plan.system == "party":
        times = [term.term] if term.term else list(term.candidates)
    else:
        year = plan.year or (int(plan.issued[:4]) if plan.issued else None)
        times = [str(year)] if year else []
    if not bodies:
        return replace(plan, identity_status="unknown")
    ids = [document_id(body, plan, time) for body in bodies for time in times or ["?"]]
    if len(ids) == 1 and times:
        return replace(plan, identity_status="identified", document_id=ids[0])
    return replace(plan, identity_status="candidates", candidates=tuple(ids[-_MOST_CANDIDATES:]))


def _series(plan: Plan, found: FoundBody) -> list[Body]:
    """Whose series the number belongs to: all that sign *TW* share one, whether the Political Bureau issued it or a plenum."""
    central = found.body is not None and found.body.body_id in _CENTRE and plan.code is None and plan.system == "party"
    if (central or re.search(r"(?:^|[/-])t[wư]$", fold(plan.code or ""))) and (centre := find_body("TW").body):
        return [centre]
    return [found.body] if found.body else list(found.candidates)


def document_id(body: Body, plan: Plan, time: str) -> str:
    """The id of a document: body, genre, number and term or year, ``?`` where none is known."""
    return f"{body.body_id}:{slug(plan.genre or '')}:{_number(plan)}:{time}"
