"""What a newspaper declares and shows: sitemaps, feeds and section pages, read into candidates and further sources."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from pipeline.model import VIETNAM, Candidate
from pipeline.sources.dates import read_iso
from pipeline.sources.links import kind_of_address
from pipeline.sources.metadata import one_line
from pipeline.sources.pages import Page
from pipeline.sources.papers import Paper, paper_of
from pipeline.sources.responses import Response
from pipeline.sources.urls import canonical, host_of
from pipeline.text import clean, fold

if TYPE_CHECKING:
    from lxml import etree

MOST_UNPACKED = 60_000_000
"""A sitemap has at most 50 MB unpacked, says sitemaps.org."""

DEEPEST_INDEX = 3
"""sitemaps.org knows an index of sitemaps; an index of indexes is met, but not without end."""

_NEXT = {"sau", "trang sau", "tiếp", "tiếp theo", "trang tiếp", "trang kế", "kế tiếp", "next", "»", "›", ">", ">>", "xem thêm"}
_PAGE_NUMBER = re.compile(r"[?&](?:page|p|trang)=(\d{1,5})\b|/(?:trang|page)[-/](\d{1,5})(?:\.html?)?/?$|-p(\d{1,5})\.html?$")
_FEEDS = ("application/rss+xml", "application/atom+xml", "text/xml+oembed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that names articles. ``section`` is the section page it belongs to, ``page`` its number from 1 on; ``depth``
    counts the sitemap indexes above it."""

    url: str
    kind: Literal["home", "sitemap", "feed", "section"]
    section: str | None = None
    page: int = 1
    lastmod: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What one source names."""

    candidates: tuple[Candidate, ...] = ()
    sources: tuple[Source, ...] = ()


def first_sources(paper: Paper, declared: list[str]) -> list[Source]:
    """Where to begin: the front page, the sitemaps that robots.txt declares (else ``/sitemap.xml``), known feeds and sections."""
    home = paper.home
    sitemaps = [*declared, *paper.sitemaps] or ["/sitemap.xml"]
    sources = [Source(url=home, kind="home")]
    sources += [Source(url=url, kind="sitemap") for name in sitemaps if (url := canonical(name, home))]
    sources += [Source(url=url, kind="feed") for name in paper.feeds if (url := canonical(name, home))]
    sources += [Source(url=url, kind="section", section=url) for name in paper.sections if (url := canonical(name, home))]
    return list({source.url: source for source in sources}.values())


def belongs(url: str, paper: Paper) -> bool:
    """True when ``url`` is on a host of ``paper``."""
    return host_of(url) == host_of(paper.home) or ((found := paper_of(url)) is not None and found.key == paper.key)


def read_source(response: Response, source: Source, paper: Paper) -> Found:
    """The candidates and further sources that an answer names; nothing for an answer that is neither XML nor HTML."""
    body = unpack(response.body)
    root = _xml(body) if source.kind in ("sitemap", "feed") or body.lstrip()[:5] == b"<?xml" else None
    name = _local(root) if root is not None else ""
    if root is not None and name in ("urlset", "sitemapindex"):
        return _from_sitemap(root, source, paper)
    if root is not None and name in ("rss", "feed", "rdf"):
        return _from_feed(root, source, paper)
    if source.kind in ("home", "section"):
        return _from_page(Page(body, response.final_url), source, paper)
    return Found()


def unpack(body: bytes) -> bytes:
    """The bytes of a ``.gz`` sitemap unpacked, bounded; other bytes as they are."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return zlib.decompressobj(31).decompress(body, MOST_UNPACKED)
    except zlib.error:
        return b""


def _xml(body: bytes) -> etree._Element | None:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _texts(element: etree._Element) -> dict[str, str]:
    """The texts of the children of an element by their names, the first of each."""
    texts: dict[str, str] = {}
    for child in element:
        text = (child.text or "").strip() or str(child.get("href") or "")
        if text and not (_local(child) == "link" and child.get("rel") not in (None, "alternate")):
            texts.setdefault(_local(child), text)
    return texts


