"""A page saved as plain text is told apart: the article, captions, boxes; its text stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Article
from pipeline.sources import article_of_dump, read_dump

DUMP = """Tổ hợp tác trồng dâu ở Báo Đáp

YBĐT - Xã Báo Đáp có 32 hộ cùng trồng dâu, nuôi tằm trên bãi ven sông.

Tổ hợp tác trồng dâu ở Báo Đáp ảnh 1
Bãi dâu ven sông vào tháng tư.

Mỗi lứa tằm kéo dài 20 ngày; người trong tổ thay nhau thức đêm cho tằm ăn.

Kén được bán cho xưởng ươm tơ trong xã. Ảnh do tổ hợp tác cung cấp cho biết lối đi vừa được đổ bê tông.

Có thể bạn quan tâm

Nghề làm giấy bản ở Bắc Hà

Nghề làm giấy bản ở Bắc Hà

Người Mông ở đây làm giấy từ cây tre non, phơi trên phên nứa.

Chợ cá trên hồ

Chợ cá trên hồ

fb yt zl tw
"""


def parts(article: Article, part: str) -> list[str]:
    return [article.text[span.start : span.end] for span in article.parts if span.part == part]


def test_the_parts_of_a_dump_are_marked_in_its_whole_text() -> None:
    article = read_dump(DUMP)
    assert article.text == DUMP
    assert (article.title, article.dateline) == ("Tổ hợp tác trồng dâu ở Báo Đáp", "YBĐT -")
    assert article.lead == "Xã Báo Đáp có 32 hộ cùng trồng dâu, nuôi tằm trên bãi ven sông."
    assert len(article.body) == len(parts(article, "body")) == 2
    assert article.captions == ("Bãi dâu ven sông vào tháng tư.",)
    assert parts(article, "related")[0] == "Có thể bạn quan tâm"
    assert parts(article, "related")[-1] == "fb yt zl tw"
    assert [(item.title, item.lead) for item in article.related] == [
        ("Nghề làm giấy bản ở Bắc Hà", "Người Mông ở đây làm giấy từ cây tre non, phơi trên phên nứa."), ("Chợ cá trên hồ", None)]


def test_the_article_alone_leaves_the_rest_of_the_page_out() -> None:
    article = article_of_dump(DUMP, url="https://baolaocai.vn/to-hop-tac-post1.html", published="2024-04-02")
    assert article.paper == "baolaocai"
    assert "giấy bản" not in article.text
    assert "ảnh 1" not in article.text
    assert article.text.startswith("Tổ hợp tác trồng dâu ở Báo Đáp\n\nXã Báo Đáp")


def test_teasers_begin_without_a_heading_and_the_article_may_go_on() -> None:
    teaser = ["Tin khác ở đây", "Tin khác ở đây", "Lời dẫn của tin khác."]
    article = read_dump("\n\n".join(["Tựa đề", "Đoạn mở đầu của bài.", *teaser, "Bài viết tiếp tục ở đoạn này."]))
    assert parts(article, "related") == teaser
    assert article.body[-1] == "Bài viết tiếp tục ở đoạn này."


@pytest.mark.parametrize("text", ["", "\n\n", "Một câu thôi.", "Câu một.\nCâu hai.\nCâu ba."])
def test_a_plain_text_without_boxes_is_all_body(text: str) -> None:
    article = read_dump(text)
    assert {span.part for span in article.parts} <= {"body"}
    assert article.title is None


LINES = ["Tựa đề ngắn", "Một câu văn.", "Tin liên quan", "", "Tựa đề ngắn ảnh 1", "fb yt", "\u0323x\u200b"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_every_span_is_a_line_of_the_text(lines: list[str]) -> None:
    article = read_dump("\n".join(lines))
    pieces = [article.text[span.start : span.end] for span in article.parts]
    if article.title is not None:
        assert pieces == [line.strip() for line in article.text.split("\n") if line.strip()]


def test_a_bad_day_is_an_error() -> None:
    with pytest.raises(ValueError, match="hôm qua"):
        read_dump("x", published="hôm qua")
