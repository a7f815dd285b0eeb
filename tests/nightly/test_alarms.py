"""An alarm rings for what is out of the ordinary, and only then."""

from __future__ import annotations

import pytest

from pipeline.nightly.alarms import alarms, chance

USUAL = {"new": 60, "read": 70, "asked": 90, "no_lead": 2, "no_date": 0, "other": 3, "family hemera": 70, "asked_again": 20}
NIGHTS = [USUAL] * 5


@pytest.mark.parametrize(("tonight", "phrase"), [
    ({"new": 55, "read": 60, "family hemera": 60}, ""),
    ({"new": 5, "read": 5, "family hemera": 5}, "few new articles: 5, usually 60"),
    ({"new": 0}, "few new articles: 0"),
    ({"new": 50, "read": 50, "no_lead": 50, "family hemera": 50}, "articles without a lead: 50 of 50"),
    ({"new": 50, "read": 50, "no_date": 15, "family hemera": 50}, "articles without a date: 15 of 50"),
    ({"new": 50, "read": 50, "no_lead": 4, "family hemera": 50}, ""),
    ({"new": 50, "read": 50, "family onecms": 40, "family hemera": 10}, "40 of 50 articles were read as onecms, usually"),
    ({"new": 50, "read": 50, "family onecms": 10, "family hemera": 40}, ""),
    ({"new": 50, "read": 2, "family onecms": 2}, ""),
    ({"new": 50, "asked": 90, "other": 60, "read": 30, "family hemera": 30}, "pages that are no article: 60 of 90"),
    ({"new": 50, "asked": 90, "gone": 18, "asked_again": 20}, "18 known articles are gone, of 20 asked again"),
    ({"new": 50, "asked": 90, "unreadable": 18, "asked_again": 20}, "18 known articles can no longer be read"),
    ({"new": 50, "asked": 90, "gone": 3, "asked_again": 4}, ""),
])
def test_what_rings(tonight: dict[str, int], phrase: str) -> None:
    rung = list(alarms(tonight, NIGHTS))
    assert len(rung) == bool(phrase), rung
    assert phrase in "".join(rung)


def test_a_first_night_has_nothing_to_compare_with() -> None:
    assert not list(alarms({"new": 3, "read": 30, "no_lead": 30, "family x": 30}, []))


@pytest.mark.parametrize(("least", "whole", "rate", "wanted"), [
    (1, 1, 0.25, 0.25), (0, 5, 0.3, 1.0), (3, 3, 0.1, 0.001), (9, 10, 0.5, 11 / 1024)])
def test_chance_is_the_binomial_tail(least: int, whole: int, rate: float, wanted: float) -> None:
    assert chance(least, whole, rate) == pytest.approx(wanted)
