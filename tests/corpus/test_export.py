"""Every form of export gives back what went in; a spreadsheet finds no formula; README and citation stand beside."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.corpus.export import read_csv, read_docbin, read_lines
from pipeline.corpus.export.csv_files import marked, unmarked
from pipeline.corpus.opening import Corpus, open_corpus
from pipeline.errors import StoreError
from pipeline.model import Analysis, Article, Figure, Person, Place, Plan, Related, Sentence, Topic, article
from pipeline.stores import SqliteStore
from pipeline.stores.loading import analyses
from pipeline.stores.selecting import Filter, open_reading
from pipeline.text import clean
from tests.corpus.conftest import WATERMARK, Build, figure, told

_SIGNS = "aăâđêôơưÀỜỹ19 .,;:'\"=+-@\n\t|[]{}\\/\u3000😀"
LETTERS = st.text(st.sampled_from(_SIGNS), min_size=1, max_size=40).map(lambda text: clean(text).strip()).filter(bool)
MAYBE = st.none() | LETTERS
NUMBERS = st.none() | st.decimals(min_value=-10**9, max_value=10**9, places=4, allow_nan=False)


@st.composite
def articles(draw: st.DrawFn) -> Analysis:
    made: Article = article(
        id=draw(LETTERS), title=draw(MAYBE), lead=draw(MAYBE), body=[draw(LETTERS), "Chi bộ có 6 đảng viên."],
        captions=draw(st.lists(LETTERS, max_size=2)),
        paper=draw(st.sampled_from([None, "baomau"])),
        published=draw(st.sampled_from([None, "2022-01-15", "2022-01-15T07:30:00+07:00"])),
        author=draw(MAYBE), section=draw(MAYBE), tags=draw(st.lists(LETTERS, max_size=2)),
        watermark=draw(st.sampled_from([None, WATERMARK])),
        origins=draw(st.sampled_from([{}, {"title": "meta og:title"}])), related=[Related(title=draw(LETTERS), link=draw(MAYBE))],
    )
    end = len(made.text)
    mentions = [
        Figure(start=0, end=1, text=made.text[:1], value=draw(NUMBERS), low=draw(NUMBERS), unit=draw(MAYBE),
        predicate=draw(MAYBE)),
        Plan(start=0, end=end, text=made.text, form="titled", title=draw(MAYBE),
        period=draw(st.sampled_from([None, (2020, 2025)])),
             candidates=tuple(draw(st.lists(LETTERS, max_size=2)))),
        Place(start=end - 1, end=end, text=made.text[-1:], former=draw(st.booleans()),
        now=tuple(draw(st.lists(LETTERS, max_size=2)))),
        Person(start=end - 1, end=end, text=made.text[-1:], role=draw(MAYBE)),
    ]
    parts = {span.start: span.part for span in made.parts}
    return Analysis(
        article=made, words=draw(st.none() | st.integers(0, 99)), made_by={"figure": "f"},
        topics=(Topic(name="economy", score=0.875),),
        sentences=tuple(Sentence(start=start, end=start + 1, part=part) for start, part in parts.items()),
        mentions=tuple(sorted(mentions, key=lambda one: (one.start, one.end, one.kind))),
    )


@contextmanager
def _corpus(*kept: Analysis) -> Iterator[tuple[Corpus, Path]]:
    with TemporaryDirectory() as folder:
        with SqliteStore(Path(folder) / "s.db") as store:
            for one in kept:
                store.save_analysis(one)
        yield open_corpus(Path(folder) / "s.db"), Path(folder)


SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(articles())
def test_json_lines_lose_nothing(analysis: Analysis) -> None:
    with _corpus(analysis) as (corpus, folder):
        assert list(read_lines(corpus.export(folder / "out", "jsonl") / "articles.jsonl")) == [analysis]


@settings(SLOW, max_examples=10)
@given(articles())
def test_csv_and_parquet_lose_nothing(analysis: Analysis) -> None:
    with _corpus(analysis) as (corpus, folder):
        tables = corpus.export(folder / "csv", "csv")
        again = open_corpus(corpus.export(folder / "parquet", "parquet"))
        twice = open_corpus(again.export(folder / "second", "parquet"))
        for table in ("articles", "mentions", "figures", "plans", "places", "persons"):
            for other in (read_csv(tables / f"{table}.csv"), again.read(table), twice.read(table)):
                pd.testing.assert_frame_equal(_plain(other), _plain(corpus.read(table)), check_dtype=False)
        with (tables / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
            values = [row["value"] for row in csv.DictReader(file)]
        wanted = [one.value for one in analysis.mentions if isinstance(one, Figure)]
        assert [Decimal(value) if value else None for value in values] == wanted


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=["first_seen"], errors="ignore").astype("object").where(frame.notna(), None)


@settings(SLOW, max_examples=8)
@given(articles())
def test_docbin_loses_nothing(analysis: Analysis) -> None:
    with _corpus(analysis) as (corpus, folder):
        [(doc, again)] = read_docbin(corpus.export(folder / "out", "docbin"))
        assert again == analysis
        assert doc.text == analysis.article.text
        assert doc.cats == {"economy": 0.875}
        assert {key: len(spans) for key, spans in doc.spans.items()} == {"plan": 1, "figure": 1, "place": 1, "person": 1}


@given(st.text(st.sampled_from("=+-@';\n\taＡ＝＠ ")))
def test_marking_can_be_undone(text: str) -> None:
    assert unmarked(marked(text)) == text


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "'=1", "\t=1", "x;=1+1", "x\n=1",
    "＝1"])
def test_no_cell_is_a_formula(cell: str, tmp_path: Path) -> None:
    with _corpus(Analysis(article=replace(article(id="a", body=["x"]), title=cell, author=cell), sentences=(),
        mentions=())) as (corpus, folder):
        path = corpus.export(folder / "out", "csv") / "articles.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        text = path.read_text(encoding="utf-8-sig")
        for separator in (",", ";", "\t"):
            for row in csv.reader(text.splitlines(keepends=True), delimiter=separator):
                assert not [one for one in row if one.startswith(("=", "+", "-", "@", "＝"))], separator
        assert read_csv(path)["title"].tolist() == [cell]


def test_a_reader_of_csv_finds_the_types(build: Build) -> None:
    corpus = build(told("a", "Kết nạp 2.015 đảng viên.", figure("2.015")))
    frame = read_csv(corpus.export(corpus.reader.path.parent / "out") / "figures.csv")
    assert frame["value"].tolist() == [2015.0]
    assert str(frame["published"].dtype).startswith("datetime64")


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "docbin"])
def test_readme_and_citation_say_what_it_is(form: str) -> None:
    marked_one = told("a", "Kết nạp 2.015 đảng viên.", figure("2.015"), watermark=WATERMARK)
    with _corpus(marked_one, told("b", "Khác.", paper="baomau", published="2023-02-03")) as (_, folder):
        with SqliteStore(folder / "s.db") as store:
            store.fact("watermark", WATERMARK)
        out = open_corpus(folder / "s.db").where(paper="baolaocai").export(folder / "out", form)
        readme, citation = (out / "README.md").read_text(), (out / "CITATION.cff").read_text()
        assert "Báo Lào Cai (baolaocai): 1 articles" in readme
        assert "2022-01-15" in readme
        assert "papers baolaocai" in readme
        assert WATERMARK in readme
        assert WATERMARK in citation
        assert "baomau" not in readme + citation
        assert "cff-version: \"1.2.0\"" in citation
        assert json.loads((out / "export.json").read_text())["format"] == form
        data = b"".join(path.read_bytes() for path in out.iterdir() if path.stem not in ("CITATION", "README"))
        assert WATERMARK.encode() in data or form == "docbin"  # packed there


def test_only_what_was_chosen_is_exported(build: Build) -> None:
    corpus = build(told("a", "Kết nạp 2.015 đảng viên.", figure("2.015")),
        told("b", "Kết nạp 9 đảng viên.", figure("9"), paper="baomau"))
    out = corpus.where(paper="baomau").export(corpus.reader.path.parent / "out", "parquet")
    assert open_corpus(out).figures["value"].tolist() == [9.0]
    assert open_corpus(out).articles["id"].tolist() == ["b"]


def test_a_folder_of_something_else_is_left_alone(build: Build, tmp_path: Path) -> None:
    corpus = build(told("a", "Khác."))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="mine"):
        corpus.export(tmp_path / "mine")
    with pytest.raises(StoreError, match="read from"):
        corpus.export(corpus.reader.path)
    with pytest.raises(ValueError, match="xlsx"):
        corpus.export(tmp_path / "new", "xlsx")
    assert not (tmp_path / "new").exists()


def test_lines_from_a_parquet_folder_need_the_store(small: Corpus, tmp_path: Path) -> None:
    if small.reader.path.is_dir():
        with pytest.raises(StoreError, match="from the store"):
            small.export(tmp_path / "out", "jsonl")
    else:
        assert len(list(analyses(open_reading(small.reader.path), Filter()))) == 3
