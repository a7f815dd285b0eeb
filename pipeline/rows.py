"""One line of a ``.jsonl`` file as an Article."""

from __future__ import annotations

import json
from typing import Any

from pipeline.errors import InputError
from pipeline.model import Article, article, plain_article


def article_from_line(line: str, place: str, **given: str | None) -> Article:
    """Read a JSON line ``{"id", "text"}`` or ``{"id", "title", "lead", "body"}`` with ``url``, ``paper``, ``published`` if known.

    ``place`` is the file and row, for the error. ``given`` (``paper``, ``published``) fills what the row leaves out.
    Raises InputError when the line is no JSON object or a field has the wrong type.
    """
    try:
        row = json.loads(line)
    except ValueError as problem:
        raise InputError(place, f"no JSON ({problem})") from problem
    if not isinstance(row, dict):
        raise InputError(place, "a line must be one JSON object")
    return article_from_row(row, place, **given)


def article_from_row(row: dict[str, Any], place: str, **given: str | None) -> Article:
    """The same for a parsed row. ``body`` is one string, whose lines are the paragraphs, or a list of them."""
    paper, published = (_text(row, key, place) or given.get(key) for key in ("paper", "published"))
    name, url = _text(row, "id", place), _text(row, "url", place)
    try:
        if row.get("text") is not None:
            return plain_article(_text(row, "text", place) or "", id=name, url=url, paper=paper, published=published)
        return article(
            id=name, url=url, title=_text(row, "title", place), lead=_text(row, "lead", place),
            body=_paragraphs(row.get("body"), place), section=_text(row, "section", place),
            author=_text(row, "author", place), read_by="jsonl", paper=paper, published=published,
        )
    except ValueError as problem:
        raise InputError(place, str(problem)) from problem


def _text(row: dict[str, Any], name: str, place: str) -> str | None:
    value = row.get(name)
    if isinstance(value, int) and name == "id":
        return str(value)
    if value is not None and not isinstance(value, str):
        raise InputError(place, f"{name!r} must be a string, not {type(value).__name__}")
    return value or None


def _paragraphs(body: object, place: str) -> list[str]:
    if body is None:
        return []
    if isinstance(body, str):
        return body.split("\n")
    if isinstance(body, list) and all(isinstance(line, str) for line in body):
        return body
    raise InputError(place, "'body' must be a string or a list of strings")
