"""The export is whole or not there, exact, and skipped when nothing changed."""

from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.errors import StoreError
from pipeline.model import Analysis, Figure, Plan, article
from pipeline.stores import SqliteStore
from pipeline.stores.parquet import export


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "s.db")
    made = article(id="a", title="15.000.000.000,5 đồng", body=["Một", "Hai"], watermark="dữ liệu minh họa")
    figure = Figure(start=0, end=21, text=made.text[:21], part="title", value=Decimal("15000000000.5"), unit="đồng")
    plan = Plan(start=23, end=26, text="Một", form="titled", period=(2020, 2025))
    store.save_analysis(Analysis(article=made, sentences=(), mentions=(figure, plan), made_by={"figure": "1"}))
    return store


def test_the_tables_hold_what_the_store_holds(store: SqliteStore, tmp_path: Path) -> None:
    assert export(store, tmp_path / "t")
    figures = pq.read_table(tmp_path / "t" / "figures.parquet").to_pylist()
    assert figures[0]["value"] == Decimal("15000000000.5")
    assert figures[0]["watermark"] == "dữ liệu minh họa"
    assert pq.read_table(tmp_path / "t" / "plans.parquet").to_pylist()[0]["period"] == [2020, 2025]
    assert pq.read_table(tmp_path / "t" / "articles.parquet").to_pylist()[0]["body"] == ["Một", "Hai"]
    assert pq.read_table(tmp_path / "t" / "mentions.parquet").num_rows == 2
    assert pq.read_table(tmp_path / "t" / "places.parquet").num_rows == 0


def test_nothing_is_written_when_nothing_changed(store: SqliteStore, tmp_path: Path) -> None:
    assert export(store, tmp_path / "t")
    assert not export(store, tmp_path / "t")
    store.save_article(article(id="b", body=["Mới"]))
    assert export(store, tmp_path / "t")


def test_a_folder_of_something_else_is_left_alone(store: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="mine"):
        export(store, tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_a_swap_broken_by_a_kill_is_mended(store: SqliteStore, tmp_path: Path) -> None:
    export(store, tmp_path / "t")
    (tmp_path / "t").rename(tmp_path / "t.old")
    assert not export(store, tmp_path / "t")
    assert (tmp_path / "t" / "articles.parquet").exists()
    assert not (tmp_path / "t.old").exists()
