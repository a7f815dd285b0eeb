"""Whatever the bytes are, ``parse`` gives an article or says what the page is instead, and soon."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from pipeline.errors import NotAnArticle
from pipeline.sources import parse

PAGES = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "papers").glob("*/*.html"))]
PIECES = [
    b"<!--", b"-->", b"<script>", b"</script>", b"<div>" * 50, b"</div>" * 50, b"\0" * 20, b"<table><tr><td>", b"&#xD800;",
    b"\xff\xfe",
    b"<base href='http://['>", b'<meta charset="x-none">', b"<p hidden>", b"<body>", b"</html>", b"<a href='http://[::1'>",
    "<p>\u200b\u00a0\ufeff</p>".encode(),
    b'<script type="application/ld+json">[{"@type":["NewsArticle"],"author":[[1]]}]</script>',
]


def mutated(page: bytes, rng: random.Random) -> bytes:
    data = bytearray(page)
    for _ in range(rng.randint(1, 6)):
        at, size = rng.randrange(len(data) + 1), rng.randint(1, 400)
        match rng.randrange(5):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = rng.randbytes(rng.randint(1, 30))
            case 2:
                data[at:at] = data[at : at + size]
            case 3:
                data[at:at] = rng.choice(PIECES)
            case _:
                old, new = rng.choice([b"class", b"content", b"href", b"div", b"20", b'"']), rng.choice([b"", b"x", b"<", b"99"])
                data = bytearray(bytes(data).replace(old, new, rng.randint(1, 20)))
    return bytes(data)


@pytest.mark.parametrize("seed", range(20))
def test_mutated_pages_never_raise_anything_else(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(25):
        data = mutated(rng.choice(PAGES), rng)
        try:
            parse(data, "https://baolaocai.vn/202603/x-post1.html", fetched="2026-03-07T08:00:00+07:00")
        except NotAnArticle as problem:
            assert problem.found


TEASER = b"<p><a href='/x-12345.html'>mot hai ba bon nam</a></p>"
HEAVY = {
    "nested": b"<div>" * 1_000_000,
    "paragraphs": b"<h1>x</h1>" + b"<div><p>" * 300_000,
    "comments": b"<!--" * 1_000_000,
    "scripts": b"<script" * 700_000,
    "attributes": b"<p " + b"a=b " * 1_200_000,
    "nothing": b"\0" * 5_000_000,
    "bold": b"<b>" * 900_000,
    "teasers": b"<h1>t</h1><div>" + TEASER * 60_000,
    "newlines": b"\n" * 5_000_000,
    "entities": b"<h1>x</h1><p>" + b"&amp;" * 1_000_000,
    "json": b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>",
    "family": b"1cdn.vn onecms <h1 class='block-sc-title'>x</h1><div class='b-maincontent'>" + b"<div>" * 900_000 + b"text",
}


@pytest.mark.parametrize("name", HEAVY)
def test_five_megabytes_built_to_wear_us_out_do_not(name: str) -> None:
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
