"""Figures: what is found, what is not, and what the clause says of them."""

from __future__ import annotations

import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.extract.figures import find
from pipeline.extract.figures.numerals import parse, spell
from pipeline.language import read
from pipeline.measure.gold import shared_folder
from pipeline.model import Figure
from pipeline.text import clean

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "figures.toml").read_text(encoding="utf-8"))["case"]
SHARED = shared_folder()


def figures(text: str) -> list[Figure]:
    return list(find(read(clean(text))))


def plain(value: Any) -> Any:
    return Decimal(str(value)).normalize() if isinstance(value, int | float | Decimal) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_case_gives_its_figures(case: dict[str, Any]) -> None:
    found = figures(case["text"])
    assert [figure.text for figure in found] == [wanted["text"] for wanted in case.get("figures", [])]
    for figure, wanted in zip(found, case.get("figures", []), strict=True):
        assert {name: plain(getattr(figure, name)) for name in wanted} == {name: plain(value) for name, value in wanted.items()}


def rows(table: str, name: str) -> list[Any]:
    return [pytest.param(row, id=" ".join(str(row.get("value") or row.get("why") or row["forms"][0]).split())) for row in tables.load(table)[name]]


@pytest.mark.parametrize("row", rows("units", "measure"))
def test_a_measure_stands_inside_the_span_of_its_examples_only(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        found = figures(f"Xã có {example}.")
        assert len(found) == 1 and found[0].unit, example
        assert found[0].text != example.split()[0] or " " not in example, example
        assert found[0].measure == row.get("measure"), example
        assert found[0].factor == (Decimal(row["factor"]) if "factor" in row else None), example
    forms = {row.get("unit", form) for form in row["forms"]}
    for reject in row["rejects"]:
        assert not [figure for figure in figures(f"Xã có {reject}.") if figure.unit in forms and figure.text != reject.split()[0]], reject


@pytest.mark.parametrize("row", rows("figures", "before"))
def test_words_before_a_number_make_it_no_figure(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert figures(example) == [], example
    for reject in row["rejects"]:
        assert figures(reject), reject


@pytest.mark.parametrize("row", rows("figures", "qualifier"))
def test_words_before_a_number_qualify_it(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert [figure.qualifier for figure in figures(f"Xã có {example}.")] == [row["value"]], example
    for reject in row["rejects"]:
        assert row["value"] not in [figure.qualifier for figure in figures(f"Xã có {reject}.")], reject


@pytest.mark.slow
def test_every_number_to_a_million_comes_back_from_its_words() -> None:
    for number in range(0, 10**6 + 1):  # all of them: half a minute
        assert parse(spell(number, southern=bool(number % 2)).split()) == number


@given(st.integers(min_value=0, max_value=10**12 - 1), st.booleans())
def test_numbers_come_back_from_their_words(number: int, southern: bool) -> None:
    assert parse(spell(number, southern=southern).split()) == number


@given(st.text(alphabet="0123456789.,-/% aăânmtỷhệđồngbốb\n"))
def test_any_text_gives_figures_that_are_its_letters(text: str) -> None:
    text = clean(text)
    end = 0
    for figure in find(read(text)):
        assert text[figure.start:figure.end] == figure.text
        assert figure.start >= end
        end = figure.end


@pytest.mark.parametrize("unit", ["1", "1.", "1,", "1-", "1/", "1 ", "9.999,", "mười ", "1 tỷ ", "12/", "(1-", "năm ", "một ", "1 và ", "10 - ", "05."])
def test_time_grows_with_the_length_on_adversarial_digits(unit: str) -> None:
    def seconds(length: int) -> float:
        doc = read(unit * (length // len(unit)))
        assert doc.folded and doc.sentences
        started = time.perf_counter()
        for _ in find(doc):
            pass
        return time.perf_counter() - started

    seconds(1_000)
    assert seconds(1_000_000) < 40 * max(seconds(100_000), 0.02)
