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
    published, fetched = days(articles["published"]), days(articles["fetched"])
    found = {
        "no date of publication": (published.isna(), "left out of every trend"),
        "published after it was fetched": (published > fetched, "the date was read wrongly, or the page lies"),
        "no lead": (articles["lead"].isna(), "the page has none, or its page system is not known"),
        "very short": (articles["text"].str.len() < _SHORT, f"fewer than {_SHORT} letters: a photo page, or not understood"),
        "read by general rules": (articles["read_by"].eq("generic"), "no page system was recognised"),
        "not analysed": (articles["words"].isna(), "run: python -m pipeline.run analyse"),
        "the same text under another address": (articles["version"].duplicated(), "counted twice unless stories are used"),
        "gone from the site": (articles["gone"].notna(), "cannot be checked there any more"),
    }
    return ((flag, int(rows.sum()), len(articles), means) for flag, (rows, means) in found.items())


def _of_mentions(corpus: Frames) -> Iterator[tuple[str, int, int, str]]:
    places, figures = corpus.places, corpus.figures
    units, status = places[places["rank"].isin(["province", "district", "commune"])], corpus.plans["identity_status"]
    found = {
        "document not identified": (~status.isin(["identified", "described"]), "an open choice, or nothing known"),
        "document cited by one article only": (corpus.documents["articles"] == 1, "nothing to compare it with"),
        "province, district or commune without a unit": (units["unit_id"].isna(), "not in the lists, or it stays ambiguous"),
        "figure that is about no place": (figures["about_place"].isna(), "cannot enter a panel"),
        "figure that is about no period": (figures["about_period"].isna(), "cannot enter a panel"),
    }
    return ((flag, int(rows.sum()), len(rows), means) for flag, (rows, means) in found.items())
