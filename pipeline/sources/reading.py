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
from pipeline.sources.told import Told
from pipeline.text import clean, fold

if TYPE_CHECKING:
    from bs4 import Tag

_SITE_SUFFIX = re.compile(r"\s{1,3}[-|–—»]\s{1,3}[^-|–—»]{2,60}$")
_HOME = {"trang chủ", "trang nhất", "home", "trang chu", "tin tức"}
_CUT = ("…", "...", "..", "[…]")
DENSEST = "densest text"
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
        return self._root[1] != DENSEST

    @cached_property
    def _root(self) -> tuple[Tag | None, str]:
        found: list[tuple[int, Tag | None, str]] = []
        for selector in self.family.body:
            found += [(len(tag.get_text(" ", strip=True)), tag, selector) for tag in self.page.all([selector])]
            if found and max(size for size, _, _ in found) >= ENOUGH_TEXT:
                break
        most, best, by = max(found, key=lambda one: one[0]) if found else (0, None, "")
        if most >= ENOUGH_TEXT or self.family.markers:
            return best, self.family.source(by)
        dense = densest(self.page, self._dropped)
        within = best is not None and dense is not None and (dense is best or best in dense.parents)
        return (best, self.family.source(by)) if within or dense is None else (dense, DENSEST)

    @cached_property
    def _boxes(self) -> list[Tag]:
        return list(self.page.all(self.family.related))

    @cached_property
    def _dropped(self) -> set[int]:
        dropped = {id(tag) for tag in self.page.all(self.family.drop)} | {id(tag) for tag in self._boxes}
        title = None if self.family.markers else self.page.first(self.family.title)
        # On an unknown page a "sidebar" may be the main column: what holds the title is not dropped.
        return dropped - {id(parent) for parent in title.parents} if title is not None else dropped

    @property
    def title(self) -> str | None:
        """The headline on the page, else the one for machines without the newspaper's name."""
        return self._title.value if self._title else None

    @cached_property
    def _title(self) -> Told | None:
        for selector, tag in self.page.found(self.family.title):
            if text := text_of(tag):
                return Told(text, self.family.source(selector))
        marked = self.metadata.field("headline") or self.metadata.meta("og:title", "twitter:title")
        if marked:
            return marked
        named = self.page.first(["title"])
        text = _SITE_SUFFIX.sub("", one_line(named.get_text())) if named else ""
        return Told(text, "title") if text else None

    @cached_property
    def _judged(self) -> tuple[Told | None, Body]:
        """The lead and the body together: without a lead of its own a page may begin its body with one."""
        if self.root is None:
            return self._printed_lead, Body((), (), (), None)
        stops = {id(tag) for tag in self.page.all(self.family.stop)}
        captions = {id(tag) for tag in self.page.all(self.family.captions)}
        dropped = self._dropped - {id(parent) for parent in (self.root, *self.root.parents)}
        blocks = blocks_of(self.root, dropped=dropped, captions=captions, stops=stops)
        lead = self._printed_lead
        body = judge(blocks, self.root, [self.title or "", lead.value if lead else ""])
        if lead is None and self.family.lead_first:
            first, body = first_bold(body, self._description)
            lead = Told(first, "first paragraph") if first else None
        return (lead or self._described_lead(body)), body

    @cached_property
    def _printed_lead(self) -> Told | None:
        dropped = {id(tag) for tag in (*self.page.all(self.family.location), *self._boxes)}
        for selector, tag in self.page.found(self.family.lead):
            if self._is_ours(tag) and (text := content_of(tag) or text_of(tag, dropped)) and len(text) > 20:
                return Told(text, self.family.source(selector)) if fold(clean(text)) != fold(clean(self.title or "")) else None
        return None

    def _is_ours(self, tag: Tag) -> bool:
        """A named system has one lead; on an unknown page it stands between title and body, not in a teaser or the frame."""
        if self.family.markers:
            return True
        title, order = self.page.first(self.family.title), self.page.order
        start = order.get(id(title), 0) if title is not None else 0
        end = order.get(id(self.root), len(order)) if self.root is not None else len(order)
        within = start <= order[id(tag)] <= end or any(parent is self.root for parent in tag.parents)
        return within and tag.find_parent(["a", "li", "figure"]) is None and not in_the_frame(tag, title)

    @cached_property
    def _description(self) -> Told | None:
        return self.metadata.meta("og:description", "description") or self.metadata.field("description")

    def _described_lead(self, body: Body) -> Told | None:
        """The description for machines, unless it is cut off or only repeats how the body begins."""
        told = self._description
        if self.family.markers or not told or len(told.value) < 40 or told.value.endswith(_CUT):
            return None
        start = fold(clean(" ".join(block.text for block in body.paragraphs[:3])))
        return None if fold(clean(told.value))[:60] in start else told

    @property
    def lead(self) -> str | None:
        """The lead (sapo), its dateline still on."""
        return self._judged[0].value if self._judged[0] else None

    @property
    def body(self) -> Body:
        """The body, judged."""
        return self._judged[1]

    @cached_property
    def location(self) -> Told | None:
        """A dateline in a tag of its own."""
        found = ((by, text_of(tag)) for by, tag in self.page.found(self.family.location))
        return next((Told(text, self.family.source(by)) for by, text in found if text), None)

    @cached_property
    def author(self) -> Told | None:
        """Who signed the article; never the newspaper itself."""
        return author_of(self.page, self.family, self.metadata, self.body.author, self.own_name)

    @cached_property
    def times(self) -> tuple[Told | None, Told | None]:
        """When the article appeared and when it was last changed."""
        return times_of(self.page, self.family, self.metadata, self.seen)

    @cached_property
    def section(self) -> Told | None:
        """The first level of the breadcrumb under the front page, else what the page tells machines."""
        trail = [Told(text_of(tag), self.family.source(by)) for by, tag in self.page.found(self.family.section)]
        marked = [self.metadata.meta("article:section"), *self.metadata.breadcrumb, self.metadata.field("articleSection")]
        names = (Told(told.value.strip(" »>/|"), told.by) for told in (*trail, *marked) if told)
        unwanted = {*_HOME, fold(clean(self.title or "")), ""}
        return next((told for told in names if fold(clean(told.value)) not in unwanted and not self._is_site(told.value)), None)

    def _is_site(self, name: str) -> bool:
        return any(squeezed(name) == squeezed(site) for site in (*self.metadata.site_names, self.own_name) if site)

    @property
    def tags(self) -> list[str]:
        """The tags, in order, each once."""
        return self._tags[0]

    @cached_property
    def _tags(self) -> tuple[list[str], str]:
        found = [(text.lstrip("#"), by) for by, tag in self.page.found(self.family.tags) if (text := text_of(tag))]
        printed = list(dict.fromkeys(text for text, _ in found))
        return (printed, self.family.source(found[0][1])) if printed else self.metadata.tags

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

    @property
    def origins(self) -> dict[str, str]:
        """Where each part that was found stood on the page."""
        lead, body = self._judged
        told = {"title": self._title, "lead": lead, "author": self.author, "published": self.times[0], "modified": self.times[1],
                "section": self.section}
        by = {name: one.by for name, one in told.items() if one}
        parts = {"body": bool(body.paragraphs), "captions": bool(body.captions)}
        by |= {name: self._root[1] for name, there in parts.items() if there}
        by |= {"tags": self._tags[1]} if self.tags else {}
        return by | ({"related": "in the body" if body.teasers else "boxes of the page"} if self.related else {})

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
