"""The tables that only the whole corpus tells, rebuilt from the store: documents, who cites them, their lives and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.language import read
from pipeline.link.documents import Citation, Document, citations, documents
from pipeline.link.lives import DocumentEvent, DocumentRelation, event_rows, relation_rows
from pipeline.model import Article, Plan, vietnamese_day
from pipeline.resolve.events import events
from pipeline.resolve.relations import relations
from pipeline.stores import SqliteStore


def link(store: SqliteStore) -> bool:
    """Rebuild the linked tables of ``store``; True when done, False when nothing has changed since the last time."""
    if store.fact("linked") == str(store.changes):
        return False
    plans = [*store.mention_rows("plan")]
    happenings, edges = _lives(store, plans)
    with store.batch():
        store.save_derived("documents", Document, documents(plans))
        store.save_derived("citations", Citation, citations(plans))
        store.save_derived("document_events", DocumentEvent, happenings)
        store.save_derived("document_relations", DocumentRelation, edges)
        store.fact("linked", str(store.changes))
    return True


def _lives(store: SqliteStore, plans: Iterable[dict[str, Any]]) -> tuple[list[DocumentEvent], list[DocumentRelation]]:
    """The events and relations of every article that mentions a document."""
    happenings: list[DocumentEvent] = []
    edges: list[DocumentRelation] = []
    for article, rows in _by_article(store, plans):
        doc = read(article.text, article.parts)
        mentions = [mention for mention in store.mentions(article, "plan") if isinstance(mention, Plan)]
        day = vietnamese_day(article.published).isoformat() if article.published else None
        places = [*store.mention_rows("place", article.id)]
        happenings += event_rows(events(doc, mentions, day), article.text, rows, places)
        edges += relation_rows(relations(doc, mentions), article.text, rows)
    return happenings, edges


def _by_article(store: SqliteStore, plans: Iterable[dict[str, Any]]) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in plans:
        groups[row["id"]].append(row)
    for id, rows in groups.items():
        if article := store.article(id):
            yield article, rows
