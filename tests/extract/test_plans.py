"""Document references: the table's own examples and rejects, and the forms of the codebook."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.extract import plans
from pipeline.language import read
from pipeline.text import clean, fold

ROWS = tables.load("plans")["genre"]


@pytest.mark.parametrize(("word", "example"), [(row["word"], example) for row in ROWS for example in row["examples"]])
def test_a_row_of_the_table_matches_its_examples(word, example):
    example = clean(example)
    found = list(plans.numbered.find(read(example)))
    assert [plan.genre for plan in found][-1:] == [word]
    assert found[-1].end == len(example)


@pytest.mark.parametrize("reject", [reject for row in ROWS for reject in row["rejects"]])
def test_a_row_of_the_table_leaves_its_rejects(reject):
    assert [plan.text for plan in plans.numbered.find(read(clean(reject)))] == []


NAMED = tables.load("plans")["named"]


@pytest.mark.parametrize("example", [example for row in NAMED for example in row["examples"]])
def test_a_way_to_be_named_matches_its_examples(example):
    found = [plan for plan in plans.find(read(clean(example))) if plan.form == "named"]
    assert [plan.end for plan in found] == [len(example)]


@pytest.mark.parametrize("reject", [reject for row in NAMED for reject in row["rejects"]])
def test_a_way_to_be_named_leaves_its_rejects(reject):
    assert [plan.text for plan in plans.find(read(clean(reject))) if plan.form == "named"] == []


TITLED = tables.load("plans")["titled"]


@pytest.mark.parametrize(("genre", "example"), [(row["genre"], example) for row in TITLED for example in row["examples"]])
def test_a_genre_is_known_by_its_title(genre, example):
    assert [plan.genre for plan in plans.find(read(clean(example))) if plan.form == "titled"][-1:] == [genre]


@pytest.mark.parametrize("reject", [reject for row in TITLED for reject in row["rejects"]])
def test_a_genre_word_alone_is_no_document(reject):
    assert [plan.text for plan in plans.find(read(clean(reject))) if plan.form == "titled"] == []


CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "plans.toml").read_text(encoding="utf-8"))["case"]
FORM_LINES = (Path(__file__).parents[1] / "cases" / "number_forms.tsv").read_text(encoding="utf-8").splitlines()
FORMS = [line.split("\t") for line in FORM_LINES[1:]]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_sentence_gives_its_documents(case):
    text = clean(case["text"])
    found = list(plans.find(read(text)))
    assert [plan.text for plan in found] == [expected["text"] for expected in case["expect"]]
    for plan, expected in zip(found, case["expect"], strict=True):
        got = {name: _plain(getattr(plan, name)) for name in expected}
        assert got == {name: None if value == "none" else value for name, value in expected.items()}


def _plain(value):
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(("wording", "number", "year", "code", "system"), [row[:5] for row in FORMS])
def test_a_real_form_of_a_number_is_read_whole(wording, number, year, code, system):
    wording = clean(wording)
    (plan,) = plans.find(read(f"Theo {wording}, xã họp."))
    found = (plan.text, plan.number, str(plan.year or ""), plan.code or "", plan.system or "")
    assert found == (wording, number, year, code, system)


PIECES = ["Kế hoạch ", "số ", "61", "-KH/TU", "/2025", "/QĐ-UBND", "Luật ", "Đất đai ", "về ", "của Tỉnh ủy ", ", ", " và ", "(",
          ")", "\n", "Nghị quyết ", "Đại hội ", "XIII ", "ban hành ", "ngày 1/2/2024 ", "“", "”"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_spans_are_exact_in_order_and_apart(pieces):
    text = clean("".join(pieces))
    last = 0
    for plan in plans.find(read(text)):
        assert text[plan.start:plan.end] == plan.text
        assert plan.start >= last
        last = plan.end


@pytest.mark.parametrize("unit", [
    "Kế hoạch số 61-KH/TU 12/QĐ-- 3/4/5-6 (các Nghị quyết số 1, 2, 3, 4-NQ/ 77/ - 1/ QĐ Luật số - // 12-12-12 số 9 ",
    "0123456789", "1/", "số 1, ", "Luật A, luật số 1/2010/QH1 ", "quyết định của ban ", "(Đại hội Đảng bộ tỉnh ",
    "Nghị quyết Trung ương 4, 5, 6, ",
])
def test_time_is_linear_on_adversarial_text(unit):
    small, large = (_seconds((unit * (size // len(unit) + 1))[:size]) for size in (100_000, 1_000_000))
    assert large < 30 * max(small, 0.02)


def _seconds(text):
    start = time.process_time()
    for _ in plans.find(read(text)):
        pass
    return time.process_time() - start


def test_numbered_references_are_found_at_five_megabytes_a_second():
    sentence = "Đảng ủy xã Pha Long họp bàn việc trồng quế, nuôi ong và sửa đường liên thôn trong quý này; Bí thư kết luận. "
    text = (sentence * 40 + "Thực hiện Kế hoạch số 61-KH/TU ngày 5/12/2017 của Tỉnh ủy. ") * 400
    best = min(_fast(text) for _ in range(3))
    assert len(text.encode()) / best > 5_000_000


def _fast(text):
    start = time.process_time()
    assert sum(1 for _ in plans.numbered.references(text, fold(text))) == 400
    return time.process_time() - start
