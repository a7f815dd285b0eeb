"""Document references: the table's own examples and rejects, and the forms of the codebook."""

from __future__ import annotations

import pytest

from pipeline import tables
from pipeline.extract import plans
from pipeline.language import read
from pipeline.text import clean

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
