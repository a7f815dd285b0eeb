"""The labels and the measures: what is held out is held out, nothing of ours is measured on, α and ECE are right."""

from __future__ import annotations

import pytest

from pipeline.measure.gold import sha1_of, shared_folder
from pipeline.measure.labels import Label, example, labels
from pipeline.measure.topics import alpha, calibration_error, compared
from pipeline.measure.topics_card import sample_examples
from pipeline.model import Topic
from pipeline.topics.features import NAMES

ROWS = labels()


def _months(part: str) -> set[tuple[str, str, str | None]]:
    return {(row.source, row.paper, row.month) for row in ROWS if row.part == part}


def test_every_row_has_one_to_three_topics_of_the_codebook() -> None:
    for row in ROWS:
        assert 1 <= len(row.topics) == len(set(row.topics)) <= 3
        assert set(row.topics) <= set(NAMES)


def test_no_article_stands_twice() -> None:
    assert len({(row.source, row.id) for row in ROWS}) == len({row.sha1 for row in ROWS}) == len(ROWS)


def test_no_paper_and_month_of_the_test_sets_is_in_training() -> None:
    assert not _months("train") & (_months("test") | _months("blind"))


def test_some_test_articles_are_of_a_paper_and_a_month_never_seen_in_training() -> None:
    papers = {row.paper for row in ROWS if row.part == "train"}
    months = {row.month for row in ROWS if row.part == "train"}
    assert any(row.paper not in papers and row.month not in months for row in ROWS if row.part == "test" and row.month)


def test_no_article_of_ours_is_labelled_for_measuring() -> None:
    own = [*sample_examples()]
    titles = {some.article.title for some in own}
    written = {sha1_of(some.article.text) for some in own}
    assert len(written) == len(own) >= 30
    assert all(row.source.startswith("data/news/") and row.sha1 not in written for row in ROWS)
    if shared_folder() is not None:
        assert not titles & {example(row).article.title for row in ROWS if row.part != "train"}


def test_our_own_articles_have_topics_of_the_codebook() -> None:
    assert all(1 <= len(some.topics) <= 3 and set(some.topics) <= set(NAMES) for some in sample_examples())


def test_at_least_300_articles_were_read_twice() -> None:
    assert sum({"A", "B"} <= row.readings.keys() for row in ROWS) >= 300


@pytest.mark.skipif(shared_folder() is None, reason="the shared texts are not here")
def test_the_texts_are_those_that_were_read() -> None:
    fresh: list[Label] = [row for row in ROWS if row.part == "fresh"]
    assert len([example(row) for row in fresh]) == 60


def test_alpha_of_perfect_and_of_no_agreement() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1
    assert alpha([("a", "b"), ("b", "a")]) < 0
    assert alpha([("a", "a")]) == 1


def test_alpha_of_the_textbook_example() -> None:
    """Krippendorff 2011, binary data of two observers."""
    pairs = list(zip("0100000000", "1110010010", strict=True))
    assert round(alpha(pairs), 3) == 0.095


def test_a_sure_and_right_model_is_calibrated() -> None:
    assert calibration_error([(1.0, True)] * 5) == 0
    assert calibration_error([]) == 0


def test_main_topic_and_f1_are_counted() -> None:
    gold = [("youth", "gender"), ("health",)]
    given = [(Topic(name="gender", score=0.9), Topic(name="youth", score=0.8)), (Topic(name="health", score=0.7),)]
    found = compared(gold, given)
    assert found.main == 0.5
    assert found.micro == 1
