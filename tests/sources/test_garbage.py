"""Whatever the bytes are, ``parse`` gives an article or says what the page is instead, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.errors import NotAnArticle
from pipeline.sources import parse
from tests.soak_pages import soak

PAGES = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "papers").glob("*/*.html"))]
@pytest.mark.parametrize("seed", range(10))
def test_mutated_pages_are_whole_articles_or_none(seed: int) -> None:
    assert soak(PAGES, 30, seed).total() == 30


TEASER = b"<p><a href='/x-12345.html'>mot hai ba bon nam</a></p>"
HEAVY = {
    "nested": b"<div>" * 1_000_000,
    "paragraphs": b"<h1>x</h1>" + b"<div><p>" * 120_000,
    "comments": b"<!--" * 1_000_000,
    "scripts": b"<script" * 250_000,
    "attributes": b"<p " + b"a=b " * 1_200_000,
    "nothing": b"\0" * 5_000_000,
    "bold": b"<b>" * 300_000,
    "teasers": b"<h1>t</h1><div>" + TEASER * 25_000,
    "newlines": b"\n" * 5_000_000,
    "entities": b"<h1>x</h1><p>" + b"&amp;" * 1_000_000,
    "json": b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>",
    "family": b"1cdn.vn onecms <h1 class='block-sc-title'>x</h1><div class='b-maincontent'>" + b"<div>" * 300_000 + b"text",
}


@pytest.mark.parametrize("name", HEAVY)
def test_megabytes_built_to_wear_us_out_do_not(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(NotAnArticle):
        parse(HEAVY[name])
    assert time.process_time() - begun < 8


@pytest.mark.parametrize("length", range(0, 3000, 97))
def test_a_page_cut_anywhere_is_read_or_refused(length: int) -> None:
    page = next(page for page in PAGES if b"sc-longform" in page)
    try:
        article = parse(page[:length])
    except NotAnArticle:
        return
    assert article.title == "Bến Bính thêm một chuyến phà sớm"
