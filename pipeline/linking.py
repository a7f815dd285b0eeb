"""The tables that only the whole corpus tells, rebuilt from the store: stories, documents and their lives, people and offices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.language import Doc, read
from pipeline.link.documents import Citation, Document, citations, documents
from pipeline.link.lives import DocumentEvent, DocumentRelation, event_rows, relation_rows
from pipeline.link.people import Join, OfficeRow, Someone, office_rows, people
from pipeline.link.stories import Story, stories
from pipeline.model import Article, Person, Plan
from pipeline.resolve import offices
from pipeline.resolve.context import context_of
from pipeline.resolve.events import events
from pipeline.resolve.relations import relations
from pipeline.stores import SqliteStore


@dataclass(slots=True)
class _Told:
    """What the articles tell one by one, before it is joined."""

    happenings: list[DocumentEvent] = field(default_factory=list)
    edges: list[DocumentRelation] = field(default_factory=list)
    posts: list[OfficeRow] = field(default_factory=list)


def link(store: SqliteStore) -> bool:
    """Rebuild the linked tables of ``store``; True when done, False when nothing has changed since the last time."""
    if store.fact("linked") == str(store.changes):
        return False
    told = _Told()
    for article in store.current():
        _read_article(store, article, told)
    plans = [*store.mention_rows("plan")]
    prints = stories(store.rows("articles"))
    posts, someone, joins = people(told.posts)
    tables: list[tuple[str, type, list[Any]]] = [
        ("stories", Story, prints), ("documents", Document, documents(plans, {one.article: one.story for one in prints})),
        ("citations", Citation, citations(plans)), ("document_events", DocumentEvent, told.happenings),
        ("document_relations", DocumentRelation, told.edges), ("offices", OfficeRow, posts), ("people", Someone, someone),
        ("people_joins", Join, joins),
    ]
    with store.batch():
        for name, kind, rows in tables:
            store.save_derived(name, kind, rows)
        store.fact("linked", str(store.changes))
    return True


def _read_article(store: SqliteStore, article: Article, told: _Told) -> None:
    """Read once more what lies between the mentions of one article: events, relations, offices."""
    plans = [one for one in store.mentions(article, "plan") if isinstance(one, Plan)]
    persons = [one for one in store.mentions(article, "person") if isinstance(one, Person)]
    if not plans and not persons:
        return
    doc = read(article.text, article.parts)
    if plans:
        _read_plans(store, article, doc, plans, told)
    row = {"id": article.id, "version": article.version, "paper": article.paper, "published": article.published}
    told.posts += office_rows(offices.find(doc, persons, context_of(article)), row)


def _read_plans(store: SqliteStore, article: Article, doc: Doc, plans: list[Plan], told: _Told) -> None:
    rows = [*store.mention_rows("plan", article.id)]
    places = [*store.mention_rows("place", article.id)]
    day = article.day.isoformat() if article.day else None
    told.happenings += event_rows(events(doc, plans, day), article.text, rows, places)
    told.edges += relation_rows(relations(doc, plans), article.text, rows)
