"""Which links may be articles, by their address alone: the rules stand in ``tables/links.toml``."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from pipeline.tables import load


@cache
def _rules(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row.get("found", group), re.compile(row["pattern"])) for row in load("links")[group])


def kind_of_address(url: str) -> str | None:
    """``article``, or what else the address says it is (topic, video, e-paper, copy, file), or None when it says nothing.

    >>> kind_of_address("https://example.vn/cho-phien-bac-ha-post12345.html")
    'article'
    >>> kind_of_address("https://example.vn/video/cho-phien-12345.html")
    'video'
    """
    path = unquote(urlsplit(url).path)
    for group in ("other", "article"):
        for found, pattern in _rules(group):
            if pattern.search(path):
                return found
    return None
