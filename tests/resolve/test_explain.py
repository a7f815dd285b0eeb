"""Explaining a name: what it was, and what holds its territory now."""

from __future__ import annotations

from datetime import date

from pipeline.resolve.explain import explain, print_place, told


def test_a_district_tells_the_communes_that_hold_it_now() -> None:
    (one,) = explain("huyện Văn Bàn", date(2021, 5, 1))
    assert (one.unit.unit_id, one.relation, len(one.now), one.living) == ("63-089", "divided", 9, True)
    assert [upper.name for upper in one.above] == ["Lào Cai"]


def test_a_present_commune_tells_what_it_was_made_from() -> None:
    (one,) = explain("xã Văn Bàn", date(2026, 1, 1))
    assert "thị trấn Khánh Yên" in [unit.full_name for unit in one.once]


def test_a_chain_narrows_a_name() -> None:
    assert len(explain("xã Tân Lập", date(2021, 5, 1))) > 5
    assert [one.unit.code for one in explain("xã Xuân Hòa, huyện Bảo Yên", date(2021, 5, 1))] == ["02962"]


def test_without_a_day_both_eras_are_told() -> None:
    assert {one.unit.unit_id for one in explain("tỉnh Lào Cai")} == {"63-10", "34-15"}


def test_an_unknown_name_is_said_to_be_unknown() -> None:
    assert list(told("huyện Atlantis")) == ["huyện Atlantis: no unit of either era has this name"]
    assert not print_place("huyện Atlantis")
