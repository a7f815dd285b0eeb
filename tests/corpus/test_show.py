"""An article with its mentions: in a notebook and in a terminal, and harmless whatever its page says."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis import analyse
from pipeline.corpus.markup import shown
from pipeline.corpus.show import show, show_html, show_lines
from pipeline.model import Article, Topic, article, plain_article
from tests.corpus.illustration import hostile

TEXT = "Đảng ủy xã Pha Long ban hành Kế hoạch số 12-KH/ĐU ngày 5/3/2021; 11 đảng viên tham gia."


class Reader(HTMLParser):
    """What a browser sees of a page: its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_mention_is_marked_with_its_fields_as_tooltip_and_in_the_table() -> None:
    analysis = analyse(plain_article(TEXT, paper="baolaocai", published="2022-01-15"))
    page = Reader(show_html(analysis))
    tooltips = [attributes["title"] or "" for tag, attributes in page.tags if tag == "mark"]
    assert len(tooltips) == len(analysis.mentions) >= 3
    assert any(title.startswith("plan") and "number=12" in title for title in tooltips)
    assert page.text.count("Kế hoạch số 12-KH/ĐU") == 2
    assert f"{len(analysis.mentions)} mentions and their fields" in page.text


def test_a_hostile_page_is_shown_as_text_in_a_notebook() -> None:
    page = Reader(show_html(analyse(hostile())))
    assert {tag for tag, _ in page.tags} <= {"article", "h3", "bdi", "p", "br", "span", "mark", "sup", "details", "summary",
                                             "table", "thead", "tbody", "tr", "th", "td"}
    assert not any(name.startswith("on") or name in ("src", "href") for _, attributes in page.tags for name in attributes)
    assert '<script>alert("đảng")</script>' in page.text


def test_topics_stand_above_the_text_with_the_words_that_spoke_for_them() -> None:
    read = replace(analyse(plain_article(TEXT)), topics=(Topic(name="party_building", score=0.973),))
    why = {"party_building": [("đảng viên", 2.091), ("<b>chi bộ</b>", 0.5)]}
    line = "party_building 0.97: đảng viên 2.09, <b>chi bộ</b> 0.50"
    assert line in show_lines(read, why=why)
    assert line in Reader(show(read, why=why)._repr_html_()).text
    assert "party_building 0.97" in show_lines(read)


def test_a_notebook_cell_shows_html_and_print_shows_lines() -> None:
    seen = show(analyse(plain_article(TEXT)))
    assert seen._repr_html_().startswith("<article")
    assert "⟦Kế hoạch số 12-KH/ĐU⟧" in str(seen)


def test_a_terminal_gets_no_control_character_from_a_page() -> None:
    bad = article(id="1", title="a\x1b[2Jb\x07", body=["Xã có 3 đảng viên\x1b]0;x\x07."])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", "".join(show_lines(analyse(bad))))


def test_the_html_holds_the_text_letter_for_letter() -> None:
    whole: Article = plain_article(TEXT)
    page = show_html(analyse(whole)).split("</article>")[0]
    words = Reader(re.sub(r"<sup.*?</sup>", "", page)).text
    assert whole.text in words


@given(st.text())
def test_nothing_shown_is_markup_or_invisible(text: str) -> None:
    seen = Reader(f'<p title="{shown(text)}">{shown(text)}</p>')
    assert [tag for tag, _ in seen.tags] == ["p"]
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", seen.text)


def test_missing_values_are_empty() -> None:
    import pandas as pd

    assert [shown(value) for value in (None, float("nan"), pd.NA, pd.NaT)] == ["", "", "", ""]
