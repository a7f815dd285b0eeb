"""The JSON contract of DESIGN.md: one object an article, one line each; keys are never renamed, absent values are null."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

from pipeline.model import Analysis, Article, Mention, Related


def to_line(analysis: Analysis) -> str:
    """The analysis as one line of JSON, without a line end; numbers keep their decimals exactly."""
    return json.dumps(to_row(analysis), ensure_ascii=False, separators=(", ", ": "))


def to_row(analysis: Analysis) -> dict[str, Any]:
    """The analysis as plain values, its keys in the order of the contract."""
    return {
        **article_row(analysis.article),
        "sentences": [[sentence.start, sentence.end] for sentence in analysis.sentences],
        "words": analysis.words,
        "mentions": [mention_row(mention) for mention in analysis.mentions],
        "topics": [{"name": topic.name, "score": topic.score} for topic in analysis.topics],
        "made_by": dict(analysis.made_by),
    }


def article_row(article: Article) -> dict[str, Any]:
    """The article's fields; ``parts`` as ``[part, start, end]``."""
    row = {name: getattr(article, name) for name in _ARTICLE}
    row = {name: plain(value) for name, value in row.items()}
    return {**row, "parts": [[span.part, span.start, span.end] for span in article.parts]}


def mention_row(mention: Mention) -> dict[str, Any]:
    """The mention's fields: kind, start, end, text first, then its own, the part last."""
    names = [item.name for item in fields(mention) if item.name not in ("start", "end", "text", "part")]
    return {
        "kind": mention.kind, "start": mention.start, "end": mention.end, "text": mention.text,
        **{name: plain(getattr(mention, name)) for name in names}, "part": mention.part,
    }


def plain(value: Any) -> Any:
    """A value as JSON has it: a whole Decimal as int, another as float (exact to 15 digits), a tuple as list."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Related):
        return {"title": value.title, "link": value.link, "lead": value.lead}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


_ARTICLE = ("id", "paper", "url", "published", "version", "title", "dateline", "lead", "body", "captions", "author",
            "section", "tags", "related", "text", "modified", "fetched", "read_by", "watermark", "origins")
