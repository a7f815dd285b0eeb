"""Figures: what is found, what is not, and what the clause says of them."""

from __future__ import annotations

import gzip
import re
import time
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
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
from pipeline.rows import article_from_line
from pipeline.text import clean

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "figures.toml").read_text(encoding="utf-8"))["case"]
SHARED = shared_folder()


def figures(text: str) -> list[Figure]:
    return list(find(read(clean(text))))


def plain(value: Any) -> Any:
    if value == "none":
        return None
    return Decimal(str(value)).normalize() if isinstance(value, int | float | Decimal) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_case_gives_its_figures(case: dict[str, Any]) -> None:
    found = figures(case["text"])
    assert [figure.text for figure in found] == [wanted["text"] for wanted in case.get("figures", [])]
    for figure, wanted in zip(found, case.get("figures", []), strict=True):
        assert {name: plain(getattr(figure, name)) for name in wanted} == {name: plain(value) for name, value in wanted.items()}


def rows(table: str, name: str) -> list[Any]:
    return [pytest.param(row, id=_name(row)) for row in tables.load(table)[name]]


def _name(row: dict[str, Any]) -> str:
    return str(row.get("value") or row.get("why") or (row["forms"][0] if "forms" in row else row["type"]))


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
        found = [figure for figure in figures(f"Xã có {reject}.") if figure.text != reject.split()[0]]
        assert not [figure for figure in found if figure.unit in forms], reject


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


@pytest.mark.parametrize("row", rows("predicates", "verb"))
def test_a_verb_tells_what_kind_of_amount_a_figure_is(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert [figure.measure_type for figure in figures(example)] == [row["type"]], example
    for reject in row["rejects"]:
        assert row["type"] not in [figure.measure_type for figure in figures(reject)], reject


@pytest.mark.parametrize("row", rows("predicates", "status"))
def test_a_word_makes_an_amount_a_goal_or_a_guess(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert {figure.status for figure in figures(example)} == {row["value"]}, example
    for reject in row["rejects"]:
        assert row["value"] not in [figure.status for figure in figures(reject)], reject


def test_the_counted_nouns_are_sorted_and_each_of_a_known_kind() -> None:
    head, *lines = (tables.FOLDER / "nouns.tsv").read_text(encoding="utf-8").splitlines()
    assert head == "noun\tkind"
    assert lines == sorted(set(lines))
    assert {line.split("\t")[1] for line in lines} == set("ncphqa")


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


DIGITS = ["1", "1.", "1,", "1-", "1/", "9.999,", "12/", "05."]
FIGURES = ["1 ", "mười ", "1 tỷ ", "(1-", "năm ", "một ", "1 và ", "10 - ", "hơn 1 hộ, "]


@pytest.mark.parametrize(("unit", "short"), [*((unit, 100_000) for unit in DIGITS), *((unit, 4_000) for unit in FIGURES)])
def test_time_grows_with_the_length_on_adversarial_digits(unit: str, short: int) -> None:
    def seconds(length: int) -> float:
        doc = read(unit * (length // len(unit)))
        assert doc.folded and doc.sentences
        started = time.process_time()
        for _ in find(doc):
            pass
        return time.process_time() - started

    seconds(1_000)
    assert seconds(10 * short) < 40 * max(seconds(short), 0.02)


NO_FIGURE = re.compile(
    r"(?P<document>\b\d{1,5} ?[-/](?:\d{4}/)?[A-ZĐ]{2}[\w/-]*)"
    r"|(?P<date>\b[Nn]gày \d{1,2} ?[-/.] ?\d{1,2}(?:[-/.]\d{4})?\b|"
    r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\b|\b[Tt]háng \d{1,2}[-/]\d{4}\b)"
    r"|(?P<phone>(?<![\d.,])0\d{9,10}\b|(?<![\d.,])0\d{2,3}[. ]\d{3}[. ]?\d{3,4}\b)"
    r"|(?P<name>\b(?:Quốc lộ|QL|thôn|phường|quận|Quận|ấp|tổ dân phố|Chương trình|Trường THPT số) ?\d{1,3}[A-Z]?(?=[,.;)]|$))"
    r"|(?P<time>\b\d{1,2}h\d{2}\b)|(?P<year>\b[Nn]ăm (?:19|20)\d\d\b)"
    r"|(?P<term>\b(?:khóa|khoá|lần thứ|Nghị quyết số) (?:[XIV]+|\d{1,3})\b)")


@pytest.mark.skipif(SHARED is None, reason="the shared texts are not here")
def test_no_figure_lies_inside_a_number_that_is_a_name_in_2000_real_sentences() -> None:
    seen, wrong = 0, []
    for text in real_texts():
        doc = read(text)
        spans = [found.span() for found in NO_FIGURE.finditer(text)]
        if not spans:
            continue
        seen += sum(any(sentence.start <= start < sentence.end for start, _ in spans) for sentence in doc.sentences)
        for figure in find(doc):
            wrong += [text[max(0, start - 30):end + 30] for start, end in spans if start < figure.end and figure.start < end]
        if seen >= 2000:
            break
    assert seen >= 2000
    assert not wrong, wrong


def real_texts() -> Iterator[str]:
    assert SHARED is not None
    for name in ("rss_2026", "baomoi_2025", "magizbox_politics", "vietnews_politics"):
        with gzip.open(SHARED / "data" / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in islice(lines, 0, 2000, 7):
                yield article_from_line(line, name).text


@pytest.mark.skipif(SHARED is None, reason="the shared texts are not here")
def test_the_seed_tells_a_stock_from_an_average_and_a_subset() -> None:
    assert SHARED is not None
    doc = read(clean((SHARED / "seed" / "article.txt").read_text(encoding="utf-8")))
    found = {figure.text: figure for figure in find(doc)}
    assert (found["2.000"].qualifier, found["2.000"].unit, found["2.000"].measure_type) == ("over", "đảng viên", "average")
    assert (found["51.000"].qualifier, found["51.000"].measure_type, found["51.000"].counted) == ("almost", "stock", "đảng viên")
    assert (found["9.850"].qualifier, found["9.850"].unit, found["9.850"].subset) == ("over", "đảng viên", "là nông dân")
    assert found["9.850"].measure_type == "stock"
    assert (found["10 năm"].value, found["10 năm"].unit) == (10, "năm")
    assert (found["một nửa"].value, found["một nửa"].measure_type) == (Decimal("0.5"), "share")
    assert [figure.text for figure in find(doc)][:5] == ["6", "2", "hai", "2", "11"]
