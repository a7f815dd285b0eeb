"""What is counted of an article: syllables, pairs and phrases, at their places in the text."""

from __future__ import annotations

import time

from pipeline.language import read
from pipeline.model import article, plain_article
from pipeline.topics.features import GROUPS, HEAD, OPENING, group_values, head_counts, opening_counts, phrases, syllables

TEXT = article(title="Chi bộ thôn Nậm Cáy kết nạp 3 đảng viên", lead="Ngày 3/2, Chi bộ họp.", body=["Bà con trồng quế."])
DOC = read(TEXT.text, TEXT.parts)


def test_syllables_keep_their_places() -> None:
    found = syllables(DOC)
    assert [TEXT.text[a:b] for a, b in found.spans][:5] == ["Chi", "bộ", "thôn", "Nậm", "Cáy"]
    assert found.words[:5] == ("chi", "bộ", "thôn", "nậm", "cáy")
    assert found.title == 10


def test_numbers_are_one_word() -> None:
    assert syllables(DOC).words[7] == "0"


def test_the_title_counts_twice_in_the_head_and_once_in_the_opening() -> None:
    found = syllables(DOC)
    assert head_counts(found)["kết nạp"] == 2
    assert head_counts(found)["chi bộ"] == 3
    assert opening_counts(found)["chi bộ"] == 2


def test_phrases_are_found_on_syllable_borders_only() -> None:
    names = {GROUPS[group] for group, _, _ in phrases(syllables(read("Bí thư Đảng ủy")))}
    assert "party_building" in names
    assert not list(phrases(syllables(read("xã"[:1] + "yz"))))


def test_a_plain_text_has_its_first_line_as_title() -> None:
    text = plain_article("Hội nghị\nSáng nay, Huyện ủy họp.")
    assert syllables(read(text.text, text.parts)).title == 2


def test_only_head_and_opening_are_read_and_in_linear_time() -> None:
    text = plain_article("Tin\n" + "đảng viên " * 200_000)
    start = time.perf_counter()
    found = syllables(read(text.text, text.parts))
    group_values(found)
    assert time.perf_counter() - start < 5
    assert len(found.words) == 1 + OPENING
    assert len(found.head) == 1 + HEAD


def test_an_empty_text_has_nothing() -> None:
    assert syllables(read("")).words == ()
