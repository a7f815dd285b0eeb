"""When an article appeared and was changed: which of a page's times are believed, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from pipeline.sources.dates import read_iso, read_printed, same_clock
from pipeline.sources.families import Family
from pipeline.sources.frame import in_the_frame
from pipeline.sources.metadata import Metadata
from pipeline.sources.pages import Page
from pipeline.sources.told import Told

CLOCK = 90
"""Seconds between a printed time and the request within which it may be the clock of the server."""

_Names = tuple[str | tuple[str, ...], ...]
"""Where times stand: a tuple names meta tags, a string a field of the JSON-LD."""

_PUBLISHED: _Names = (("article:published_time",), "datePublished", ("datepublished", "pubdate", "publishdate", "date"))
_MODIFIED: _Names = (("article:modified_time",), "dateModified", ("datemodified", "lastmod"))
_MONTH_IN_PATH = re.compile(r"/(20\d{2})(0[1-9]|1[0-2])/")


def times_of(page: Page, family: Family, metadata: Metadata, seen: str | None = None) -> tuple[Told | None, Told | None]:
    """Publication and last change, each an ISO time at +07:00, a day, or None.

    Times for machines come first, those only printed last; a publication that contradicts the month in the URL is not
    believed, nor a change before publication. ``seen`` is when the page was fetched: some papers print that time at the top.
    """
    printed = list(_printed(page, family, family.published, seen))
    shown = next((told.value for _, told in printed), None)
    own = [told for marked, told in printed if marked]
    published = _best(page.url, [*own, *_marked(metadata, family, shown, _PUBLISHED), *(told for _, told in printed)])
    changes = [told for marked, told in _printed(page, family, family.modified, seen) if marked]
    changes += _marked(metadata, family, published.value if published else None, _MODIFIED)
    return published, next((told for told in changes if not published or told.value[:10] >= published.value[:10]), None)


def _marked(metadata: Metadata, family: Family, shown: str | None, names: _Names) -> Iterator[Told]:
    for name in names:
        told = metadata.field(name) if isinstance(name, str) else metadata.meta(*name)
        if told and (time := _machine_time(told.value, family, shown)):
            yield Told(time, told.by)


def _machine_time(text: str, family: Family, shown: str | None) -> str | None:
    return read_iso(text, false_zone=family.false_zone or same_clock(text, shown)) or read_printed(text)


def _printed(page: Page, family: Family, selectors: tuple[str, ...], seen: str | None) -> Iterator[tuple[bool, Told]]:
    """Each time on the page, and whether an attribute holds it for machines or it is only printed; nearest the title first.

    What stands in the head or the foot of the page is the time of the request, or of something else.
    """
    title = page.first(family.title)
    middle = page.order.get(id(title), 0) if title is not None else 0
    for selector, tag in sorted(page.found(selectors), key=lambda found: abs(page.order[id(found[1])] - middle)):
        by, text = family.source(selector), tag.get_text(" ", strip=True)
        values = ((name, tag.get(name)) for name in ("datetime", "content", "data-time", "title"))
        for name, value in values:
            if isinstance(value, str) and (time := _machine_time(value, family, read_printed(text))):
                yield name in ("datetime", "content"), Told(time, f"{by} @{name}")
                break
        else:
            if not in_the_frame(tag, title) and (time := _not_the_clock(read_printed(text), seen)):
                yield False, Told(time, by)


def _not_the_clock(time: str | None, seen: str | None) -> str | None:
    """A printed time within a minute of the request proves nothing: it may be the clock of the server."""
    if time is None or seen is None or len(time) == 10:
        return time
    return None if abs((datetime.fromisoformat(time) - datetime.fromisoformat(seen)).total_seconds()) < CLOCK else time


def _best(url: str, times: Iterable[Told]) -> Told | None:
    """The first time with a clock that agrees with the month in the URL, else the first such day."""
    month = _MONTH_IN_PATH.search(urlsplit(url).path)
    fitting = [told for told in times if month is None or _near(told.value, int(month[1]), int(month[2]))]
    return next((told for told in fitting if len(told.value) > 10), next(iter(fitting), None))


def _near(time: str, year: int, month: int) -> bool:
    """The month of the URL or one beside it: an article can be filed on the last day of the month before."""
    return abs((int(time[:4]) - year) * 12 + int(time[5:7]) - month) <= 1
