"""Search over the store: an index of bare letters finds, the text itself decides.

The index holds every text through :func:`pipeline.text.bare`, so what is typed without marks matches any marks. A word
typed with marks must then stand in the text with them; the two tone placements count as one. Quoted words are a phrase.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline.stores.contract import Hit
from pipeline.stores.selecting import OF_ARTICLE, Filter, articles_where
from pipeline.text import bare, clean, fold

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class _Term:
    """One word, or the words of a phrase, as typed (in small letters) and with their bare letters."""

    typed: tuple[str, ...]
    letters: tuple[str, ...]
    exact: bool

    def spans(self, text: str, letters: str) -> Iterator[tuple[int, int]]:
        """Where ``text``, whose bare letters are ``letters``, holds the term, word for word with the marks that were typed."""
        for found in _pattern(self.letters).finditer(letters):
            words = (text[found.start(n):found.end(n)] for n in range(1, len(self.typed) + 1))
            if all(map(self._fits, self.typed, self.letters, words)):
                yield found.span()

    def _fits(self, typed: str, letters: str, word: str) -> bool:
        if self.exact:
            return word.lower() == typed
        return typed == letters or fold(word) == fold(typed)


def find_hits(
    db: sqlite3.Connection, words: str, limit: int, *, exact: bool = False, wanted: Filter | None = None, place: str | None = None
) -> list[Hit]:
    """The current articles that hold every term of ``words``, best first, at most ``limit``.

    Those that hold all words one after the other come first, each group by bm25. ``exact`` takes marks and tone placement
    as typed; ``wanted`` and ``place`` (a unit id, or a place as articles name it) narrow the articles.
    """
    terms = _terms(words, exact)
    if not terms or limit < 1:
        return []
    typed, letters = (tuple(chain.from_iterable(words)) for words in zip(*((t.typed, t.letters) for t in terms), strict=True))
    whole = _Term(typed, letters, exact)
    hits: dict[str, Hit] = {}
    for asked in dict.fromkeys((_phrase(whole), " AND ".join(map(_phrase, terms)))):
        for row in _found(db, asked, wanted or Filter(), place):
            if row["id"] not in hits and (hit := _hit(row, terms, whole)):
                hits[row["id"]] = hit
            if len(hits) == limit:
                return [*hits.values()]
    return [*hits.values()]


def _terms(words: str, exact: bool) -> list[_Term]:
    terms = []
    for quoted, single in _TERM.findall(words):
        typed = tuple(_WORD.findall(clean(quoted or single).lower()))
        if typed:
            terms.append(_Term(typed, tuple(bare(word) for word in typed), exact))
    return terms


def _found(db: sqlite3.Connection, asked: str, wanted: Filter, place: str | None) -> Iterator[sqlite3.Row]:
    """The articles of a question to the index; the texts are read one by one, as far as they are asked for."""
    condition, values = articles_where(wanted)
    ranked = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank"
    if wanted != Filter() or place is not None:
        if place is not None:
            condition += f" AND EXISTS (SELECT 1 FROM places p WHERE {OF_ARTICLE.format('p')} AND (p.unit_id = ? OR p.text = ?))"
            values = [*values, place, place]
        chosen = f"SELECT rowid FROM article WHERE {condition}"
        ranked = f"SELECT rowid FROM words WHERE words MATCH ? AND +rowid IN ({chosen}) ORDER BY rank"
    for (rowid,) in db.execute(ranked, [asked, *values]):
        yield db.execute("SELECT id, paper, published, title, text, watermark FROM article WHERE rowid = ?", (rowid,)).fetchone()


def _hit(row: sqlite3.Row, terms: list[_Term], whole: _Term) -> Hit | None:
    """The hit of one article, or none when a term typed with marks is not there with them."""
    text = row["text"]
    letters = bare(text)
    spans = [next(term.spans(text, letters), None) for term in terms]
    if not all(spans):
        return None
    start, end = next(whole.spans(text, letters), None) or spans[0] or (0, 0)
    return Hit(
        id=row["id"], paper=row["paper"], published=row["published"], title=row["title"], match=text[start:end],
        before=text[max(0, start - _AROUND):start], after=text[end:end + _AROUND], start=start, watermark=row["watermark"],
    )


def _phrase(term: _Term) -> str:
    return f'"{" ".join(term.letters)}"'


def _pattern(letters: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(f"({re.escape(word)})" for word in letters) + r"(?![^\W_])")
