"""Which documents carry a number, and what cites each: for a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.language import read
from pipeline.link.documents import Document, carrying, document_key, documents
from pipeline.stores import SqliteStore


def document_lines(store: SqliteStore, words: str) -> Iterator[str]:
    """The documents that carry the number (or words of a title) ``words``, issuer by issuer, with every citing sentence."""
    cited: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    rows: list[Mapping[str, Any]] = [*store.mention_rows("plan")]
    for row in rows:
        cited[document_key(row)].append(row)
    found = carrying(documents(rows), words)
    if not found:
        yield f"no document of the corpus carries {words!r}"
    for document in sorted(found, key=lambda one: (one.issuer or "~", one.term or "", one.id)):
        yield from _document(document)
        for row in cited[document.id]:
            yield f"    {(row['published'] or '')[:10]}  {row['id']} @{row['start']}"
            yield f"        {_sentence(store, row)}"


def _document(document: Document) -> Iterator[str]:
    name = " ".join(part for part in (document.genre, document.number, document.code) if part)
    yield f"{document.issuer or 'issuer not told'} · {name}"
    about = {
        "id": document.id, "status": document.identity_status, "term": document.term, "issued": document.issued,
        "period": "-".join(map(str, document.period)) if document.period else None, "title": document.title,
        "may be": ", ".join(document.candidates) or None,
    }
    for label, value in about.items():
        if value is not None:
            yield f"    {label:<7} {value}"
    yield f"    cited   {document.mentions} times in {document.articles} articles, {document.first_seen} to {document.last_seen}"


def _sentence(store: SqliteStore, row: Mapping[str, Any]) -> str:
    """The sentence around a mention, the mention marked."""
    article = store.article(row["id"])
    if article is None:
        return ""
    sentence = read(article.text, article.parts).sentence_at(row["start"])
    start, end = (sentence.start, sentence.end) if sentence else (row["start"], row["end"])
    text = article.text
    return " ".join(f"{text[start:row['start']]}⟦{text[row['start']:row['end']]}⟧{text[row['end']:end]}".split())