def _from_sitemap(root: etree._Element, source: Source, paper: Paper) -> Found:
    candidates, sources = [], []
    for entry in root:
        texts = _texts(entry)
        url, lastmod = canonical(texts.get("loc", ""), source.url), read_iso(texts.get("lastmod", ""))
        if url is None or not belongs(url, paper):
            continue
        if _local(entry) == "sitemap" and source.depth < DEEPEST_INDEX:
            sources.append(Source(url=url, kind="sitemap", lastmod=lastmod, depth=source.depth + 1))
        elif kind_of_address(url) == "article":
            candidates.append(Candidate(url=url, paper=paper.key, lastmod=lastmod, found_on=source.url))
    return Found(tuple(candidates), tuple(sources))


def _from_feed(root: etree._Element, source: Source, paper: Paper) -> Found:
    items = [element for element in root.iter() if _local(element) in ("item", "entry")]
    return Found(tuple(
        Candidate(url=url, paper=paper.key, found_on=source.url, lastmod=_feed_time(texts))
        for item in items if (texts := _texts(item))
        if (url := canonical(texts.get("link") or texts.get("guid") or texts.get("id") or "", source.url))
        and belongs(url, paper) and kind_of_address(url) in ("article", None) and urlsplit(url).path != "/"))


def _feed_time(texts: dict[str, str]) -> str | None:
    from email.utils import parsedate_to_datetime

    text = texts.get("updated") or texts.get("pubdate") or texts.get("published") or texts.get("date") or ""
    try:
        stamp = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return read_iso(text)
    # A feed that names no zone, or GMT before the local time, is not to be trusted with the hour; its day is good enough.
    return stamp.astimezone(VIETNAM).isoformat() if stamp.tzinfo else stamp.replace(tzinfo=VIETNAM).isoformat()


def _from_page(page: Page, source: Source, paper: Paper) -> Found:
    base = page.first(["base[href]"])
    root = canonical(str(base.get("href")), page.url) if base is not None else page.url
    links = [(url, one_line(tag.get_text(" "))) for tag in page.all(["a[href]"])
             if (url := canonical(str(tag.get("href")), root or page.url))]
    section = source.section or None
    candidates = {url: Candidate(url=url, paper=paper.key, section=section, found_on=source.url)
                  for url, _ in links if belongs(url, paper) and kind_of_address(url) == "article"}
    further = [*_feeds(page), *_next_pages(page, links, source, paper)]
    if source.kind == "home":
        further += _sections(page, paper)
    return Found(tuple(candidates.values()), tuple(further))


def _feeds(page: Page) -> Iterator[Source]:
    for tag in page.all(["link[rel=alternate]"]):
        if tag.get("type") in _FEEDS[:2] and (url := canonical(str(tag.get("href") or ""), page.url)):
            yield Source(url=url, kind="feed")


def _sections(page: Page, paper: Paper) -> Iterator[Source]:
    """The links of the menu: short addresses that are no article and have no query."""
    for tag in page.all(["nav a[href]", "header a[href]", ".menu a[href]", ".nav a[href]", "[class*=menu] a[href]"]):
        url = canonical(str(tag.get("href")), page.url)
        if url and belongs(url, paper) and kind_of_address(url) is None and not urlsplit(url).query and urlsplit(url).path != "/":
            yield Source(url=url, kind="section", section=url)


def _next_pages(page: Page, links: list[tuple[str, str]], source: Source, paper: Paper) -> Iterator[Source]:
    """The page after this one: as the page declares it, else a link named so, else the link with the next number."""
    if source.kind != "section":
        return
    declared = page.first(["link[rel=next]", "a[rel=next]"])
    target = canonical(str(declared.get("href") or ""), page.url) if declared is not None else None
    wanted = str(source.page + 1)
    target = target or next((url for url, text in links if _page_number(url) == wanted), None)
    target = target or next((url for url, text in links if fold(clean(text)).strip() in _NEXT and _page_number(url)), None)
    if target and target != source.url and belongs(target, paper):
        yield Source(url=target, kind="section", section=source.section, page=source.page + 1)


def _page_number(url: str) -> str | None:
    found = _PAGE_NUMBER.search(url)
    return next((number.lstrip("0") for number in found.groups() if number), None) if found else None
