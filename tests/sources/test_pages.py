"""Every page of ``tests/papers`` reads as its ``.json`` says: an article with these parts, or what it is instead.

To add a case, put a page and its answer there; keys left out are not compared.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import NotAnArticle
from pipeline.measure.gold import shared_folder
from pipeline.model import Article
from pipeline.sources import parse

FOLDER = Path(__file__).parents[1] / "papers"
PAGES = [path for path in sorted(FOLDER.glob("*/*.html")) if not path.stem.startswith("recorded_")]
"""Recorded pages are measured (``python -m tests.compare_extractors``), not tested: others do not have them."""


def of_article(article: Article, key: str) -> Any:
    if key == "related":
        return [[item.title, item.link] for item in article.related]
    value = getattr(article, key)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_page_reads_as_its_answer_says(path: Path) -> None:
    want = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    url, fetched, found = want.pop("url"), want.pop("fetched", None), want.pop("found", None)
    if found is not None:
        with pytest.raises(NotAnArticle) as caught:
            parse(path.read_bytes(), url, fetched=fetched)
        assert caught.value.found == found
        return
    article = parse(path.read_bytes(), url, fetched=fetched)
    assert {key: of_article(article, key) for key in want} == want


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_part_is_in_the_text_where_it_says(path: Path) -> None:
    try:
        article = parse(path.read_bytes())
    except NotAnArticle:
        return
    pieces = [article.text[span.start : span.end] for span in article.parts]
    assert pieces == [piece for piece in (article.title, article.lead, *article.body, *article.captions) if piece]


@pytest.mark.parametrize("name", ["baochinhphu", "cafef", "tuoitre", "vnexpress"])
def test_a_saved_section_page_is_a_listing(name: str) -> None:
    shared = shared_folder()
    if shared is None:
        pytest.skip("the saved pages are not here")
    with pytest.raises(NotAnArticle) as caught:
        parse((shared / "data" / "pages" / f"{name}_list.html").read_bytes())
    assert caught.value.found == "listing"
