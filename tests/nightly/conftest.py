"""A small newspaper that behaves, and a store to read it into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.nightly import crawl_these
from pipeline.settings import load
from pipeline.sources import Limits, Paper, Politeness
from pipeline.stores import SqliteStore
from pipeline.work import Work
from tests.sources.misbehaving import serving
from tests.sources.newsroom import News, NewsServer

Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def server() -> Iterator[NewsServer]:
    server = NewsServer(News(12, moody=False, links_bad=False))
    with serving(server):
        yield server


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    settings = load(folder=tmp_path / "data", papers=("all",))
    with SqliteStore(settings.store, patience=0.1) as store:
        yield Work(settings=settings, store=store)


@pytest.fixture
def run(server: NewsServer, work: Work) -> Run:
    """Crawl the newspaper once: how many failed, and what was said."""

    def run(budget: int | None = None, paper: Paper | None = None, **limits: object) -> tuple[int, list[str]]:
        said: list[str] = []
        polite = Politeness(pause=0.0, backoff=0.01, tries=1, budget=budget, allowed=frozenset({server.host}))
        asked = Limits(**{"again": 100, **limits})  # type: ignore[arg-type]
        failed = crawl_these(work, said.append, [paper or server.paper], polite, asked)
        return failed, said

    return run


def age(store: SqliteStore, days: float) -> None:
    """Let days pass."""
    for url, at in store.db.execute("SELECT url, at FROM visit").fetchall():
        earlier = (datetime.fromisoformat(at) - timedelta(days=days)).isoformat()
        store.db.execute("UPDATE visit SET at = ? WHERE url = ?", (earlier, url))
    store.db.execute("DELETE FROM spent")
