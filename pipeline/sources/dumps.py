"""A page saved as plain text: the article, then captions, boxes and teasers as they stood on it, told apart line by line.

A box begins with its title (*Có thể bạn quan tâm*) or with a teaser, whose headline such a text holds twice: once for the
picture, once for the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Article, Part, Related, Span, article, plain_article
from pipeline.sources.body import line_is
from pipeline.sources.datelines import split_dateline
from pipeline.sources.papers import paper_of
from pipeline.text import clean, fold

LONGEST_HEADLINE = 200
LONGEST_LEAD = 350
_PICTURE = re.compile(r".{1,300}\bảnh \d{1,3}$")
_CREDIT = re.compile(r"[(.\s](?:ảnh|đồ họa|nguồn)\s?:\s?[^.:]{2,60}\)?\.?$")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: its place in the text, and whether it follows the line before without an empty one."""

    start: int
    end: int
    text: str
    joined: bool

    @property
    def is_headline(self) -> bool:
        """True for a short line that does not end as a sentence does."""
        return len(self.text) <= LONGEST_HEADLINE and not self.text.endswith((".", ":", ";", ","))


def read_dump(
    text: str, *, id: str | None = None, paper: str | None = None, url: str | None = None, published: str | None = None
) -> Article:
    """The article of a plain text, its ``text`` kept whole, with ``parts`` that say what each line is.

    Title, lead, body, captions and related are filled as far as the lines tell. A text without any box or headline is all
    body. Raises ValueError for a bad ``published``.
    """
    plain = plain_article(text, id=id, paper=paper, url=url, published=published)
    lines = [*_lines(plain.text)]
    parts = _parts(lines)
    if set(parts) <= {"body"}:
        return plain
    fields = _fields(lines, parts, url)
    spans = tuple(Span(start=line.start, end=line.end, part=part) for line, part in zip(lines, parts, strict=True))
    return replace(
        plain, title=fields.title, dateline=fields.dateline, lead=fields.lead, body=fields.body, captions=fields.captions,
        related=fields.related, parts=spans)


def article_of_dump(text: str, *, url: str = "", published: str | None = None) -> Article:
    """The article of a plain text alone, put together from its parts as :func:`pipeline.sources.parse` does from a page."""
    lines = [*_lines(clean(text))]
    return replace(_fields(lines, _parts(lines), url or None), published=published)


def _lines(text: str) -> Iterator[Line]:
    end = -2
    for found in _LINE.finditer(text):
        if stripped := found[0].strip():
            start = found.start() + found[0].index(stripped[0])
            yield Line(start, start + len(stripped), stripped, joined=found.start() == end + 1)
            end = found.end()


def _parts(lines: Sequence[Line]) -> list[Part]:
    parts: list[Part] = []
    related = after_teaser = False
    for at, line in enumerate(lines):
        doubled = _is_doubled(lines, at)
        if line_is("box", line.text) or (doubled and at > 1):
            related, after_teaser = True, doubled
        elif related and line.is_headline:
            after_teaser = True
        elif related and not after_teaser and not line_is("noise", line.text):
            related = False  # a second paragraph in a row: the article goes on
        else:
            after_teaser = False
        parts.append("related" if related or line_is("noise", line.text) else _part(lines, at, parts))
    return parts


def _is_doubled(lines: Sequence[Line], at: int) -> bool:
    """True when the line stands there twice in a row, as the headline of a teaser does."""
    return any(0 <= other < len(lines) and lines[other].text == lines[at].text for other in (at - 1, at + 1))


def _part(lines: Sequence[Line], at: int, before: Sequence[Part]) -> Part:
    line = lines[at]
    folded = fold(line.text)
    if at == 0:
        return "title" if len(lines) > 2 and line.is_headline else "body"
    if _PICTURE.match(folded) or (before[-1] == "caption" and line.joined and _PICTURE.match(fold(lines[at - 1].text))):
        return "caption"
    if len(line.text) <= LONGEST_LEAD and _CREDIT.search(folded):
        return "caption"
    if at == 1 and before == ["title"] and (len(line.text) <= LONGEST_LEAD or split_dateline(line.text)[0]):
        return "lead"
    return "body"


def _fields(lines: Sequence[Line], parts: Sequence[Part], url: str | None) -> Article:
    def of(part: Part) -> list[str]:
        return [line.text for line, its in zip(lines, parts, strict=True) if its == part]

    title, lead, body = next(iter(of("title")), None), next(iter(of("lead")), None), of("body")
    paper = paper_of(url) if url else None
    own = paper.datelines if paper else ()
    dateline, lead = split_dateline(lead, own) if lead else (None, None)
    if dateline is None and body:
        dateline, body[0] = split_dateline(body[0], own)
    captions = [text for text in of("caption") if not _PICTURE.match(fold(text))]
    return article(
        title=title, dateline=dateline, lead=lead, body=body, captions=captions, related=_teasers(of("related")), url=url,
        paper=paper.key if paper else None, read_by="text")


def _teasers(texts: Sequence[str]) -> list[Related]:
    teasers: dict[str, Related] = {}
    title = None
    for text in texts:
        if line_is("box", text) or line_is("noise", text):
            title = None
        elif text in teasers or (len(text) <= LONGEST_HEADLINE and not text.endswith(".")):
            title = text
            teasers.setdefault(text, Related(title=text))
        elif title is not None:
            teasers[title] = Related(title=title, lead=text)
            title = None
    return list(teasers.values())
