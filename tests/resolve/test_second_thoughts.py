"""Status and measure type on second thought."""

from __future__ import annotations

import pytest

from pipeline.analysis import analyse
from pipeline.extract import figures as numbers
from pipeline.language import read
from pipeline.model import Figure
from pipeline.resolve.context import Context
from pipeline.resolve.figures import look
from pipeline.resolve.second_thoughts import STATUS, TYPE, Question, features
from pipeline.tables import vectors

TEXT = "Huyện họp bàn kế hoạch\nChi bộ hiện có 20 đảng viên, trong đó có 3 đảng viên nữ. Năm tới, chi bộ sẽ kết nạp 5 đảng viên."


def figures_of(text: str) -> list[Figure]:
    return [mention for mention in analyse(text, published="2024-03-01", only={"figure"}).mentions if isinstance(mention, Figure)]


def test_what_speaks_for_an_answer_is_told_in_words() -> None:
    doc = read(TEXT)
    found = list(numbers.find(doc))
    near, wide = list(features(look(doc, found, [], Context()), found))[-1]
    assert {"is target", "noun đảng viên", "verb kết nạp", "left nạp", "ahead sẽ", "before like it is stock"} <= set(near)
    assert "left viên" not in near  # another clause
    assert {"sentence sẽ", "title kế hoạch", "head kế hoạch"} <= set(wide)


@pytest.mark.parametrize(("text", "status", "kind"), [
    ("Chi bộ hiện có 20 đảng viên.", "reported", "stock"),
    ("Năm 2023, Đảng bộ huyện đã kết nạp 150 đảng viên.", "reported", "flow"),
    ("Mục tiêu cụ thể:\n- Trồng mới 300 ha rừng.", "target", None),
    ("Đảng bộ phấn đấu kết nạp 12 đảng viên.", "target", "flow"),
    ("Sản lượng chè ước đạt 300 tấn.", "estimated", None),
    ("Ông Sùng, 42 tuổi, làm trưởng thôn đã 12 năm.", "reported", "duration"),
])
def test_what_the_rules_know_stays(text: str, status: str, kind: str | None) -> None:
    figure = figures_of(text)[-1]
    assert figure.status == status
    assert kind is None or figure.measure_type == kind


@pytest.mark.parametrize("question", [STATUS, TYPE], ids=lambda question: question.field)
def test_every_row_of_a_table_weighs_every_answer(question: Question) -> None:
    rows = vectors(question.table)
    assert len(rows) > 500
    assert {len(row) for row in rows.values()} == {len(question.answers)}
    assert {"any", *(f"is {answer}" for answer in question.answers)} <= rows.keys()
