"""``record`` saves a page with a skeleton of its answer, and never writes over what a reader corrected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

from pipeline.errors import NotAnArticle
from pipeline.measure.pages import pages_of
from pipeline.sources import Fetcher, Response, record
from tests.sources.test_crawl import ARTICLE

URL = "https://baolaocai.vn/cho-phien-post100001.html"


class Answering:
    def __init__(self, status: int) -> None:
        self.status = status

    def fetch(self, url: str) -> Response:
        body = ARTICLE.format(n=1, edit=1).encode()
        return Response(url=url, final_url=url, status=self.status, headers={}, body=body, fetched="2026-03-07T08:00:00+07:00")


def fetcher(status: int = 200) -> Fetcher:
    return cast(Fetcher, Answering(status))


def test_a_page_is_recorded_and_its_checked_answer_stays(tmp_path: Path) -> None:
    path = record(URL, tmp_path, fetcher())
    answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert path == tmp_path / "baolaocai" / "recorded_cho_phien_post100001.html"
    assert answer["checked"] is False and answer["body"] and answer["title"] and answer["url"] == URL
    assert [*pages_of(tmp_path)] == []
    path.with_suffix(".json").write_text(json.dumps({**answer, "checked": True, "title": "Tựa đúng"}), encoding="utf-8")
    record(URL, tmp_path, fetcher())
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["title"] == "Tựa đúng"
    assert [gold.name for gold in pages_of(tmp_path)] == ["baolaocai/recorded_cho_phien_post100001"]


def test_a_page_that_is_gone_is_not_recorded(tmp_path: Path) -> None:
    with pytest.raises(NotAnArticle):
        record(URL, tmp_path, fetcher(410))
    assert [*tmp_path.iterdir()] == []
