"""Uncertain articles go out as a CSV that starts no formula, and come back as labels."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.model import article
from pipeline.topics.review import COLUMNS, Correction, export_csv, import_csv, read_corrections, save_corrections, uncertain

ARTICLES = [
    article(id="=1+1", title="=HYPERLINK(\"x\")", lead="Chi bộ kết nạp đảng viên"),
    article(id="b", title="Giá vàng, lãi suất ngân hàng", body=["Thị trường\nchứng khoán"]),
]


def _exported() -> list[dict[str, str]]:
    out = io.StringIO()
    assert export_csv(ARTICLES, out) == 2
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_file_has_its_columns_and_no_formula() -> None:
    rows = _exported()
    assert tuple(rows[0]) == COLUMNS
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_corrected_row_comes_back_with_its_own_id() -> None:
    rows = _exported()
    rows[0] |= {"topics": "party_building, youth", "checked": "x"}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    back = list(import_csv(io.StringIO(out.getvalue()), "fixed.csv"))
    assert back == [Correction(id="=1+1", version=ARTICLES[0].version, topics=("party_building", "youth"))]


@pytest.mark.parametrize("topics", ["", "sport", "youth youth", "youth gender health economy"])
def test_wrong_topics_are_refused_with_file_and_row(topics: str) -> None:
    text = f"id,version,topics,checked\na,v,{topics},x\n"
    with pytest.raises(InputError, match=r"fixed\.csv:2"):
        list(import_csv(io.StringIO(text), "fixed.csv"))


def test_a_file_without_its_columns_is_refused() -> None:
    with pytest.raises(InputError, match="checked"):
        list(import_csv(io.StringIO("id,version,topics\n"), "fixed.csv"))


def test_a_later_correction_replaces_the_earlier(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    first = [Correction(id="a", version="v", topics=("youth",)), Correction(id="b", version="v", topics=("other",))]
    save_corrections(first, path)
    save_corrections([Correction(id="a", version="v", topics=("gender",))], path)
    assert [row.topics for row in read_corrections(path)] == [("gender",), ("other",)]


def test_the_least_sure_articles_come_first() -> None:
    assert len(uncertain(ARTICLES, 1)) == 1
    assert {row.id for row in uncertain(ARTICLES, 5)} == {"=1+1", "b"}
