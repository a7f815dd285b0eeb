"""What a search finds, as a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.corpus.columns import names_of
from pipeline.corpus.frames import typed
from pipeline.stores.search import find_hits

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.corpus.readers import StoreReader
    from pipeline.stores.contract import Hit
    from pipeline.stores.selecting import Filter


def hits(reader: StoreReader, words: str, wanted: Filter, *, exact: bool, place: str | None, limit: int) -> pd.DataFrame:
    """The articles wanted that hold ``words``; see :meth:`pipeline.corpus.opening.Corpus.search`."""
    import pandas as pd

    found = find_hits(reader.db, words, limit, exact=exact, wanted=wanted, place=place)
    rows = [
        (hit.id, hit.paper, hit.published, hit.title, snippet(hit), hit.start, hit.start + len(hit.match), hit.watermark)
        for hit in found
    ]
    return typed(pd.DataFrame(rows, columns=names_of("hits")), "hits", reader.watermark)


def snippet(hit: Hit) -> str:
    """The words around the match on one line, the match in ⟦ ⟧; cut words at both ends are left off."""
    before = hit.before if len(hit.before) >= hit.start else "…" + hit.before.partition(" ")[2]
    after, cut = (hit.after.rpartition(" ")[0], "…") if len(hit.after) >= 60 else (hit.after, "")
    return " ".join(f"{before}⟦{hit.match}⟧{after}{cut}".split())
