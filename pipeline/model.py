"""The nouns of the project: what an article is, what can be mentioned in it, and what an analysis holds.

Every class is frozen, slotted and keyword-only. Offsets count code points of ``Article.text``, and
``article.text[mention.start:mention.end] == mention.text`` always. The fields follow ``CODEBOOK.md``; an
unknown value is ``None``, never a guess. Nothing heavy is imported here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import ClassVar, Literal

from pipeline.text import clean

Part = Literal["title", "lead", "body", "caption", "related"]
Era = Literal["63", "34"]
How = Literal["stated", "implied"]
Status = Literal["reported", "estimated", "target"]
MeasureType = Literal["stock", "flow", "average", "share", "cumulative", "duration", "age", "price", "other"]

VIETNAM = timezone(timedelta(hours=7))

GAP = "\n\n"
"""What stands between the parts of an article in its text: a blank line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of an article's text, ``start`` up to but not including ``end``, and the part it stands in."""

    start: int
    end: int
    part: Part = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Span):
    """One sentence, without the white space around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """Something the article names or counts; ``text`` is its wording, letter for letter."""

    kind: ClassVar[str] = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Mention):
    """A reference to one identifiable document (CODEBOOK.md §1).

    ``genre`` is the Vietnamese word in small letters, ``number`` and ``code`` are as printed, ``year`` comes only
    from inside the number, ``issued`` is an ISO date, year-month or year as far as the text tells, ``period`` the
    first and last year.

    What resolving adds: ``system`` (``party``, ``state``), ``level`` and ``body_id`` of the issuer in the registry, whether the
    issuer is ``stated`` beside the document or ``implied`` (by its code, its genre, the article or the paper), the ``term`` of
    the committee with its source (``stated``, ``date``, ``period``, ``title``, ``article``), ``identity_status``
    (``identified``, ``candidates``, ``described`` for a titled one, ``unknown``), the ``document_id`` or its ``candidates``,
    and ``refers_to``, the start of the mention that a short form stands for.
    """

    kind: ClassVar[str] = "plan"
    form: Literal["numbered", "named", "titled"]
    genre: str | None = None
    number: str | None = None
    year: int | None = None
    code: str | None = None
    issuer: str | None = None
    issued: str | None = None
    title: str | None = None
    period: tuple[int, int] | None = None
    system: Literal["party", "state"] | None = None
    level: str | None = None
    body_id: str | None = None
    issuer_source: Literal["stated", "implied"] | None = None
    term: str | None = None
    term_source: str | None = None
    identity_status: Literal["identified", "candidates", "described", "unknown"] | None = None
    document_id: str | None = None
    candidates: tuple[str, ...] = ()
    refers_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Mention):
    """A quantity (CODEBOOK.md §2): ``value``, or ``low`` and ``high`` of a range; money has its scale multiplied in.

    ``value * factor`` is in ``measure`` (SI units, ``VND`` and other currencies, ``month``, ``%``; ``tables/units.toml``).
    ``about_place`` and ``about_period`` are what it speaks of; each ``…_how`` says whether the text states it or only
    implies it. ``about_period`` is *2021*, *2019-H1*, *2021-Q1*, *2020/2025*, *2019-06* or *2019-06-30*.
    """

    kind: ClassVar[str] = "figure"
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    unit: str | None = None
    qualifier: Literal["exact", "almost", "about", "over", "under", "at_least", "at_most"] = "exact"
    change: Literal["up", "down"] | None = None
    measure: str | None = None
    factor: Decimal | None = None
    base: str | None = None
    status: Status | None = None
    measure_type: MeasureType | None = None
    subset: str | None = None
    counted: str | None = None
    about_place: str | None = None
    about_place_how: How | None = None
    about_unit_id: str | None = None
    about_period: str | None = None
    about_period_how: How | None = None
    predicate: str | None = None
    predicate_how: How | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Mention):
    """A named place (CODEBOOK.md §3). ``code`` is the official code of the unit named, in its own ``era``;
    ``now`` holds the codes of the units that have its territory since 1 July 2025. ``unit_id`` and ``now_ids`` are
    the same with their era (``63-02752``), ``candidates`` too; ``district`` is the name of the district it lay in."""

    kind: ClassVar[str] = "place"
    level: str | None = None
    rank: Literal["province", "district", "commune", "village"] | None = None
    province: str | None = None
    code: str | None = None
    era: Era | None = None
    former: bool = False
    now: tuple[str, ...] = ()
    relation: Literal["same", "absorbed", "divided"] | None = None
    toponym: Literal["literal", "associative"] = "literal"
    parent: str | None = None
    unresolved: str | None = None
    candidates: tuple[str, ...] = ()
    unit_id: str | None = None
    now_ids: tuple[str, ...] = ()
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Mention):
    """A named person (CODEBOOK.md §4): the personal name only; ``same_as`` is the full name a short form stands for."""

    kind: ClassVar[str] = "person"
    role: str | None = None
    honorific: str | None = None
    same_as: str | None = None


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


Outcome = Literal["article", "unchanged", "not_article", "gone", "blocked", "failed", "source"]
"""How a visit ended. ``unchanged`` is a 304 answer, ``gone`` a 404 or 410; ``blocked`` and ``failed`` are worth another try;
``source`` is a sitemap, feed or section page, read for the links on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A URL that may be an article of ``paper``: ``lastmod`` as the sitemap or feed states it (ISO, or None), ``found_on``
    the page that named it, ``section`` the section page it stood on, if any."""

    url: str
    paper: str
    lastmod: str | None = None
    section: str | None = None
    found_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to a URL: ``at`` is when (ISO with offset), ``etag`` and ``last_modified`` what the server gave for
    the next conditional request, ``lastmod`` the announcement that led to the visit, ``reason`` one phrase for a failure.
    ``published`` is the day of the article that was read there, now or earlier (the day it was fetched, if it tells none);
    ``twin`` is what this URL has in common with its other spellings, ``failures`` how many nights running it has failed."""

    url: str
    paper: str
    outcome: Outcome
    at: str
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    lastmod: str | None = None
    reason: str | None = None
    published: str | None = None
    twin: str | None = None
    failures: int = 0


def moment(value: str) -> str:
    """Return ``value`` if it is an ISO date or an ISO time with its UTC offset; raise ValueError otherwise.

    >>> moment("2022-01-15")
    '2022-01-15'
    """
    if len(value) == 10:
        return date.fromisoformat(value).isoformat()
    stamp = datetime.fromisoformat(value)
    if stamp.tzinfo is None:
        raise ValueError(f"{value!r} has no UTC offset; write 2022-01-15 or 2022-01-15T07:30:00+07:00")
    return stamp.isoformat()


def vietnamese_day(value: str) -> date:
    """The day of a :func:`moment` in Vietnam, which is at +07:00 all year.

    >>> vietnamese_day("2026-02-03T18:45:00+00:00")
    datetime.date(2026, 2, 4)
    """
    if len(value) == 10:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value).astimezone(VIETNAM).date()


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
