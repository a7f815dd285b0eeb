"""What of the blocks is the article: paragraphs and captions; teasers, credits and noise are taken out and kept apart.

A box of links is known by its heading or by how much of it is links, since some have neither class nor heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.sources.blocks import Block
from pipeline.sources.told import Told
from pipeline.tables import load
from pipeline.text import clean, fold

if TYPE_CHECKING:
    from bs4 import Tag

LONGEST_CAPTION = 400
LONGEST_BOX = 1200
LONGEST_LINE = 160
LARGEST_SHARE = 0.4
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:$|[?#])", re.I)
_CAPITAL = "[" + "".join(letter for code in range(0x41, 0x1EFA) if (letter := chr(code)).isupper()) + "]"
_NAME = rf"{_CAPITAL}[^\W\d_]{{0,15}}\.?(?:[ .]{{1,2}}{_CAPITAL}[^\W\d_]{{0,15}}\.?){{0,5}}"
_NAMES = re.compile(rf"[(\[]?{_NAME}(?:(?: ?[-–,;&/] ?| và ){_NAME}){{0,4}}[)\]]?$")
_NOTES = "tổng hợp|t/h|ghi|lược ghi|theo[^()]{1,40}|thực hiện|ghi chép|lược thuật|biên dịch"
_WORK = re.compile(r"\s{1,3}[-–]?\s{0,3}(?:thực hiện|tổng hợp|lược ghi|ghi chép|ghi|lược dịch|biên dịch)$", re.I)
_BRACKETED_NOTE = re.compile(rf"\s{{0,3}}\((?:{_NOTES})\)\s{{0,3}}$", re.I)


@dataclass(frozen=True, slots=True)
class Body:
    """What a body holds. ``teasers`` are blocks of boxes of links, in order; ``author`` stands under the last paragraph."""

    paragraphs: tuple[Block, ...]
    captions: tuple[str, ...]
    teasers: tuple[Block, ...]
    author: str | None


@cache
def _patterns(group: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in load("tails")[group])


def line_is(group: str, text: str) -> re.Match[str] | None:
    """The match of a line in a group (``box``, ``noise``, ``credit``) of ``tables/tails.toml``, or None."""
    if len(text) > 2 * LONGEST_LINE or len(line := fold(clean(text)).strip()) > LONGEST_LINE:
        return None
    return next((found for pattern in _patterns(group) if (found := pattern.fullmatch(line))), None)


def judge(blocks: Sequence[Block], root: Tag, skip: Sequence[str] = ()) -> Body:
    """Sort the blocks of ``root``; ``skip`` are texts that stand elsewhere in the article (title, lead) and are not repeated."""
    known = {fold(clean(text)) for text in skip if text}
    kept = [block for block in blocks if fold(clean(block.text)) not in known and not line_is("noise", block.text)]
    kept, teasers = _without_boxes(kept, root)
    captions = [block for block in kept if _is_caption(block, root)]
    kept = _without(kept, captions)
    kept, author = _without_credits(kept)
    return Body(tuple(kept), tuple(dict.fromkeys(block.text for block in captions)), tuple(teasers), author)


def _without(blocks: Sequence[Block], others: Sequence[Block]) -> list[Block]:
    gone = {id(block) for block in others}
    return [block for block in blocks if id(block) not in gone]


def is_teaser(block: Block) -> bool:
    """True when the block is a link to another page: four words or more, and no file to download."""
    if block.kind == "caption" or not block.links or not block.all_linked:
        return False
    words = sum(len(text.split()) for text, _ in block.links)
    return words >= 4 and not any(_FILE.search(href) for _, href in block.links)


def _without_boxes(blocks: Sequence[Block], root: Tag) -> tuple[list[Block], list[Block]]:
    boxes = _boxes(blocks, root)
    kept, teasers = [], []
    in_box = False
    for block in blocks:
        if line_is("box", block.text):
            in_box = True
        elif is_teaser(block) or _lies_in(block, boxes) or (in_box and _is_loose_teaser(block)):
            teasers.append(block)
        else:
            in_box = False
            kept.append(block)
    return kept, teasers


def _lies_in(block: Block, boxes: set[int]) -> bool:
    return any(id(parent) in boxes for parent in (block.tag, *block.tag.parents))


def _is_loose_teaser(block: Block) -> bool:
    """Under the heading of a box even a list without links is teasers."""
    return block.kind in ("item", "row") or block.linked * 2 > block.letters


def _boxes(blocks: Sequence[Block], root: Tag) -> set[int]:
    """The largest tags around a teaser that hold little beside links: a box may add a lead to each link.

    What holds much of the text of the whole body is no box, however short the body is.
    """
    sizes: dict[int, list[int]] = {}
    for block in blocks:
        for parent in (block.tag, *block.tag.parents):
            if parent is root:
                break
            size = sizes.setdefault(id(parent), [0, 0])
            size[0] += block.linked
            size[1] += block.letters
    unlinked = sum(block.letters - block.linked for block in blocks)

    def is_box(parent: Tag) -> bool:
        linked, letters = sizes[id(parent)]
        return parent.name != "p" and letters <= min(LONGEST_BOX, 3 * linked) and letters - linked <= LARGEST_SHARE * unlinked

    return {id(parent) for block in blocks if is_teaser(block) for parent in _below(block.tag, root) if is_box(parent)}


def _below(tag: Tag, root: Tag) -> list[Tag]:
    chain = []
    for parent in (tag, *tag.parents):
        if parent is root:
            break
        chain.append(parent)
    return chain


def _is_caption(block: Block, root: Tag) -> bool:
    if block.kind == "caption":
        return True
    if block.kind not in ("paragraph", "item") or len(block.text) > LONGEST_CAPTION:
        return False
    if block.after_image and not block.all_bold and (block.all_slanted or (block.align == "center" and len(block.text) < 250)):
        return True
    table = next((parent for parent in _below(block.tag, root) if parent.name in ("table", "figure")), None)
    return table is not None and table.find("img") is not None and len(table.get_text(strip=True)) <= LONGEST_CAPTION


def _without_credits(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """Take the credits off the end: at most four lines, and the by-line among them is the author."""
    kept, author = list(blocks), None
    for _ in range(4):
        if len(kept) < 2 or kept[-1].kind not in ("paragraph", "heading", "item"):
            break
        line = kept[-1]
        name = byline(line)
        if name is None and not line_is("credit", line.text):
            break
        author = name or author
        kept.pop()
    return kept, author


def byline(block: Block) -> str | None:
    """The author that a last line names, or None: a name alone (bold, to the right, in brackets or bare), or *Bài và ảnh: …*."""
    text = clean(block.text).strip()
    if (found := line_is("credit", text)) is not None:
        return tidy_author(text[found.start("name") : found.end("name")]) if "name" in found.re.groupindex else None
    bare_text = _BRACKETED_NOTE.sub("", text)
    if len(bare_text) > 80 or bare_text.endswith((".", "!", "?", ":", "”", '"')) or block.kind != "paragraph":
        return None
    styled = block.align == "right" or block.all_bold or block.all_slanted or bare_text.startswith(("(", "["))
    if not _NAMES.match(bare_text) or len(bare_text.split()) > (10 if styled else 5):
        return None
    if not styled and len(bare_text.split()) < 2:
        return None
    return tidy_author(bare_text)


def tidy_author(text: str) -> str | None:
    """Return a by-line without brackets and without what the author did (*(tổng hợp)*, *Bài và ảnh:*).

    >>> tidy_author("Hà Thu (tổng hợp)")
    'Hà Thu'
    """
    text = _WORK.sub("", _BRACKETED_NOTE.sub("", " ".join(clean(text).split())))
    if (found := line_is("credit", text)) is not None:
        text = text[found.start("name") : found.end("name")] if "name" in found.re.groupindex else ""
    return text.strip(" ()[]*-–—:;,.|/") or None


def first_bold(body: Body, description: Told | None) -> tuple[str | None, Body]:
    """Take the lead off a body whose first paragraph is it, as systems without a lead of their own print it: bold, or the same
    words that the page gives as its ``description``."""
    enough = len(body.paragraphs) > 1 or (body.paragraphs and len(body.captions) > 1)
    if not enough or (first := body.paragraphs[0]).kind != "paragraph" or len(first.text) <= 60:
        return None, body
    described = description is not None and fold(clean(description.value)) == fold(clean(first.text))
    return (first.text, replace(body, paragraphs=body.paragraphs[1:])) if first.all_bold or described else (None, body)
