"""The second night of the sample newspaper: one article new, one changed, one gone, and hardly anything downloaded."""

from __future__ import annotations

from pathlib import Path

from pipeline.nightly import crawl_papers
from pipeline.settings import load
from pipeline.stores import SqliteStore
from pipeline.work import Work
from tests.nightly.conftest import age
from tests.test_kill import free_port


def test_the_second_night_brings_what_happened_and_no_more(tmp_path: Path) -> None:
    said: list[str] = []
    port = free_port()
    first, second = (load(folder=tmp_path, sample_port=port, sample_night=night) for night in (1, 2))
    with SqliteStore(first.store) as store:
        crawl_papers(Work(settings=first, store=store), said.append)
        age(store, 1)
        assert crawl_papers(Work(settings=second, store=store), said.append) == 0
        assert "1 articles new, 1 changed" in said[-1]
        for _ in range(7):  # a removal nobody announces is met when the schedule comes to it
            age(store, 400)
            crawl_papers(Work(settings=second, store=store), said.append)
            if " 1 gone" in said[-1]:
                break
        assert sum("1 gone" in line for line in said) == 1
        rows = list(store.rows("articles"))
        assert len(rows) == 31
        assert [bool(row["text"]) for row in rows if row["gone"]] == [True]
        assert sum(len(store.versions(row["id"])) == 2 for row in rows) == 1
