"""Papers are chosen by name and by province; whom we cannot name, and a crawl without a contact, are refused."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.nightly.newspapers import chosen, limits_of, newspapers
from pipeline.settings import load
from pipeline.sources import papers


@pytest.mark.parametrize(("given", "keys"), [
    ({"papers": ("baolaocai",)}, ["baolaocai"]), ({"provinces": ("Lào Cai",)}, ["baolaocai"]),
    ({"provinces": ("yên bái",)}, ["baolaocai"]), ({"papers": ("baolaocai",), "provinces": ("Lào Cai",)}, ["baolaocai"]),
    ({"papers": "baolaocai, baohatinh"}, ["baolaocai", "baohatinh"]),
])
def test_papers_are_chosen(given: dict[str, Any], keys: list[str]) -> None:
    assert [paper.key for paper in chosen(load(**given))] == keys


def test_all_is_every_paper() -> None:
    assert chosen(load(papers=("all",))) == [*papers()]
    assert len(papers()) == 34


@pytest.mark.parametrize(("given", "word"), [
    ({"papers": ("baonaodo",)}, "baonaodo"), ({"provinces": ("Nowhere",)}, "Nowhere"), ({"papers": ("baolaocai",)}, "contact")])
def test_what_cannot_be_is_said(given: dict[str, Any], word: str) -> None:
    with pytest.raises(SettingsError, match=word), newspapers(load(**given)):
        pass


def test_days_and_sections_become_limits() -> None:
    limits = limits_of(load(papers=("x",), since="2019-01-01", until="2020-12-31", sections="chinh-tri,kinh-te", limit=9))
    assert (limits.since, limits.until, limits.pages) == ("2019-01-01", "2020-12-31", 9)
    assert limits.sections == ("chinh-tri", "kinh-te")
    assert limits.turned > 20
    with pytest.raises(SettingsError, match="since"):
        load(since="1/1/2019")
