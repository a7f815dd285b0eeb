"""Places: what is found, what is not, and that finding is fast and exact."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.extract.places import find
from pipeline.extract.places.words import phrases
from pipeline.gazetteer.levels import levels, split_level
from pipeline.language import read
from pipeline.model import Place
from pipeline.text import clean, fold

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]
LISTS = [name for name in tables.load("places") if name not in ("level", "before", "org")]


def places(text: str) -> list[Place]:
    return list(find(read(clean(text))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_case_gives_its_places(case: dict[str, Any]) -> None:
    wanted = [place if isinstance(place, str) else place["text"] for place in case["places"]]
    assert [place.text for place in places(case["text"])] == wanted


@pytest.mark.parametrize("row", tables.load("places")["level"], ids=lambda row: row["level"])
def test_a_level_word_opens_its_examples_and_not_its_rejects(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        found = places(f"Bà con ở {example} vui.")
        assert [place.text for place in found] == [example]
        assert found[0].level in (row["level"], "region", "country"), example
    for reject in row["rejects"]:
        assert not [place for place in places(f"Bà con nói về {reject} đó.") if place.level == row["level"]], reject


@pytest.mark.parametrize("row", tables.load("places")["before"], ids=lambda row: row["kind"])
def test_what_stands_before_a_name_can_make_it_no_place(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert not places(f"Chiều qua {example} đông vui."), example
    for reject in row["rejects"]:
        assert places(f"Chiều qua {reject} đông vui."), reject


@pytest.mark.parametrize("row", tables.load("places")["org"], ids=lambda row: row["words"][0])
def test_a_place_at_the_end_of_a_bodys_name_is_associative(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert [place.toponym for place in places(f"Chiều qua, {example} họp.")] == ["associative"], example
    for reject in row["rejects"]:
        assert [place.toponym for place in places(f"Chiều qua, {reject} họp.")] == ["literal"], reject


@pytest.mark.parametrize("name", LISTS)
def test_a_word_list_holds_its_examples_and_not_its_rejects(name: str) -> None:
    words = phrases(name)
    for row in tables.load("places")[name]:
        for example in row["examples"]:
            assert any(word in fold(example) for word in words), example
        for reject in row["rejects"]:
            assert fold(reject) not in words, reject


@pytest.mark.parametrize(("text", "level", "name"), [
    ("TP.Thủ Đức", "thành phố", "Thủ Đức"), ("huyện đảo Lý Sơn", "huyện", "Lý Sơn"), ("quậnBa Đình", "quận", "Ba Đình"),
    ("P.12", "phường", "12"), ("Mường Khương", None, "Mường Khương"),
])
def test_a_place_is_split_into_level_and_name(text: str, level: str | None, name: str) -> None:
    found, rest = split_level(text)
    assert (found.level if found else None, rest) == (level, name)


def test_every_form_of_a_level_word_is_folded() -> None:
    assert all(fold(form) == form for form in levels())


@given(st.text(st.sampled_from("xã huyện Pha Long, Mường (Khương) TP. Hồ Chí Minh - 12/\n"), max_size=120))
def test_spans_are_exact_in_order_and_apart(text: str) -> None:
    text, end = clean(text), 0
    for place in places(text):
        assert place.start >= end and text[place.start:place.end] == place.text
        end = place.end


@pytest.mark.parametrize("piece", ["xã Tân ", "các xã A, ", "huyện (", "Hà Nội - ", "A b ", "(" * 7, "thôn số 1 ", "Công ty "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(count: int) -> float:
        doc = read(piece * count)
        doc.folded  # noqa: B018
        start = time.process_time()
        list(find(doc))
        return time.process_time() - start

    seconds(500)
    once, eight = min(seconds(2_000) for _ in range(3)), seconds(16_000)
    assert eight < 30 * once + 0.1
