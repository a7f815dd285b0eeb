"""From an article to countable things: syllables and pairs of them, once for its head and once for its opening, and phrases.

Syllables are those of the folded text, so no tagger is needed; every number is ``0``. The *head* is the title (counted twice)
and the first 50 syllables after it, the *opening* the title and the first 400: the labels were read from there, and news puts
its subject first. The *phrases* of ``tables/topics.toml`` are counted per topic in title, head and opening.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log1p, sqrt

from pipeline import tables
from pipeline.language import Doc

HEAD = 50
OPENING = 400
TITLE = 40
"""The first line stands for the title of an article that has none, up to so many syllables."""

_SYLLABLE = re.compile(r"[^\W\d_]+|\d+|%")

NAMES: tuple[str, ...] = tuple(row["name"] for row in tables.load("topics")["topic"])
"""The topics in the order of the codebook."""

GROUPS = (*NAMES, "home")
"""The groups of phrases: one for each topic, and one for words that tell that the news is from Vietnam."""

FIELDS = 5
"""Numbers per group: its count in title, head and opening (logarithms), and its share among all groups in the last two."""


@dataclass(frozen=True, slots=True)
class Syllables:
    """The syllables of title and text after it, in order, folded, numbers as ``0``, each with its (start, end)."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    title: int

    @property
    def head(self) -> tuple[str, ...]:
        """The title and the syllables of the head."""
        return self.words[:self.title + HEAD]


def syllables(doc: Doc) -> Syllables:
    """The syllables of a document up to the end of its opening."""
    folded = _without_furniture(doc.folded)
    end = _title_end(doc)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    title = 0
    for found in _SYLLABLE.finditer(folded):
        in_title = found.start() < end and (title < TITLE or doc.parts[0].part == "title")
        if not in_title and len(words) - title >= OPENING:
            break
        title += in_title
        word = found[0]
        words.append("0" if word[0].isdigit() else word)
        spans.append(found.span())
    return Syllables(tuple(words), tuple(spans), title)


def grams(words: Sequence[str]) -> list[str]:
    """The words themselves and every pair of neighbours.

    >>> grams(["chi", "bộ", "thôn"])
    ['chi', 'bộ', 'thôn', 'chi bộ', 'bộ thôn']
    """
    return [*words, *map(" ".join, pairwise(words))]


def head_counts(found: Syllables) -> Counter[str]:
    """How often each gram stands in the head; the title's count twice."""
    title, rest = found.words[:found.title], found.words[found.title:found.title + HEAD]
    counts = Counter(grams(title))
    counts.update(counts.copy())
    counts.update(grams(rest))
    return counts


def opening_counts(found: Syllables) -> Counter[str]:
    """How often each gram stands in the opening."""
    return Counter(grams(found.words))


def phrases(found: Syllables) -> Iterator[tuple[int, int, int]]:
    """Every phrase of the table as (group, first syllable, number of syllables), in order; overlapping ones too."""
    starts, table = _phrase_table()
    words = found.words
    for at, word in enumerate(words):
        for length in starts.get(word, ()):
            for group in table.get(words[at:at + length], ()):
                yield group, at, length


def group_values(found: Syllables) -> list[float]:
    """The :data:`FIELDS` numbers of every group, field by field; a longer phrase weighs more (root of its length)."""
    counts = [[0.0] * len(GROUPS) for _ in range(3)]
    for group, at, length in phrases(found):
        weight = sqrt(length)
        counts[2][group] += weight
        if at + length <= found.title + HEAD:
            counts[1][group] += weight
        if at + length <= found.title:
            counts[0][group] += weight
    logs = [log1p(value) for field in counts for value in field]
    shares = [3 * value / (sum(field) + 1) for field in counts[1:] for value in field]
    return logs + shares


@cache
def _phrase_table() -> tuple[dict[str, tuple[int, ...]], dict[tuple[str, ...], tuple[int, ...]]]:
    """The lengths of the phrases that begin with a syllable, and the groups of each phrase."""
    lists = {row["name"]: row["phrases"] for row in tables.load("topics")["topic"]}
    lists["home"] = tables.load("topics")["home"]["phrases"]
    lengths: dict[str, set[int]] = {}
    groups: dict[tuple[str, ...], set[int]] = {}
    for number, name in enumerate(GROUPS):
        for phrase in lists[name]:
            words = tuple("0" if word[0].isdigit() else word for word in _SYLLABLE.findall(phrase))
            lengths.setdefault(words[0], set()).add(len(words))
            groups.setdefault(words, set()).add(number)
    return ({word: tuple(sorted(some)) for word, some in lengths.items()},
            {words: tuple(sorted(some)) for words, some in groups.items()})


def _title_end(doc: Doc) -> int:
    if doc.parts and doc.parts[0].part == "title":
        return doc.parts[0].end
    end = doc.text.find("\n")
    return end if end >= 0 else len(doc.text)


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, tables.load("topics")["furniture"]["phrases"])))


def _without_furniture(folded: str) -> str:
    """The folded text with page furniture blanked out, letter for letter, so that offsets stay."""
    return _furniture().sub(lambda found: " " * len(found[0]), folded)
