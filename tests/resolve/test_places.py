"""Resolving places: fields, eras, abstention; every unit of both eras by its chain."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract.places import find
from pipeline.gazetteer import Unit, load
from pipeline.language import read
from pipeline.measure.gold import shared_folder
from pipeline.model import Place, article, plain_article
from pipeline.resolve.context import Context, context_of, province_of
from pipeline.resolve.places import resolve
from pipeline.text import clean

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]
EVE, AFTER = date(2025, 6, 15), date(2026, 1, 20)


def resolved(text: str, context: Context) -> list[Place]:
    doc = read(clean(text))
    return resolve(doc, list(find(doc)), context)


def plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value or ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_case_gives_its_fields(case: dict[str, Any]) -> None:
    found = resolved(case["text"], Context(day=case.get("published"), province=case.get("paper_province")))
    for place, wanted in zip(found, case["places"], strict=True):
        wanted = {"text": wanted} if isinstance(wanted, str) else wanted
        assert {name: plain(getattr(place, name)) for name in wanted} == {name: plain(value) for name, value in wanted.items()}


def chain(unit: Unit, day: date) -> str:
    parts = [unit.full_name]
    while unit.parent:
        upper = load().unit(unit.parent, day)
        assert upper
        parts.append(upper.full_name)
        unit = upper
    return ", ".join(parts)


@pytest.mark.slow
def test_every_former_commune_with_its_chain_resolves_on_the_eve_of_the_reform() -> None:
    former = [unit for unit in load().states if unit.era == "63" and unit.rank == "commune" and unit.until == "2025-06-30"]
    assert len(former) == 10_035
    for unit in former:
        place = resolved(f"Sáng nay ở {chain(unit, EVE)} trời nắng.", Context(day=EVE))[0]
        now, relation = load().successors(unit.unit_id)
        assert (place.unit_id, place.now_ids, place.relation) == (unit.unit_id, now, relation), chain(unit, EVE)
        assert now and relation


@pytest.mark.slow
def test_every_present_unit_with_its_province_resolves_after_it() -> None:
    present = [unit for unit in load().states if unit.era == "34" and unit.rank == "commune" and unit.since == "2025-07-01"]
    assert len(present) == 3_321
    for unit in present:
        place = resolved(f"Sáng nay ở {chain(unit, AFTER)} trời nắng.", Context(day=AFTER))[0]
        assert place.unit_id == unit.unit_id, chain(unit, AFTER)


def test_every_province_and_district_resolves_on_the_eve() -> None:
    for unit in load().states:
        if unit.era == "63" and unit.rank != "commune" and unit.holds(EVE) and unit.until == "2025-06-30":
            place = resolved(f"Sáng nay ở {chain(unit, EVE)} trời nắng.", Context(day=EVE))[0]
            assert place.unit_id == unit.unit_id, chain(unit, EVE)


def seed(day: date | None, only_teasers: bool = False) -> dict[str, Place]:
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared folder is not here")
    text = (folder / "seed" / "article.txt").read_text(encoding="utf-8")
    if only_teasers:
        text = text[text.index("Tin cùng chuyên mục"):]
    found: dict[str, Place] = {}
    for place in resolved(text, Context(paper="baolaocai", province="Lào Cai", day=day)):
        found.setdefault(place.text, place)
    return found


def test_the_seed_reads_as_of_its_day() -> None:
    found = seed(date(2022, 1, 15))
    assert (found["thôn Nì Xỉ 4"].parent, found["xã Pha Long"].code) == ("02752", "02752")
    assert (found["Mường Khương"].code, found["Mường Khương"].rank) == ("083", "district")
    assert found["xã Pha Long"].era == "63" and found["xã Pha Long"].province == "Lào Cai"
    assert found["huyện Văn Bàn"].code == "089" and len(found["huyện Văn Bàn"].now) == 9


def test_the_seeds_teasers_read_as_of_theirs() -> None:
    found = seed(AFTER, only_teasers=True)
    for name, code in (("xã Đông Cuông", "04399"), ("xã Sơn Lương", "04651"), ("xã Mù Cang Chải", "04456")):
        assert (found[name].code, found[name].era, found[name].province) == (code, "34", "Lào Cai")


def test_the_seed_without_a_day_abstains_where_the_eras_differ() -> None:
    found = seed(None)
    for name in ("xã Pha Long", "Mường Khương", "tỉnh Lào Cai"):
        place = found[name]
        assert place.era is None and place.unit_id is None and len(place.candidates) == 2 and place.unresolved, name
    assert found["huyện Văn Bàn"].unit_id == "63-089"


def test_an_unknown_paper_has_no_province() -> None:
    assert province_of("no such paper", AFTER) is None
    assert context_of(plain_article("Hà Nội")) == Context()


def test_an_article_has_its_day_as_context() -> None:
    assert context_of(plain_article("Hà Nội", published="2025-07-01")).era == "34"
    assert context_of(plain_article("Hà Nội", published="2025-06-30")).era == "63"


def test_the_dateline_speaks_for_its_province() -> None:
    (place,) = resolved("Hội thi nấu cơm ở xã Xuân Hòa vui lắm.", Context(day=date(2021, 5, 1), dateline="Lào Cai –"))
    assert place.district == "Bảo Yên"


def test_an_old_papers_address_keeps_its_province() -> None:
    old = article(title="Hội thi", url="https://baoyenbai.com.vn/1.html", paper="baolaocai", published="2022-01-15")
    assert context_of(old).province == "Yên Bái"
    assert province_of("baolaocai", date(2022, 1, 15)) == "Lào Cai"
