"""Every row of the tables of ``sources`` matches its examples and none of its rejects."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest

from pipeline.sources.datelines import split_dateline
from pipeline.sources.families import families
from pipeline.sources.pages import Page
from pipeline.sources.papers import paper_of, papers
from pipeline.tables import load
from pipeline.text import clean, fold


def rows(table: str, *groups: str) -> list[Any]:
    return [pytest.param(row, id=f"{group}-{number}") for group in groups for number, row in enumerate(load(table)[group])]


@pytest.mark.parametrize("row", rows("datelines", "dateline"))
def test_datelines_begin_the_examples_and_no_reject(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert re.match(row["pattern"], example)
        assert split_dateline(example)[0]
    for reject in row["rejects"]:
        assert not re.match(row["pattern"], reject)
        assert split_dateline(reject) == (None, reject)


@pytest.mark.parametrize("row", rows("tails", "box", "noise", "credit"))
def test_tails_are_the_whole_line(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert re.fullmatch(row["pattern"], fold(clean(example)))
    for reject in row["rejects"]:
        assert not re.fullmatch(row["pattern"], fold(clean(reject)))


@pytest.mark.parametrize("row", rows("links", "other", "article"))
def test_links_are_known_by_their_path(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert re.search(row["pattern"], example)
    for reject in row["rejects"]:
        assert not re.search(row["pattern"], reject)


def test_every_selector_of_the_families_can_be_read() -> None:
    page = Page("<p>x</p>")
    for family in families():
        for field in fields(family):
            if isinstance(selectors := getattr(family, field.name), tuple) and field.name != "markers":
                assert list(page.all(selectors)) == []


def test_all_34_provinces_have_a_newspaper_and_a_family_that_exists() -> None:
    assert len(papers()) == 34
    assert len({paper.province for paper in papers()}) == 34
    names = {family.name for family in families()}
    assert all(paper.family is None or paper.family in names for paper in papers())


def test_the_63_provinces_of_before_are_all_there_once() -> None:
    before = [province for paper in papers() for province in paper.provinces_before]
    assert len(before) == len(set(before)) == 63


def test_former_newspapers_belong_to_a_province_that_merged() -> None:
    for paper in papers():
        for former in paper.former:
            assert former.province in paper.provinces_before
            assert all(paper_of(f"https://{domain}/x") is paper for domain in former.domains)


def test_no_domain_belongs_to_two_newspapers() -> None:
    domains = [domain for paper in papers() for domain in (
        paper.domain, *paper.other_domains, *(name for one in paper.former for name in one.domains))]
    assert len(domains) == len(set(domains))


@pytest.mark.parametrize(("url", "key"), [
    ("https://www.baolaocai.vn/x-post1.html", "baolaocai"), ("http://baoyenbai.com.vn/12/1/x.aspx", "baolaocai"),
    ("https://baovinhlong.com.vn/x", "baovinhlong"), ("https://vnexpress.net/x", None), ("https://notbaolaocai.vn/", None),
    ("", None), ("http://[", None),
])
def test_a_url_belongs_to_the_newspaper_of_its_domain(url: str, key: str | None) -> None:
    paper = paper_of(url)
    assert (paper.key if paper else None) == key
