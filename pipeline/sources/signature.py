"""Who signed an article: the by-line on the page, under the text, else what the page tells machines."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.sources.blocks import text_of
from pipeline.sources.body import tidy_author
from pipeline.sources.families import Family
from pipeline.sources.frame import in_the_frame
from pipeline.sources.metadata import Metadata, content_of
from pipeline.sources.pages import Page
from pipeline.sources.told import Told
from pipeline.text import bare, clean

_NOBODY = re.compile(r"https?:|www\.|@|facebook|\.vn\b|\.com\b|\.net\b|^theo\b|^admin$|^(?:quản trị|ban biên tập|tòa soạn)", re.I)
LONGEST = 100


def author_of(page: Page, family: Family, metadata: Metadata, signed: str | None, own_name: str) -> Told | None:
    """The author, or None. ``signed`` is the by-line under the text, ``own_name`` the newspaper's name, which is no author."""
    sites = [squeezed(site) for site in (*metadata.site_names, own_name) if site]
    host = _stem(page.url)

    def is_paper(name: str) -> bool:
        plain = squeezed(name)
        ours = (len(host) > 3 and host in plain) or any(plain in site or site in plain for site in sites)
        return ours or bool(_NOBODY.search(name))

    title = page.first(family.title)
    tags = ((by, tag) for by, tag in page.found(family.author) if family.markers or not in_the_frame(tag, title))
    printed = [Told(text_of(tag) or content_of(tag), family.source(by)) for by, tag in tags]
    people = ", ".join(name for name in dict.fromkeys(metadata.authors) if not is_paper(name))
    under = Told(signed, "under the text") if signed else None
    marked = [Told(people, "json-ld author"), metadata.meta("article:author"), metadata.meta("author", "dable:author")]
    for told in (*printed, under, *marked):
        if told and not is_paper(told.value) and (tidy := tidy_author(told.value)) and len(tidy) <= LONGEST:
            return Told(tidy, told.by)
    return None


def _stem(url: str) -> str:
    """What is peculiar to the host of a newspaper: *laocai* of ``www.baolaocai.vn``."""
    return (urlsplit(url).hostname or "").removeprefix("www.").split(".")[0].removeprefix("bao")


def squeezed(name: str) -> str:
    """A name for comparing: no marks, no blanks.

    >>> squeezed("Báo Lào Cai")
    'baolaocai'
    """
    return "".join(letter for letter in bare(clean(name)) if letter.isalnum())
