"""The memory of the crawl: which URLs wait, and how the last visit to each ended (the protocol is in ``sources``)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import fields

from pipeline.model import Candidate, Visit

_VISIT = [item.name for item in fields(Visit)]
_CANDIDATE = [item.name for item in fields(Candidate)]
_PAGE = 500

INDEXES = (
    "CREATE INDEX IF NOT EXISTS waiting_n ON waiting (n)",
    "CREATE INDEX IF NOT EXISTS visit_twin ON visit (twin) WHERE published IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS visit_published ON visit (paper, published) WHERE published IS NOT NULL",
)


class SqliteFrontier:
    """The part of the store that remembers URLs; each call is committed when it returns, or with the batch around it."""

    db: sqlite3.Connection

    def batch(self) -> AbstractContextManager[None]:
        """Everything written inside is committed together."""
        raise NotImplementedError

    def known(self, url: str) -> Visit | None:
        """The last visit to ``url``, or None when it was never visited."""
        return _visit(self.db.execute("SELECT * FROM visit WHERE url = ?", (url,)).fetchone())

    def known_article(self, twin: str) -> Visit | None:
        """The last visit to the article that has this twin, under whichever spelling."""
        asked = "SELECT * FROM visit WHERE twin = ? AND published IS NOT NULL"
        return _visit(self.db.execute(asked, (twin,)).fetchone())

    def articles_read(self, paper: str) -> int:
        """How many articles of ``paper`` were read so far, the removed ones among them."""
        asked = "SELECT count(*) FROM visit WHERE paper = ? AND published IS NOT NULL"
        return int(self.db.execute(asked, (paper,)).fetchone()[0])

    def read_before(self, paper: str, at: str, *, since: str, until: str, most: int) -> Iterator[Visit]:
        """The visits before ``at`` to articles published from ``since`` on and before ``until``, those longest ago first."""
        found = self.db.execute(
            "SELECT * FROM visit WHERE paper = ? AND published >= ? AND published < ? AND published IS NOT NULL AND at < ? "
            "ORDER BY at, url LIMIT ?", (paper, since, until, at, most))
        return (visit for row in found.fetchall() if (visit := _visit(row)))

    def add(self, candidate: Candidate) -> None:
        """Remember that ``candidate`` waits; the newer ``lastmod`` of two wins, the place in the queue stays."""
        with self.batch():
            self.db.execute(
                "INSERT INTO waiting VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(n), 0) + 1 FROM waiting)) "
                "ON CONFLICT (url) DO UPDATE SET lastmod = excluded.lastmod "
                "WHERE coalesce(excluded.lastmod, '') > coalesce(lastmod, '')",
                [getattr(candidate, name) for name in _CANDIDATE],
            )

    def waiting(self, paper: str) -> Iterator[Candidate]:
        """The candidates of ``paper`` that wait, in the order they were added; the caller may add and finish meanwhile."""
        last = 0
        while rows := self.db.execute(
            "SELECT * FROM waiting WHERE paper = ? AND n > ? ORDER BY n LIMIT ?", (paper, last, _PAGE)
        ).fetchall():
            for row in rows:
                yield Candidate(**{name: row[name] for name in _CANDIDATE})
            last = rows[-1]["n"]

    def done(self, visit: Visit) -> None:
        """Record ``visit``: its URL waits no longer."""
        with self.batch():
            self.db.execute(
                f"INSERT OR REPLACE INTO visit ({', '.join(_VISIT)}) VALUES ({', '.join('?' * len(_VISIT))})",
                [getattr(visit, name) for name in _VISIT],
            )
            self.db.execute("DELETE FROM waiting WHERE url = ?", (visit.url,))

    def prepare_visits(self) -> None:
        """Give a store of an earlier version what its visits have not: the columns of new fields, and the indexes."""
        there = {row["name"] for row in self.db.execute("PRAGMA table_info(visit)")}
        for name in _VISIT:
            if name not in there:
                kind = "INTEGER NOT NULL DEFAULT 0" if name == "failures" else "TEXT"
                self.db.execute(f'ALTER TABLE visit ADD COLUMN "{name}" {kind}')
        for statement in INDEXES:
            self.db.execute(statement)


def _visit(row: sqlite3.Row | None) -> Visit | None:
    return Visit(**{name: row[name] for name in _VISIT}) if row else None
