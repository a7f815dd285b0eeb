"""Learning second thoughts."""

from __future__ import annotations

from pipeline.measure.fit_thoughts import Sample, fit, out_of_fold, written
from pipeline.resolve.second_thoughts import STATUS

ANSWERS = (("đã", "reported"), ("sẽ", "target"), ("ước", "estimated"))
DATA = [
    Sample(f"article {number}", "dev", ("any", "is reported", f"left {word}"), "reported", right)
    for number in range(40) for word, right in ANSWERS
]


def test_a_word_that_tells_outweighs_the_rule() -> None:
    guesses = out_of_fold(STATUS, DATA)
    assert len(guesses) == len(DATA)
    assert all(guess == sample.right for sample, guess in guesses)


def test_a_feature_of_few_articles_gets_no_weight() -> None:
    rare = Sample("article 99", "dev", ("any", "left hiếm"), "reported", "target")
    assert "left hiếm" not in fit([*DATA, rare]).names


def test_the_table_has_a_column_for_each_answer() -> None:
    lines = written(STATUS, fit(DATA), ["dev"]).splitlines()
    assert lines[1].endswith("estimated reported target")
    rows = {name: [*map(float, cells)] for name, *cells in (line.split("\t") for line in lines[2:])}
    estimated, reported, target = rows["left sẽ"]
    assert target > 0 > max(estimated, reported)
    assert written(STATUS, fit(DATA), ["dev"]).splitlines() == lines
