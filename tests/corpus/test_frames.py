"""Frames are typed, filtered where the data lies, and the same from a store and from Parquet."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline.corpus.columns import names_of
from pipeline.corpus.frames import empty
from pipeline.corpus.opening import Corpus
from pipeline.errors import StoreError
from pipeline.link.people import OfficeRow, Someone
from pipeline.stores import SqliteStore
from pipeline.stores.parquet import export
from tests.corpus.conftest import WATERMARK, told


def test_numbers_are_floats_and_dates_are_dates(small: Corpus) -> None:
    figures = small.figures
    assert figures["value"].dtype == "float64"
    assert sorted(figures["value"]) == [11.5, 2015.0]
    assert str(figures["published"].dt.tz) == "UTC+07:00"
    assert list(figures.sort_values("id")["published"].dt.strftime("%Y-%m-%d %H:%M")) == ["2022-01-15 00:00", "2023-02-04 01:45"]
    assert small.plans["period"].tolist() == [[2021, 2025]]
    assert [span["part"] for span in small.articles.sort_values("id")["parts"].iloc[0]] == ["title", "body"]


def test_store_and_parquet_give_the_same_types(small: Corpus) -> None:
    for table in ("articles", "mentions", "plans", "figures", "places", "persons", "stories", "denominators", "topics"):
        assert small.read(table).dtypes.to_dict() == empty(table).dtypes.to_dict(), table


def test_every_table_has_the_columns_of_the_dictionary(small: Corpus) -> None:
    for table in ("articles", "mentions", "plans", "figures", "places", "persons", "topics", "documents", "citations",
                  "document_events", "document_relations", "stories", "denominators"):
        assert list(getattr(small, table).columns) == names_of(table), table


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({}, "abc"), ({"since": "2022-01-15"}, "abc"), ({"since": "2022-01-16"}, "b"), ({"until": "2023-02-03"}, "ac"),
        ({"until": "2023-02-04"}, "abc"), ({"paper": "baomau"}, "b"), ({"paper": ["baomau", "baolaocai"]}, "abc"),
        ({"topic": "economy"}, "b"), ({"topic": "econ"}, ""), ({"province": "Yên Bái"}, "b"), ({"province": "63-15"}, "b"),
        ({"province": "tỉnh Yên Bái", "topic": "party_building"}, ""),
    ],
)
def test_filters_choose_articles_and_what_they_hold(small: Corpus, given: dict[str, str], ids: str) -> None:
    part = small.where(**given)  # type: ignore[arg-type]
    assert sorted(part.articles["id"]) == list(ids)
    assert set(part.figures["id"]) == set(ids) & {"a", "b"}
    assert set(part.mentions["id"]) == set(ids)
    assert set(part.topics["id"]) == set(ids) & {"a", "b"}
    assert part.denominators["articles"].sum() == len(ids)


def test_what_is_joined_across_articles_is_filtered_by_them(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        for id, paper in (("a", "baolaocai"), ("b", "baomau")):
            store.save_analysis(told(id, "Tin.", paper=paper))
        named = {item.name: None for item in fields(OfficeRow)}
        row = {**named, "person": "Lò Văn Mẫu", "office": "bí thư", "event": "holds", "version": "1",
               "mention": 0, "start": 0, "end": 3}
        store.save_derived("offices", OfficeRow, [
            OfficeRow(**{**row, "person_id": f"p{id}", "article": id, "former": id == "b", "acting": False}) for id in "ab"])
        store.save_derived("people", Someone, [
            Someone(id=f"p{id}", name="Lò Văn Mẫu", names=(), offices=(), first_seen="2022-01-15", last_seen=None, articles=1,
                    papers=()) for id in "ab"])
        export(store, tmp_path / "t")
    for path in (tmp_path / "s.db", tmp_path / "t"):
        corpus = pipeline.open_corpus(path).where(paper="baomau")
        assert corpus.offices["former"].tolist() == [True]
        assert corpus.people["id"].tolist() == ["pb"]
        assert len(pipeline.open_corpus(path).people) == 2
        assert corpus.documents.empty
        assert corpus.people_joins.empty


def test_a_frame_is_read_once_and_only_when_asked_for(small: Corpus) -> None:
    assert "figures" not in vars(small)
    assert small.figures is small.figures
    assert list(small.read("figures", ["value", "unit"]).columns) == ["value", "unit"]


def test_the_watermark_goes_into_every_frame(small: Corpus) -> None:
    assert small.figures.attrs["watermark"] == WATERMARK
    assert set(small.where(paper="baolaocai").articles.sort_values("id")["watermark"].dropna()) == {WATERMARK}
    assert small.denominators.attrs["watermark"] == WATERMARK


def test_months_are_counted_in_vietnam(small: Corpus) -> None:
    rows = small.denominators.set_index(["paper", "month"])["articles"]
    assert rows["baolaocai", "2022-01"] == 2
    assert rows["baomau", "2023-02"] == 1


def test_wrong_names_are_told(small: Corpus, tmp_path: Path) -> None:
    with pytest.raises(AttributeError, match="figures"):
        _ = small.figuers
    with pytest.raises(StoreError, match="no column 'valu'"):
        small.read("figures", ["valu"])
    with pytest.raises(ValueError, match="there is no province"):
        small.where(province="Atlantis")
    with pytest.raises(ValueError, match="2022-13-01"):
        small.where(since="2022-13-01")
    with pytest.raises(StoreError, match=r"nothing\.db"):
        pipeline.open_corpus(tmp_path / "nothing.db")
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="no corpus"):
        pipeline.open_corpus(tmp_path / "empty")
    (tmp_path / "x.db").write_text("words " * 999)
    with pytest.raises(StoreError, match=r"x\.db"):
        pipeline.open_corpus(tmp_path / "x.db")


def test_the_package_stays_light_until_a_corpus_is_opened() -> None:
    code = "import pipeline, sys; assert not {'pandas', 'pyarrow', 'spacy'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_dates_that_are_missing_stay_missing(small: Corpus) -> None:
    assert small.articles["gone"].isna().all()
    assert isinstance(small.articles["gone"].dtype, pd.DatetimeTZDtype)
