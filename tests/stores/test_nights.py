"""What the store remembers of nights: who was asked how often, how it went, what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.model import Visit, article
from pipeline.stores import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "news.db") as opened:
        yield opened


def visit(url: str, day: str, at: str = "2026-11-20T02:00:00+07:00", **given: object) -> Visit:
    return Visit(url=url, paper="p", outcome="article", at=at, published=day, twin=url.lower(), **given)  # type: ignore[arg-type]


def test_articles_are_found_by_their_day_and_last_visit(store: SqliteStore) -> None:
    for one in (visit("a", "2026-11-19"), visit("b", "2026-11-01"), visit("c", "2026-11-18", at="2026-11-23T02:00:00+07:00")):
        store.done(one)
    found = store.read_before("p", "2026-11-22", since="2026-11-10", until="9999", most=9)
    assert [one.url for one in found] == ["a"]
    assert store.articles_read("p") == 3
    assert store.articles_read("other") == 0


def test_an_article_is_known_by_its_twin(store: SqliteStore) -> None:
    store.done(visit("A", "2026-11-19", failures=2))
    known = store.known_article("a")
    assert known is not None
    assert (known.url, known.failures) == ("A", 2)
    assert store.known_article("b") is None


def test_a_store_of_an_earlier_version_gets_what_its_visits_lack(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as before:
        before.db.execute("DROP INDEX visit_twin")
        for column in ("twin", "failures"):
            before.db.execute(f"ALTER TABLE visit DROP COLUMN {column}")
    with SqliteStore(tmp_path / "s.db") as after:
        after.done(visit("a", "2026-11-19"))
        assert after.known("a") == visit("a", "2026-11-19")


def test_gone_is_marked_once_and_taken_back_once(store: SqliteStore) -> None:
    store.save_article(article(id="a", title="Tin", body=["Có 2 xã."]))
    assert store.mark_gone("a", "2026-11-20")
    assert not store.mark_gone("a", "2026-11-21")
    assert store.gone("a") == "2026-11-20"
    changes = store.changes
    assert store.mark_gone("a", None)
    assert store.changes == changes + 1
    assert not store.mark_gone("a", None)
    assert not store.mark_gone("nothing", "2026-11-20")


def test_the_runs_of_a_day_are_one_night(store: SqliteStore) -> None:
    for day in range(1, 20):
        store.save_night(f"2026-11-{day:02}T01:30:00+07:00", "p", {"new": day})
    store.save_night("2026-11-19T12:00:00+07:00", "p", {"new": 1})
    found = store.nights("p", "2026-11-20")
    assert [night["new"] for night in found] == [20, *range(18, 5, -1)]
    assert store.nights("p", "2026-11-01") == []


def test_requests_are_counted_by_day_and_host(store: SqliteStore) -> None:
    store.save_spent("2026-11-19", "a", 3)
    store.save_spent("2026-11-19", "a", 5)
    assert store.spent("2026-11-19") == {"a": 5}
    assert store.spent("2026-11-20") == {}


def test_a_broken_file_met_while_reading_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"s\.db"), SqliteStore(tmp_path / "s.db") as store:
        store.db.execute("SELECT nothing")
