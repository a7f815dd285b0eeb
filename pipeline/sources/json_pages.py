"""Answers of a JSON API (Báo Điện Biên Phủ) made into the page they stand for, so that all that reads pages reads them too.

``api/web/article-get-news-by-category-slug`` answers ``{"status": 1, "data": {"list": […]}}``, each item with ``article_slug``,
``category_slug`` and ``article_type_slug``: a list of links. How it answers for one article is not known from outside; its
fields have the same prefix, so ``article_title``, ``article_content`` and the like are read (``tables/json_pages.toml``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from pipeline.tables import load

SHORTEST = 40
"""Letters that a field needs to be the body of an article."""

_DEEPEST = 6
_OBJECT = re.compile(r"\s{0,999}[{\[]\s{0,999}[\"{\[\]}]")


def page_of_json(text: str) -> str:
    """Return the HTML that a JSON answer stands for: an article, or a list of links; any other text as it is.

    >>> page_of_json('{"data": {"list": [{"article_slug": "vao-vu-moi", "category_slug": "kinh-te"}]}}')
    '<base href="https://baodienbienphu.vn/"><body><a href="/tin-bai/kinh-te/vao-vu-moi">vao-vu-moi</a></body>'
    """
    if _OBJECT.match(text) is None:
        return text
    try:
        things = [*_things(json.loads(text, strict=False))]
    except (ValueError, RecursionError):
        return text
    articles = [thing for thing in things if len(_field(thing, "body")) >= SHORTEST and _field(thing, "title")]
    if len(articles) == 1:
        return _article(articles[0])
    links = "".join(f'<a href="{escape(link)}">{_field(thing, "title") or link.rpartition("/")[2]}</a>'
                    for thing in things if (link := _link(thing)))
    return f'<base href="{load("json_pages")["site"]}"><body>{links}</body>'


def _things(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every object of an answer, the outer before the inner."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner if depth < _DEEPEST else ():
        yield from _things(item, depth + 1)


def _field(thing: Mapping[str, Any], part: str) -> str:
    values = (thing.get(name) for name in load("json_pages")["fields"][part])
    return next((str(value).strip() for value in values if isinstance(value, str | int) and str(value).strip()), "")


def _link(thing: Mapping[str, Any]) -> str | None:
    slug, category = _field(thing, "slug"), _field(thing, "category_slug")
    return f"/{_field(thing, 'type_slug') or 'tin-bai'}/{category}/{slug}" if slug and category else None


def _article(thing: Mapping[str, Any]) -> str:
    parts = load("json_pages")["fields"]
    pieces = {part: _field(thing, part) for part in parts if not part.endswith("slug")}
    return "<body>" + "".join(
        f'<{"h1" if part == "title" else "div"} data-api="{part}">{text}</{"h1" if part == "title" else "div"}>'
        for part, text in pieces.items() if text) + "</body>"
