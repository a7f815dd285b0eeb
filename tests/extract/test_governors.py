"""The verb that governs a figure: which verbs are weighed, and which of them wins."""

from __future__ import annotations

import pytest

from pipeline import tables
from pipeline.extract.figures import find
from pipeline.extract.figures.governors import governors
from pipeline.extract.figures.reading import spot_of
from pipeline.language import read


@pytest.mark.parametrize(("text", "wanted"), [
    ("Chi bộ đã kết nạp 11 đảng viên.", "kết nạp"),
    ("Trận lũ làm 6 người bị thương.", "bị thương"),
    ("Khu vực này chiếm 26% diện tích.", "chiếm"),
    ("Giá gạo giảm 3% trong tháng qua.", "giảm"),
])
def test_the_verb_that_governs(text: str, wanted: str) -> None:
    assert [figure.predicate for figure in find(read(text))] == [wanted]


def test_the_nearest_verbs_of_both_sides_are_weighed_and_none_is_always_possible() -> None:
    doc = read("Huyện phát hiện và xử lý 36 vụ, khởi tố một người.")
    figure = next(find(doc))
    found = governors(doc.folded, spot_of(doc, figure, None))
    assert [option.words for option in found] == ["xử lý", "phát hiện", "khởi tố", None]
    assert found[0].features[:3] == ("L", "L rank 0", "L dist 0")
    assert "R comma" in found[2].signs


def test_a_long_sentence_is_weighed_near_the_figure_only() -> None:
    doc = read("kết nạp " * 500 + "11 đảng viên")
    figure = next(find(doc))
    assert len(governors(doc.folded, spot_of(doc, figure, None))) == 5


def test_every_weight_is_named_once() -> None:
    lines = (tables.FOLDER / "ranking_predicate.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = [line.split("\t")[0] for line in lines]
    assert names == sorted(set(names))
    assert set(tables.numbers("ranking_predicate")) == set(names)
