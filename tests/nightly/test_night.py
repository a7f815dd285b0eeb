"""A night keeps what was removed, tells what changed, stays in its budget, and stops in order when it cannot go on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from contextlib import closing

import pytest

from pipeline.errors import StoreError
from pipeline.nightly import night as night_module
from pipeline.nightly import reparse
from pipeline.sources import Paper
from pipeline.work import Work
from tests.nightly.conftest import Run, age
from tests.sources.newsroom import NewsServer


def url(server: NewsServer, number: int) -> str:
    return f"{server.url}/bai-so-post1{500_000 + number}.html"


def test_a_removed_article_is_marked_and_kept_and_may_come_back(server: NewsServer, work: Work, run: Run) -> None:
    assert "12 articles new" in run()[1][0]
    server.news.removed = {0, 1}
    age(work.store, 31)
    assert "2 gone" in run()[1][0]
    assert work.store.gone(url(server, 0))
    assert work.store.article(url(server, 0)) is not None
    age(work.store, 1)
    assert " 0 gone" in run()[1][0]
    server.news.removed = set()
    age(work.store, 400)
    assert "2 back again" in run()[1][0]
    assert work.store.gone(url(server, 0)) is None


def test_an_edit_becomes_a_revision_and_a_frame_around_it_does_not(server: NewsServer, work: Work, run: Run) -> None:
    run()
    server.news.edits[0] += 1
    age(work.store, 1)
    assert "1 changed" in run()[1][0]
    assert len(work.store.versions(url(server, 0))) == 2
    assert len(work.store.versions(url(server, 1))) == 1


def test_older_articles_are_asked_for_more_seldom(server: NewsServer, work: Work, run: Run) -> None:
    run()
    asked = []
    for days in (1, 31, 183, 366):  # the articles are an hour, 43, 368, 693 and more days old
        server.requests.clear()
        age(work.store, days)
        run()
        asked.append(sum("-post1" in seen.path for seen in server.requests))
    assert asked == [1, 2, 4, 12]


def test_no_more_than_a_fifth_is_asked_for_again(server: NewsServer, work: Work, run: Run) -> None:
    run()
    age(work.store, 500)
    server.requests.clear()
    run(again=None)
    assert sum("-post1" in seen.path for seen in server.requests) == 2


def test_the_budget_of_a_day_is_kept_over_runs_and_the_rest_waits(server: NewsServer, work: Work, run: Run) -> None:
    first = run(budget=10)[1]
    assert "used up" in first[-1]
    assert len(server.requests) == 10
    assert "used up" in run(budget=10)[1][-1]
    assert len(server.requests) == 10
    run(budget=100)
    assert work.store.counts()["articles"] == 12


def test_what_happened_is_logged_line_by_line_with_a_summary(server: NewsServer, work: Work, run: Run) -> None:
    run()
    [path] = work.settings.log.iterdir()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(line["what"] == "new" for line in lines) == 12
    assert lines[-1]["what"] == "summary"
    assert lines[-1]["new"] == lines[-1]["read"] == lines[-1]["family hemera"] == 12


def test_a_locked_store_ends_the_night_in_order_and_the_next_goes_on(server: NewsServer, work: Work, run: Run) -> None:
    run(pages=4)
    with closing(sqlite3.connect(work.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            run()
    run()
    assert work.store.counts()["articles"] == 12


def test_a_full_disk_ends_the_night_in_order_and_the_next_goes_on(server: NewsServer, work: Work, run: Run) -> None:
    run(pages=4)
    [pages] = work.store.db.execute("PRAGMA page_count").fetchone()
    work.store.db.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match="full"):
        run()
    work.store.db.execute("PRAGMA max_page_count = 1000000")
    run()
    assert work.store.counts()["articles"] == 12
    assert not work.store.db.execute("SELECT * FROM waiting").fetchall()


def test_a_run_is_not_begun_on_a_disk_that_is_nearly_full(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(night_module, "LEAST_FREE", 1 << 60)
    with pytest.raises(StoreError, match="MB free"):
        run()


def test_a_stop_is_obeyed_and_what_was_read_is_kept(
    server: NewsServer, work: Work, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = work.store.save_article

    def stop_at_the_third(article: object) -> bool:
        if work.store.counts()["articles"] == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return save(article)  # type: ignore[arg-type]

    monkeypatch.setattr(type(work.store), "save_article", lambda self, article: stop_at_the_third(article))
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.undo()
    assert 2 <= work.store.counts()["articles"] < 12
    run()
    assert work.store.counts()["articles"] == 12


def test_the_articles_are_rebuilt_from_the_archive_alone(server: NewsServer, work: Work, run: Run) -> None:
    run()
    server.news.edits[0] += 1
    server.news.removed = {1}
    age(work.store, 31)
    run()
    before = sorted(map(str, work.store.rows("articles")))
    versions = work.store.versions(url(server, 0))
    server.shutdown()
    paper: Paper = server.paper
    reparse(work, lambda line: None, lambda url: paper)
    assert sorted(map(str, work.store.rows("articles"))) == before
    work.store.db.execute("DELETE FROM article")
    said: list[str] = []
    assert reparse(work, said.append, lambda url: paper) == 0
    assert "12 articles, 1 of them gone; 12 not as they were" in said[0]
    assert sorted(map(str, work.store.rows("articles"))) == before
    assert work.store.versions(url(server, 0)) == versions


def test_a_reading_that_changed_makes_no_revision(server: NewsServer, work: Work, run: Run) -> None:
    run()
    work.store.db.execute("UPDATE article SET version = 'old', text = 'old' WHERE id = ?", (url(server, 3),))
    reparse(work, lambda line: None, lambda url: server.paper)
    [version] = work.store.versions(url(server, 3))
    assert version != "old"


def test_months_tell_no_article_from_nothing_read(server: NewsServer, work: Work, run: Run) -> None:
    run(pages=5)
    months = work.store.months()
    assert 12 <= sum(month.seen for month in months) <= 13  # another spelling of an address waits until its turn
    assert sum(month.read for month in months) == sum(month.new for month in months) == 5
    assert sum(month.analysed for month in months) == 0
    run()
    assert sum(month.read for month in work.store.months()) == 12
