"""Gold annotation: stand-off rows over texts that stay where they are.

A row of ``corpora/gold/<kind>-<set>.jsonl`` is ``{"source", "id", "sha1", "until", "published", "paper", "mentions"}``:
``source`` is a file below the shared folder (``data/news/rss_2026.jsonl.gz``), ``id`` the article's id or URL in it, ``sha1``
that of its cleaned text, ``until`` where the reading stopped (every mention before it is annotated, none after),
and each mention has ``start``, ``end`` and the fields the reader filled. No text is copied.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.model import Article
from pipeline.rows import article_from_row

FOLDER = Path(__file__).parents[2] / "corpora" / "gold"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One annotated article: ``mentions`` are complete up to ``until``, in the order of the text."""

    article: Article
    until: int
    mentions: tuple[dict[str, Any], ...]
    place: str


def shared_folder() -> Path | None:
    """The folder with the texts (``PIPELINE_SHARED``, else ``../shared`` beside the checkout), or None without one."""
    folder = Path(os.environ.get("PIPELINE_SHARED") or FOLDER.parents[2] / "shared")
    return folder if (folder / "data").is_dir() else None


def load(kind: str, part: str = "dev") -> Iterator[GoldArticle]:
    """The gold articles of ``corpora/gold/<kind>-<part>.jsonl``; raises InputError for a row whose text is missing or changed."""
    path = FOLDER / f"{kind}-{part}.jsonl"
    if not path.exists():
        raise InputError(str(path), "there is no such gold file")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield _gold_article(json.loads(line), f"{path.name}:{number}")


def names(source: str) -> tuple[str, ...]:
    """The ids or URLs of all articles of a shared file, in its order."""
    return tuple(_rows(source))


def find_article(source: str, name: str, place: str, **given: str | None) -> Article:
    """The article ``name`` (its id or URL) of the shared file ``source``, as the pipeline reads it."""
    row = _rows(source).get(name)
    if row is None:
        raise InputError(place, f"{source} has no article {name!r}")
    kept = {key: row.get(key) for key in ("title", "lead", "body", "text", "url", "published", "section")}
    return article_from_row({**kept, "id": name}, place, **given)


def sha1_of(text: str) -> str:
    """The sha1 of a cleaned text, in hexadecimal."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _gold_article(row: dict[str, Any], place: str) -> GoldArticle:
    article = find_article(row["source"], row["id"], place, paper=row.get("paper"), published=row.get("published"))
    if sha1_of(article.text) != row["sha1"]:
        raise InputError(place, "the text has changed since it was annotated")
    mentions = tuple(_with_words(mention, article.text) for mention in row["mentions"])
    return GoldArticle(article=article, until=row["until"], mentions=mentions, place=place)


def _with_words(mention: dict[str, Any], text: str) -> dict[str, Any]:
    """The mention with each ``<field>_at``, a pair of offsets, turned into the field's words: gold holds no text."""
    words = {name[:-3]: " ".join(text[slice(*at)].split()) for name, at in mention.items() if name.endswith("_at")}
    return {**mention, **words}


@cache
def _rows(source: str) -> dict[str, dict[str, Any]]:
    folder = shared_folder()
    if folder is None:
        raise InputError(source, "the shared folder is not here; set PIPELINE_SHARED")
    path = folder / source
    if path.suffix == ".txt":
        return {path.name: {"text": path.read_text(encoding="utf-8")}}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {str(row.get("id") or row["url"]): row for row in rows}
