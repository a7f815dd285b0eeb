"""What a reader should know before trusting a corpus: what is missing, doubtful or double, as counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.corpus.pictures.labels import days

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.corpus.pictures.frames import Frames

_SHORT = 200
"""Letters below which a body is suspicious: a photo page, or a page the parser did not understand."""


def flags(corpus: Frames) -> pd.DataFrame:
    """One row a flag: ``flag``, ``number`` of what is flagged ``of`` how many, ``percent``, and what it ``means``.

    Flags with nothing to count are left out; a flag with 0 stays, for it tells that this was looked at.
    """
    import pandas as pd

    rows = [*_of_articles(corpus.articles), *_of_mentions(corpus)]
    table = pd.DataFrame(rows, columns=["flag", "number", "of", "means"])
    table = table[table["of"] > 0].reset_index(drop=True)
    table.insert(3, "percent", (100 * table["number"] / table["of"]).round(1))
    return table


def _of_articles(articles: pd.DataFrame) -> Iterator[tuple[str, int, int, str]]:
    every = len(articles)
    published, fetched = days(articles["published"]), days(articles["fetched"])
    yield "no date of publication", int(published.isna().sum()), every, "left out of every trend"
    yield "published after it was fetched", int((published > fetched).sum()), every, "the date was read wrongly, or the page lies"
    yield "no lead", int(articles["lead"].isna().sum()), every, "the page has none, or its page system is not known"
    yield "very short", int((articles["text"].str.len() < _SHORT).sum()), every, f"fewer than {_SHORT} letters: a photo page, or not understood"
    yield "read by general rules", int(articles["read_by"].eq("generic").sum()), every, "no page system was recognised"
    yield "not analysed", int(articles["words"].isna().sum()), every, "run: python -m pipeline.run analyse"
    yield "the same text under another address", int(articles["version"].duplicated().sum()), every, "counted twice unless stories are used"
    yield "gone from the site", int(articles["gone"].notna().sum()), every, "cannot be checked there any more"


def _of_mentions(corpus: Frames) -> Iterator[tuple[str, int, int, str]]:
    plans, places, figures, documents = corpus.plans, corpus.places, corpus.figures, corpus.documents
    units = places[places["rank"].notna()]
    status = plans["identity_status"]
    yield "document not identified", int((~status.isin(["identified", "described"])).sum()), len(plans), "an open choice, or nothing known"
    yield "document cited by one article only", int((documents["articles"] == 1).sum()), len(documents), "nothing to compare it with"
    yield "place of Vietnam without a unit", int(units["unit_id"].isna().sum()), len(units), "the name is not in the lists, or stays ambiguous"
    yield "figure that is about no place", int(figures["about_place"].isna().sum()), len(figures), "cannot enter a panel"
    yield "figure that is about no period", int(figures["about_period"].isna().sum()), len(figures), "cannot enter a panel"
