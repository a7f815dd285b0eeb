"""What is known about an article before a name in it is read: its day, its paper and that paper's province."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from pipeline import tables
from pipeline.errors import TableError
from pipeline.gazetteer import load, name_key
from pipeline.model import Article

REFORM = date(2025, 7, 1)
"""The day from which Vietnam has 34 provinces and no districts."""


@dataclass(frozen=True, slots=True)
class Context:
    """The article around a mention.

    ``paper`` is the name of its table (``baolaocai``), ``province`` the short name of the province the paper serves on
    that day (*Lào Cai*), ``day`` the day of publication in Vietnam, ``dateline`` what stood before the lead. All may be unknown.
    """

    paper: str | None = None
    province: str | None = None
    day: date | None = None
    dateline: str | None = None

    @property
    def era(self) -> str | None:
        """``63`` before 1 July 2025, ``34`` from then on, None without a day."""
        if self.day is None:
            return None
        return "34" if self.day >= REFORM else "63"


def context_of(article: Article) -> Context:
    """The context of an article; an unknown paper has no province.

    >>> from pipeline.model import plain_article
    >>> context_of(plain_article("Hà Nội", published="2026-01-20")).era
    '34'
    """
    day = article.day
    province = _former(article.paper, article.url, day) or province_of(article.paper, day)
    return Context(article.paper, province, day, article.dateline)


def province_of(paper: str | None, day: date | None) -> str | None:
    """The short name of the province that ``paper`` serves on ``day``.

    Of a province made by merging, each old paper serves its own old one before the reform (``provinces_before`` holds one
    name); where it holds several the paper's province of then is not certain, except the one with the same name.
    """
    row = _paper(paper) if paper else {}
    now = _short(row.get("province"))
    if day is None or day >= REFORM:
        return now
    before = [name for name in map(_short, row.get("provinces_before") or ()) if name]
    if len(before) == 1:
        return before[0]
    return now if now in before or not before else None


def _former(paper: str | None, url: str | None, day: date | None) -> str | None:
    """The province of an old paper that the paper took over, when the article's address still is the old one's."""
    if not paper or not url or day is None or day >= REFORM:
        return None
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    rows = _paper(paper).get("former")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and host and host in (row.get("domains") or ()):
            return _short(row.get("province"))
    return None


def dateline_province(dateline: str | None) -> str | None:
    """The province that stands in a dateline (*Lào Cai -*, *(Quảng Ninh)*), or None.

    >>> dateline_province("Lào Cai –")
    'Lào Cai'
    """
    for piece in re.split(r"[-–—:,()/]", dateline or ""):
        units = [unit for unit in load().named(name_key(_short(piece) or "")) if unit.rank == "province"]
        if units:
            return units[0].name
    return None


@cache
def _paper(paper: str) -> dict[str, Any]:
    try:
        return tables.load(f"papers/{paper}")
    except TableError:
        return {}


def _short(name: object) -> str | None:
    """A province's name without its level word; None for anything that is no name."""
    if not isinstance(name, str) or not name.strip():
        return None
    for word in ("tỉnh ", "thành phố ", "tp. ", "tp "):
        if name.lower().startswith(word):
            return name[len(word):].strip()
    return name.strip()
