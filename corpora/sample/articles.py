"""What the sample newspaper has written: one TOML file an article, read into :class:`SampleArticle`.

The files are the gold for parsing: a reader of the rendered pages must give back these titles, leads, paragraphs,
captions, authors and times.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
Family = Literal["A", "B"]
_NOT_A_SLUG = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words under a picture; ``after`` counts the paragraphs that stand before it."""

    text: str
    credit: str | None
    after: int

    @property
    def line(self) -> str:
        """What stands on the page, the credit at its end: *Nương chè Bản Lầu. Ảnh: Thu Hà*."""
        return f"{self.text} Ảnh: {self.credit}" if self.credit else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """One article as its author gave it in. Times carry +07:00; ``event`` is the day the article tells of.

    ``topics`` are names of ``CODEBOOK.md`` §5, the main one first; ``source`` is the paper it was taken from, then it
    has no author of its own.
    """

    id: int
    section: str
    family: Family
    published: datetime
    modified: datetime
    event: date
    dateline: str | None
    dateline_at: Literal["lead", "body"]
    title: str
    lead: str
    body: tuple[str, ...]
    captions: tuple[Caption, ...]
    author: str | None
    source: str | None = None
    tags: tuple[str, ...]
    topics: tuple[str, ...]
    related: tuple[int, ...]

    @property
    def path(self) -> str:
        """The path of its page, in the form of its page system."""
        return f"/{slug(self.title)}-{'post' if self.family == 'B' else ''}{self.id}.html"

    @property
    def byline(self) -> str:
        """What stands where the author stands: the author, or the source (*Theo Báo Mẫu*), which is no author."""
        return self.author or f"Theo {self.source}"

    @property
    def text(self) -> str:
        """Title, lead, paragraphs and captions, joined by blank lines as the project joins them."""
        return "\n\n".join((self.title, self.lead, *self.body, *(caption.line for caption in self.captions)))


def slug(title: str) -> str:
    """Return a title as it stands in an address.

    >>> slug("Đảng bộ xã Bảo Nhai: 98,5% đảng viên")
    'dang-bo-xa-bao-nhai-98-5-dang-vien'
    """
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    return _NOT_A_SLUG.sub("-", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip("-")


def read_article(path: Path) -> SampleArticle:
    """Return the article written in one TOML file; a missing field raises ``KeyError`` with its name."""
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    return SampleArticle(
        id=row["id"], section=row["section"], family=row["family"], published=row["published"],
        modified=row.get("modified", row["published"]), event=row["event"], dateline=row.get("dateline"),
        dateline_at=row.get("dateline_at", "lead"), title=row["title"], lead=row["lead"], body=tuple(row["body"]),
        captions=tuple(_read_captions(row)), author=row["author"], tags=tuple(row["tags"]), topics=tuple(row["topics"]),
        related=tuple(row.get("related", ())))


def _read_captions(row: Mapping[str, Any]) -> Iterator[Caption]:
    for caption in row.get("captions", ()):
        yield Caption(text=caption["text"], credit=caption.get("credit"), after=caption["after"])


def read_settings() -> dict[str, Any]:
    """Return ``site.toml``: papers, sections, nights, what is gone and what is reprinted."""
    return tomllib.loads((HERE / "site.toml").read_text(encoding="utf-8"))


def load_articles(night: int = 1) -> tuple[SampleArticle, ...]:
    """Return what *Báo Mẫu* shows on a night, newest first: on the second one article is gone, one changed, one new."""
    found = {article.id: article for article in map(read_article, sorted((HERE / "articles").glob("*.toml")))}
    if night >= 2:
        found.update({article.id: article for article in map(read_article, sorted((HERE / "night2").glob("*.toml")))})
    gone = {row["id"] for row in read_settings()["gone"] if row["night"] <= night}
    return newest_first(article for article in found.values() if article.id not in gone)


def load_gone(night: int) -> tuple[SampleArticle, ...]:
    """Return the articles that were shown once and are removed on that night."""
    gone = {row["id"] for row in read_settings()["gone"] if row["night"] <= night}
    return tuple(article for article in load_articles(night=1) if article.id in gone)


def load_reprints(night: int = 1) -> tuple[SampleArticle, ...]:
    """Return what *Báo Bạn* shows on a night: articles of *Báo Mẫu*, some hours later, without the last paragraph."""
    found = {article.id: article for article in load_articles(night=1)}
    rows = [row for row in read_settings()["reprints"] if row["night"] <= night]
    return newest_first(_reprint(found[row["id"]], row) for row in rows)


def _reprint(article: SampleArticle, row: Mapping[str, Any]) -> SampleArticle:
    later = article.published + timedelta(hours=row["hours_later"])
    body = article.body[:-1]
    captions = tuple(replace(caption, after=min(caption.after, len(body))) for caption in article.captions[:1])
    return replace(article, id=article.id + 500_000, family="B", published=later, modified=later, dateline="(Báo Bạn) -",
                   dateline_at="lead", title=row.get("title", article.title), body=body, captions=captions,
                   author=None, source="Báo Mẫu", related=())


def newest_first(articles: Iterator[SampleArticle]) -> tuple[SampleArticle, ...]:
    """Return the articles in the order of a front page."""
    return tuple(sorted(articles, key=lambda article: (article.published, article.id), reverse=True))
