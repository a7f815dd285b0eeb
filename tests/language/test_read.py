"""Tokens and sentences have exact offsets, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import read
from pipeline.text import clean

PIECES = st.sampled_from([
    "Chi bộ ", "xã Pha Long", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "Kế hoạch 61\u201107-KH/TU", "😀", "👨\u200d👩\u200d👧",
    "\ud800", "\u200b", "Đa\u0309ng", "2.000 ", "12,5%", "TP. ", "“Tốt.” ", "…", ".", "?", "«abc»", "<b>", "http://a.vn/b?c=d",
    "H'Mông", "\u0323", "nghành ",
])
HARD_TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=200, deadline=None)
@given(HARD_TEXT)
def test_the_tokens_tile_the_text(text: str) -> None:
    text = clean(text)
    doc = read(text)
    assert doc.spacy.text == text
    assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)


@settings(max_examples=200, deadline=None)
@given(HARD_TEXT)
def test_sentences_are_in_order_trimmed_and_cover_every_letter(text: str) -> None:
    text = clean(text)
    at = 0
    for sentence in read(text).sentences:
        piece = text[sentence.start : sentence.end]
        assert piece == piece.strip() and piece and "\n" not in piece
        assert not text[at : sentence.start].strip()
        at = sentence.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("PGS.TS. Lò Thị Mai và ThS. Vàng A Páo dự. Hội nghị kết thúc.", 2),
        ("Ông nói: “Mưa đã tạnh.” Nước rút dần.", 2),
        ("Xã có 1.250 hộ. 98,5% hộ có điện.", 2),
        ("Xem tại https://bao.vn/a.b.html. Hết.", 2),
        ("Đ/c Tẩn A. Páo phát biểu... Sau đó, đoàn đi thăm bản.", 2),
        ("1. Mục tiêu chung", 1),
        ("UBND TP. Lào Cai, TX. Sa Pa họp", 1),
        ("Bà con phấn khởi! Lúa được mùa? Chưa.", 3),
        ("Dòng một\nDòng hai", 2),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: int) -> None:
    assert len(read(text).sentences) == sentences


def test_words_are_those_of_underthesea() -> None:
    from underthesea import word_tokenize

    text = "Tại huyện Văn Bàn, hằng năm, Huyện ủy đều ban hành kế hoạch phát triển đảng viên, nêu rõ mục tiêu."
    assert [text[start:end] for start, end in read(text).words] == word_tokenize(text)


@pytest.mark.slow
def test_a_megabyte_on_one_line_is_read() -> None:
    text = "Chi bộ thôn Nì Xỉ kết nạp 2 đảng viên, " * 6_000
    doc = read(text)
    assert doc.words[-1] == (len(text) - 2, len(text) - 1)
    assert len(doc.sentences) == 1


def test_every_sentence_and_letter_knows_its_part() -> None:
    from pipeline.model import article

    made = article(title="Mưa lớn", lead="Nước lên.", body=["Thôn ngập.", "Dân an toàn."], captions=["Ảnh: Bản Mẫu"])
    doc = read(made.text, made.parts)
    assert [sentence.part for sentence in doc.sentences] == ["title", "lead", "body", "body", "caption"]
    assert doc.part_at(made.text.index("ngập")) == "body"
