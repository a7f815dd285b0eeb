"""Scores count exact spans, and fields over the spans that match."""

import json
from collections.abc import Iterable
from decimal import Decimal

import pytest

from pipeline.errors import InputError
from pipeline.measure.compile_gold import compile_draft
from pipeline.measure.evaluate import ALIKE
from pipeline.measure.gold import GoldArticle
from pipeline.measure.score import report, score
from pipeline.model import Article, Figure, Mention, plain_article

TEXT = "Xã có 11 đảng viên, 2 chi bộ và 7 thôn."


def _gold(*mentions: dict[str, object], until: int = len(TEXT)) -> GoldArticle:
    return GoldArticle(article=plain_article(TEXT), until=until, mentions=mentions, place="x:1")


def _found(article: Article) -> Iterable[Mention]:
    yield Figure(start=6, end=8, text="11", value=Decimal("11.0"), unit="đảng viên")
    yield Figure(start=20, end=21, text="2", value=Decimal(2), unit="người")
    yield Figure(start=32, end=33, text="7", value=Decimal(7))


def test_spans_and_fields_are_counted() -> None:
    gold = _gold({"start": 6, "end": 8, "value": 11, "unit": "đảng viên"}, {"start": 20, "end": 21, "value": 2, "unit": "chi bộ"},
                 {"start": 29, "end": 31, "value": 1})
    made = score("figure", [gold], _found, ("value", "unit"))
    assert (made.gold, made.ours, made.matched) == (3, 3, 2)
    assert made.f1 == pytest.approx(2 / 3)
    assert made.fields["value"].accuracy == 1.0
    assert made.fields["unit"].accuracy == 0.5
    assert [miss.what for miss in made.misses] == ["unit", "missed", "extra"]
    assert "F1 0.667" in next(report(made))


def test_what_lies_behind_the_end_of_the_reading_does_not_count() -> None:
    made = score("figure", [_gold({"start": 6, "end": 8}, until=19)], _found, ())
    assert (made.gold, made.ours, made.matched) == (1, 1, 1)


def test_a_draft_becomes_offsets_and_a_wrong_order_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.measure.compile_gold.find_article", lambda *_: plain_article(TEXT))
    draft = {"source": "s", "id": "a", "until": "2 chi bộ", "mentions": [{"text": "11", "value": 11}, {"text": "2"}]}
    row = compile_draft(draft, "d:1")
    assert row["mentions"] == [{"start": 6, "end": 8, "value": 11}, {"start": 20, "end": 21}]
    assert row["until"] == 28
    assert "chi bộ" not in json.dumps(row, ensure_ascii=False)
    with pytest.raises(InputError, match="mention 2"):
        compile_draft({**draft, "mentions": [{"text": "2"}, {"text": "11"}]}, "d:1")


@pytest.mark.parametrize(("gold", "ours", "same"), [
    ("tỉnh Hoà Bình", "Hòa Bình", True), ("TP. Đà Nẵng", "Đà Nẵng", True), ("Thừa Thiên-Huế", "Thừa Thiên Huế", True),
    ("Hà Nội, Cao Bằng", "Cao Bằng", True), ("Hà Nội, Cao Bằng", "Cao Bằng và Hà Nội", True),
    ("Hà Nội", "Hà Nội, Cao Bằng", False),
    ("xã Pha Long", "huyện Mường Khương", False), ("xã Pha Long", "huyện Pha Long", False), ("cả nước", "Việt Nam", True),
])
def test_only_the_place_of_a_figure_is_compared_by_meaning(gold: str, ours: str, same: bool) -> None:
    def found(_: Article) -> Iterable[Mention]:
        yield Figure(start=6, end=8, text="11", unit=ours, about_place=ours)

    made = score("figure", [_gold({"start": 6, "end": 8, "about_place": gold, "unit": gold})], found, ("about_place", "unit"), alike=ALIKE)
    assert (made.fields["about_place"].right, made.fields["unit"].right) == (same, 0)
