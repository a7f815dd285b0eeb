"""Add a real page to the test pages of this machine: the page as it came, and an answer to be corrected by a reader.

The text of a recorded page is the newspaper's. It is for measuring here and must not be committed or passed on: its files are
named ``recorded_…``, which ``.gitignore`` keeps out.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import NotAnArticle
from pipeline.model import Article
from pipeline.sources.fetch import Fetcher
from pipeline.sources.papers import Paper, paper_of
from pipeline.sources.parsing import parse
from pipeline.sources.responses import Response
from pipeline.text import bare

ASKED = ("read_by", "title", "dateline", "lead", "body", "captions", "author", "published", "modified", "section", "tags",
         "related")
"""What an answer states; a reader may take lines out, and what is not stated is not compared."""

LONGEST_NAME = 60


def record(url: str, folder: Path, fetcher: Fetcher, paper: Paper | None = None) -> Path:
    """Fetch ``url`` politely and save it as ``<folder>/<paper>/recorded_<name>.html`` with a skeleton of its answer beside it.

    ``folder`` is ``tests/papers``; ``paper`` defaults to the newspaper of the URL, and a page of none goes to ``unknown``.
    The skeleton (``.json``) holds what our own reader found and ``"checked": false``: correct it against the page and
    write ``true``, until then it is neither tested nor measured. An answer that was checked is never written over.
    Returns the path of the page. Raises FetchError for a page that cannot be had, NotAnArticle for one that is gone, and OSError.
    """
    response = fetcher.fetch(url)
    if response.status != 200:
        raise NotAnArticle(url, "gone", f"the host answers {response.status}")
    paper = paper or paper_of(response.final_url)
    path = folder / (paper.key if paper else "unknown") / f"recorded_{name_of(response.final_url)}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(response.body)
    answer = path.with_suffix(".json")
    if not _is_checked(answer):
        answer.write_text(json.dumps(skeleton(response, paper), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _is_checked(answer: Path) -> bool:
    return answer.exists() and json.loads(answer.read_text(encoding="utf-8")).get("checked", True)


def name_of(url: str) -> str:
    """A short name for a page, from the last part of its path.

    >>> name_of("https://baolaocai.vn/Chợ-phiên-Bắc-Hà-post12.html")
    'cho_phien_bac_ha_post12'
    """
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    words = re.findall("[a-z0-9]+", bare(last.rpartition(".")[0] or last).lower())
    return "_".join(words)[:LONGEST_NAME].strip("_") or "page"


def skeleton(response: Response, paper: Paper | None) -> dict[str, Any]:
    """What our reader makes of an answer, in the form of the answers of ``tests/papers``, marked as not checked."""
    row: dict[str, Any] = {"checked": False, "url": response.final_url, "fetched": response.fetched}
    try:
        article = parse(response.body, response.final_url, fetched=response.fetched, paper=paper)
    except NotAnArticle as problem:
        return {**row, "found": problem.found}
    return {**row, **{name: _plain(article, name) for name in ASKED}}


def _plain(article: Article, name: str) -> Any:
    if name == "related":
        return [[item.title, item.link] for item in article.related]
    value = getattr(article, name)
    return list(value) if isinstance(value, tuple) else value
