"""A page in, an Article out, or an error that says what the page is instead."""

from __future__ import annotations

import math

from pipeline.errors import NotAnArticle
from pipeline.model import Article, article
from pipeline.sources.datelines import split_dateline
from pipeline.sources.dates import read_iso
from pipeline.sources.families import families_of, generic
from pipeline.sources.metadata import Metadata
from pipeline.sources.nothing import barrier, instead, is_paid
from pipeline.sources.pages import Page
from pipeline.sources.papers import Paper, paper_of
from pipeline.sources.reading import Reading
from pipeline.sources.told import Told
from pipeline.text import clean

LEAST_LETTERS = 120
"""An article of an unknown system has about so many letters outside links; a family's own body needs only one paragraph."""

LONGEST_AT_LEAST = 50
"""And one paragraph of it has at least so many: menus and imprints are made of shorter lines."""


WATERMARK = "dữ liệu minh họa"
"""What the pages of the sample newspaper say; it stays with everything made from them."""


def parse(html: bytes | str, url: str = "", *, fetched: str | None = None, paper: Paper | None = None) -> Article:
    """Read one newspaper page. ``fetched`` is when it was downloaded (ISO with offset); it is kept, and never taken as a date.

    ``paper`` is the newspaper, if the caller knows better than the domain of ``url`` tells.
    The page's system is known by its markers, not by its domain; ``read_by`` names it. Raises NotAnArticle for a listing,
    an empty, blocked or removed page, and for anything that is no page at all; nothing else, whatever the bytes are.
    """
    fetched = read_iso(fetched) if fetched else None
    page = Page(html, url)
    if (found := barrier(page)) is not None:
        raise NotAnArticle(url, *found)
    metadata = Metadata(page)
    named = None if url else metadata.meta("og:url") or _canonical(page)
    page.url = url or (named.value if named else "")
    paper = paper or paper_of(page.url)
    for family in (*families_of(page), generic()):
        reading = Reading(page, family, metadata, own_name=paper.name if paper else "", seen=fetched)
        if _is_article(reading):
            if is_paid(page, sum(block.letters for block in reading.body.paragraphs)):
                raise NotAnArticle(url, "paywall", "the rest is for subscribers")
            return _article(reading, paper, fetched, {"url": named.by} if named else {})
    raise NotAnArticle(url, *instead(page))


def _canonical(page: Page) -> Told | None:
    tag = page.first(["link[rel=canonical]"])
    href = tag.get("href") if tag else None
    return Told(href, "link canonical") if isinstance(href, str) and href else None


def _is_article(reading: Reading) -> bool:
    if not reading.title:
        return False
    unlinked = sum(block.letters - block.linked for block in reading.body.paragraphs)
    if reading.family.markers:
        return unlinked > 0 or bool(reading.body.captions and reading.lead)
    longest = max((block.letters - block.linked for block in reading.body.paragraphs), default=0)
    return unlinked >= (least := _least_letters(reading)) and longest >= min(least / 2, LONGEST_AT_LEAST)


def _least_letters(reading: Reading) -> float:
    """How much text an unknown page needs to pass for an article: the surer its body and its claim, the less."""
    claims = reading.metadata.says_article
    if not claims and reading.times[0] is None:
        return math.inf
    if reading.is_marked_body:
        return LEAST_LETTERS / 3 if claims else LEAST_LETTERS
    return LEAST_LETTERS / 2 if reading.metadata.has_article else LEAST_LETTERS if claims else 4 * LEAST_LETTERS


def _article(reading: Reading, paper: Paper | None, fetched: str | None, origins: dict[str, str]) -> Article:
    body = [block.text for block in reading.body.paragraphs]
    dateline, lead, body = _without_dateline(reading, body, paper.datelines if paper else ())
    published, modified = map(_value, reading.times)
    origins |= reading.origins | ({"dateline": dateline.by} if dateline else {})
    return article(
        paper=paper.key if paper else None, url=reading.page.url or None, title=reading.title, dateline=_value(dateline),
        lead=lead, body=body, captions=reading.body.captions, author=_value(reading.author), published=published,
        modified=modified, fetched=fetched, section=_value(reading.section), tags=reading.tags, related=reading.related,
        read_by=reading.family.name, watermark=_watermark(reading.page), origins=origins,
    )


def _value(told: Told | None) -> str | None:
    return told.value if told else None


def _watermark(page: Page) -> str | None:
    mark = page.first([".watermark"])
    return WATERMARK if mark is not None and WATERMARK in clean(mark.get_text(" ")) else None


def _without_dateline(reading: Reading, body: list[str], own: tuple[str, ...]) -> tuple[Told | None, str | None, list[str]]:
    """Take the dateline off the lead, or off the first paragraph of a page whose lead has none."""
    if reading.location:
        return reading.location, reading.lead, body
    dateline, lead = split_dateline(reading.lead, own) if reading.lead else (None, None)
    by = "start of the lead"
    if dateline is None and body:
        by = "start of the body"
        dateline, body[0] = split_dateline(body[0], own)
    return Told(dateline, by) if dateline else None, lead, body
