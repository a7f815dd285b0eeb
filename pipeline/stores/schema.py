"""The tables, derived from the nouns of :mod:`pipeline.model`, so that a new field becomes a new column by itself."""

from __future__ import annotations

import json
from dataclasses import Field, fields
from decimal import Decimal
from typing import Any

from pipeline.model import Article, Figure, Mention, Person, Place, Plan, Related, Span

KINDS: dict[str, type[Mention]] = {kind.kind: kind for kind in (Plan, Figure, Place, Person)}
TABLES = {kind: f"{kind}s" for kind in KINDS}
"""The table of each kind: *plan* → *plans*."""

ARTICLE_COLUMNS = [item.name for item in fields(Article)]
INDEXES = (
    "CREATE INDEX IF NOT EXISTS figures_of_unit ON figures (unit, predicate, measure_type, status, about_unit_id) "
    "WHERE about_unit_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS figures_of_counted ON figures (counted, predicate, measure_type, status, about_unit_id) "
    "WHERE counted IS NOT NULL AND about_unit_id IS NOT NULL",
)
"""What a panel asks, made when every column is there: the figures of one noun that are tied to a place."""
_JSON_COLUMNS = {"body", "captions", "tags", "related", "parts"}
_MAP_COLUMNS = {"origins"}


def own_fields(kind: str) -> list[Field[Any]]:
    """The fields of one kind of mention beyond those every mention has."""
    shared = {item.name for item in fields(Mention)}
    return [item for item in fields(KINDS[kind]) if item.name not in shared]


def column_type(item: Field[Any]) -> str:
    """The SQLite type of a field: decimals and tuples are kept as text, exactly."""
    kind = str(item.type)
    return "INTEGER" if kind.startswith(("int", "bool")) else "REAL" if kind.startswith("float") else "TEXT"


def create_statements() -> list[str]:
    """The statements that make every table; each may be run on a store that has them already."""
    columns = ", ".join(f'"{name}" TEXT' for name in ARTICLE_COLUMNS)
    statements = [
        f"CREATE TABLE IF NOT EXISTS article ({columns}, current INTEGER NOT NULL DEFAULT 1, first_seen TEXT, gone TEXT, "
        "PRIMARY KEY (id, version))",
        "CREATE INDEX IF NOT EXISTS article_current ON article (current, paper, published)",
        "CREATE INDEX IF NOT EXISTS article_published ON article (published) WHERE current = 1",
        "CREATE INDEX IF NOT EXISTS article_brief ON article (id, current, version, paper, published, watermark)",
        "CREATE TABLE IF NOT EXISTS analysis (id TEXT, version TEXT, made_by TEXT NOT NULL, sentences TEXT NOT NULL, "
        "words INTEGER, topics TEXT NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS waiting (url TEXT PRIMARY KEY, paper TEXT NOT NULL, lastmod TEXT, section TEXT, "
        "found_on TEXT, n INTEGER)",
        "CREATE INDEX IF NOT EXISTS waiting_paper ON waiting (paper, n)",
        "CREATE TABLE IF NOT EXISTS visit (url TEXT PRIMARY KEY, paper TEXT NOT NULL, outcome TEXT NOT NULL, at TEXT NOT NULL, "
        "status INTEGER, etag TEXT, last_modified TEXT, lastmod TEXT, reason TEXT) WITHOUT ROWID",
        "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    ]
    for kind, table in TABLES.items():
        own = "".join(f', "{item.name}" {column_type(item)}' for item in own_fields(kind))
        statements += [
            f'CREATE TABLE IF NOT EXISTS "{table}" (id TEXT, version TEXT, start INTEGER, "end" INTEGER, text TEXT, '
            f'part TEXT{own}, PRIMARY KEY (id, version, start, "end")) WITHOUT ROWID',
        ]
    return statements


def pack(value: Any) -> Any:
    """A field's value as SQLite keeps it."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        return json.dumps([_plain(item) for item in value], ensure_ascii=False)
    return value


def unpack_mention(kind: str, row: dict[str, Any]) -> Mention:
    """A mention from a row of its table."""
    values = {item.name: _unpack(item, row[item.name]) for item in own_fields(kind)}
    return KINDS[kind](start=row["start"], end=row["end"], text=row["text"], part=row["part"], **values)


def unpack_article(row: dict[str, Any]) -> Article:
    """An article from a row of the table ``article``."""
    values = {name: row[name] for name in ARTICLE_COLUMNS}
    for name in _JSON_COLUMNS:
        values[name] = tuple(json.loads(values[name] or "[]"))
    for name in _MAP_COLUMNS:
        values[name] = json.loads(values[name] or "{}")
    values["related"] = tuple(Related(**item) for item in values["related"])
    values["parts"] = tuple(Span(part=part, start=start, end=end) for part, start, end in values["parts"])
    return Article(**values)


def _unpack(item: Field[Any], value: Any) -> Any:
    kind = str(item.type)
    if kind.startswith("tuple") and value is not None:
        return tuple(json.loads(value))
    if kind.startswith("Decimal") and value is not None:
        return Decimal(value)
    return bool(value) if kind.startswith("bool") else value


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.part, value.start, value.end]
    if isinstance(value, Related):
        return {"title": value.title, "link": value.link, "lead": value.lead}
    return str(value) if isinstance(value, Decimal) else value
