"""What a page says about itself to machines: JSON-LD and meta tags, with the mistakes newspapers make in them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.sources.pages import Page, json_ld_of
from pipeline.sources.told import Told

if TYPE_CHECKING:
    from bs4 import Tag

_ARTICLE_TYPES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle"}
_BROKEN_FIELD = re.compile(r'"(headline|datePublished|dateModified|articleSection)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){0,2000})"')
_TAG = re.compile(r"<[^<>]{0,500}>")
_DEEPEST = 8


def unescape(text: str) -> str:
    """Return ``text`` with its entities as letters; pages escape them once, twice or even three times.

    >>> unescape("Đại h&amp;#7897;i")
    'Đại hội'
    """
    for _ in range(3):
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    return text


def one_line(text: str) -> str:
    """Return ``text`` without entities and tags, every run of white space as one blank."""
    return " ".join(_TAG.sub(" ", unescape(text)).split())


def content_of(tag: Tag) -> str:
    """What a tag says in its ``content`` attribute, on one line; empty for none."""
    value = tag.get("content")
    return one_line(value) if isinstance(value, str) else ""


@dataclass(frozen=True)
class Metadata:
    """The meta tags and JSON-LD of one page; every answer is text as printed, or None."""

    page: Page

    @cached_property
    def _meta(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for tag in self.page.all(["meta"]):
            name = tag.get("property") or tag.get("name") or tag.get("itemprop")
            if isinstance(name, str) and isinstance(content := tag.get("content"), str) and content.strip():
                found.setdefault(name.lower(), []).append(content)
        return found

    @cached_property
    def _objects(self) -> list[dict[str, Any]]:
        return [thing for block in json_ld_of(self.page.html) for thing in _objects_of(block)]

    @cached_property
    def _article(self) -> dict[str, Any]:
        return next((thing for thing in self._objects if _ARTICLE_TYPES & set(_types(thing))), {})

    @property
    def has_article(self) -> bool:
        """True when its JSON-LD describes an article."""
        return bool(self._article)

    @property
    def says_article(self) -> bool:
        """True when the page calls itself an article."""
        kind = self.meta("og:type")
        return bool(self._article) or (kind is not None and "article" in kind.value.lower())

    def meta(self, *names: str) -> Told | None:
        """The content of the first meta tag with one of ``names`` (property, name or itemprop), on one line."""
        lines = ((name, one_line(content)) for name in names for content in self._meta.get(name, ()))
        return next((Told(line, f"meta {name}") for name, line in lines if line), None)

    def field(self, name: str) -> Told | None:
        """A text field of the article's JSON-LD."""
        value = self._article.get(name)
        if isinstance(value, list):
            value = next((item for item in value if isinstance(item, str)), None)
        return Told(line, f"json-ld {name}") if isinstance(value, str) and (line := one_line(value)) else None

    @property
    def authors(self) -> list[str]:
        """The names of JSON-LD authors, as they are; they may be the newspaper's own."""
        value = self._article.get("author")
        people = value if isinstance(value, list) else [value]
        names = [person.get("name") if isinstance(person, dict) else person for person in people]
        return [line for name in names if isinstance(name, str) and (line := one_line(name))]

    @property
    def site_names(self) -> list[str]:
        """What the newspaper calls itself."""
        publisher = self._article.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        site = self.meta("og:site_name")
        return [line for value in (site and site.value, name) if isinstance(value, str) and (line := one_line(value))]

    @property
    def breadcrumb(self) -> list[Told]:
        """The names of the JSON-LD breadcrumb, from the root down."""
        for thing in self._objects:
            if "BreadcrumbList" in _types(thing) and isinstance(items := thing.get("itemListElement"), list):
                return [Told(line, "json-ld BreadcrumbList") for item in items if (line := _name_of(item))]
        return []

    @property
    def tags(self) -> tuple[list[str], str]:
        """The tags of the meta tags, in order, each once, and where they stand."""
        by = next((name for name in ("article:tag", "news_keywords", "keywords") if self._meta.get(name)), "")
        names = (one_line(name) for content in self._meta.get(by, ()) for name in re.split("[,;]", unescape(content)))
        return list(dict.fromkeys(name for name in names if name)), f"meta {by}"


def _name_of(item: object) -> str | None:
    if not isinstance(item, dict):
        return None
    inner = item.get("item")
    name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
    return one_line(name) or None if isinstance(name, str) else None


def _types(thing: dict[str, Any]) -> list[str]:
    kind = thing.get("@type")
    return [kind] if isinstance(kind, str) else [name for name in kind if isinstance(name, str)] if isinstance(kind, list) else []


def _objects_of(block: str) -> Iterator[dict[str, Any]]:
    try:
        yield from _flat(json.loads(block.strip().rstrip(";"), strict=False))
    except (ValueError, RecursionError):
        # Broken JSON (a bare line break, a trailing comma): the fields that stand in quotes are still there.
        if "Article" in block and (fields := {found[1]: found[2] for found in _BROKEN_FIELD.finditer(block)}):
            yield {"@type": "NewsArticle", **fields}


def _flat(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        yield from _flat(value.get("@graph"), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item, depth + 1)
