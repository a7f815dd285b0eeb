"""The measuring of the corpus keeps working: a small store is built and measured like the big one."""

from pathlib import Path

import pytest

from pipeline.corpus.opening import open_corpus
from tests import bench_corpus
from tests.corpus.conftest import figure, told


def test_a_small_store_is_built_and_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = [told("a", "Tỉnh Lào Cai kết nạp 215 đảng viên.", figure("215")), told("b", "Trồng rừng ở Khánh Yên.")]
    monkeypatch.setattr(bench_corpus, "analysed_sample", lambda: sample)
    bench_corpus.build(tmp_path / "b.db", 50)
    corpus = open_corpus(tmp_path / "b.db")
    assert len(corpus.articles) == 50
    figures = corpus.figures.merge(corpus.read("articles", ["id", "text"]).rename(columns={"text": "whole"}), on="id")
    assert all(row["whole"][row["start"]:row["end"]] == row["text"] for row in figures.to_dict("records"))
    assert set(bench_corpus.LIMITS) <= set(bench_corpus.measure(tmp_path / "b.db"))
