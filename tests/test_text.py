"""Cleaning happens once and is stable; folding never moves a letter."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import bare, clean, fold

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_cleaned_text_is_nfc_and_can_be_encoded_and_has_no_invisible_letters(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert not {"\u200b", "\ufeff", "\u00ad", "\r", "\0", "\u202e"} & set(cleaned)
    assert all(unicodedata.category(letter) != "Cc" or letter in "\n\t" for letter in cleaned)


@given(ANY_TEXT)
def test_folding_keeps_the_length(text: str) -> None:
    cleaned = clean(text)
    assert len(fold(cleaned)) == len(cleaned) == len(bare(cleaned))


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(clean(text))
    assert fold(folded) == folded


def test_empty_text_stays_empty() -> None:
    assert clean("") == fold("") == bare("") == ""


def test_both_tone_placements_and_the_icelandic_eth_count_as_the_same() -> None:
    assert fold("Hoà Bình, thuỷ lợi, khoẻ") == fold("Hòa Bình, thủy lợi, khỏe")
    assert fold("\u00d0ảng uỷ") == "đảng ủy"
    assert fold("hoàn toàn, huỳnh, quý, quỳ") == "hoàn toàn, huỳnh, quý, quỳ"


def test_decomposed_letters_become_one() -> None:
    assert clean(unicodedata.normalize("NFD", "Đảng uỷ xã Mường Khương")) == "Đảng uỷ xã Mường Khương"


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert clean("xã \ud83d Pha Long") == "xã \ufffd Pha Long"
