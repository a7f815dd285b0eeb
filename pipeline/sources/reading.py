"""One page read by one family: each part, where it came from, and the order in which its sources are believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from pipeline.model import Related
from pipeline.sources.blocks import blocks_of, text_of
from pipeline.sources.body import Body, first_bold, judge
from pipeline.sources.density import densest
from pipeline.sources.families import Family
from pipeline.sources.frame import in_the_frame
from pipeline.sources.metadata import Metadata, content_of, one_line
from pipeline.sources.pages import Page
from pipeline.sources.signature import author_of, squeezed
from pipeline.sources.times import times_of
from pipeline.text import clean, fold

if TYPE_CHECKING:
    from bs4 import Tag

_SITE_SUFFIX = re.compile(r"\s{1,3}[-|–—»]\s{1,3}[^-|–—»]{2,60}$")
_HOME = {"trang chủ", "trang nhất", "home", "trang chu", "tin tức"}
_CUT = ("…", "...", "..", "[…]")
ENOUGH_TEXT = 150
"""Letters a candidate for the body needs before it is believed without a look at the whole page."""


class Reading:
    """A page as one family reads it. Every part is worked out once, when asked for."""

    def __init__(self, page: Page, family: Family, metadata: Metadata, own_name: str = "", seen: str | None = None) -> None:
        self.page, self.family, self.metadata = page, family, metadata
        self.own_name, self.seen = own_name, seen
        self.base = _base_of(page)

    @property
    def root(self) -> Tag | None:
        """The tag that holds the body: of all that the family's selectors find the first with enough text."""
        return self._root[0]

    @property
    def is_marked_body(self) -> bool:
        """True when the body was found under a name that systems give to bodies, False when it was only the densest text."""
        return self._root[1]

    @cached_property
    def _root(self) -> tuple[Tag | None, bool]:
        found: list[tuple[int, Tag | None]] = []
        for selector in self.family.body:
            found += [(len(tag.get_text(" ", strip=True)), tag) for tag in self.page.all([selector])]
            if found and max(size for size, _ in found) >= ENOUGH_TEXT:
                break
        most, best = max(found, key=lambda pair: pair[0]) if found else (0, None)
        if most >= ENOUGH_TEXT or self.family.markers:
            return best, True
        dense = densest(self.page, self._dropped)
        within = best is not None and dense is not None and (dense is best or best in dense.parents)
        return (best, True) if within or dense is None else (dense, False)

    @cached_property
    def _boxes(self) -> list[Tag]:
        return list(self.page.all(self.family.related))

    @cached_property
    def _dropped(self) -> set[int]:
        return {id(tag) for tag in self.page.all(self.family.drop)} | {id(tag) for tag in self._boxes}

    @cached_property
    def title(self) -> str | None:
        """The headline on the page, else the one for machines without the newspaper's name."""
        for tag in self.page.all(self.family.title):
            if text := text_of(tag):
                return text
        marked = self.metadata.field("headline") or self.metadata.meta("og:title", "twitter:title")
        if marked:
            return marked
        named = self.page.first(["title"])
        return _SITE_SUFFIX.sub("", one_line(named.get_text())) or None if named else None

    @cached_property
    def _judged(self) -> tuple[str | None, Body]:
        """The lead and the body together: without a lead of its own a page may begin its body with one."""
        if self.root is None:
            return self._printed_lead, Body((), (), (), None)
        stops = {id(tag) for tag in self.page.all(self.family.stop)}
        captions = {id(tag) for tag in self.page.all(self.family.captions)}
        dropped = self._dropped - {id(parent) for parent in (self.root, *self.root.parents)}
        blocks = blocks_of(self.root, dropped=dropped, captions=captions, stops=stops)
        lead = self._printed_lead
        body = judge(blocks, self.root, [self.title or "", lead or ""])
        if lead is None and self.family.lead_first:
            lead, body = first_bold(body)
        return (lead or self._described_lead(body)), body

    @cached_property
    def _printed_lead(self) -> str | None:
        dropped = {id(tag) for tag in (*self.page.all(self.family.location), *self._boxes)}
        for selector in self.family.lead:
            for tag in self.page.all([selector]):
                if self._is_ours(tag) and (text := content_of(tag) or text_of(tag, dropped)) and len(text) > 20:
                    return text if fold(clean(text)) != fold(clean(self.title or "")) else None
        return None

    def _is_ours(self, tag: Tag) -> bool:
        """A named system has one lead; on an unknown page it stands between title and body, not in a teaser or the frame."""
        if self.family.markers:
            return True
        title, order = self.page.first(self.family.title), self.page.order
        start = order.get(id(title), 0) if title is not None else 0
        end = order.get(id(self.root), len(order)) if self.root is not None else len(order)
        within = start <= order[id(tag)] <= end or any(parent is self.root for parent in tag.parents)
        return within and tag.find_parent(["a", "li"]) is None and not in_the_frame(tag, title)

    def _described_lead(self, body: Body) -> str | None:
        """The description for machines, unless it is cut off or only repeats how the body begins."""
        text = self.metadata.meta("og:description", "description") or self.metadata.field("description")
        if self.family.markers or not text or len(text) < 40 or text.endswith(_CUT):
            return None
        start = fold(clean(" ".join(block.text for block in body.paragraphs[:3])))
        return None if fold(clean(text))[:60] in start else text

    @property
    def lead(self) -> str | None:
        """The lead (sapo), its dateline still on."""
        return self._judged[0]

    @property
    def body(self) -> Body:
        """The body, judged."""
        return self._judged[1]

    @property
    def location(self) -> str | None:
        """A dateline in a tag of its own."""
        return next((text for tag in self.page.all(self.family.location) if (text := text_of(tag))), None)

    @cached_property
    def author(self) -> str | None:
        """Who signed the article; never the newspaper itself."""
        return author_of(self.page, self.family, self.metadata, self.body.author, self.own_name)

    @cached_property
    def times(self) -> tuple[str | None, str | None]:
        """When the article appeared and when it was last changed."""
        return times_of(self.page, self.family, self.metadata, self.seen)

    @cached_property
    def section(self) -> str | None:
        """The first level of the breadcrumb under the front page, else what the page tells machines."""
        title = fold(clean(self.title or ""))
        trail = [text_of(tag) for tag in self.page.all(self.family.section)]
        marked = [self.metadata.meta("article:section"), *self.metadata.breadcrumb, self.metadata.field("articleSection")]
        names = (name.strip(" »>/|") for name in (*trail, *marked) if name)
        unwanted = {*_HOME, title}
        return next((name for name in names if name and fold(clean(name)) not in unwanted and not self._is_site(name)), None)

    def _is_site(self, name: str) -> bool:
        return any(squeezed(name) == squeezed(site) for site in (*self.metadata.site_names, self.own_name) if site)

    @property
    def tags(self) -> list[str]:
        """The tags, in order, each once."""
        printed = [text.lstrip("#") for tag in self.page.all(self.family.tags) if (text := text_of(tag))]
        return list(dict.fromkeys(printed)) or self.metadata.tags

    @cached_property
    def related(self) -> list[Related]:
        """Teasers of the page, those inside the body first, each link once."""
        teasers: dict[str, Related] = {}
        for block in self.body.teasers:
            for text, href in _merged(block.links):
                self._note(teasers, text, href)
        for box in self._boxes:
            for link in [box] if box.name == "a" else box.find_all("a", href=True):
                self._note(teasers, one_line(link.get_text(" ")), str(link.get("href")), _lead_beside(link))
        return list(teasers.values())

    def _note(self, teasers: dict[str, Related], text: str, href: str, lead: str | None = None) -> None:
        link = _joined(self.base, href)
        if len(text.split()) < 3 or link is None or link.rstrip("/") == self.page.url.rstrip("/"):
            return
        before = teasers.get(link)
        teasers[link] = replace(before, lead=before.lead or lead) if before else Related(title=clean(text), link=link, lead=lead)


def _lead_beside(link: Tag) -> str | None:
    """The lead of a teaser: the paragraph beside its title, in the same box."""
    sapo = link.find_next_sibling("p")
    text = one_line(sapo.get_text(" ")) if sapo is not None else ""
    return clean(text) if len(text) > 30 else None


def _merged(links: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pieces of one link joined: bold letters inside a link are a piece of their own."""
    joined: dict[str, list[str]] = {}
    for text, href in links:
        joined.setdefault(href, []).append(text)
    return ((" ".join(texts), href) for href, texts in joined.items())


def _base_of(page: Page) -> str:
    tag = page.first(["base[href]"])
    href = tag.get("href") if tag else None
    return (_joined(page.url, href) if isinstance(href, str) else None) or page.url


def _joined(base: str, href: str) -> str | None:
    try:
        link = urljoin(base, href.strip())
        return link if urlsplit(link).scheme in ("http", "https", "") and not href.startswith(("#", "javascript:")) else None
    except ValueError:
        return None
