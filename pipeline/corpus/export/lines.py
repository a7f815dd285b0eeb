"""JSON lines by the contract of DESIGN.md: one object an article, written and read back."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.contract import to_line
from pipeline.model import Analysis, Article, Mention, Related, Sentence, Span, Topic
from pipeline.stores.schema import KINDS


def write_lines(analyses: Iterable[Analysis], path: Path) -> None:
    """Write analyses to ``path``, a line each."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(to_line(analysis) + "\n" for analysis in analyses)


def read_lines(path: Path) -> Iterator[Analysis]:
    """The analyses of a file that :func:`write_lines` wrote."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield read_line(line)


def read_line(line: str) -> Analysis:
    """The analysis of one line of the contract."""
    row = json.loads(line, parse_float=Decimal)
    article = _article(row)
    starts = [span.start for span in article.parts]
    return Analysis(
        article=article, words=row["words"], made_by=row["made_by"],
        sentences=tuple(Sentence(start=a, end=b, part=_part_at(article, starts, a)) for a, b in row["sentences"]),
        mentions=tuple(map(_mention, row["mentions"])),
        topics=tuple(Topic(name=one["name"], score=float(one["score"])) for one in row["topics"]),
    )


def _article(row: dict[str, Any]) -> Article:
    values: dict[str, Any] = {item.name: row.get(item.name) for item in fields(Article)}
    values.update({name: tuple(values[name]) for name in ("body", "captions", "tags")})
    values["origins"] = values["origins"] or {}
    values["related"] = tuple(Related(**one) for one in values["related"])
    values["parts"] = tuple(Span(part=part, start=start, end=end) for part, start, end in values["parts"])
    return Article(**values)


def _part_at(article: Article, starts: list[int], offset: int) -> Any:
    return article.parts[max(0, bisect_right(starts, offset) - 1)].part if article.parts else "body"


def _mention(row: dict[str, Any]) -> Mention:
    kind = KINDS[row["kind"]]
    return kind(**{item.name: _value(str(item.type), row[item.name]) for item in fields(kind)})


def _value(kind: str, value: Any) -> Any:
    if value is not None and kind.startswith("Decimal"):
        return Decimal(value)
    return tuple(value) if value is not None and kind.startswith("tuple") else value
