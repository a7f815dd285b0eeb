"""The life of documents and how they hang together: events and edges found in articles, joined to the ``documents`` table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.link.documents import document_key
from pipeline.resolve.events import PlanEvent
from pipeline.resolve.relations import PlanRelation

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvent:
    """A row of ``document_events``: what happened to a document, when, by whom, where, and the sentence that tells it."""

    document: str
    kind: str
    date: str | None
    date_source: str | None
    actor: str | None
    place: str | None
    word: str
    article: str
    version: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRelation:
    """A row of ``document_relations``: the edge from one document to another, the word that says so and its sentence."""

    source: str
    target: str
    kind: str
    word: str
    article: str
    version: str
    start: int
    end: int
    sentence: str


def event_rows(
    events: Iterable[PlanEvent], text: str, plans: Sequence[Row], places: Sequence[Row] = ()
) -> list[DocumentEvent]:
    """The events of one article, joined to the documents of its ``plans`` rows; ``text`` is the article's.

    The place is the first literal place of the sentence in the article's ``places`` rows.
    """
    by_start = {row["start"]: row for row in plans}
    return [
        DocumentEvent(
            document=document_key(row), kind=event.kind, date=event.date, date_source=event.date_source, actor=event.actor,
            place=_place(places, event.start, event.end), word=event.word, article=row["id"], version=row["version"],
            start=event.start, end=event.end, sentence=text[event.start:event.end],
        )
        for event in events if (row := by_start.get(event.plan_start))
    ]


def relation_rows(relations: Iterable[PlanRelation], text: str, plans: Sequence[Row]) -> list[DocumentRelation]:
    """The edges of one article between the documents of its ``plans`` rows."""
    by_start = {row["start"]: row for row in plans}
    return [
        DocumentRelation(
            source=document_key(first), target=document_key(second), kind=edge.kind, word=edge.word, article=first["id"],
            version=first["version"], start=edge.start, end=edge.end, sentence=text[edge.start:edge.end],
        )
        for edge in relations
        if (first := by_start.get(edge.source)) and (second := by_start.get(edge.target))
        and document_key(first) != document_key(second)
    ]


def _place(places: Sequence[Row], start: int, end: int) -> str | None:
    inside = [row for row in places if start <= row["start"] < end and row.get("toponym", "literal") == "literal"]
    return str(min(inside, key=lambda row: int(row["start"]))["text"]) if inside else None
