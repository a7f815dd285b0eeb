"""A user's corrections join the training only for the version that was read."""

from __future__ import annotations

from pipeline.measure.training import corrected
from pipeline.model import article
from pipeline.topics.review import Correction

READ = article(id="a", title="Huyện đoàn ra quân tình nguyện", paper="baomau", published="2026-03-01")


def test_a_correction_becomes_an_example_of_its_paper_and_month() -> None:
    row = Correction(id="a", version=READ.version, topics=("youth",))
    (example,) = corrected([row], {"a": READ}.get)
    assert (example.article, example.topics, example.group) == (READ, ("youth",), "baomau 2026-03")


def test_a_revised_or_missing_article_is_left_out() -> None:
    rows = [Correction(id="a", version="old", topics=("youth",)), Correction(id="b", version="v", topics=("youth",))]
    assert not list(corrected(rows, {"a": READ}.get))
