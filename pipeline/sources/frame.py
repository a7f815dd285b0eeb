"""The frame of a page: header, menu, side and foot, comments. What stands there is not of the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sources.pages import classes_of

if TYPE_CHECKING:
    from bs4 import Tag

_NAMES = ("header", "nav", "footer", "aside")
_CLASSES = re.compile(
    r"(?:site-|page-|main-)?(?:header|top|topbar|footer|menu|navbar|sidebar|comments?|comment-list)"
    r"(?:[-_]?(?:top|bar|inner|wrap|main|date|time|item|box))?$", re.I)


def in_the_frame(tag: Tag, title: Tag | None) -> bool:
    """True when a part of the frame holds ``tag`` that does not also hold ``title``: an article may have a header of its own."""
    around = {id(parent) for parent in title.parents} if title is not None else set()
    return any(parent.name in _NAMES or any(_CLASSES.match(name) for name in classes_of(parent))
               for parent in tag.parents if id(parent) not in around)
