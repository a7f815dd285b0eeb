"""Dates and periods that stand around a document."""

from __future__ import annotations

import re

_DAY = r"(?P<d>[0-3]?[0-9])"
_MONTH = r"(?P<m>[01]?[0-9])"
_YEAR = r"(?P<y>(?:19|20)[0-9]{2})(?![0-9])"
_SEPARATED = re.compile(rf"{_DAY}(?P<s> ?[/.-] ?){_MONTH}(?P=s){_YEAR}")
_WORDS = re.compile(rf"{_DAY}(?: tháng |[/.-]){_MONTH},? năm {_YEAR}")
_MONTH_YEAR = re.compile(rf"tháng {_MONTH}(?: ?[/.-] ?|,? năm ){_YEAR}")
_YEAR_ONLY = re.compile(rf"năm {_YEAR}(?! ?- ?[0-9])")
_YEARS = r"(?P<a>(?:19|20)[0-9]{2}) ?(?:-|đến|/) ?(?:năm )?(?P<b>(?:19|20)[0-9]{2})(?![0-9])"
_PERIOD = re.compile(
    rf"(?:giai đoạn|thời kỳ|các năm|trong năm|5 năm|niên khóa|năm học|năm)(?: từ)? ?\(?(?:năm )?{_YEARS}"
)
_TERM = re.compile(rf"nhiệm kỳ {_YEARS}")
_BRACKETED = re.compile(rf"\({_YEARS}\)")


def date_at(folded: str, at: int) -> tuple[str, int] | None:
    """The ISO date, month or year that begins at ``at`` and where it ends; None for a day without a year.

    >>> date_at("ngày 16/6/2022 của", 5), date_at("tháng 5-2018", 0), date_at("năm 2013,", 0)
    (('2022-06-16', 14), ('2018-05', 12), ('2013', 8))
    """
    for pattern in (_SEPARATED, _WORDS):
        if (found := pattern.match(folded, at)) and 1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 31:
            return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}", found.end()
    if (found := _MONTH_YEAR.match(folded, at)) and 1 <= int(found["m"]) <= 12:
        return f"{found['y']}-{int(found['m']):02}", found.end()
    found = _YEAR_ONLY.match(folded, at)
    return (found["y"], found.end()) if found else None


def period_in(folded: str, start: int, end: int, *, terms: bool = False) -> tuple[int, int] | None:
    """The first pair of years in ``folded[start:end]`` that is called a period, or a term of office with ``terms``.

    >>> period_in("về chi bộ thôn, bản giai đoạn 2017 - 2020", 0, 41)
    (2017, 2020)
    """
    found = _PERIOD.search(folded, start, end) or _BRACKETED.search(folded, start, end)
    if found is None and terms:
        found = _TERM.search(folded, start, end)
    if not found or int(found["a"]) > int(found["b"]):
        return None
    return int(found["a"]), int(found["b"])
