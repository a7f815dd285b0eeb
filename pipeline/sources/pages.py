"""A page as the readers see it: bytes decoded, scripts and comments off, a tree, and selectors answered from an index.

The index makes one walk over the tree; soupsieve would make one for every selector of a family.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.sources.inline import with_inline_body
from pipeline.sources.json_pages import page_of_json

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MOST_CHARACTERS = 4_000_000
"""A page is read up to here; the longest articles seen have half a million characters with all their scripts."""

MOST_TAGS = 60_000
"""And up to so many tags; the largest real page seen has 5,000. What comes behind them is built to wear us out."""

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I)
_SILENT = re.compile(r"<!--|<(script|style|svg|noscript|template|iframe|object)\b", re.I)
_JSON_LD = re.compile(r"""<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>""", re.I)


def decode(html: bytes | str) -> str:
    """Return ``html`` as text: by its byte order mark, as UTF-8 where it is, else by the charset it names.

    Never raises: bytes that fit nothing become U+FFFD.

    >>> decode("Đảng bộ".encode("utf-16"))
    'Đảng bộ'
    """
    if isinstance(html, str):
        return html.lstrip("\ufeff")[:MOST_CHARACTERS]
    html = html[: 4 * MOST_CHARACTERS]
    for charset in _charsets(html):
        try:
            return html.decode(charset).lstrip("\ufeff")[:MOST_CHARACTERS]
        except (UnicodeError, LookupError):
            continue
    return html.decode("utf-8", "replace").lstrip("\ufeff")[:MOST_CHARACTERS]


def _charsets(html: bytes) -> Iterator[str]:
    if html.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
    head = html[:400]
    if head.count(0) > len(head) // 4:
        yield "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    yield "utf-8"
    if named := _META_CHARSET.search(html[:4096]):
        name = named[1].decode("ascii", "replace").lower()
        # A page that says UTF-8 and is not was cut in the middle of a letter, or is nearly UTF-8: see the last line above.
        if not name.startswith(("utf", "unicode")):
            yield name


def strip_silent(html: str) -> str:
    """Return ``html`` without scripts, styles, drawings and comments; what is opened and never closed runs to the end."""
    kept, at = [], 0
    while found := _SILENT.search(html, at):
        kept.append(html[at : found.start()])
        end = _end_of(html, found)
        if end < 0:
            return "".join(kept)
        at = end
    return "".join([*kept, html[at:]])


def _end_of(html: str, opened: re.Match[str]) -> int:
    if opened[1] is None:
        end = html.find("-->", opened.end() - 2)
        return end + 3 if end >= 0 else -1
    closed = _closing(opened[1].lower()).search(html, opened.end())
    return closed.end() if closed else -1


@cache
def _closing(tag: str) -> re.Pattern[str]:
    return re.compile(f"</{tag}\\b[^>]{{0,100}}>", re.I)


def _bounded(html: str) -> str:
    if html.count("<") <= MOST_TAGS:
        return html
    last = next(islice(re.finditer("<", html), MOST_TAGS, None))
    return html[: last.start()]


def json_ld_of(html: str) -> list[str]:
    """The text of every ``<script type="application/ld+json">`` of a page, as it stands."""
    blocks = []
    for opened in _JSON_LD.finditer(html):
        closed = html.find("</", opened.end())
        while closed >= 0 and html[closed + 2 : closed + 8].lower() != "script":
            closed = html.find("</", closed + 2)
        if closed < 0:
            break
        blocks.append(html[opened.end() : closed])
    return blocks


@dataclass(frozen=True, slots=True)
class _Step:
    """One compound of a selector: ``a.cms-link[href^=/]``; ``child`` when it must be the child of the step before."""

    tag: str
    id: str
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    child: bool

    @property
    def key(self) -> str:
        """Where the index has the tags that may fit: under the rarest name of the compound."""
        if self.id or self.classes:
            return f"#{self.id}" if self.id else f".{self.classes[0]}"
        common = self.tag in ("", "a", "div", "p", "meta", "span") and self.attributes
        return f"[{self.attributes[0][0]}" if common else self.tag

    def fits(self, tag: Tag) -> bool:
        return (
            (not self.tag or tag.name == self.tag)
            and (not self.id or tag.get("id") == self.id)
            and (not self.classes or set(self.classes) <= set(classes_of(tag)))
            and (not self.attributes or all(_has(tag, *wanted) for wanted in self.attributes))
        )


_COMPOUND = re.compile(r"([\w-]*)((?:\.[\w-]+|#[\w-]+|\[[^\]]*\])*)$")
_PIECE = re.compile(r"\.([\w-]+)|#([\w-]+)|\[([\w:-]+)(?:([*^$]?=)([^\]]*))?\]")


def _has(tag: Tag, name: str, how: str, wanted: str) -> bool:
    value = tag.get(name)
    if value is None:
        return False
    text = value if isinstance(value, str) else " ".join(value)
    return {"=": text == wanted, "^=": text.startswith(wanted), "$=": text.endswith(wanted), "*=": wanted in text, "": True}[how]


@cache
def _steps(selector: str) -> tuple[_Step, ...]:
    steps, child = [], False
    for word in selector.split():
        if word == ">":
            child = True
            continue
        compound = _COMPOUND.match(word)
        if compound is None:
            raise ValueError(f"selector {selector!r}: cannot read {word!r}")
        pieces = list(_PIECE.finditer(compound[2]))
        steps.append(_Step(
            tag=compound[1], id=next((piece[2] for piece in pieces if piece[2]), ""),
            classes=tuple(piece[1] for piece in pieces if piece[1]),
            attributes=tuple((piece[3], piece[4] or "", piece[5] or "") for piece in pieces if piece[3]), child=child))
        child = False
    return tuple(steps)


def classes_of(tag: Tag) -> list[str]:
    """The classes of ``tag``, an empty list for none."""
    classes = tag.get("class")
    return classes.split() if isinstance(classes, str) else list(classes or ())


class Page:
    """A decoded page with its tree. ``url`` may be empty."""

    def __init__(self, html: bytes | str, url: str = "") -> None:
        self.url = url
        self.html = page_of_json(decode(html))

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The tree, without scripts, styles and comments; it never changes."""
        import warnings

        from bs4 import BeautifulSoup

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return BeautifulSoup(_bounded(strip_silent(with_inline_body(self.html)).replace("\0", "")), "lxml")

    @cached_property
    def tags(self) -> list[Tag]:
        """Every tag, in the order of the page."""
        from bs4 import Tag

        return [node for node in self.soup.descendants if isinstance(node, Tag)]

    @cached_property
    def order(self) -> dict[int, int]:
        """The place of every tag on the page, by ``id(tag)``."""
        return {id(tag): place for place, tag in enumerate(self.tags)}

    @cached_property
    def _index(self) -> dict[str, list[Tag]]:
        index: dict[str, list[Tag]] = {}
        for tag in self.tags:
            for key in {tag.name, *("." + name for name in classes_of(tag))}:
                index.setdefault(key, []).append(tag)
            if name := tag.get("id"):
                index.setdefault(f"#{name}", []).append(tag)
            for attribute in tag.attrs:
                index.setdefault(f"[{attribute}", []).append(tag)
        return index

    def found(self, selectors: Iterable[str]) -> Iterator[tuple[str, Tag]]:
        """Every tag that a selector finds, with it, selector by selector: ``tag#id.class[a=b]``, joined by blanks or ``>``."""
        for selector in selectors:
            steps = _steps(selector)
            last = steps[-1]
            if not all(step.key in self._index for step in steps):
                continue  # a look at the index is cheap, a climb from every link of a page is not
            for tag in self._index[last.key]:
                if last.fits(tag) and _under(tag, steps):
                    yield selector, tag

    def all(self, selectors: Iterable[str]) -> Iterator[Tag]:
        """The tags of :meth:`found` alone."""
        return (tag for _, tag in self.found(selectors))

    def first(self, selectors: Iterable[str]) -> Tag | None:
        """The first tag of the first selector that finds one."""
        return next(self.all(selectors), None)


def _under(tag: Tag, steps: tuple[_Step, ...]) -> bool:
    """True when the ancestors of ``tag`` fit the steps before the last, nearest first."""
    child = steps[-1].child
    parent = tag.parent
    for step in reversed(steps[:-1]):
        while parent is not None and not step.fits(parent):
            parent = None if child else parent.parent
        if parent is None:
            return False
        parent, child = parent.parent, step.child
    return True
