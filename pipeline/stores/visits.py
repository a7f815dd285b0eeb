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


class SqliteFrontier:
    """The part of the store that remembers URLs; each call is committed when it returns, or with the batch around it."""

    db: sqlite3.Connection

    def batch(self) -> AbstractContextManager[None]:
        """Everything written inside is committed together."""
        raise NotImplementedError

    def known(self, url: str) -> Visit | None:
        """The last visit to ``url``, or None when it was never visited."""
        row = self.db.execute("SELECT * FROM visit WHERE url = ?", (url,)).fetchone()
        return Visit(**{name: row[name] for name in _VISIT}) if row else None

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
