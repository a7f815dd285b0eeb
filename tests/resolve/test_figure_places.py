"""The places around figures as they see them, and that looking at them takes its time only once."""

from __future__ import annotations

import time

import pytest

from pipeline.extract import figures, places
from pipeline.language import read
from pipeline.resolve.context import Context
from pipeline.resolve.figure_spots import find_spots
from pipeline.resolve.figures import resolve


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
