"""``python -m pipeline.run`` alone: the whole way on the sample newspaper, and the commands over its store."""

import json
import os
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.measure.gold import shared_folder
from pipeline.stores import SqliteStore
from tests.test_kill import free_port
from tests.test_run import run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the main job ran once."""
    folder = tmp_path_factory.mktemp("main")
    os.environ["PIPELINE_SAMPLE_PORT"] = str(free_port())
    done = run(cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    (folder / "summary.txt").write_bytes(done.stdout)
    return folder


def test_the_summary_says_what_came_how_much_of_each_kind_and_where_it_is(folder: Path) -> None:
    summary = (folder / "summary.txt").read_text(encoding="utf-8")
    for words in ("30 articles new", "0 failed", "30 analysed", "data/sample.db", "data/sample-tables/", "dữ liệu minh họa"):
        assert words in summary
    for kind in ("plans", "figures", "places"):
        found = re.search(rf"(\d+) {kind}", summary)
        assert found and int(found[1]) > 50, kind


def test_every_mention_in_the_tables_leads_back_to_its_letters(folder: Path) -> None:
    tables = folder / "data" / "sample-tables"
    texts = {row["id"]: row["text"] for row in pq.read_table(tables / "articles.parquet").to_pylist()}
    mentions = pq.read_table(tables / "mentions.parquet").to_pylist()
    assert len(mentions) > 500
    assert all(texts[row["id"]][row["start"] : row["end"]] == row["text"] for row in mentions)
    assert {row["watermark"] for row in mentions} == {"dữ liệu minh họa"}


def test_the_second_run_fetches_no_article_again_and_writes_nothing(folder: Path) -> None:
    tables = folder / "data" / "sample-tables" / "articles.parquet"
    written = tables.stat().st_mtime_ns
    with SqliteStore(folder / "data" / "sample.db") as store:
        before = store.changes
    pages = sum(path.stat().st_size for path in (folder / "data" / "sample-warc").iterdir())
    done = run(cwd=folder)
    with SqliteStore(folder / "data" / "sample.db") as store:
        assert store.changes == before
    assert b"0 articles new" in done.stdout
    assert b"0 articles analysed" in done.stdout
    assert tables.stat().st_mtime_ns == written
    assert sum(path.stat().st_size for path in (folder / "data" / "sample-warc").iterdir()) == pages


def test_search_and_show_work_on_the_store(folder: Path) -> None:
    hits = run("search", "phat trien", "dang vien", cwd=folder).stdout.decode()
    assert "⟦" in hits
    id = hits.split()[0]
    shown = run("show", id, cwd=folder).stdout.decode()
    assert "figure" in shown and "dữ liệu minh họa" in shown
    missing = run("show", "nothing", cwd=folder)
    assert missing.returncode == 2
    assert b"search WORDS" in missing.stderr


def test_a_document_is_shown_with_the_sentences_that_cite_it(folder: Path) -> None:
    shown = run("show", "--document", "61-KH/TU", cwd=folder).stdout.decode()
    assert "Tỉnh ủy Lào Cai" in shown
    assert "⟦Kế hoạch số 61-KH/TU⟧" in shown


def test_export_writes_where_it_is_told_and_only_once(folder: Path) -> None:
    assert b"written" in run("export", "--out", "mine", cwd=folder).stdout
    assert b"up to date" in run("export", "--out", "mine", cwd=folder).stdout
    assert (folder / "mine" / "documents.parquet").exists()


def test_the_corpus_is_written_for_excel_and_as_one_page(folder: Path) -> None:
    assert run("export", "--format", "csv", "--out", "excel", cwd=folder).returncode == 0
    assert (folder / "excel" / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("export", "--format", "csv", cwd=folder).returncode == 2
    assert run("report", "--out", "page.html", cwd=folder).returncode == 0
    assert "dữ liệu minh họa" in (folder / "page.html").read_text(encoding="utf-8")


def test_status_counts_what_is_there_and_what_is_stale(folder: Path) -> None:
    with SqliteStore(folder / "data" / "sample.db") as store:
        id = next(store.made_by())[0]
        store.db.execute("UPDATE analysis SET made_by = json_set(made_by, '$.plan', 'old') WHERE id = ?", (id,))
    assert b"stale     1 articles" in run("status", cwd=folder).stdout
    assert b"1 articles analysed" in run("analyse", cwd=folder).stdout
    assert b"stale     0 articles" in run("status", cwd=folder).stdout


def test_the_archive_is_read_again_without_network(folder: Path) -> None:
    archive = next((folder / "data" / "sample-warc").iterdir())
    rows = [json.loads(line) for line in run("analyse", str(archive), cwd=folder).stdout.decode().splitlines()]
    with SqliteStore(folder / "data" / "sample.db") as store:
        assert {row["version"] for row in rows} == {row["version"] for row in store.rows("articles")}


@pytest.mark.skipif(shared_folder() is None, reason="the shared pages are not here")
def test_a_real_page_gives_its_title_lead_body_author_and_date(tmp_path: Path) -> None:
    shared = shared_folder()
    assert shared
    row = json.loads(run("analyse", str(shared / "data" / "pages" / "vnexpress_article.html"), cwd=tmp_path).stdout)
    assert all(row[name] for name in ("title", "lead", "body", "author", "published"))
    assert row["published"].endswith("+07:00")
    assert row["read_by"] == "vnexpress"
