"""Where the article stands on a page of no known system: the tag whose paragraphs hold most text that is no link."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from pipeline.sources.blocks import Block, blocks_of
from pipeline.sources.pages import Page

if TYPE_CHECKING:
    from bs4 import Tag

SHORTEST = 40
"""Shorter blocks are menus, dates and labels."""

_INLINE_OWNERS = {"p", "li", "h2", "h3", "h4", "blockquote", "td", "tr", "tbody", "figcaption", "strong", "span"}


def densest(page: Page, dropped: Set[int] = frozenset()) -> Tag | None:
    """The tag with the most unlinked text in its paragraphs, its children's children counting half; None for no paragraph."""
    body = page.first(["body"]) or page.soup
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    for block in blocks_of(body, dropped=dropped):
        if len(block.text) < SHORTEST or block.linked > 0.3 * block.letters or block.kind in ("heading", "caption"):
            continue
        share = 1.0
        for holder in _holders(block):
            scores[id(holder)] = scores.get(id(holder), 0) + share * block.letters
            tags[id(holder)] = holder
            share /= 2
    return tags[max(scores, key=lambda key: scores[key])] if scores else None


def _holders(block: Block) -> list[Tag]:
    holder: Tag | None = block.tag
    while holder is not None and holder.name in _INLINE_OWNERS:
        holder = holder.parent
    chain: list[Tag] = []
    while holder is not None and len(chain) < 3 and holder.name not in ("html", "[document]"):
        chain.append(holder)
        holder = holder.parent
    return chain
