"""What the pictures need of a corpus: its frames by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd


class Frames(Protocol):
    """An open corpus, as far as it is drawn: :class:`pipeline.corpus.Corpus` is one."""

    @property
    def articles(self) -> pd.DataFrame:
        """One row an article."""

    @property
    def mentions(self) -> pd.DataFrame:
        """One row a mention of any kind."""

    @property
    def plans(self) -> pd.DataFrame:
        """One row a reference to a document."""

    @property
    def places(self) -> pd.DataFrame:
        """One row a named place."""

    @property
    def figures(self) -> pd.DataFrame:
        """One row a quantity."""

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document."""

    @property
    def document_relations(self) -> pd.DataFrame:
        """One row an edge between two documents in one article."""

    @property
    def document_events(self) -> pd.DataFrame:
        """One row something that happened to a document, in one article."""

    @property
    def citations(self) -> pd.DataFrame:
        """One row a mention of a document: ``document``, ``article``, ``version``, ``start``."""

    @property
    def topics(self) -> pd.DataFrame:
        """One row an article and topic: ``id``, ``topic``, ``score``."""
