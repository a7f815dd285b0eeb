"""What is remembered of each night: how it went, what was asked of whom, which articles are gone, and the denominators."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from pipeline.model import Article

STATEMENTS = (
    "CREATE TABLE IF NOT EXISTS night (run TEXT, paper TEXT, counts TEXT NOT NULL, PRIMARY KEY (paper, run)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS spent (day TEXT, host TEXT, requests INTEGER NOT NULL, PRIMARY KEY (day, host)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the store knows of one paper and month (*2026-03*; None: no date).

    ``seen`` counts the addresses of articles met so far: those read, and those that wait and were announced in that month.
    ``read`` are the articles published in it, ``gone`` those of them that were removed since, ``analysed`` those an analysis
    exists of; ``new`` counts the articles, of any month, that were first read in it.
    """

    paper: str
    month: str | None
    seen: int = 0
    read: int = 0
    new: int = 0
    gone: int = 0
    analysed: int = 0


_MONTHS = {
    "seen": "SELECT paper, substr(published, 1, 7), count(*) FROM article WHERE current = 1 GROUP BY 1, 2 UNION ALL "
            "SELECT paper, substr(lastmod, 1, 7), count(DISTINCT lower(url)) FROM waiting "
            "WHERE coalesce(found_on, '') NOT LIKE 'page %' AND url NOT IN (SELECT id FROM article) GROUP BY 1, 2",
    "read": "SELECT paper, substr(published, 1, 7), count(*) FROM article WHERE current = 1 GROUP BY 1, 2",
    "new": "SELECT paper, month, count(*) FROM (SELECT paper, substr(min(first_seen), 1, 7) AS month FROM article GROUP BY id) "
           "GROUP BY 1, 2",
    "gone": "SELECT paper, substr(published, 1, 7), count(*) FROM article WHERE current = 1 AND gone IS NOT NULL GROUP BY 1, 2",
    "analysed": "SELECT paper, substr(published, 1, 7), count(*) FROM article JOIN analysis USING (id, version) "
                "WHERE current = 1 GROUP BY 1, 2",
}


class SqliteNights:
    """The part of the store that remembers the nights."""

    db: sqlite3.Connection

    def batch(self) -> AbstractContextManager[None]:
        """Everything written inside is committed together."""
        raise NotImplementedError

    def save_article(self, article: Article) -> bool:
        """See :class:`pipeline.stores.Store`."""
        raise NotImplementedError

    def _changed(self) -> None:
        raise NotImplementedError

    def mark_gone(self, id: str, at: str | None) -> bool:
        """Note that an article was found removed at the time ``at``, or with None that it is there again; it is kept.

        True when that is news. The first time it was found removed stays.
        """
        with self.batch():
            done = self.db.execute(
                "UPDATE article SET gone = ? WHERE id = ? AND current = 1 AND (gone IS NULL) = (? IS NOT NULL)", (at, id, at))
            if done.rowcount > 0:
                self._changed()
            return done.rowcount > 0

    def gone(self, id: str) -> str | None:
        """When the article was found removed, or None."""
        row = self.db.execute("SELECT gone FROM article WHERE id = ? AND current = 1", (id,)).fetchone()
        return row["gone"] if row else None

    def versions(self, id: str) -> list[str]:
        """Every version of an article that is kept, in the order they were first seen."""
        found = self.db.execute("SELECT version FROM article WHERE id = ? ORDER BY first_seen, rowid", (id,))
        return [row["version"] for row in found]

    def rebuild_article(self, history: Sequence[Article], gone: str | None) -> bool:
        """Replace all versions of an article by ``history`` (oldest first, one at least); True when that changed anything.

        What was read from a version that stays is kept.
        """
        id, before = history[0].id, self.versions(history[0].id)
        with self.batch():
            changed = sum([self.save_article(article) for article in history]) > 0
            for version in {*before} - {article.version for article in history}:
                self._forget(id, version)
                changed = True
            return self.mark_gone(id, gone) or changed

    def _forget(self, id: str, version: str) -> None:
        tables = [row["name"] for row in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN "
                                                         "('analysis', 'plans', 'figures', 'places', 'persons', 'article')")]
        for table in tables:
            self.db.execute(f'DELETE FROM "{table}" WHERE id = ? AND version = ?', (id, version))
        self._changed()

    def save_night(self, run: str, paper: str, counts: Mapping[str, int]) -> None:
        """Keep how the run that began at ``run`` (ISO) has gone for ``paper`` so far."""
        with self.batch():
            self.db.execute("INSERT OR REPLACE INTO night VALUES (?, ?, ?)", (run, paper, json.dumps(counts, ensure_ascii=False)))

    def nights(self, paper: str, before: str, most: int = 14) -> list[Counter[str]]:
        """How the last ``most`` days of ``paper`` before the run ``before`` went, newest first; runs of a day are added up."""
        days: dict[str, Counter[str]] = {}
        found = self.db.execute("SELECT run, counts FROM night WHERE paper = ? AND run < ? ORDER BY run DESC", (paper, before))
        for row in found:
            day = row["run"][:10]
            if day not in days and len(days) == most:
                break
            days.setdefault(day, Counter()).update(json.loads(row["counts"]))
        return [*days.values()]

    def spent(self, day: str) -> dict[str, int]:
        """How many requests each host was sent on ``day``."""
        return {row["host"]: row["requests"] for row in self.db.execute("SELECT * FROM spent WHERE day = ?", (day,))}

    def save_spent(self, day: str, host: str, requests: int) -> None:
        """Keep how many requests ``host`` was sent on ``day``."""
        with self.batch():
            self.db.execute("INSERT OR REPLACE INTO spent VALUES (?, ?, ?)", (day, host, requests))

    def months(self) -> list[Month]:
        """The denominators: a row for each paper and month of which anything is known."""
        counts: dict[tuple[str, str | None], Counter[str]] = {}
        for name, question in _MONTHS.items():
            for paper, month, number in self.db.execute(question):
                counts.setdefault((paper or "", month), Counter())[name] += number
        return [Month(paper=paper, month=month, **found) for (paper, month), found in sorted(counts.items(), key=_by_month)]


def _by_month(item: tuple[tuple[str, str | None], Iterable[str]]) -> tuple[str, str]:
    (paper, month), _ = item
    return paper, month or ""
