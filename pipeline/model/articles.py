"""Articles and what was read out of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.model.days import moment, vietnamese_day
from pipeline.model.spans import Mention, Sentence, Span
from pipeline.text import clean

GAP = "\n\n"
"""What stands between the parts of an article in its text: a blank line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic of CODEBOOK.md §5 with its calibrated probability."""

    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A teaser to another article: kept apart from the body."""

    title: str
    link: str | None = None
    lead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one article. Build it with :func:`article` or :func:`plain_article`, which clean the text once.

    ``read_by`` names the reader of the page; ``origins`` says of each field where on the page it stood (*meta og:title*,
    *json-ld datePublished*, *family:hemera p.author*), and is empty for a text that came without a page.
    """

    id: str
    version: str
    paper: str | None
    url: str | None
    title: str | None
    dateline: str | None
    lead: str | None
    body: tuple[str, ...]
    captions: tuple[str, ...]
    author: str | None
    published: str | None
    modified: str | None
    fetched: str | None
    section: str | None
    tags: tuple[str, ...]
    related: tuple[Related, ...]
    text: str
    parts: tuple[Span, ...]
    read_by: str | None = None
    watermark: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def day(self) -> date | None:
        """The day of publication in Vietnam, or None when the article has no date."""
        return vietnamese_day(self.published) if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What was read out of one article; ``words`` counts underthesea's words, the denominator of any rate.

    ``made_by`` maps each component to the hash of its code, tables and model.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    topics: tuple[Topic, ...] = ()
    words: int | None = None
    made_by: Mapping[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Iterator[Mention]:
        """The mentions of one kind (``plan``, ``figure`` …), in the order of the text."""
        return (mention for mention in self.mentions if mention.kind == kind)


def version_of(text: str) -> str:
    """The sha256 of a cleaned text in hexadecimal: the version of the article that has it."""
    return hashlib.sha256(text.encode()).hexdigest()


def article(
    *,
    id: str | None = None,
    title: str | None = None,
    lead: str | None = None,
    body: Sequence[str] = (),
    captions: Sequence[str] = (),
    paper: str | None = None,
    url: str | None = None,
    dateline: str | None = None,
    author: str | None = None,
    published: str | None = None,
    modified: str | None = None,
    fetched: str | None = None,
    section: str | None = None,
    tags: Sequence[str] = (),
    related: Sequence[Related] = (),
    read_by: str | None = None,
    watermark: str | None = None,
    origins: Mapping[str, str] | None = None,
) -> Article:
    """Build an article from its parts; each is cleaned, and ``text`` joins them by blank lines.

    ``id`` defaults to the URL, or to the first 16 digits of the version. Raises ValueError for a bad date.
    """
    title, lead, dateline, author, section = map(_one, (title, lead, dateline, author, section))
    body, captions = _many(body), _many(captions)
    pieces = [("title", title), ("lead", lead), *(("body", p) for p in body), *(("caption", c) for c in captions)]
    text, parts = _join([(part, piece) for part, piece in pieces if piece])
    version = version_of(text)
    return Article(
        id=id or url or version[:16], version=version, paper=paper, url=url, title=title, dateline=dateline, lead=lead,
        body=body, captions=captions, author=author, published=moment(published) if published else None,
        modified=moment(modified) if modified else None, fetched=fetched, section=section, tags=_many(tags),
        related=tuple(related), text=text, parts=parts, read_by=read_by, watermark=watermark, origins=dict(origins or {}),
    )


def plain_article(
    text: str, *, id: str | None = None, paper: str | None = None, url: str | None = None, published: str | None = None
) -> Article:
    """Build an article whose text is ``text`` itself, cleaned: nothing is taken off and everything is body."""
    text = clean(text)
    version = version_of(text)
    return Article(
        id=id or url or version[:16], version=version, paper=paper, url=url, title=None, dateline=None, lead=None,
        body=tuple(line for line in text.split("\n") if line.strip()), captions=(), author=None,
        published=moment(published) if published else None, modified=None, fetched=None, section=None, tags=(),
        related=(), text=text, parts=(Span(start=0, end=len(text), part="body"),) if text else (), read_by="text",
    )


def _one(value: str | None) -> str | None:
    return clean(value).strip() or None if value else None


def _many(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(kept for value in values if (kept := clean(value).strip()))


def _join(pieces: Sequence[tuple[str, str]]) -> tuple[str, tuple[Span, ...]]:
    spans, at = [], 0
    for part, piece in pieces:
        spans.append(Span(start=at, end=at + len(piece), part=part))  # type: ignore[arg-type]
        at += len(piece) + len(GAP)
    return GAP.join(piece for _, piece in pieces), tuple(spans)
