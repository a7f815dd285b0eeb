"""The newspapers of ``tables/papers``: which one a URL belongs to, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from pipeline.tables import FOLDER, load
from pipeline.text import clean, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A newspaper that merged into another in 2025, with the province it was the paper of; ``until`` is the day that province
    ended. Its archive may be online for longer."""

    province: str
    name: str | None = None
    domains: tuple[str, ...] = ()
    until: str = "2025-07-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One newspaper. ``province`` is the unit since 1 July 2025, ``provinces_before`` the units it was made from; ``family``
    is only where it was last seen, since a page is read by its markers; ``sections`` are paths to start from;
    ``datelines`` stand at the start of its leads, literally."""

    key: str
    name: str
    domain: str
    province: str | None = None
    other_domains: tuple[str, ...] = ()
    provinces_before: tuple[str, ...] = ()
    family: str | None = None
    sections: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
    url: str | None = None
    sample: bool = False

    @property
    def home(self) -> str:
        """Where to begin: ``url`` for a newspaper that is not at its domain (the sample on loopback), with a slash at the end."""
        return (self.url or f"https://{self.domain}").rstrip("/") + "/"

    def former_at(self, url: str) -> Former | None:
        """The newspaper of before 2025 that ``url`` belongs to, or None for the present one.

        >>> paper_of("http://baoyenbai.com.vn/12/1/Cho.aspx").former_at("http://baoyenbai.com.vn/12/1/Cho.aspx").province
        'Yên Bái'
        """
        domains = [*_domains_above(url)]
        return next((one for one in self.former for domain in one.domains if domain in domains), None)


@cache
def papers() -> tuple[Paper, ...]:
    """Every real newspaper of the tables, by key. Raises TableError when a file is no TOML."""
    every = (paper_named(path.stem) for path in sorted((FOLDER / "papers").glob("*.toml")))
    return tuple(paper for paper in every if not paper.sample)


def papers_of(province: str) -> tuple[Paper, ...]:
    """The newspapers of a province, named as it is now or was before July 2025; none for an unknown one.

    >>> [paper.key for paper in papers_of("Yên Bái")]
    ['baolaocai']
    """
    wanted = fold(clean(province)).strip()
    return tuple(paper for paper in papers() if wanted in map(fold, (paper.province or "", *paper.provinces_before)))


def paper_named(key: str) -> Paper:
    """The newspaper of ``tables/papers/<key>.toml``, also the sample. Raises TableError when there is none."""
    row = _tuples(load(f"papers/{key}"))
    return Paper(key=key, **{**row, "former": tuple(Former(**_tuples(one)) for one in row.get("former", ()))})


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


@cache
def _by_domain() -> dict[str, Paper]:
    domains = {domain: paper for paper in papers() for domain in paper.other_domains}
    domains.update({domain: paper for paper in papers() for one in paper.former for domain in one.domains})
    return {**domains, **{paper.domain: paper for paper in papers()}}


def paper_of(url: str) -> Paper | None:
    """The newspaper whose domain (or a domain under it) ``url`` has, or None.

    >>> paper_of("https://baolaocai.vn/cho-vung-cao-post1.html").key
    'baolaocai'
    """
    return next((paper for domain in _domains_above(url) if (paper := _by_domain().get(domain))), None)


def _domains_above(url: str) -> Iterator[str]:
    """The host of ``url`` and every domain it lies under, nearest first."""
    try:
        labels = (urlsplit(url).hostname or "").lower().split(".")
    except ValueError:
        return
    yield from (".".join(labels[at:]) for at in range(len(labels)))
