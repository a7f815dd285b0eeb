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
    "figure", "header", "footer", "aside", "nav", "pre", "address", "center", "fieldset", "details", "summary", "hr",
    *_KINDS,
}
_SKIPPED = {
    "script", "style", "svg", "noscript", "template", "iframe", "object", "video", "audio", "button", "input", "select",
    "textarea", "map", "canvas", "form", "nav", "meta", "link", "head", "source",
}
_BOLD, _SLANTED = {"b", "strong"}, {"em", "i"}
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.I)
_HIDDEN_CLASSES = {"d-none", "hidden", "hide", "visually-hidden", "sr-only"}
_ALIGN = re.compile(r"text-align\s{0,9}:\s{0,9}(right|center)", re.I)
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"”’)\]]{0,3}\s{0,9}$")
_SPACE = re.compile(r"\s+")
_DEEPEST = 120
CELL_BREAK = "\t"


@dataclass(slots=True)
class Block:
    """One paragraph: ``tag`` made it; ``linked``, ``bold`` and ``slanted`` count the letters inside links and such type;
    ``links`` are the linked pieces with their addresses; ``after_image`` when a picture stands directly before it."""

    kind: Kind
    tag: Tag
    text: str = ""
    linked: int = 0
    bold: int = 0
    slanted: int = 0
    align: str = ""
    after_image: bool = False
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def letters(self) -> int:
        """How many letters ``linked``, ``bold`` and ``slanted`` are counted against."""
        return len("".join(self.text.split()))

    @property
    def all_linked(self) -> bool:
        """True when the block is a link, give or take a mark before it."""
        return self.linked >= 0.75 * self.letters

    @property
    def all_bold(self) -> bool:
        """True when every letter is bold."""
        return self.bold >= 0.97 * self.letters

    @property
    def all_slanted(self) -> bool:
        """True when every letter is slanted."""
        return self.slanted >= 0.97 * self.letters


def hidden(tag: Tag) -> bool:
    """True when a reader does not see ``tag``."""
    if tag.has_attr("hidden"):
        return True
    style = tag.get("style")
    if isinstance(style, str) and _HIDDEN_STYLE.search(style):
        return True
    classes = tag.get("class")
    return bool(classes and _HIDDEN_CLASSES.intersection(classes))


def blocks_of(
    root: Tag, *, dropped: Set[int] = frozenset(), captions: Set[int] = frozenset(), stops: Set[int] = frozenset()
) -> list[Block]:
    """The blocks of ``root`` in order.

    Tags are named by ``id(tag)``: ``dropped`` ones are left out with all they hold, ``captions`` make a caption, and
    nothing is read from the first of ``stops`` on.
    """
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
        self.bold = self.slant = 0
        self.align = ""
        self.image = False
        self.start()

    def start(self) -> None:
        self.pieces: list[str] = []
        self.breaks = self.linked = self.strong = self.slanted = 0
        self.links: list[tuple[str, str]] = []

    def flush(self) -> None:
        text = CELL_BREAK.join(" ".join(cell.split()) for cell in "".join(self.pieces).split(CELL_BREAK)).strip()
        if text:
            self.blocks.append(Block(
                kind=self.kinds[-1], tag=self.owners[-1], text=text, linked=self.linked, bold=self.strong, slanted=self.slanted,
                align=self.align, after_image=self.image, links=self.links))
            self.image = False
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
        """Add inline text; white space of the source is a blank (a tab is kept for cells)."""
        text = _SPACE.sub(" ", text)
        if not text.strip():
            self.pieces.append(" ")
            return
        letters = len(text.replace(" ", ""))
        self.breaks = 0
        self.pieces.append(text)
        self.strong += letters if self.bold else 0
        self.slanted += letters if self.slant else 0
        if self.link is not None:
            self.linked += letters
            self.links.append((text.strip(), self.link))

    def enter(self, tag: Tag, depth: int) -> None:
        if id(tag) in self.stops:
            self.stopped = True
            return
        if id(tag) in self.dropped or tag.name in _SKIPPED or hidden(tag):
            return
        if tag.name == "img":
            self.image = True
        elif tag.name == "br":
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
        outer = self.align
        self.align = _align(tag) or outer
        self.kinds.append(self.kind_of(tag))
        self.owners.append(tag)
        self.deeper(tag, depth)
        self.flush()
        self.kinds.pop()
        self.owners.pop()
        self.align = outer

    def kind_of(self, tag: Tag) -> Kind:
        outer = self.kinds[-1]
        if id(tag) in self.captions or outer == "caption":
            return "caption"
        kind = _KINDS.get(tag.name, "paragraph")
        if kind == "row" and not _is_row(tag):
            kind = "paragraph"
        return outer if kind == "paragraph" and outer in ("item", "heading") else kind

    def inline(self, tag: Tag, depth: int) -> None:
        outer = self.bold, self.slant, self.link
        self.bold += tag.name in _BOLD
        self.slant += tag.name in _SLANTED
        if tag.name == "a" and isinstance(href := tag.get("href"), str):
            self.link = href
        self.deeper(tag, depth)
        self.bold, self.slant, self.link = outer

    def deeper(self, tag: Tag, depth: int) -> None:
        if depth < _DEEPEST:
            self.walk(tag, depth + 1)
        else:
            self.take(" ".join(tag.stripped_strings))


def _align(tag: Tag) -> str:
    if isinstance(value := tag.get("align"), str):
        return value.lower()
    found = _ALIGN.search(str(tag.get("style") or ""))
    return found[1].lower() if found else ""


def _is_row(tag: Tag) -> bool:
    """A row of figures has two cells or more with text and no picture; other rows only lay out the page."""
    cells = [cell for cell in tag.find_all(["td", "th"], recursive=False) if cell.get_text(strip=True)]
    return len(cells) > 1 and tag.find(["img", "table", "ul", "ol"]) is None
