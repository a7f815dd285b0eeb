"""Persons: the table's examples and rejects, names of the country's peoples, roles, forms of address; spans, linear time."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.extract import persons
from pipeline.language import read
from pipeline.text import clean, fold

TABLE = tables.load("persons")
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "persons.toml").read_text(encoding="utf-8"))
ROWS = [*TABLE["title"], *TABLE["address"], *TABLE["noun"]]
BRACKETS = re.compile(r"\[([^\]]+)\]")


def names(text):
    return [one.text for one in persons.find(read(clean(text)))]


@pytest.mark.parametrize("example", [example for row in ROWS for example in row["examples"]])
def test_a_row_of_the_table_finds_a_person_in_its_examples(example):
    assert names(f"Sáng nay, {example}, đến dự.") or names(f"{example} đến dự.")


@pytest.mark.parametrize("reject", [reject for row in ROWS for reject in row["rejects"]])
def test_a_row_of_the_table_leaves_its_rejects(reject):
    assert names(reject) == []


@pytest.mark.parametrize("example", [example for row in TABLE["exclude"] for example in row["examples"]])
def test_a_road_school_or_unit_named_after_a_person_is_none(example):
    assert names(f"Lễ được tổ chức tại {example} sáng nay.") == []


@pytest.mark.parametrize("reject", [reject for row in TABLE["exclude"] for reject in row["rejects"]])
def test_a_person_beside_a_school_is_one(reject):
    assert len(names(reject)) == 1


@pytest.mark.parametrize("row", TABLE["title"], ids=lambda row: row["kind"])
def test_the_first_word_of_every_example_is_in_its_row(row):
    words = sorted((fold(word) for word in row["words"]), key=len, reverse=True)
    assert all(any(word in fold(clean(example)) for word in words) for example in row["examples"])


@pytest.mark.parametrize("frame", CASES["frames"]["sentences"])
@pytest.mark.parametrize("name", [name for row in CASES["people"] for name in row["names"]])
def test_a_name_of_any_people_comes_out_whole(name, frame):
    assert names(frame.format(name)) == [clean(name)]


@pytest.mark.parametrize("marked", [text for row in CASES["names"] for text in row["texts"]])
def test_the_persons_of_a_sentence_are_those_in_brackets(marked):
    marked = clean(marked)
    assert names(BRACKETS.sub(r"\1", marked)) == BRACKETS.findall(marked)


@pytest.mark.parametrize(("marked", "role"), [tuple(row) for group in CASES["roles"] for row in group["rows"]])
def test_the_role_is_the_title_as_printed(marked, role):
    assert _field(marked, "role") == (clean(role) or None)


@pytest.mark.parametrize(("marked", "honorific"), [tuple(row) for row in CASES["address"]["rows"]])
def test_the_honorific_is_the_form_of_address_as_printed(marked, honorific):
    assert _field(marked, "honorific") == (clean(honorific) or None)


def _field(marked, field):
    marked = clean(marked)
    wanted = BRACKETS.search(marked)[1]
    found = {one.text: one for one in persons.find(read(BRACKETS.sub(r"\1", marked)))}
    return getattr(found[wanted], field)


PIECES = ["ông ", "Bí thư ", "Nguyễn Văn Sáu", "Vàng A Páo", ", ", " và ", "(", ")", "\n", "Ảnh: ", "H'", "N.", " - ",
          "giữ chức ", "Chủ tịch UBND tỉnh ", "là ", "của ", "TP ", "Hồ Chí Minh", "“", "Y ", "nguyên ", ". ",
          "Trump", "Lào Cai "]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_spans_are_exact_in_order_and_apart(pieces):
    text = clean("".join(pieces))
    last = 0
    for one in persons.find(read(text)):
        assert text[one.start:one.end] == one.text
        assert one.role is None or one.role in text
        assert one.start >= last
        last = one.end


@pytest.mark.parametrize("unit", [
    "Ông Nguyễn Văn An, ", "bí thư chủ tịch giám đốc ", "Nguyễn Văn An ", "Ảnh: Hà Thu - ", "(Bí thư ", "N.", "Hà Thu\n",
    "Trưởng ban và Sở, ", "ông Lò Văn Sáu là ", "giữ chức làm là ", "Chủ tịch UBND tỉnh của ", "A",
])
def test_time_is_linear_on_adversarial_text(unit):
    small, large = (_seconds((unit * (size // len(unit) + 1))[:size]) for size in (20_000, 200_000))
    assert large < 30 * max(small, 0.02)


def _seconds(text):
    doc = read(text)
    assert doc.folded
    start = time.process_time()
    for _ in persons.find(doc):
        pass
    return time.process_time() - start
