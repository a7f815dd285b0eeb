"""The day a document was signed: at the head of the sentence that tells it (*Ngày 6/2/2023, … đã ký quyết định …*), or behind its
signer (*Quyết định số 12/QĐ-UBND, do bà Lò Thị Mai ký ngày 6/2/2023*)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.extract.plans import dates
from pipeline.language import Doc
from pipeline.model import Plan

_SIGNED = re.compile(r"(?<![^\W_])(?:ký(?: ban hành)?|ban hành|ra) ?$")
_HEAD = re.compile(r"(?:(?:sáng|chiều|tối|vào|trong) )?ngày (?=[0-9])|(?:đầu|giữa|cuối) (?=năm [0-9])")
_OTHER_DAY = re.compile(r"[0-9]{1,2} ?[/.-] ?[0-9]{1,4}|(?:tháng|năm) [0-9]")
_SIGNER = re.compile(r",? do (?:ông|bà|đồng chí|đ/c) [^.;:()\n]{3,120}? ký (?:ban hành )?(?:vào )?ngày (?=[0-9])")
_LISTED = re.compile(r"(?:,| và)(?: số)? ")
_AFTER = (",", " ")
_FAR = 320


def dated(doc: Doc, plans: Iterable[Plan]) -> Iterator[Plan]:
    """Give each document that somebody signs or issues, and that has no day yet, the full date its sentence begins with.

    A day without a year tells none; another date or another document between leaves it open.

    >>> from pipeline.extract import plans
    >>> from pipeline.language import read
    >>> text = "Ngày 6/2/2023, Chủ tịch UBND xã đã ký quyết định thành lập tổ hòa giải thôn."
    >>> [plan.issued for plan in plans.find(read(text))]
    ['2023-02-06']
    """
    last, listed = 0, list(plans)
    for index, plan in enumerate(listed):
        if plan.issued is None and plan.form != "named" and (day := _day(doc, plan, last) or _behind(doc, listed[index:index + 9])):
            plan = replace(plan, issued=day)
        last = plan.end
        yield plan


def _behind(doc: Doc, plans: Sequence[Plan]) -> str | None:
    """The day behind the signer of the first of ``plans``, or of the list of numbers that it begins."""
    for plan, after in zip_longest(plans, plans[1:]):
        if found := _SIGNER.match(doc.folded, plan.end):
            date = dates.date_at(doc.folded, found.end())
            return date[0] if date else None
        if after is None or after.issued or after.form != "numbered" or not _LISTED.fullmatch(doc.folded, plan.end, after.start):
            return None
    return None


def _day(doc: Doc, plan: Plan, last: int) -> str | None:
    sentence = doc.sentence_at(plan.start)
    if sentence is None or not _SIGNED.search(doc.folded, max(sentence.start, plan.start - 24), plan.start):
        return None
    begin = max(sentence.start, last)
    if plan.start - begin > _FAR:
        return None
    for head in _HEAD.finditer(doc.folded, begin, plan.start):
        opens = head.start() == sentence.start or doc.folded[head.start() - 2:head.start()] == ", "
        found = dates.date_at(doc.folded, head.end()) if opens else None
        if found and doc.folded[found[1]:found[1] + 1] in _AFTER and not _OTHER_DAY.search(doc.folded, found[1], plan.start):
            return found[0]
    return None
