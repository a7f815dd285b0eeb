"""The page to send to a colleague: complete, alone, harmless, the same each time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline.corpus.opening import Corpus
from pipeline.corpus.quality import flags
from pipeline.corpus.report import report
from pipeline.stores import SqliteStore
from tests.corpus.browser import chromium, open_page
from tests.corpus.illustration import SCRIPT, WATERMARK, build
from tests.corpus.test_show import Reader

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return pipeline.open_corpus(build(tmp_path_factory.mktemp("report") / "small.db"))


@pytest.fixture(scope="module")
def page(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(corpus, tmp_path_factory.mktemp("page") / "report.html", made=DAY)


def test_the_page_has_counts_trends_maps_documents_and_flags(page: Path) -> None:
    text = Reader(page.read_text(encoding="utf-8")).text
    for words in ("What there is", "Over time", "Where", "Newspapers", "Documents", "What to be careful about",
                  "24 November 2026", "6 articles", "15-KH/ĐU", "Đảng ủy xã Bản Qua", WATERMARK,
                  "figure that is about no period"):
        assert words in text, words


def test_the_page_is_self_contained_and_forbids_itself_everything_else(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    tags = Reader(html).tags
    assert "default-src 'none'" in html
    assert not {"script", "iframe", "object", "embed", "form", "base"} & {tag for tag, _ in tags}
    for tag, attributes in tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        assert (attributes.get("src") or "data:").startswith("data:")
        assert re.match(r"#|data:", attributes.get("href") or "#")


def test_the_page_can_be_read_without_seeing(page: Path) -> None:
    tags = Reader(page.read_text(encoding="utf-8")).tags
    assert ("html", {"lang": "en"}) in tags
    assert any(attributes.get("lang") == "vi" for _, attributes in tags)
    images = [attributes for tag, attributes in tags if tag == "img"]
    assert len(images) == 5
    assert all(len(attributes["alt"] or "") > 40 for attributes in images)
    assert [tag for tag, _ in tags if tag in ("h1", "main", "nav")] == ["h1", "nav", "main"]
    assert all(attributes.get("scope") == "col" for tag, attributes in tags if tag == "th")


@pytest.mark.parametrize("ink", ["#1a1a1a", "#4a4a4a", "#8a3b00", "#0b4f8a"])
def test_every_ink_of_the_page_stands_out_from_the_white(ink: str) -> None:
    assert ink in (Path(pipeline.__file__).parent / "corpus" / "report.css").read_text(encoding="utf-8")
    assert 1.05 / (_luminance(ink) + 0.05) >= 7


def _luminance(ink: str) -> float:
    """The relative luminance of a colour (WCAG 2.1)."""
    parts = [int(ink[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_hostile_text_is_shown_as_text(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    assert SCRIPT in Reader(html).text
    assert SCRIPT not in html
    assert "\u202e" not in html
    assert f"bao[U+202E]{SCRIPT}" in Reader(html).text


def test_the_same_corpus_gives_the_same_page(corpus: Corpus, page: Path, tmp_path: Path) -> None:
    assert report(corpus, tmp_path / "again.html", made=DAY).read_bytes() == page.read_bytes()


def test_an_empty_corpus_has_a_page_too(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "empty.db"):
        pass
    page = report(pipeline.open_corpus(tmp_path / "empty.db"), tmp_path / "empty.html")
    assert "0 articles of no named paper" in page.read_text(encoding="utf-8")


def test_flags_count_what_is_missing(corpus: Corpus) -> None:
    table = flags(corpus).set_index("flag")
    assert table.loc["no lead", "number"] == 1
    assert table.loc["read by general rules", "number"] == 1
    assert table.loc["not analysed", "number"] == 6 - int(corpus.articles["words"].notna().sum())
    assert (table["number"] <= table["of"]).all()


@pytest.mark.slow
def test_chromium_opens_the_page_without_an_error_or_a_request(page: Path, tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip("Chromium is not installed and cannot be (Debian's package chromium; needs root)")
    opened = open_page(page, tmp_path)
    assert opened.console == []
    assert opened.asked == []
    assert opened.screenshot.stat().st_size > 50_000
    assert "<script" not in opened.dom
    assert "&lt;script&gt;alert" in opened.dom


@pytest.mark.slow
def test_the_browser_would_have_told(tmp_path: Path) -> None:
    """The check itself is checked: a page that errs and asks is caught at both."""
    if chromium() is None:
        pytest.skip("Chromium is not installed and cannot be (Debian's package chromium; needs root)")
    bad = tmp_path / "bad.html"
    bad.write_text('<script>console.error("wrong")</script><img src="http://127.0.0.1:9/x.png">', encoding="utf-8")
    opened = open_page(bad, tmp_path)
    assert any("wrong" in line for line in opened.console)
    assert opened.asked == ["http://127.0.0.1:9/x.png"]
