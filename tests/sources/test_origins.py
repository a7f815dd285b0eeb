"""Every field of an article that came from a page says where on the page it stood, and the store and the export keep it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.contract import article_row
from pipeline.errors import NotAnArticle
from pipeline.model import Article
from pipeline.sources import parse
from pipeline.stores.sqlite import SqliteStore

FOLDER = Path(__file__).parents[1] / "papers"
TOLD = ("title", "dateline", "lead", "body", "captions", "author", "published", "modified", "section", "tags", "related")


def read(name: str) -> Article:
    want = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return parse((FOLDER / f"{name}.html").read_bytes(), want["url"])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.html")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_there_has_an_origin_and_nothing_else(path: Path) -> None:
    try:
        article = parse(path.read_bytes(), "https://example.vn/x-1.html")
    except NotAnArticle:
        return
    assert {name for name in TOLD if getattr(article, name)} == {*article.origins} - {"url"}


def test_origins_name_the_selector_the_meta_tag_or_the_json() -> None:
    origins = read("baohaiphong/longform").origins
    assert origins["title"] == "family:onecms h1.sc-longform-header-title"
    assert origins["published"] == "meta article:published_time"
    assert origins["author"] == "under the text"
    assert read("baotayninh/a_id").origins["dateline"] == "start of the lead"
    assert read("generic/density").origins["body"] == "densest text"


def test_store_and_contract_keep_them(tmp_path: Path) -> None:
    article = read("baohaiphong/longform")
    with SqliteStore(tmp_path / "a.db") as store:
        store.save_article(article)
        assert store.article(article.id) == article
    assert article_row(article)["origins"] == dict(article.origins)


def test_a_store_of_an_earlier_version_gets_the_column(tmp_path: Path) -> None:
    article = read("baohaiphong/longform")
    with SqliteStore(tmp_path / "a.db") as store:
        store.save_article(article)
        store.db.execute("ALTER TABLE article DROP COLUMN origins")
    with SqliteStore(tmp_path / "a.db") as store:
        kept = store.article(article.id)
        assert kept is not None and kept.origins == {}
