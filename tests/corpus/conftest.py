"""A small corpus of two newspapers, as a store and as a Parquet folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.corpus.opening import Corpus, open_corpus
from pipeline.link.stories import Story, stories
from pipeline.model import Analysis, Figure, Mention, Place, Plan, Sentence, Topic, article
from pipeline.stores import SqliteStore
from pipeline.stores.parquet import export

WATERMARK = "dữ liệu minh họa"


def told(
    id: str, sentence: str, *mentions: Mention, paper: str = "baolaocai", published: str = "2022-01-15",
    topics: Sequence[str] = (), title: str | None = None, watermark: str | None = None,
) -> Analysis:
    """An article of one sentence with its mentions, whose offsets are found by their text."""
    made = article(id=id, title=title, body=[sentence], paper=paper, published=published, watermark=watermark,
                   url=f"https://x.vn/{id}")
    begin = made.text.index(sentence)
    return Analysis(
        article=made, sentences=(Sentence(start=begin, end=begin + len(sentence)),), words=len(sentence.split()),
        mentions=tuple(_placed(made.text, mention, begin) for mention in mentions), made_by={"figure": "1"},
        topics=tuple(Topic(name=name, score=0.9) for name in topics),
    )


def _placed(text: str, mention: Mention, begin: int) -> Mention:
    start = text.index(mention.text, begin)
    return replace(mention, start=start, end=start + len(mention.text))


def figure(text: str, value: str | None = None, **given: object) -> Figure:
    """A reported flow of party members of Lào Cai (63-10) in 2021, unless told otherwise."""
    usual: dict[str, object] = {
        "unit": "đảng viên", "status": "reported", "measure_type": "flow", "predicate": "kết nạp", "about_unit_id": "63-10",
        "about_place": "tỉnh Lào Cai", "about_period": "2021",
    }
    number = Decimal(value if value is not None else text.replace(".", ""))
    return Figure(start=0, end=0, text=text, **{"value": number, **usual, **given})  # type: ignore[arg-type]


Build = Callable[..., Corpus]


@pytest.fixture(params=["store", "parquet"])
def build(request: pytest.FixtureRequest, tmp_path: Path) -> Build:
    """A corpus of the analyses given, opened from a store and from the Parquet folder made of it."""

    def make(*analyses: Analysis, watermark: str | None = None) -> Corpus:
        with SqliteStore(tmp_path / "news.db") as store:
            for analysis in analyses:
                store.save_analysis(analysis)
            store.save_derived("stories", Story, stories(store.rows("articles")))
            if watermark:
                store.fact("watermark", watermark)
            if request.param == "store":
                return open_corpus(tmp_path / "news.db")
            export(store, tmp_path / "tables")
            return open_corpus(tmp_path / "tables")

    return make


@pytest.fixture
def small(build: Build) -> Corpus:
    """Three articles of two newspapers."""
    return build(
        told("a", "Năm 2021, tỉnh Lào Cai kết nạp 2.015 đảng viên.", figure("2.015"), watermark=WATERMARK,
             topics=["party_building"], title="Công tác đảng viên"),
        told("b", "Xã Đông Cuông có 11,5 ha chè.", figure("11,5", "11.5", unit="ha", measure="m2", factor=Decimal(10000)),
             Place(start=0, end=0, text="Xã Đông Cuông", level="xã", rank="commune", province="Yên Bái", era="63",
                   unit_id="63-04399"),
             paper="baomau", published="2023-02-03T18:45:00+00:00", topics=["agriculture", "economy"]),
        told("c", "Tỉnh ban hành Kế hoạch 61-KH/TU.",
             Plan(start=0, end=0, text="Kế hoạch 61-KH/TU", form="numbered", genre="kế hoạch", period=(2021, 2025))),
        watermark=WATERMARK,
    )
