"""Search as an analyst types: with or without marks, either tone placement, phrases as phrases, narrowed by what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.corpus.opening import Corpus, open_corpus
from pipeline.errors import StoreError
from pipeline.model import Place, plain_article
from pipeline.stores import SqliteStore
from pipeline.stores.parquet import export
from tests.corpus.conftest import WATERMARK, told

TEXT = "Xã Đông Cuông đẩy mạnh phát triển đảng viên, giữ vững hòa bình nơi biên giới."


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    with SqliteStore(tmp_path / "news.db") as store:
        xa = Place(start=0, end=0, text="Xã Đông Cuông", rank="commune", province="Yên Bái", era="63", unit_id="63-04399")
        store.save_analysis(told("a", TEXT, xa, published="2022-01-15", topics=["party_building"], watermark=WATERMARK))
        apart = "Đảng viên trẻ phát huy vai trò. Kinh tế triển vọng, giữ hoà bình."
        store.save_analysis(told("b", apart, published="2023-05-01", paper="baomau"))
        far = "Đăng viên. " + "Chữ khác. " * 40 + "Kết thúc có phát triển đảng viên " + "và tiếp nữa " * 30
        store.save_article(plain_article(far, id="c"))
        store.fact("watermark", WATERMARK)
    return open_corpus(tmp_path / "news.db")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("phát triển đảng viên", "abc"), ("phat trien dang vien", "abc"), ('"phát triển đảng viên"', "ac"),
        ('"phat trien dang vien"', "ac"),
        ("hoà bình", "ab"), ("hòa bình", "ab"), ("HOÀ BÌNH", "ab"), ("dong cuong", "a"), ("Đông Cuông", "a"), ("đong cuong", ""),
        ('"đảng viên trẻ"', "b"), ('"trẻ đảng viên"', ""), ("đăng viên", "c"), ("đâng viên", ""), ('"dang viên"', "abc"),
        ("", ""), ('"', ""), ("*", ""), ("NOT", ""), ("a:b", ""), ("đảng_viên", "abc"),
    ],
)
def test_words_are_found_as_people_type_them(corpus: Corpus, words: str, ids: str) -> None:
    assert sorted(corpus.search(words)["id"]) == list(ids)


@pytest.mark.parametrize(
    ("words", "ids"),
    [("hoà bình", "b"), ("hòa bình", "a"), ("Hòa Bình", "a"), ("dong cuong", ""), ("đông cuông", "a"),
    ('"phát triển đảng viên"', "ac")],
)
def test_exact_takes_every_mark_as_typed(corpus: Corpus, words: str, ids: str) -> None:
    assert sorted(corpus.search(words, exact=True)["id"]) == list(ids)


@pytest.mark.parametrize(
    ("given", "ids"),
    [({"since": "2022-06-01"}, "b"), ({"until": "2022-06-01"}, "a"), ({"paper": "baomau"}, "b"),
    ({"topic": "party_building"}, "a"),
     ({"place": "63-04399"}, "a"), ({"place": "Xã Đông Cuông"}, "a"), ({"province": "Yên Bái"}, "a"),
     ({"place": "xã Không Có"}, ""),
     ({"limit": 0}, "")],
)
def test_a_search_is_narrowed(corpus: Corpus, given: dict[str, object], ids: str) -> None:
    assert sorted(corpus.search("đảng viên", **given)["id"]) == list(ids)  # type: ignore[arg-type]


def test_those_that_hold_the_words_in_a_row_come_first(corpus: Corpus) -> None:
    assert corpus.search("phát triển đảng viên")["id"].tolist()[-1] == "b"
    assert len(corpus.search("đảng viên", limit=2)) == 2


def test_the_snippet_marks_the_hit_and_the_offsets_lead_to_it(corpus: Corpus) -> None:
    found = corpus.search('"phat trien dang vien"').set_index("id")
    assert found.loc["a", "snippet"] == TEXT.replace("phát triển đảng viên", "⟦phát triển đảng viên⟧")
    assert found.loc["c", "snippet"].startswith("…")
    assert found.loc["c", "snippet"].endswith("…")
    text = corpus.articles.set_index("id")["text"]
    for id, row in found.iterrows():
        assert text[id][row["start"]:row["end"]] == "phát triển đảng viên"
    assert found.loc["a", "watermark"] == WATERMARK
    assert found.attrs["watermark"] == WATERMARK


def test_a_parquet_folder_has_no_index_and_says_so(corpus: Corpus, tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "news.db") as store:
        export(store, tmp_path / "t")
    with pytest.raises(StoreError, match="no index"):
        open_corpus(tmp_path / "t").search("đảng viên")
