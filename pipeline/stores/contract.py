"""What every store can do; one test runs over all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pipeline.model import Analysis, Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found article: where it is and the words around the first match, which stands between ``before`` and ``after``;
    ``start`` is its offset in the article's text."""

    id: str
    paper: str | None
    published: str | None
    title: str | None
    before: str
    match: str
    after: str
    start: int = 0
    watermark: str | None = None


class Store(Protocol):
    """A place for articles and what was read from them.

    Everything derived is keyed by (id, version). A method that writes returns only after its work would survive the
    end of the process, except inside :meth:`batch`, which ends with one commit.
    """

    def save_article(self, article: Article) -> bool:
        """Keep an article; True when this version of it was not there. The newest version saved is the current one."""

    def save_analysis(self, analysis: Analysis, kinds: Collection[str] | None = None) -> None:
        """Keep an analysis and its article; ``kinds`` limits what is replaced to those components."""

    def article(self, id: str) -> Article | None:
        """The current version of an article, or None."""

    def current(self) -> Iterator[Article]:
        """The current version of every article, by id; the caller may write meanwhile."""

    def analysis(self, id: str) -> Analysis | None:
        """The current version of an article with all that was read from it, or None if it was not analysed."""

    def made_by(self) -> Iterator[tuple[str, dict[str, str]]]:
        """The id of every current article and what its analysis was made by (an empty map: not analysed)."""

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of ``articles``, ``mentions``, ``plans``, ``figures``, ``places`` or ``persons``, current versions only."""

    def counts(self) -> Mapping[str, int]:
        """How many current articles, analysed ones, and mentions per kind there are."""

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Articles whose text holds ``words``, best first; words typed without marks match any marks."""
