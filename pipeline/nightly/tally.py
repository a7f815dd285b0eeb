"""What happened to one paper in a night, counted and put into one line.

``asked`` pages of articles, of them ``asked_again`` known ones; ``read`` of them were articles: ``new``, ``changed`` or
``same`` as before; ``unchanged`` are 304 answers; ``gone`` known articles that were removed since the last time, ``back`` those
that came back, ``missing`` other pages that are not there; ``other`` pages are no articles, ``unreadable`` ones were;
``failed``, ``blocked``; ``lists`` read and lists ``not modified``. ``no_lead`` and ``no_date`` count articles, ``family x`` those
of a page system.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from pipeline.model import Article
from pipeline.nightly.alarms import FAMILY, Counts, alarms
from pipeline.sources import Event
from pipeline.stores import SqliteStore

FAILURES = ("failed", "blocked")

_ALWAYS = ("new", "changed", "gone", "failed", "blocked")
_WORDS = {
    "asked": "pages seen", "new": "articles new", "changed": "changed", "gone": "gone", "failed": "failed",
    "blocked": "blocked",
    "back": "back again", "same": "fetched again unchanged", "unchanged": "not modified (304)",
    "other": "other pages", "missing": "missing", "unreadable": "no longer readable", "lists": "lists read",
    "lists not modified": "lists not modified (304)",
}


class Tally:
    """The counts of one paper."""

    def __init__(self, paper: str) -> None:
        self.paper = paper
        self.counts: Counter[str] = Counter()

    @property
    def failures(self) -> int:
        """How many pages failed or were blocked."""
        return sum(self.counts[name] for name in FAILURES)

    def take(self, event: Event, store: SqliteStore) -> str:
        """Save what an event brought, count it, and return what it was counted as."""
        found = self._of_list(event) if event.candidate is None else self._of_page(event, store)
        self.counts[found] += 1
        return found

    def _of_list(self, event: Event) -> str:
        outcome = event.visit.outcome
        return {"source": "lists", "unchanged": "lists not modified", "gone": "lists not there"}.get(outcome, outcome)

    def _of_page(self, event: Event, store: SqliteStore) -> str:
        known = event.visit.published is not None and bool(store.versions(event.url))
        self.counts["asked"] += 1
        self.counts["asked_again"] += known
        if event.article is not None:
            return self._of_article(event, event.article, store)
        if event.visit.outcome == "gone" or (known and _leads_away(event)):
            return "missing" if not known else "gone" if store.mark_gone(event.url, event.visit.at) else "still gone"
        if event.visit.outcome == "unchanged":
            self.counts["back"] += store.mark_gone(event.url, None)
        if event.visit.outcome == "not_article":
            return "unreadable" if known else "other"
        return event.visit.outcome

    def _of_article(self, event: Event, article: Article, store: SqliteStore) -> str:
        counts = self.counts
        counts.update({"read": 1, "no_lead": not article.lead, "no_date": not article.published, f"{FAMILY}{article.read_by}": 1})
        with store.batch():
            before = store.versions(article.id)
            new = store.save_article(article)
            counts["back"] += store.mark_gone(article.id, None)
            if _leads_away(event) and article.id != event.url:
                counts["gone"] += store.mark_gone(event.url, event.visit.at)  # it lives on at another address
        return "same" if not new else "changed" if before else "new"

    def line(self, before: Sequence[Counts]) -> str:
        """The counts in words, with what is usual."""
        said = [f"{self.counts[name]} {words}" for name, words in _WORDS.items() if self.counts[name] or name in _ALWAYS]
        usual = f"; usually {median([night.get('new', 0) for night in before]):.0f} new" if before else ""
        return ", ".join(said) + usual

    def alarms(self, before: Sequence[Counts]) -> list[str]:
        """What is out of the ordinary."""
        return [*alarms(self.counts, before)]


def _leads_away(event: Event) -> bool:
    return event.final_url is not None and event.final_url != event.url
