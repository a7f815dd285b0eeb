"""The gazetteer: what it holds, that it is whole, loads fast and stays small."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date

import pytest

from pipeline.gazetteer import load, name_key
from pipeline.gazetteer.load import Gazetteer
from pipeline.gazetteer.names import spellings
from pipeline.measure.gold import shared_folder
from pipeline.tables import FOLDER

ZONES = {"Bạch Long Vĩ", "Cát Hải", "Cô Tô", "Côn Đảo", "Cồn Cỏ", "Hoàng Sa", "Kiên Hải", "Lý Sơn", "Phú Quý", "Phú Quốc",
         "Thổ Châu", "Trường Sa", "Vân Đồn"}


def living(era: str, rank: str, day: date) -> list[str]:
    of_era = [unit for unit in load().states if unit.era == era and unit.rank == rank and unit.holds(day)]
    return [unit.name for unit in of_era if era == "34" or unit.until == "2025-06-30"]


def test_both_eras_have_all_their_units() -> None:
    eve, after = date(2025, 6, 15), date(2026, 1, 1)
    assert [len(living("63", rank, eve)) for rank in ("province", "district", "commune")] == [63, 696, 10_035]
    assert [len(living("34", rank, after)) for rank in ("province", "commune")] == [34, 3_321]
    assert {unit.name for unit in load().states if unit.level == "đặc khu"} == ZONES


def test_every_unit_has_a_parent_that_exists_and_dates_in_order() -> None:
    gazetteer = load()
    for unit in gazetteer.states:
        assert (unit.rank == "province") == (not unit.parent)
        assert not unit.parent or gazetteer.history(unit.parent), unit
        assert not unit.until or unit.since <= unit.until, unit


def test_every_unit_of_the_eve_has_its_successors() -> None:
    gazetteer = load()
    for unit in gazetteer.states:
        if unit.era == "63" and unit.until == "2025-06-30":
            ids, relation = gazetteer.successors(unit.unit_id)
            assert ids and relation and all(gazetteer.unit(one) for one in ids), unit


def test_the_successors_agree_with_the_table_they_come_from_but_for_the_listed_differences() -> None:
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared folder is not here")
    with (FOLDER / "gazetteer" / "differences.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["decision"] == "second"]
    decided = {(row["old_code"], row["new_code"]) for row in rows}
    wanted: dict[str, set[str]] = {}
    with (folder / "data" / "gazetteer" / "wards_old_to_new_2025.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            wanted.setdefault(row["old_ward_code"], set()).add(row["new_ward_code"])
    for old, news in wanted.items():
        news |= {new for one, new in decided if one == old}
        assert {one[3:] for one in load().successors(f"63-{old}")[0]} == news, old


def test_every_difference_with_the_second_source_is_decided() -> None:
    with (FOLDER / "gazetteer" / "differences.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert rows and all(row["decision"] in ("ours", "second", "both") and row["why"] for row in rows)


@pytest.mark.parametrize(("unit_id", "day", "wanted"), [
    ("63-46", date(2024, 12, 31), "tỉnh Thừa Thiên Huế"), ("63-46", date(2025, 1, 1), "thành phố Huế"),
    ("63-769", date(2020, 12, 31), "quận 2"), ("63-769", date(2021, 1, 1), "thành phố Thủ Đức"),
    ("63-088", date(2019, 12, 31), "huyện Sa Pa"), ("63-088", date(2020, 1, 1), "thị xã Sa Pa"),
    ("34-75", date(2026, 4, 29), "tỉnh Đồng Nai"), ("34-75", date(2026, 4, 30), "thành phố Đồng Nai"),
])
def test_a_unit_is_what_it_was_on_the_day(unit_id: str, day: date, wanted: str) -> None:
    unit = load().unit(unit_id, day)
    assert unit and unit.full_name == wanted


def test_pha_long_has_one_code_in_two_eras_and_two_ids() -> None:
    assert {unit.unit_id for unit in load().named("pha long")} == {"63-02752", "34-02752"}


@pytest.mark.parametrize("forms", [("Đắk Hà", "Đăk Hà", "Đak Hà"), ("Quy Nhơn", "Qui Nhơn"), ("Ia H'Drai", "Ia H’Drai"),
                                   ("Bà Rịa - Vũng Tàu", "Bà Rịa–Vũng Tàu"), ("Hoà Bình", "Hòa Bình")])
def test_the_spellings_of_a_name_meet_in_one_key(forms: tuple[str, ...]) -> None:
    assert len({name_key(form) for form in forms}) == 1


def test_a_name_is_looked_for_in_its_spellings() -> None:
    assert {"đăk hà", "đắk hà"} <= set(spellings("Đắk Hà"))


def test_it_loads_in_150_ms_and_60_mb() -> None:
    code = """
import time, tracemalloc
from pipeline.gazetteer.load import Gazetteer
from pipeline.tables import FOLDER
spent = []
for _ in range(3):
    start = time.process_time()
    Gazetteer(FOLDER / "gazetteer")
    spent.append(time.process_time() - start)
tracemalloc.start()
kept = Gazetteer(FOLDER / "gazetteer")
print(min(spent), tracemalloc.get_traced_memory()[0] / 1e6)
"""
    spent, megabytes = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert float(spent) < 0.15 and float(megabytes) < 60, (spent, megabytes)


def test_a_present_unit_knows_what_it_was_made_from() -> None:
    assert "63-03055" in load().predecessors("34-03082")
    assert set(load().predecessors("34-15")) == {"63-10", "63-15"}
    assert isinstance(load(), Gazetteer)
