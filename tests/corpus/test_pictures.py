"""Pictures: right numbers, a table each, letters that the font has, no colour needed, watermarked when invented."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline import gazetteer
from pipeline.corpus import pictures
from pipeline.corpus.opening import Corpus
from pipeline.corpus.pictures.maps import tiles
from tests.corpus.illustration import WATERMARK, build

Draw = Callable[[Corpus], pictures.Picture]
ALL: dict[str, Draw] = {
    "map of today": lambda corpus: pictures.map(corpus.places),
    "map of before": lambda corpus: pictures.map(corpus.places, era="63"),
    "map of a value": lambda corpus: pictures.map(pd.DataFrame({"unit_id": ["34-15"], "hộ": [2.5]}), "hộ"),
    "network": pictures.network,
    "timeline": pictures.timeline,
    "life": lambda corpus: pictures.timeline(corpus, document=_plan(corpus)),
    "papers": pictures.compare,
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return pipeline.open_corpus(build(tmp_path_factory.mktemp("pictures") / "small.db"))


def _plan(corpus: Corpus) -> str:
    documents = corpus.documents
    return str(documents.loc[documents["number"] == "15", "id"].iloc[0])


def with_topics(corpus: Corpus) -> Corpus:
    """The corpus as if a model had read it: two articles on agriculture, two on the economy, two on education."""
    names = ["agriculture", "agriculture", "economy", "economy", "education", "education"]
    corpus = corpus.where(since="2000-01-01")
    corpus.topics = pd.DataFrame({"id": sorted(corpus.articles["id"]), "topic": names, "score": 0.9})
    return corpus


@pytest.mark.parametrize("name", ALL)
def test_every_picture_is_drawn_without_a_missing_letter_and_has_its_table_and_words(corpus: Corpus, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = ALL[name](corpus)
        assert picture.png(60).startswith(b"\x89PNG")
        assert picture.svg() == picture.svg()
    assert len(picture.table) > 0
    assert len(picture.alt) > 40
    assert "<img alt=" in picture._repr_html_()


@pytest.mark.parametrize("name", [name for name in ALL if name != "map of a value"])
def test_pictures_of_invented_data_say_so_on_the_picture_and_in_the_table(corpus: Corpus, name: str) -> None:
    picture = ALL[name](corpus)
    assert picture.watermark == WATERMARK
    assert WATERMARK in " ".join(text.get_text() for text in picture.figure.texts)
    assert set(picture.table["watermark"]) == {WATERMARK}


def test_real_data_carry_no_watermark() -> None:
    picture = ALL["map of a value"](None)  # type: ignore[arg-type]
    assert picture.watermark is None
    assert "watermark" not in picture.table


@pytest.mark.parametrize("era", ["34", "63"])
def test_the_tiles_are_the_provinces_of_an_era_each_in_a_place_of_its_own(era: str) -> None:
    laid = tiles(era)  # type: ignore[arg-type]
    assert len({(tile.column, tile.row) for tile in laid}) == len(laid) == int(era)
    points = {tile.unit_id: gazetteer.load().point(tile.unit_id) for tile in laid}
    assert all(points.values())


@pytest.mark.parametrize("era", ["34", "63"])
def test_north_is_up_and_west_is_left(era: str) -> None:
    """Of two provinces a degree and a half apart the northern stands higher; in one row the western stands left."""
    point = gazetteer.load().point
    laid = [(tile, point(tile.unit_id)) for tile in tiles(era)]  # type: ignore[arg-type]
    for tile, here in laid:
        for other, there in laid:
            assert here and there
            assert not (here[0] > there[0] + 1.5 and tile.row > other.row), (tile, other)
            assert not (tile.row == other.row and here[1] > there[1] + 0.5 and tile.column < other.column), (tile, other)


def test_a_map_counts_articles_and_carries_places_over_to_today(corpus: Corpus) -> None:
    today = pictures.map(corpus.places).table.set_index("province")["articles"]
    before = pictures.map(corpus.places, era="63").table.set_index("province")["articles"]
    assert today["Lào Cai"] >= 4  # Bát Xát twice, Trạm Tấu of former Yên Bái, Sa Pa
    assert before["Lào Cai"] == 2
    assert before["Yên Bái"] == 1
    assert today["Thái Nguyên"] == 1


def test_what_cannot_be_carried_back_is_counted_in_the_note(corpus: Corpus) -> None:
    texts = " ".join(text.get_text() for text in pictures.map(corpus.places, era="63").figure.texts)
    assert "cannot be carried" in texts.replace("\n", " ")


def test_a_map_of_values_hatches_the_unknown_and_refuses_to_sum() -> None:
    values = pd.DataFrame({"unit_id": ["34-15", "34-19"], "share": [0.0, 3.25]})
    table = pictures.map(values, "share").table.set_index("unit_id")["share"]
    assert table["34-15"] == 0
    assert table.isna().sum() == 32
    with pytest.raises(ValueError, match="more than one row"):
        pictures.map(pd.concat([values, values]), "share")
    with pytest.raises(ValueError, match="no province of the 63"):
        pictures.map(values, "share", era="63")
    with pytest.raises(ValueError, match="columns"):
        pictures.map(values, "number")


def test_a_network_tells_what_implements_what_with_its_sentence(corpus: Corpus) -> None:
    table = pictures.network(corpus, kind="implements").table
    edge = table[table["source_label"].str.contains("15-KH/ĐU")].iloc[0]
    assert "21-NQ/TW" in edge["target_label"]
    assert "thực hiện" in edge["sentence"]
    assert edge["articles"] == 1


def test_a_network_without_edges_says_so(corpus: Corpus) -> None:
    empty = pictures.network(corpus, kind="replaces")
    assert empty.table.empty
    assert "No article" in empty.alt
    assert empty.png(40)


def test_a_timeline_tells_nothing_read_from_nothing_on_the_topic(corpus: Corpus) -> None:
    some = with_topics(corpus)
    table = pictures.timeline(some, topic="agriculture", freq="Q").table.set_index("period")
    assert list(table["on_topic"])[:2] == [1, 1]
    assert table.loc["2024Q2", "share"] == 50
    assert table.loc["2026Q1", "share"] == 0
    assert pd.isna(table.loc["2025Q2", "share"])
    with pytest.raises(ValueError, match="it has agriculture, economy, education"):
        pictures.timeline(some, topic="health")


def test_a_topic_that_no_model_has_read_is_named_so(corpus: Corpus) -> None:
    if corpus.topics.empty:
        with pytest.raises(ValueError, match="topics model"):
            pictures.timeline(corpus, topic="health")


def test_the_life_of_a_document_is_in_order_and_tells_where_its_dates_come_from(corpus: Corpus) -> None:
    table = pictures.timeline(corpus, document=_plan(corpus)).table
    assert {"issued", "reviewed", "cited"} <= set(table["kind"])
    assert (table["kind"] == "issued").sum() == 1  # told in the lead and in the body, by one article
    assert table["date"].is_monotonic_increasing
    assert set(table["date_source"]) <= {"stated", "implied", "article"}
    with pytest.raises(ValueError, match="no document"):
        pictures.timeline(corpus, document="nothing")


def test_papers_are_compared_by_rates_and_topics(corpus: Corpus) -> None:
    some = with_topics(corpus)
    table = pictures.compare(some, ["baolaocai", "baothainguyen"]).table.set_index("paper")
    assert table.loc["baolaocai", "articles"] == 3
    assert table.loc["baolaocai", "topic:agriculture"] == pytest.approx(66.7)
    assert table.loc["baothainguyen", "documents_per_1000_words"] > 0
    with pytest.raises(ValueError, match="no article of baohanoi"):
        pictures.compare(some, ["baohanoi"])


def test_calibration_compares_what_was_said_with_what_was_right() -> None:
    picture = pictures.calibration([0.9, 0.9, 0.9, 0.9, 0.1, 1.0], [True, True, True, False, False, True])
    filled = picture.table[picture.table["number"] > 0]
    assert list(filled["number"]) == [1, 5]
    assert list(filled["share_right"]) == [0, pytest.approx(0.8)]
    assert "0.117" in picture.alt  # (0.1 × 1 + 0.12 × 5) / 6
    assert pictures.calibration([], []).alt == "There is no answer to look at."
    with pytest.raises(ValueError, match="0 to 1"):
        pictures.calibration([1.2], [True])


def test_pictures_are_saved_by_the_ending_of_their_name(corpus: Corpus, tmp_path: Path) -> None:
    picture = pictures.timeline(corpus)
    assert picture.save(tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert b"<svg" in picture.save(tmp_path / "a.svg").read_bytes()
    with pytest.raises(ValueError, match="xyz"):
        picture.save(tmp_path / "a.xyz")


def test_the_shades_of_the_map_are_told_apart_without_colour() -> None:
    """In grey the darkest and the lightest value are far apart, and a value is printed in each tile besides."""
    from matplotlib.image import imread

    provinces = sorted(tile.unit_id for tile in tiles("34"))
    picture = pictures.map(pd.DataFrame({"unit_id": provinces, "n": range(1, 35)}), "n")
    grey = imread(io.BytesIO(picture.png(60)))[..., :3] @ [0.299, 0.587, 0.114]
    assert grey.min() < 0.2
    printed = {text.get_text() for text in picture.figure.axes[0].texts}
    assert {str(number) for number in range(1, 35)} <= printed


def test_a_users_own_settings_do_not_change_the_look(corpus: Corpus) -> None:
    import matplotlib

    plain = pictures.timeline(corpus).svg()
    with matplotlib.rc_context({"font.family": "serif", "axes.facecolor": "red"}):
        assert pictures.timeline(corpus).svg() == plain
