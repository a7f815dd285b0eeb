"""The ``documents`` table: one row a document, from the rows of its mentions in many articles.

Pure functions: rows of the store's ``plans`` table (each with its article's ``paper``, ``url`` and ``published``) in, rows out.
Mentions are one document only when they are known to be: by the same id, the same open candidates, the same title of the same
issuer; an unknown number of one article is never put together with that of another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.text import bare

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the corpus.

    ``id`` is the identity where it is known (``party@63-10:ke-hoach:61:2015-2020``), else a key of what is known.
    ``title`` is the fullest that an article gives, ``issued`` the most exact date. ``candidates`` are the ids it may be, and
    ``perhaps`` those of them that the corpus has. ``first_seen`` and ``last_seen`` are days of articles; ``articles``,
    ``mentions`` and ``stories`` are counts, reprints counting as one story.
    """

    id: str
    identity_status: str
    system: str | None
    level: str | None
    body_id: str | None
    issuer: str | None
    genre: str | None
    number: str | None
    code: str | None
    year: int | None
    term: str | None
    issued: str | None
    title: str | None
    period: tuple[int, int] | None
    candidates: tuple[str, ...]
    perhaps: tuple[str, ...]
    first_seen: str | None
    last_seen: str | None
    articles: int
    mentions: int
    stories: int
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One mention with the document it cites: ``article``, ``version`` and ``start`` are those of the row."""

    document: str
    article: str
    version: str
    start: int


def documents(rows: Iterable[Row], stories: Mapping[str, str] | None = None) -> list[Document]:
    """The documents that the rows cite, by id; ``stories`` maps an article's id to its story (absent: each its own).

    >>> row = {"id": "a", "version": "1", "start": 0, "form": "numbered", "genre": "kế hoạch", "number": "61",
    ...        "identity_status": "identified", "document_id": "party@63-10:ke-hoach:61:2015-2020", "published": "2022-01-15"}
    >>> [(found.id, found.articles) for found in documents([row, {**row, "id": "b"}])]
    [('party@63-10:ke-hoach:61:2015-2020', 2)]
    """
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[document_key(row)].append(row)
    identified = {key for key, group in groups.items() if group[0].get("document_id") == key}
    return [_document(key, groups[key], identified, stories or {}) for key in sorted(groups)]


def citations(rows: Iterable[Row]) -> list[Citation]:
    """The mentions of each document, in the order of the rows."""
    return [Citation(document=document_key(row), article=row["id"], version=row["version"], start=row["start"]) for row in rows]


def carrying(found: Iterable[Document], words: str) -> list[Document]:
    """The documents that carry a number as people write it (*61-KH/TU*, *61*), whatever body signed it.

    >>> carrying([], "61-KH/TU")
    []
    """
    match = re.match(r"\s*([\d.]+[a-zđ]?)(?:/((?:19|20)\d\d))?\s*[-–/]?\s*(.*)$", words.strip())
    if not match:
        return [document for document in found if document.title and bare(words) in bare(document.title)]
    number, year, code = match[1].lstrip("0"), match[2], _plain_code(match[3])
    return [document for document in found
            if (document.number or "").lstrip("0") == number
            and (not year or document.year == int(year))
            and (not code or _plain_code(document.code) == code)]


def _plain_code(code: str | None) -> str:
    return re.sub(r"[^a-z0-9]", "", bare(code or "")).replace("tuw", "tw")


def document_key(row: Row) -> str:
    """What makes two mentions one document, as text; see the head of the module."""
    if row.get("document_id"):
        return str(row["document_id"])
    candidates = _tuple(row.get("candidates"))
    if candidates:
        return "|".join(candidates)
    genre = _slug(row.get("genre"))
    issuer = row.get("body_id") or _slug(row.get("issuer"))
    if row.get("form") == "titled" and issuer and row.get("title"):
        return f"{issuer}:{genre}:{_slug(row['title'])[:80]}"
    here = f"{row['id']}#{row['start']}"
    if row.get("number"):
        here = f"{row['id']}#{row['number']}{row.get('code') or ''}"
    return f"{issuer or '?'}:{genre}:{here}"


def _slug(words: object) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", bare(str(words)))) if words else ""


def _tuple(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def _document(key: str, rows: Sequence[Row], identified: set[str], stories: Mapping[str, str]) -> Document:
    days = sorted(str(row["published"])[:10] for row in rows if row.get("published"))
    articles = {row["id"] for row in rows}
    candidates = _tuple(rows[0].get("candidates"))
    year = _commonest(rows, "year")
    period = _commonest(rows, "period", tuple)
    return Document(
        id=key, identity_status=str(rows[0].get("identity_status") or "unknown"), system=_commonest(rows, "system"),
        level=_commonest(rows, "level"), body_id=_commonest(rows, "body_id"), issuer=_commonest(rows, "issuer"),
        genre=_commonest(rows, "genre"), number=_commonest(rows, "number"), code=_commonest(rows, "code"),
        year=int(year) if year is not None else None, term=_commonest(rows, "term"), issued=_fullest(rows, "issued"),
        title=_fullest(rows, "title"), period=(int(period[0]), int(period[1])) if period else None, candidates=candidates,
        perhaps=tuple(name for name in candidates if name in identified and name != key),
        first_seen=days[0] if days else None, last_seen=days[-1] if days else None, articles=len(articles), mentions=len(rows),
        stories=len({stories.get(name, name) for name in articles}),
        papers=tuple(sorted({str(row["paper"]) for row in rows if row.get("paper")})),
    )


def _commonest(rows: Sequence[Row], name: str, as_: Any = None) -> Any:
    """The value that most rows give, the first of equals; None when none gives one."""
    values = [as_(row[name]) if as_ else row[name] for row in rows if row.get(name)]
    return Counter(values).most_common(1)[0][0] if values else None


def _fullest(rows: Sequence[Row], name: str) -> str | None:
    """The longest value: the most exact date, the fullest title; of several the one most rows give."""
    values = Counter(str(row[name]) for row in rows if row.get(name))
    if not values:
        return None
    longest = max(map(len, values))
    return max((value for value in values if len(value) == longest), key=lambda value: values[value])
