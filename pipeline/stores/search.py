"""Search over the store: an index of bare letters finds, the text itself decides.

The index holds every text through :func:`pipeline.text.bare`, so what is typed without marks matches any marks. A word
typed with marks must then stand in the text with them; the two tone placements count as one. Quoted words are a phrase.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from pipeline.stores.contract import Hit
from pipeline.text import bare, clean, fold

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_AROUND = 60


def find_hits(db: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """The current articles that hold every term of ``words``, best first (bm25), at most ``limit``."""
    terms = [" ".join(_WORD.findall(fold(clean(a or b)))) for a, b in _TERM.findall(words)]
    terms = [term for term in terms if term]
    if not terms:
        return []
    whole = " ".join(terms)
    asked = f'"{bare(whole)}" OR (' + " AND ".join(f'"{bare(term)}"' for term in terms) + ")"
    found = db.execute(
        "SELECT article.id, paper, published, title, article.text FROM words JOIN article ON article.rowid = words.rowid "
        "WHERE words MATCH ? ORDER BY words.rank",
        (asked,),
    )
    hits: list[Hit] = []
    for row in found:
        if hit := next(_hits(row, terms), None):
            hits.append(hit)
        if len(hits) == limit:
            break
    return hits


def _hits(row: sqlite3.Row, terms: list[str]) -> Iterator[Hit]:
    """The hit of one article, or none when a term typed with marks is not there with them."""
    text = row["text"]
    folded = fold(text)
    letters = bare(text)
    whole, *spans = [_pattern(term).search(letters if term == bare(term) else folded) for term in (" ".join(terms), *terms)]
    first = whole or spans[0]
    if first is None or not all(spans):
        return
    before, after = max(0, first.start() - _AROUND), first.end() + _AROUND
    yield Hit(
        id=row["id"], paper=row["paper"], published=row["published"], title=row["title"], match=text[first.start():first.end()],
        before=text[before:first.start()], after=text[first.end():after],
    )


def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(r"\b" + r"[\W_]+".join(map(re.escape, term.split())) + r"\b")
