"""How much of a newspaper one run reads."""

from __future__ import annotations

from dataclasses import dataclass

PAGES_OF_A_SECTION = 20
"""A section is turned so far at most, and no further than the first page without news."""

PAGES_OF_A_PAST = 2000
"""So far where a ``since`` asks for years that only the last pages of a section still list."""

SHARE_ASKED_AGAIN = 0.2
"""At most this part of the articles known of a paper is asked for again in one night, the youngest first."""

MOST_ASKED_AGAIN = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a paper is crawled.

    At most ``pages`` pages; nothing known to be of another time than the ISO days from ``since`` to ``until``; only what the
    section pages named by ``sections`` (paths: *chinh-tri*) list; ``section_pages`` turned (None: as far as ``since`` needs).
    ``again`` is the most articles that are asked for again, None for the rule of :mod:`pipeline.sources.schedule`.
    """

    pages: int | None = None
    since: str | None = None
    until: str | None = None
    sections: tuple[str, ...] = ()
    section_pages: int | None = None
    again: int | None = None

    @property
    def turned(self) -> int:
        """How many pages of a section are read at most."""
        return self.section_pages or (PAGES_OF_A_PAST if self.since else PAGES_OF_A_SECTION)

    def leaves_out(self, lastmod: str | None) -> bool:
        """True when ``lastmod`` says that what is behind it is not of the days asked for.

        An article is never older than its last change; that it is not much younger is only likely, so that a run with an
        ``until`` leaves articles of those days that were edited later to a run without. Without a ``lastmod`` the page must tell.
        """
        if not lastmod:
            return False
        return bool(self.since and lastmod[:10] < self.since) or bool(self.until and lastmod[:10] > self.until)

    def asked_again(self, known: int) -> int:
        """How many of ``known`` articles may be asked for again."""
        if self.sections:
            return 0
        return self.again if self.again is not None else min(MOST_ASKED_AGAIN, int(known * SHARE_ASKED_AGAIN))
