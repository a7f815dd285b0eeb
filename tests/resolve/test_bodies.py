"""Bodies: found by words and codes, with their unit, their days and what they were made from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline import tables
from pipeline.errors import TableError
from pipeline.resolve.bodies import body, find_body

BEFORE, AFTER = date(2022, 1, 15), date(2026, 1, 20)


@pytest.mark.parametrize(("text", "around", "wanted"), [
    ("Ban Thường vụ Huyện ủy Thoại Sơn", {"day": BEFORE}, "party@63-894"),
    ("UBND tỉnh", {"day": BEFORE, "province": "Lào Cai"}, "ubnd@63-10"),
    ("UBND tỉnh", {"day": AFTER, "province": "Lào Cai"}, "ubnd@34-15"),
    ("UBND TP.HCM", {"day": BEFORE}, "ubnd@63-79"),
    ("Thành ủy Hà Nội", {"day": BEFORE}, "party@63-01"),
    ("Đảng ủy xã Pha Long, huyện Mường Khương", {"day": BEFORE}, "party@63-02752"),
    ("Ủy ban MTTQ xã Đông Cuông", {"day": AFTER}, "mttq@34-04399"),
    ("Sở NN&PTNT Lào Cai", {"day": BEFORE}, "so-nong-nghiep-ptnt@63-10"),
    ("Sở Nông nghiệp và Môi trường", {"day": AFTER, "province": "Lào Cai"}, "so-nong-nghiep-moi-truong@34-15"),
    ("Huyện ủy", {"day": BEFORE, "province": "Lào Cai", "district": "Văn Bàn"}, "party@63-089"),
    ("TU", {"day": AFTER, "province": "Lào Cai"}, "party@34-15"),
    ("61-KH/TU", {"day": BEFORE, "province": "Lào Cai"}, "party@63-10"),
    ("KH/HU", {"day": BEFORE, "province": "Lào Cai", "district": "Văn Bàn"}, "party@63-089"),
    ("QĐ-UBND", {"day": BEFORE, "province": "Lào Cai"}, "ubnd@63-10"),
    ("UBND", {"day": AFTER, "unit_id": "34-02752"}, "ubnd@34-02752"),
    ("BTGDVTU", {"day": AFTER, "province": "Lào Cai"}, "party-propaganda-mass@34-15"),
    ("102/2025/NĐ-CP", {}, "chinh-phu"), ("QĐ-TTg", {}, "thu-tuong"), ("NQ/TW", {}, "trung-uong"), ("QH15", {}, "quoc-hoi"),
    ("UBTVQH15", {}, "uy-ban-thuong-vu-quoc-hoi"), ("Bộ Tài chính", {}, "bo-tai-chinh"),
    ("Đảng ủy Công an Trung ương", {}, "dang-uy-cong-an-trung-uong"), ("Tòa án nhân dân tối cao", {}, "toa-an-toi-cao"),
])
def test_words_and_codes_find_their_body(text: str, around: dict[str, Any], wanted: str) -> None:
    found = find_body(text, **around)
    assert found.body is not None and found.body.body_id == wanted, found


def test_without_a_day_a_body_of_both_eras_is_two_candidates() -> None:
    found = find_body("Tỉnh ủy Lào Cai")
    assert found.body is None and [one.body_id for one in found.candidates] == ["party@63-10", "party@34-15"]


@pytest.mark.parametrize("text", ["Nghị quyết", "HU", "Huyện ủy", "Tỉnh ủy Atlantis", "", "…"])
def test_what_is_not_told_is_said_and_not_guessed(text: str) -> None:
    found = find_body(text, day=BEFORE, province="Lào Cai")
    assert found.body is None and found.reason


def test_a_joint_document_has_several_bodies() -> None:
    assert {one.body_id for one in find_body("TTLT-BNV-BTC").candidates} == {"bo-noi-vu", "bo-tai-chinh"}


def test_a_merged_provinces_body_is_made_from_those_of_the_old_ones() -> None:
    merged = body("party@34-15")
    assert merged.name == "Tỉnh ủy Lào Cai" and merged.since == date(2025, 7, 1) and merged.until is None
    assert set(merged.predecessors) == {"party@63-10", "party@63-15"}


def test_district_police_end_before_their_districts() -> None:
    assert body("police@63-089").until == date(2025, 2, 28)
    assert body("party@63-089").until == date(2025, 6, 30)


def test_a_ministry_ends_and_its_successor_names_it() -> None:
    old, new = body("bo-tai-nguyen-moi-truong"), body("bo-nong-nghiep-moi-truong")
    assert old.until == date(2025, 2, 28) and old.body_id in new.predecessors and new.since == date(2025, 3, 1)


def test_an_unknown_body_is_an_error_that_names_it() -> None:
    with pytest.raises(TableError, match="party@63-99999"):
        body("party@63-99999")


@pytest.mark.parametrize("row", tables.load("bodies")["kind"], ids=lambda row: row["id"])
def test_a_kind_is_found_in_its_examples_and_not_in_its_rejects(row: dict[str, Any]) -> None:
    around = {"province": "Lào Cai", "district": "Văn Bàn", "day": row.get("since") or date(2024, 1, 15)}
    for example in row["examples"]:
        day = AFTER if "xã" in example else around["day"]
        found = find_body(example, **(around | {"day": day}))
        assert found.body and found.body.kind == row["id"], (example, found)
    for reject in row["rejects"]:
        found = find_body(reject, **around)
        assert not (found.body and found.body.kind == row["id"] and found.body.level != "central"), (reject, found)


def test_central_bodies_have_one_id_and_known_predecessors() -> None:
    rows = tables.load("bodies")["central"]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert all(before in ids for row in rows for before in row.get("before", ()))
