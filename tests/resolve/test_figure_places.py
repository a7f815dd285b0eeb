"""The chain of choices that gives every figure its place, and what it sees of the places around."""

from __future__ import annotations

import time
from itertools import product
from math import exp

import pytest

from pipeline import tables
from pipeline.extract import figures, places
from pipeline.language import read
from pipeline.resolve.context import Context
from pipeline.resolve.figure_places import RELATIONS, Learnt, likelihoods, relation, sum_of
from pipeline.resolve.figure_spots import find_spots, named_spot
from pipeline.resolve.figure_traits import Candidate
from pipeline.resolve.figures import resolve


def candidate(name: str | None, *traits: str) -> Candidate:
    return Candidate(named_spot(name, None, "district") if name else None, list(traits))


ROWS = [
    [candidate(None, "none"), candidate("Bát Xát", "left"), candidate("Sa Pa", "right")],
    [candidate(None, "none"), candidate("Sa Pa", "left")],
    [candidate(None), candidate("Bát Xát", "right"), candidate("Sa Pa"), candidate("Bắc Hà", "left")],
]
LINKS = ["first", "clause", "paragraph"]
WEIGHTS = Learnt({"none": 0.4, "left": 1.1, "right": -0.3},
                 {f"{link}: {name}": (i - 2) / 3 + len(link) / 10 for link in LINKS for i, name in enumerate(RELATIONS)}, 0.5)


def test_likelihoods_are_those_of_all_chains_together() -> None:
    odds = [[0.0] * len(row) for row in ROWS]
    for chain in product(*(range(len(row)) for row in ROWS)):
        score = sum(sum_of(row[k].traits, WEIGHTS.traits) for row, k in zip(ROWS, chain, strict=True))
        score += sum(WEIGHTS.steps[f"{LINKS[i]}: {relation(ROWS[i - 1][chain[i - 1]], ROWS[i][chain[i]])}"] for i in (1, 2))
        for i, k in enumerate(chain):
            odds[i][k] += exp(score)
    for given, wanted in zip(likelihoods(ROWS, LINKS, WEIGHTS), odds, strict=True):
        assert given == pytest.approx([odd / sum(wanted) for odd in wanted])


def test_no_figures_have_no_likelihoods() -> None:
    assert likelihoods([], [], WEIGHTS) == []


def test_a_long_text_neither_overflows_nor_vanishes() -> None:
    rows = [[candidate(None, *["none"] * 400), candidate("Sa Pa", *["left"] * 400)] for _ in range(2000)]
    assert all(abs(sum(row) - 1) < 1e-9 for row in likelihoods(rows, ["clause"] * 2000, WEIGHTS))


@pytest.mark.parametrize(("text", "seen"), [
    ("Ở xã Pha Long, huyện Mường Khương có mưa.", [("xã Pha Long", "at", "narrow"), ("huyện Mường Khương", "at", "wide")]),
    ("Mưa lớn tại Lào Cai, Yên Bái và Sơn La.", [("Lào Cai, Yên Bái và Sơn La", "at", "list")]),
    ("Công an huyện Bát Xát đã bắt hai người.", [("huyện Bát Xát", "office", "alone")]),
    ("Anh Páo, trú xã Bản Lầu, bị bắt.", [("xã Bản Lầu", "home", "alone")]),
    ("Năm nay cả nước được mùa.", [("cả nước", "word", "alone")]),
])
def test_a_spot_knows_what_leads_to_it_and_its_chain(text: str, seen: list[tuple[str, str, str]]) -> None:
    from pipeline.resolve import places as located

    doc = read(text)
    found = find_spots(doc, located.resolve(doc, list(places.find(doc)), Context()))
    assert [(spot.text, spot.lead, spot.chain) for spot in found] == seen


def test_all_names_of_the_nation_are_one_place() -> None:
    assert {spot.key for spot in find_spots(read("Cả nước có mưa, toàn quốc có gió, nước ta có nắng."), [])} == {"việt nam"}


def test_the_table_has_every_step_and_is_sorted() -> None:
    table = tables.load("figure_places")
    assert set(table["steps"]) <= {f"{link}: {name}" for link in ("paragraph", "sentence", "item", "clause") for name in RELATIONS}
    assert list(table["traits"]) == sorted(table["traits"])
    assert 0.4 <= table["threshold"] < 1


@pytest.mark.parametrize("text", [
    "Ở Lào Cai, Yên Bái, Sơn La có 3 nhà; " * 3000, "Ở xã Pha Long có 3 nhà.\n\n" * 4000, "(Lào Cai " * 8000 + "5 người",
    "Lào Cai, " * 8000 + "5",
])
def test_the_work_grows_with_the_text(text: str) -> None:
    def seconds(some: str) -> float:
        doc = read(some)
        found, named = list(figures.find(doc)), list(places.find(doc))
        _ = doc.sentences
        start = time.perf_counter()
        resolve(doc, found, named, Context())
        return time.perf_counter() - start

    half = seconds(text[:len(text) // 2])
    assert seconds(text) < 4 * half + 0.5
