"""The body of an article as a flat list of blocks: what a reader sees as paragraphs, whatever tags made them.

Bare text between empty paragraphs, ``<div>`` paragraphs, double line breaks, list items and rows of tables all become
blocks; what is hidden or belongs to a box of links is marked or left out. Judging the blocks comes after (``body.py``).
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bs4 import Tag

Kind = Literal["paragraph", "heading", "item", "row", "caption"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "li": "item", "tr": "row",
    "figcaption": "caption", "caption": "caption",
}
_BLOCKS = {
    "p", "div", "section", "article", "main", "blockquote", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot",
    "figure", "header", "footer", "aside", "nav", "pre", "address", "center", "form", "fieldset", "details", "summary", "hr", *_KINDS,
}
_SKIPPED = {
    "script", "style", "svg", "noscript", "template", "iframe", "object", "video", "audio", "button", "input", "select",
    "textarea", "map", "canvas", "form", "nav", "meta", "link", "head", "img", "picture", "source",
}
_STRONG = {"b", "strong", "em", "i"}
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.I)
_HIDDEN_CLASSES = {"d-none", "hidden", "hide", "visually-hidden", "sr-only"}
_RIGHT = re.compile(r"text-align\s{0,9}:\s{0,9}right", re.I)
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"”’)\]]{0,3}\s{0,9}$")
_DEEPEST = 120
CELL_BREAK = "\t"


@dataclass(slots=True)
class Block:
    """One paragraph in the making: ``linked`` and ``strong`` count the letters inside links and bold or slanted type;
    ``box`` is the box of the page that holds it, a number; ``inside`` the tag that made it."""

    kind: Kind
    tag: Tag
    text: str = ""
    linked: int = 0
    strong: int = 0
    right: bool = False
    links: list[tuple[str, str]] = field(default_factory=list)


def hidden(tag: Tag) -> bool:
    """True when a reader does not see ``tag``."""
    if tag.has_attr("hidden"):
        return True
    style = tag.get("style")
    if isinstance(style, str) and _HIDDEN_STYLE.search(style):
        return True
    classes = tag.get("class")
    return bool(classes and _HIDDEN_CLASSES.intersection(classes))


def blocks_of(root: Tag, *, dropped: Set[int] = frozenset(), captions: Set[int] = frozenset(), stops: Set[int] = frozenset()) -> list[Block]:
    """The blocks of ``root`` in order. Tags are named by ``id(tag)``: ``dropped`` ones are left out with all they hold,
    ``captions`` make a caption, and nothing is read from the first of ``stops`` on."""
    reader = _Reader(root, dropped, captions, stops)
    reader.walk(root, 0)
    reader.flush()
    return reader.blocks


def text_of(tag: Tag, dropped: Set[int] = frozenset()) -> str:
    """The text of a small element (a title, a lead), its blocks joined by a blank."""
    return " ".join(block.text for block in blocks_of(tag, dropped=dropped))


class _Reader:
    """Collects inline text until a block begins or ends."""

    def __init__(self, root: Tag, dropped: Set[int], captions: Set[int], stops: Set[int]) -> None:
        self.blocks: list[Block] = []
        self.dropped, self.captions, self.stops = dropped, captions, stops
        self.stopped = False
        self.kinds: list[Kind] = ["paragraph"]
        self.owners = [root]
        self.link: str | None = None
        self.bold = 0
        self.right = False
        self.start()

    def start(self) -> None:
        self.pieces: list[str] = []
        self.breaks = self.linked = self.strong = 0
        self.links: list[tuple[str, str]] = []

    def flush(self) -> None:
        text = " ".join("".join(self.pieces).split(" ")).strip()
        text = CELL_BREAK.join(" ".join(cell.split()) for cell in text.split(CELL_BREAK)) if CELL_BREAK in text else " ".join(text.split())
        if text.strip(CELL_BREAK + " "):
            self.blocks.append(Block(self.kinds[-1], self.owners[-1], text.strip(CELL_BREAK + " "), self.linked, self.strong, self.right, self.links))
        self.start()

    def walk(self, tag: Tag, depth: int) -> None:
        from bs4 import NavigableString, Tag

        for child in tag.children:
            if self.stopped:
                return
            if isinstance(child, Tag):
                self.enter(child, depth)
            elif type(child) is NavigableString:
                self.take(str(child))

    def take(self, text: str) -> None:
        """Add inline text; a tab is kept for cells, so it counts as a blank here."""
        text = re.sub(r"\s+", " ", text)
        letters = len(text.strip())
        if not letters:
            if self.pieces:
                self.pieces.append(" ")
            return
        self.breaks = 0
        self.pieces.append(text)
        self.linked += letters if self.link is not None else 0
        self.strong += letters if self.bold else 0
        if self.link is not None:
            self.links.append((text.strip(), self.link))

    def enter(self, tag: Tag, depth: int) -> None:
        if id(tag) in self.stops:
            self.stopped = True
            return
        if id(tag) in self.dropped or tag.name in _SKIPPED or hidden(tag):
            return
        if tag.name == "br":
            self.line_break()
        elif tag.name in ("td", "th") and self.kinds[-1] == "row" and id(tag) not in self.captions:
            self.cell(tag, depth)
        elif tag.name in _BLOCKS or id(tag) in self.captions:
            self.block(tag, depth)
        else:
            self.inline(tag, depth)

    def line_break(self) -> None:
        """Two breaks end a paragraph; one does after a full stop, but not inside a sentence."""
        self.breaks += 1
        if self.breaks > 1 or _ENDS_SENTENCE.search("".join(self.pieces[-3:])):
            self.flush()
        else:
            self.pieces.append(" ")

    def cell(self, tag: Tag, depth: int) -> None:
        if any(piece.strip() for piece in self.pieces):
            self.pieces.append(CELL_BREAK)
        self.inline(tag, depth)

    def block(self, tag: Tag, depth: int) -> None:
        if self.kinds[-1] == "row" and tag.name in ("p", "div") and id(tag) not in self.captions:
            self.pieces.append(" ")
            self.inline(tag, depth)
            self.pieces.append(" ")
            return
        self.flush()
        outer_right = self.right
        self.right = outer_right or tag.get("align") == "right" or bool(_RIGHT.search(str(tag.get("style") or "")))
        kind: Kind = "caption" if id(tag) in self.captions or self.kinds[-1] == "caption" else _KINDS.get(tag.name, "paragraph")
        if kind == "row" and not _is_row(tag):
            kind = "paragraph"
        if self.kinds[-1] == "item" and kind == "paragraph":
            kind = "item"
        self.kinds.append(kind)
        self.owners.append(tag)
        self.deeper(tag, depth)
        self.flush()
        self.kinds.pop()
        self.owners.pop()
        self.right = outer_right

    def inline(self, tag: Tag, depth: int) -> None:
        bold, link = self.bold, self.link
        self.bold += tag.name in _STRONG
        if tag.name == "a" and isinstance(href := tag.get("href"), str):
            self.link = href
        self.deeper(tag, depth)
        self.bold, self.link = bold, link

    def deeper(self, tag: Tag, depth: int) -> None:
        if depth < _DEEPEST:
            self.walk(tag, depth + 1)
        else:
            self.take(" ".join(tag.stripped_strings))


def _is_row(tag: Tag) -> bool:
    """A row of figures has two cells or more with text and no picture; other rows only lay out the page."""
    cells = [cell for cell in tag.find_all(["td", "th"], recursive=False) if cell.get_text(strip=True)]
    return len(cells) > 1 and tag.find(["img", "table", "ul", "ol"]) is None
